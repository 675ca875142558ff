"""How often a host is asked: a least time between two requests, and pauses that it asks for itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from dateline.fetching.limits import Clock

LONGEST: Final = 7 * 86_400.0
"""The longest pause that a server is granted (seconds); who asks for more has most likely miscalculated."""

_SECONDS: Final = re.compile(r"\d{1,9}")


class Pace:
    """Remembers when each host may be asked again.

    Args:
        delay: least time between two requests to one host (seconds).
        clock: the time.
        noted: told of each pause that a host asks for, to remember it beyond this run.
    """

    def __init__(
        self, delay: float, clock: Clock, noted: Callable[[str, datetime], None] | None = None
    ) -> None:
        self._delay = delay
        self._noted = noted
        self._clock = clock
        self._free: dict[str, float] = {}

    def wait(self, host: str) -> float:
        """Return how long a host must be left alone from now on (seconds)."""
        return max(0.0, self._free.get(host, 0.0) - self._clock.elapsed())

    def asked(self, host: str, delay: float = 0.0) -> None:
        """Note that a host was asked just now.

        Args:
            host: the host.
            delay: what its robots.txt asks for (seconds); the longer of both holds.
        """
        self._leave(host, min(max(self._delay, delay), LONGEST))

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until a time of day."""
        self._leave(host, (until - self._clock.now()).total_seconds())
        if self._noted is not None:
            self._noted(host, until)

    def _leave(self, host: str, seconds: float) -> None:
        self._free[host] = max(self._free.get(host, 0.0), self._clock.elapsed() + seconds)


def retry_after(value: str, now: datetime) -> datetime | None:
    """Read the header `Retry-After`.

    Args:
        value: seconds, or a date of HTTP.
        now: the time of the answer.

    Returns:
        When to ask again, not before now and not later than `LONGEST` after it; `None` if the header says nothing
        that can be read.
    """
    latest = now + timedelta(seconds=LONGEST)
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return min(now + timedelta(seconds=int(value)), latest)
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return min(max(found, now), latest)
