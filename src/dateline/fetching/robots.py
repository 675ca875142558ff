"""What robots.txt allows, as RFC 9309 has it: no file, no rules; a file that cannot be read forbids everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from dateline.errors import DatelineError
from dateline.fetching.addresses import WebAddress
from dateline.fetching.exchange import Answer, PassingError
from dateline.fetching.limits import PRODUCT, Clock

MAX_BYTES: Final = 512_000
"""What is read of a robots.txt (bytes); the standard asks for 500 kibibytes."""
KEPT: Final = 86_400.0
"""How long rules hold before they are read again (seconds); the standard's limit."""
KEPT_FAILED: Final = 300.0
"""How long a file that could not be read forbids everything before it is tried again (seconds)."""

_ROOT: Final = "/robots.txt"


class _Parsed(Protocol):
    """What Protego makes of a file."""

    def can_fetch(self, url: str, user_agent: str) -> bool: ...

    def crawl_delay(self, user_agent: str) -> float | None: ...


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a site.

    Attributes:
        parsed: what its file says, `None` if it has none.
        failed: why it could not be read, or empty.
        code: the code of that.
        until: when it is to be read again.
    """

    parsed: _Parsed | None
    until: float
    failed: str = ""
    code: str = "E082"


class Robots:
    """The rules of the sites that were asked so far.

    Args:
        get: makes one request and follows its redirects, without regard to robots.txt.
        clock: the time.
    """

    def __init__(self, get: Callable[[WebAddress], Answer], clock: Clock) -> None:
        self._get = get
        self._clock = clock
        self._known: dict[str, _Rules] = {}

    def check(self, address: WebAddress) -> float:
        """Make sure that an address may be fetched.

        Returns:
            The time that the site wants between two requests (seconds), 0 if it says nothing.

        Raises:
            DatelineError: E081, the site's address is refused; E082, robots.txt forbids the address.
            PassingError: E083, the site cannot be reached; E082, its robots.txt cannot be read.
        """
        rules = self._rules(address)
        if rules.failed:
            until = self._clock.now() + timedelta(seconds=rules.until - self._clock.elapsed())
            raise PassingError(
                rules.code, f"{address.origin}{_ROOT}: {rules.failed}", "try again later", until=until
            )
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(address.url, PRODUCT):
            raise DatelineError("E082", f"{address.url}: the site's robots.txt does not allow it")
        return max(0.0, rules.parsed.crawl_delay(PRODUCT) or 0.0)

    def _rules(self, address: WebAddress) -> _Rules:
        known = self._known.get(address.origin)
        if known is None or known.until <= self._clock.elapsed():
            known = self._known[address.origin] = self._read(address)
        return known

    def _read(self, address: WebAddress) -> _Rules:
        # without credentials: rules are for everybody
        place = WebAddress(scheme=address.scheme, host=address.host, port=address.port, target=_ROOT)
        try:
            answer = self._get(place)
        except DatelineError as error:
            if error.code == "E081":
                raise
            if error.code == "E084":
                # it redirects in circles: the standard lets this count as no file
                return self._lasting(None)
            code = "E083" if error.code == "E083" else "E082"
            return self._failing(error.detail.removeprefix(f"{place.url}: "), code)
        # an overloaded server (429) is not one without rules
        if answer.status == 429 or answer.status >= 500:
            return self._failing(f"the server answers {answer.status}, so its rules are not known")
        if answer.status >= 300:
            return self._lasting(None)
        try:
            content = answer.content(MAX_BYTES * 40)
        except DatelineError as error:
            return self._failing(error.detail)
        from protego import Protego

        text = content[:MAX_BYTES].decode("utf-8-sig", "replace")
        return self._lasting(Protego.parse(text.replace("\x00", "")))

    def _lasting(self, parsed: _Parsed | None) -> _Rules:
        return _Rules(parsed, self._clock.elapsed() + KEPT)

    def _failing(self, why: str, code: str = "E082") -> _Rules:
        return _Rules(None, self._clock.elapsed() + KEPT_FAILED, why, code)
