"""What a fetch may cost, how it behaves towards servers, and the clock it goes by."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from dateline import __version__
from dateline.errors import DatelineError

PRODUCT: Final = "dateline"
"""The name that rules of robots.txt are matched with."""

_CONTACT: Final = re.compile(r"[\x21-\x27\x2a-\x7e]{3,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits and politeness.

    Attributes:
        contact: address (mail or web) at which those who run a server can reach the user, or empty.
        delay: least time between two requests to one host (seconds); robots.txt may ask for more.
        seconds: time in which an answer must have arrived whole (seconds).
        max_bytes: size above which an answer is refused (bytes, packed or unpacked).
        redirects: redirects that are followed for one address.
        retries: how often a request is made again when it fails for what may pass.
        patience: longest time that is waited because a server asks for it (seconds).
        allow_private: connect to private networks and this machine, too.
    """

    contact: str = ""
    delay: float = 2.0
    seconds: float = 30.0
    max_bytes: int = 20_000_000
    redirects: int = 5
    retries: int = 2
    patience: float = 120.0
    allow_private: bool = False

    def __post_init__(self) -> None:
        """Check what is sent to servers.

        Raises:
            DatelineError: E031, the contact cannot stand in a header, or a number is negative.
        """
        if self.contact and not _CONTACT.fullmatch(self.contact):
            raise DatelineError(
                "E031",
                "the contact is no mail or web address",
                "give one without blanks and brackets, such as https://example.org/about-our-reader",
            )
        if min(self.delay, self.seconds, self.max_bytes, self.redirects, self.retries, self.patience) < 0:
            raise DatelineError("E031", "a limit on fetching is negative")

    @property
    def agent(self) -> str:
        """What the header `User-Agent` says: who asks, in truth."""
        who = f"+{self.contact}" if self.contact else "reader of news reports"
        return f"{PRODUCT}/{__version__} ({who})"


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time, and waiting: given by hand in tests.

    Attributes:
        now: the time of day.
        elapsed: seconds that never run backwards, for intervals.
        sleep: waits so many seconds.
    """

    now: Callable[[], datetime] = field(default=_utc)
    elapsed: Callable[[], float] = field(default=time.monotonic)
    sleep: Callable[[float], None] = field(default=time.sleep)
