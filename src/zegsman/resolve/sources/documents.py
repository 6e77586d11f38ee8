"""Who wrote a document, by its own words, and whether a paper holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.functions import body_class, document_class
from zegsman.resolve.sources.allegiances import body_source
from zegsman.resolve.sources.words import words_of

if TYPE_CHECKING:
    from zegsman.record.annotation import SourceMention
    from zegsman.resolve.sources.index import EntityIndex
    from zegsman.resolve.sources.words import Phrase


def author_in_compound(noun: str, index: EntityIndex) -> str | None:
    """The body in the first part of a compound that wrote the document ('politierapport')."""
    for cut in range(4, len(noun) - 3):
        class_ = body_class(noun[:cut])
        if class_ and class_ != "outlet" and document_class(noun[cut:]):
            return body_source(class_, None, index)
    return None


def author_before(phrase: Phrase, index: EntityIndex) -> str | None:
    """The body whose noun stands right before the document's ('customs records')."""
    words = phrase.before.split()
    class_ = body_class(words[-1]) if words else None
    return body_source(class_, None, index) if class_ and class_ != "outlet" else None


def is_seen_by_medium(link: SourceMention, text: str) -> bool:
    """Whether the words around say that the paper itself holds the document."""
    around = text[max(0, link.span.start - 120) : link.span.end + 120].casefold()
    return any(words in around for words in words_of("seen"))
