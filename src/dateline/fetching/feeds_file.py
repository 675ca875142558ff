"""The file of feeds that `dateline watch` reads: TOML, one `[[feed]]` a feed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.fetching.addresses import parse
from dateline.fetching.entries import Source

LEAST: Final = timedelta(minutes=5)
"""The shortest time between two requests for a feed."""
MOST: Final = timedelta(days=7)
"""The longest."""
USUAL: Final = timedelta(minutes=30)
"""The time between two requests for a feed that names none."""

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_EVERY: Final = re.compile(r"(?P<number>\d{1,4})\s*(?P<unit>[mhd])")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_MAX_BYTES: Final = 5_000_000
_TOP: Final = frozenset({"feed", "every", "contact"})
_KEYS: Final = frozenset({"url", "name", "every", "publisher", "language", "most", "same_host"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A feed that is watched.

    Attributes:
        source: where it is, and how it is gathered.
        name: what it is called in messages.
        every: time between two requests.
    """

    source: Source
    name: str
    every: timedelta

    @property
    def url(self) -> str:
        """Its address."""
        return self.source.address.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """What a file of feeds says.

    Attributes:
        feeds: the feeds.
        contact: address for those who run a server, or empty.
    """

    feeds: tuple[Plan, ...]
    contact: str = ""


def read(path: Path) -> Plans:
    """Read a file of feeds.

    Raises:
        DatelineError: E004, it cannot be read; E088, it has a fault, which is named with its place.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError("E004", f"{path}: the file of feeds cannot be read: {why}") from error
    if len(data) > _MAX_BYTES:
        raise _fault(str(path), f"it has more than {_MAX_BYTES:,} bytes")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _fault(str(path), f"it is no TOML: {error}") from error
    return plans(table, str(path))


def plans(table: dict[str, Any], name: str) -> Plans:
    """Check a file of feeds.

    Args:
        table: the file, parsed.
        name: its name, for messages.

    Raises:
        DatelineError: E088, it has a fault.
    """
    _only(table, _TOP, name)
    entries = table.get("feed", [])
    if not isinstance(entries, list) or not entries or not all(isinstance(e, dict) for e in entries):
        raise _fault(name, 'it names no feed; write [[feed]] and below it url = "https://..."')
    usual = _every(table, name, USUAL)
    feeds = tuple(_plan(entry, f"{name}: feed {n}", usual) for n, entry in enumerate(entries, start=1))
    for number, feed in enumerate(feeds):
        earlier = [other.url for other in feeds[:number]]
        if feed.url in earlier:
            raise _fault(f"{name}: feed {number + 1}", f"it is feed {earlier.index(feed.url) + 1} again")
    return Plans(feeds=feeds, contact=_text(table, "contact", name))


def _plan(entry: dict[str, Any], place: str, usual: timedelta) -> Plan:
    _only(entry, _KEYS, place)
    url = _text(entry, "url", place)
    if not url:
        raise _fault(place, "it has no url")
    try:
        address = parse(url)
    except DatelineError as error:
        raise _fault(place, error.detail) from error
    language = _text(entry, "language", place)
    if language and not _LANGUAGE.fullmatch(language):
        raise _fault(place, f'language = {language!r} is no code of two letters, such as "en"')
    most = entry.get("most", 100)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise _fault(place, "most is no number from 1 on")
    same_host = entry.get("same_host", False)
    if not isinstance(same_host, bool):
        raise _fault(place, "same_host is neither true nor false")
    source = Source(
        address=address,
        publisher=_text(entry, "publisher", place),
        language=language,
        most=most,
        same_host=same_host,
    )
    name = _text(entry, "name", place) or source.publisher or address.host
    return Plan(source=source, name=name, every=_every(entry, place, usual))


def _only(table: dict[str, Any], keys: frozenset[str], place: str) -> None:
    """Refuse keys that mean nothing: most are misspelt, and would be passed over in silence."""
    unknown = sorted(table.keys() - keys)
    if unknown:
        raise _fault(place, f"{unknown[0]!r} means nothing here; what does: {', '.join(sorted(keys))}")


def _text(table: dict[str, Any], key: str, place: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise _fault(place, f"{key} is no text")
    return " ".join(value.split())


def _every(table: dict[str, Any], place: str, usual: timedelta) -> timedelta:
    if "every" not in table:
        return usual
    found = _EVERY.fullmatch(_text(table, "every", place))
    if not found:
        raise _fault(place, 'every is no length of time, such as "15m", "2h" or "1d"')
    every = timedelta(**{_UNITS[found["unit"]]: int(found["number"])})
    if not LEAST <= every <= MOST:
        raise _fault(place, "every is shorter than 5 minutes or longer than 7 days")
    return every


def _fault(place: str, what: str) -> DatelineError:
    return DatelineError("E088", f"{place}: {what}", "docs/fetching.md shows how it is written")
