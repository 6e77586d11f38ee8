"""Small words beside a phrase for a source, as patterns: what ties it to a body, an owner or another noun."""

from __future__ import annotations

import re

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_words

ITS = re.compile(f"(?:{any_of(function_words('possessives_of_things'))}) ", re.IGNORECASE)
ONLY_NOUNS = re.compile(f" (?:(?:{any_of(gather_words('source_words', 'between_nouns'))}) )?")
BELONGS = re.compile(
    rf"^(?: (?:{any_of(function_words('close'))}))? (?:{any_of(function_words('speaking_for'))}) "
    rf"(?:(?:{any_of(function_words('definite_articles'))}) )?"
)
GENITIVE = re.compile(r"^(?P<owner>.+?)(?:['’]s|s['’]) ")
