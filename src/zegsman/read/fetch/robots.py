"""What a site lets robots fetch, and how fast: robots.txt as RFC 9309 reads it."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

READ_BYTES = 512_000
"""How much of a robots.txt is read; RFC 9309, 2.5, asks for at least 500 kibibytes."""
KEPT_S = 86_400
"""How long one is believed; RFC 9309, 2.4: no more than a day."""
_LONGEST_DELAY_S = 60.0
"""A longer crawl-delay than this is taken for a minute: watching would stand still."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for one user agent; without rules everything may be fetched."""

    rules: Protego | None = None
    forbids_all: bool = False
    """The site could not say (RFC 9309, 2.3.1.4: an error of the server forbids everything for the while)."""

    def allows(self, url: str, agent: str) -> bool:
        """Whether the agent may fetch an address."""
        if self.forbids_all:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, agent))

    def delay_s(self, agent: str) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks for none."""
        delay = self.rules.crawl_delay(agent) if self.rules is not None else None
        return min(max(float(delay or 0.0), 0.0), _LONGEST_DELAY_S)


def parse_robots(status: int, body: bytes) -> Robots:
    """The rules in an answer for robots.txt: none where there is no such file, all forbidden where the server fails."""
    if status >= 500 or status == 429:
        return Robots(forbids_all=True)
    if status >= 300 or not body:
        return Robots()
    return Robots(rules=Protego.parse(body[:READ_BYTES].decode("utf-8", "replace")))
