"""Fetching one address: robots.txt, pace, redirects, retries, and nothing that was not asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import httpcore

from dateline.errors import DatelineError
from dateline.fetching import robots
from dateline.fetching.addresses import WebAddress, join
from dateline.fetching.exchange import Answer, Headers, PassingError, ask
from dateline.fetching.guard import Resolve, look_up
from dateline.fetching.limits import Clock, Manners
from dateline.fetching.pace import Pace, retry_after

FIRST_PAUSE: Final = 5.0
"""Time before the first retry (seconds); each further one waits twice as long."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_MARK: Final = 1_000
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server marks a version of a page with, to be sent back as it came.

    Attributes:
        etag: the header `ETag`, or empty.
        modified: the header `Last-Modified`, or empty.
    """

    etag: str = ""
    modified: str = ""


NONE: Final = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was got from an address.

    Attributes:
        hops: every answer on the way, redirects first.
        content: the page, unpacked; empty if it is not `changed`.
        changed: whether the server sent it; it does not if it is the one that the validators mark.
        validators: marks of this version.
    """

    hops: tuple[Answer, ...]
    content: bytes
    changed: bool
    validators: Validators

    @property
    def address(self) -> WebAddress:
        """Where it came from in the end."""
        return self.hops[-1].address

    @property
    def charset(self) -> str:
        """Its character set as the server names it, or empty."""
        found = _CHARSET.search(self.hops[-1].header("Content-Type"))
        return found[1] if found else ""


class Fetcher:
    """Fetches addresses, one at a time.

    Args:
        manners: limits and politeness.
        clock: the time.
        resolve: looks names up.
        inner: opens a connection to an IP address that was checked.
        noted: told of each pause that a host asks for.

    Attributes:
        pace: when which host may be asked again.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        clock: Clock | None = None,
        resolve: Resolve = look_up,
        inner: httpcore.NetworkBackend | None = None,
        noted: Callable[[str, datetime], None] | None = None,
    ) -> None:
        self.manners = manners
        self.clock = clock or Clock()
        self.pace = Pace(manners.delay, self.clock, noted)
        self._resolve = resolve
        self._inner = inner
        self._robots = robots.Robots(self._rules_file, self.clock)

    def fetch(self, address: WebAddress, known: Callable[[str], Validators] = lambda _: NONE) -> Fetched:
        """Fetch an address.

        Args:
            address: the address.
            known: gives the validators of a version that is held already, by address.

        Raises:
            DatelineError: E080 or E081, a redirect leads where nothing may be fetched; E082, robots.txt does not
                allow it; E084, the server answers with an error; E085, E086, as `Answer.content`.
            PassingError: E083 to E085, what may be gone later, after the retries.
        """
        for number in range(self.manners.retries + 1):
            try:
                return self._once(address, known)
            except PassingError as error:
                if number == self.manners.retries or not self._worth(error, number):
                    raise
        raise AssertionError

    def _worth(self, error: PassingError, number: int) -> bool:
        """Wait before a retry; say whether it is worth it: a server may ask for more patience than there is."""
        seconds = FIRST_PAUSE * 2**number
        if error.until is not None:
            seconds = max(seconds, (error.until - self.clock.now()).total_seconds())
        if seconds > self.manners.patience:
            return False
        self.clock.sleep(seconds)
        return True

    def _once(self, address: WebAddress, known: Callable[[str], Validators]) -> Fetched:
        hops: list[Answer] = []
        held = NONE
        while True:
            self._wait(address.host)
            delay = self._robots.check(address)
            held = known(address.url)
            try:
                answer = self._ask(address, _conditions(held))
            finally:
                self.pace.asked(address.host, delay)
            hops.append(answer)
            if answer.status not in _REDIRECTS or not answer.header("Location"):
                break
            address = self._next(answer, len(hops))
        if answer.status == 304 and held != NONE:
            return Fetched(hops=tuple(hops), content=b"", changed=False, validators=_marks(answer, held))
        if answer.status != 200:
            raise self._refused(answer)
        content = answer.content(self.manners.max_bytes)
        return Fetched(hops=tuple(hops), content=content, changed=True, validators=_marks(answer, NONE))

    def _wait(self, host: str) -> None:
        """Wait until a host may be asked.

        Raises:
            PassingError: E084, it asked for a longer pause than there is patience for.
        """
        seconds = self.pace.wait(host)
        if seconds > self.manners.patience:
            until = self.clock.now() + timedelta(seconds=seconds)
            what = f"{host} wants no request before {until:%Y-%m-%d %H:%M:%S} UTC"
            raise PassingError("E084", what, "go on later, or give --patience", until=until)
        if seconds > 0:
            self.clock.sleep(seconds)

    def _ask(self, address: WebAddress, extra: Headers = ()) -> Answer:
        return ask(
            address,
            self.manners,
            extra=extra,
            clock=self.clock,
            resolve=self._resolve,
            inner=self._inner,
        )

    def _next(self, answer: Answer, hops: int) -> WebAddress:
        if hops > self.manners.redirects:
            raise DatelineError("E084", f"{answer.address.url}: more than {self.manners.redirects} redirects")
        return join(answer.address, answer.header("Location"))

    def _rules_file(self, address: WebAddress) -> Answer:
        """Get a robots.txt, with a second try unless the server asks for a pause: all of a site depends on it."""
        try:
            answer = self._followed(address)
        except PassingError:
            pass
        else:
            if answer.status not in _PASSING or self._held(answer) is not None:
                return answer
        self.clock.sleep(FIRST_PAUSE)
        return self._followed(address)

    def _followed(self, address: WebAddress) -> Answer:
        """Follow redirects wherever they lead, as the standard of robots.txt has it: with no rules to ask."""
        hops = 0
        while True:
            answer = self._ask(address)
            hops += 1
            if answer.status not in _REDIRECTS or not answer.header("Location"):
                return answer
            address = self._next(answer, hops)

    def _refused(self, answer: Answer) -> DatelineError:
        """Return the error that an answer without a page amounts to, and leave the server alone if it says so."""
        words = f"{answer.status} {answer.reason}".strip()
        what = f"{answer.address.url}: the server answers {words}"
        if answer.status not in _PASSING:
            return DatelineError("E084", what)
        until = self._held(answer)
        if until is not None:
            what += f", to be asked again at {until:%Y-%m-%d %H:%M:%S} UTC"
        return PassingError("E084", what, until=until)

    def _held(self, answer: Answer) -> datetime | None:
        """Leave a server alone for as long as its answer asks; return until when."""
        until = retry_after(answer.header("Retry-After"), self.clock.now())
        if until is not None:
            self.pace.hold(answer.address.host, until)
        return until


def _conditions(held: Validators) -> Headers:
    """Return the header lines that ask for a page only if it is not the version that is held."""
    pairs = ((b"If-None-Match", held.etag), (b"If-Modified-Since", held.modified))
    return tuple((key, value.encode("ascii")) for key, value in pairs if value)


def _marks(answer: Answer, held: Validators) -> Validators:
    """Return what an answer marks its version with; a 304 may leave out what it does not change."""
    etag, modified = _mark(answer.header("ETag")), _mark(answer.header("Last-Modified"))
    if answer.status == 304:
        return Validators(etag=etag or held.etag, modified=modified or held.modified)
    return Validators(etag=etag, modified=modified)


def _mark(value: str) -> str:
    """Return a validator if it can be sent back just as it came."""
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_MARK else ""
