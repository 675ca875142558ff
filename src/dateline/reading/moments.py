"""Dates and times as feeds, agencies and mail print them, kept with the offset that they print.

A publisher's calendar day is the day at its place: `Tue, 3 Jun 2025 00:30:00 +0200` is 3 June there, though 2 June
in UTC. So nothing here is moved to another zone, and no zone is claimed where none is printed.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

import msgspec

from dateline.structure.dates import is_day, offset_of, stamps
from dateline.structure.tables import calendar

_LONGEST: Final = 80
_CLOCK: Final = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d|60)(?:[.,]\d{1,12})?)?"
_MAIL: Final = re.compile(
    r"(?:[^\W\d_]{2,12}\.?\s?,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[^\W\d_]{3,12})\.?[\s-]+(?P<year>\d{4}|\d\d)"
    rf"(?:,?\s+{_CLOCK}(?:\s*(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{{1,5}}))?)?(?:\s*\([^()]*\))?\s*"
)
"""RFC 822 and 5322, as strict and as loose as feeds are: two figures for the year, `Sept`, a comma before the time."""
_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:[Tt\s]\s*(?:"
    rf"{_CLOCK}|(?P<hour2>[01]\d|2[0-3])(?P<minute2>[0-5]\d)(?P<second2>[0-5]\d)?"
    r")\s*(?P<zone>[Zz]|[+-]\d\d(?::?\d\d)?|[A-Z]{2,5})?)?\s*"
)
"""ISO 8601 as RFC 3339, W3CDTF and, without hyphens and colons, NITF and NewsML print it."""
_SHORT_ZONE: Final = re.compile(r"[+-]\d\d\Z")


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A date, with what is printed of its time of day.

    Attributes:
        printed: the words of the source, blanks at the ends taken off.
        iso: the same in ISO 8601: `2025-06-03T14:05:00+02:00`; without an offset where none is printed, or one
            whose name means several ("IST"); the day alone where no time is; empty where the words are no date.
    """

    printed: str = ""
    iso: str = ""

    def __bool__(self) -> bool:
        """Say whether anything was printed."""
        return bool(self.printed)


NEVER: Final = Moment()
"""No date was given."""


def moment(printed: str | None) -> Moment:
    """Read a date and time.

    Args:
        printed: the words of a date element, header or key; `None` where there was none.

    Returns:
        The words and what they mean. `-0000` and `-00:00` stay `-00:00`: UTC, by a publisher elsewhere.
    """
    words = printed.strip() if printed else ""
    return Moment(words[:_LONGEST], _iso(words)) if words else NEVER


def instant(iso: str) -> dt.datetime | None:
    """Return the point in time that an ISO date with an offset names, or `None` if it names none."""
    try:
        found = dt.datetime.fromisoformat(iso)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def latest(*moments: Moment) -> Moment:
    """Return the latest of those that name a point in time, or the first that was given at all."""
    timed = [(when, found) for found in moments if (when := instant(found.iso)) is not None]
    if timed:
        return max(timed, key=lambda pair: pair[0])[1]
    return next((found for found in moments if found), NEVER)


def _iso(words: str) -> str:
    if len(words) > _LONGEST:
        return ""
    match = _MAIL.fullmatch(words)
    if match is not None:
        month = calendar().months.get(match["month"].casefold(), 0)
        year = int(match["year"])
        if len(match["year"]) == 2:
            # RFC 2822: 00 to 49 is this century
            year += 2000 if year < 50 else 1900
        return _assembled(match, year, month) if month else ""
    match = _ISO.fullmatch(words)
    if match is not None:
        return _assembled(match, int(match["year"]), int(match["month"]))
    return _loose(words)


def _assembled(match: re.Match[str], year: int, month: int) -> str:
    day, hour, minute, second, zone = match.group("day", "hour", "minute", "second", "zone")
    if not is_day(year, month, int(day)):
        return ""
    date = f"{year:04d}-{month:02d}-{int(day):02d}"
    if hour is None and match.re is _ISO:
        hour, minute, second = match.group("hour2", "minute2", "second2")
    if hour is None:
        return date
    # a leap second has no place in Python's clock; the minute is what anyone reads
    clock = f"{int(hour):02d}:{minute}" + (f":{'59' if second == '60' else second}" if second else "")
    return f"{date}T{clock}{_offset(zone)}" if zone else f"{date}T{clock}"


@lru_cache(maxsize=128)
def _offset(zone: str) -> str:
    """Give the offset of a zone; the zones of a feed are few."""
    return offset_of(f"{zone}:00" if _SHORT_ZONE.match(zone) else zone)


def _loose(words: str) -> str:
    """Read whatever the reader of date lines knows: month first, half days, month names of other languages."""
    found = next((stamp for stamp in stamps(words) if stamp.iso), None)
    if found is None:
        return ""
    return f"{found.iso}T{found.time}{found.offset}" if found.time else found.iso
