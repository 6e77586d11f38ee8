"""Words that reject: those that point back to what was said, and those that leave nothing of it."""

from __future__ import annotations

import re

from zegsman.lexicon.tables import gather_patterns

POINTS_BACK = re.compile(gather_patterns("rejections", "points_back"), re.I)
"""Points at what was said: 'daarvan', 'that is'."""

REJECTS = re.compile(gather_patterns("rejections", "rejects"), re.I)
"""Says no more than that it is not so: its own words tell of nothing."""

INNOCENCE = re.compile(gather_patterns("rejections", "innocence"), re.I)
"""Says of oneself that one did not do it, without a word on what; a plea in court is news by itself."""

NONSENSE = re.compile(gather_patterns("rejections", "nonsense"), re.I)
"""A few words that call what was said nonsense: they deny without a negation."""

SAYS_OTHERWISE = re.compile(gather_patterns("rejections", "says_otherwise"), re.I)
"""Tells of one who does not agree, in the words of the report: what follows is the answer to what stood before."""

EMPHATIC = re.compile(gather_patterns("rejections", "emphatic"), re.I)
"""Denies with force: one answers a charge so."""

UNREAL = re.compile(gather_patterns("rejections", "unreal"), re.I)
"""Tells what would have been or ought to have been: 'dan was de brug dicht gebleven', 'should never have opened'."""
