"""How long a host is left alone between two requests."""

from __future__ import annotations

import threading
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from zegsman.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable


class Pauses:
    """Keeps, for each host, when it may be asked again; may be used from several threads."""

    def __init__(self, *, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._clock, self._sleep = clock, sleep
        self._free_at: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._lock = threading.Lock()

    def slow_down(self, host: str, delay_s: float) -> None:
        """Leaves at least so many seconds between two requests to a host from now on."""
        with self._lock:
            self._delays[host] = delay_s

    def hold_back(self, host: str, seconds: float) -> None:
        """Asks a host again no sooner than after so many seconds."""
        with self._lock:
            self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + seconds)

    def wait_for(self, host: str, delay_s: float, *, most_s: float) -> None:
        """Waits until a host may be asked, and takes the turn.

        Raises:
            FetchError: if that would take longer than `most_s` seconds.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at.get(host, now))
            if turn - now > most_s:
                raise FetchError(f"{host} asks to be left alone for {turn - now:.0f} seconds more", passing=True)
            self._free_at[host] = turn + max(delay_s, self._delays.get(host, 0.0))
        if turn > now:
            self._sleep(turn - now)


def retry_after_s(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date seen from `now` (Unix time).

    None where there is none that can be read.
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None
