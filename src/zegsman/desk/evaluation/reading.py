"""Has the product read gold texts: whole texts as reports, or sentences with the tokens of gold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.desk.stages import load_stages, the_encoder
from zegsman.lexicon.tables import LANGUAGES
from zegsman.read.blocks import split_blocks
from zegsman.read.dates import parse_published
from zegsman.read.languages import find_language
from zegsman.record.annotation import Sentence
from zegsman.record.report import Report, content_id, sha256_of
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zegsman.desk.evaluation.gold_files import GoldSentence
    from zegsman.record.annotation import Annotation, Name, Token

Json = dict[str, Any]
_AT_ONCE = 16


def report_of(document: Json) -> Report:
    """A gold document as a report with its text untouched, so that offsets mean the same."""
    text: str = document["text"]
    return Report(
        id=content_id("report", str(document["id"])),
        text=text,
        sha256=sha256_of(text.encode("utf-8", "surrogatepass")),
        language=document.get("lang") or find_language(text, LANGUAGES),
        published=parse_published(str(document.get("dct") or document.get("date") or "")),
        blocks=split_blocks(text),
    )


def annotated(documents: Sequence[Json], tell: Callable[[str, int, int], None]) -> Iterator[tuple[Json, Annotation]]:
    """Each document with its annotation."""
    annotate = load_stages().annotate
    for start in range(0, len(documents), _AT_ONCE):
        batch = documents[start : start + _AT_ONCE]
        yield from zip(batch, annotate([report_of(one) for one in batch]), strict=True)
        tell("annotate", start + len(batch), len(documents))


def read_gold_tokens(sentences: Sequence[GoldSentence], language: str) -> tuple[tuple[Token, ...], tuple[Name, ...]]:
    """The tokens with their syntax, and the names, of one text that is cut as gold cuts it.

    There are as many tokens as gold has words, in their order.
    """
    from zegsman.annotate import steps
    from zegsman.annotate.layers import Layers

    parts: list[str] = []
    offsets: list[tuple[int, int]] = []
    cut: list[Sentence] = []
    at = 0
    for sentence in sentences:
        first = len(offsets)
        for word, space in zip(sentence.words, sentence.spaces_before, strict=True):
            if offsets and (space or len(offsets) == first):
                parts.append(" ")
                at += 1
            parts.append(word)
            offsets.append((at, at + len(word)))
            at += len(word)
        cut.append(Sentence(Span(offsets[first][0], at), first, len(offsets), -1, language))
    text = "".join(parts)
    report = Report(id="gold", text=text, sha256="", language=language)
    layers = Layers(report, the_encoder(), offsets=offsets, sentences=tuple(cut))
    steps.begin_reading(layers)
    steps.read_sentences(layers)
    steps.tag(layers)
    steps.mark_names(layers)
    return layers.tokens, layers.names


def language_of(sentences: Sequence[GoldSentence]) -> str:
    """Dutch or English, by the words of many sentences."""
    sample = " ".join(word for sentence in sentences[:200] for word in sentence.words)
    return find_language(sample, LANGUAGES)
