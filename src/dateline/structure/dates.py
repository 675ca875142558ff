"""Dates in the lines around a report: date lines, stamps in bylines, dates in addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from dateline.structure.tables import calendar

_TIME: Final = (
    r"(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?:hrs|uhr|h)\b)?"
    r"(?:\s?\(?(?P<zone>(?:gmt|utc)\s?[+-]\s?\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|[a-z]{2,5}\b)\)?)?"
)
_ISO: Final = re.compile(
    r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(
    r"(?<![\d/.-])(?:(?P<y1>\d{4})(?P<s1>[/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[/.-])(?P<b>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?![\d/-]|\.\d)"
)
_CLOCK: Final = re.compile(r"[\s,|•·–—@(-]{0,4}(?:(?:at|um|à)\s)?" + _TIME, re.IGNORECASE)
_TIME_ALONE: Final = re.compile(r"(?<![\d:.])" + _TIME, re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+")
_AMERICAN: Final = frozenset({"et", "est", "edt", "ct", "cdt", "mt", "mdt", "mst", "pt", "pst", "pdt"})
_DIGIT: Final = re.compile(r"\d")
_URL: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?!\d)"
)
_URL_COMPACT: Final = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as a line prints it.

    Attributes:
        start: first character, in the text that was searched.
        end: past the last character, time of day and zone included.
        year: 0 where the words give none.
        month: 1 to 12; for an ambiguous numeric date its first number.
        day: 1 to 31; for an ambiguous numeric date its second number.
        ambiguous: day and month may be the other way round (`03/04/2025`).
        time: time of day, `13:05` or `13:05:00`, or empty.
        offset: UTC offset (`+05:00`, `Z`), or empty.
        american: the time bears the name of a zone of the United States.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    ambiguous: bool = False
    time: str = ""
    offset: str = ""
    american: bool = False

    @property
    def iso(self) -> str:
        """The calendar day in ISO 8601, empty without a year or while ambiguous."""
        if not self.year or self.ambiguous:
            return ""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def is_day(year: int, month: int, day: int) -> bool:
    """Say whether the numbers make a calendar day of the age of newspapers."""
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return 1700 <= year <= 2199


@cache
def _named() -> re.Pattern[str]:
    """Dates with the name of a month, in either order, the year optional."""
    names = "|".join(sorted(map(re.escape, calendar().months), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|\.|º)?"
    return re.compile(
        rf"(?<![\w.:])(?:(?P<d1>\d{{1,2}}){ordinal}(?:\s|-|\sof\s|\sde\s)\s?(?P<m1>{names})\b\.?"
        rf"(?:(?:,?\s|-|\sde\s|/)\s?(?P<y1>\d{{4}})(?!\d))?"
        rf"|(?P<m2>{names})\b[.,]?\s?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
        rf"(?:(?:,\s?|\s)(?P<y2>\d{{4}})(?!\d))?)",
        re.IGNORECASE,
    )


def stamps(text: str) -> list[Stamp]:
    """Find the dates of a short line, in its order, each with the time of day that follows or precedes.

    Args:
        text: a line; numbers of a long text are not told apart from dates here.
    """
    found: list[Stamp] = []
    if not _DIGIT.search(text):
        return found
    for match in _ISO.finditer(text):
        parts = match.groupdict()
        year, month, day = int(parts["year"]), int(parts["month"]), int(parts["day"])
        if is_day(year, month, day):
            stamp = Stamp(match.start(), match.end(), year, month, day, False, *_clock(parts))
            found.append(stamp if stamp.time else _with_time(text, stamp))
    for match in _named().finditer(text):
        parts = match.groupdict()
        month = calendar().months[(parts["m1"] or parts["m2"]).casefold()]
        day, year = int(parts["d1"] or parts["d2"]), int(parts["y1"] or parts["y2"] or 0)
        if is_day(year or 2024, month, day):
            found.append(_with_time(text, Stamp(match.start(), match.end(), year, month, day)))
    for match in _NUMERIC.finditer(text):
        stamp_ = _numeric(match)
        if stamp_ is not None:
            found.append(_with_time(text, stamp_))
    found.sort(key=lambda stamp: stamp.start)
    kept: list[Stamp] = []
    for stamp in found:
        if not kept or stamp.start >= kept[-1].end:
            kept.append(stamp)
    return kept


def _numeric(match: re.Match[str]) -> Stamp | None:
    if match["y1"]:
        year, month, day = int(match["y1"]), int(match["m1"]), int(match["d1"])
        return Stamp(*match.span(), year, month, day) if is_day(year, month, day) else None
    first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
    if match["s2"] == "." or first > 12 or first == second:
        # With points between its numbers a date is never written month first.
        return Stamp(*match.span(), year, second, first) if is_day(year, second, first) else None
    if second > 12:
        return Stamp(*match.span(), year, first, second) if is_day(year, first, second) else None
    return Stamp(*match.span(), year, first, second, ambiguous=True) if is_day(year, first, second) else None


def _with_time(text: str, stamp: Stamp) -> Stamp:
    """Add the time of day that stands right behind a date, or right before it."""
    match = _CLOCK.match(text, stamp.end)
    if match and (match["minute"] or match["half"]):
        time, offset = _clock(match.groupdict())
        if match["zone"] and not offset and not _is_zone(match["zone"]):
            end = match.start("zone")
            end = len(text[:end].rstrip(" ("))
        else:
            end = match.end()
        american = (match["zone"] or "").casefold() in _AMERICAN
        return replace(stamp, end=end, time=time, offset=offset, american=american)
    before = text[max(0, stamp.start - 40) : stamp.start]
    for match in _TIME_ALONE.finditer(before):
        between = _WORDS.findall(before[match.end() :].casefold())
        if match["minute"] and all(word in calendar().beside for word in between):
            time, offset = _clock(match.groupdict())
            american = (match["zone"] or "").casefold() in _AMERICAN
            return replace(stamp, time=time, offset=offset, american=american)
    return stamp


def _is_zone(zone: str) -> bool:
    return zone.casefold() in calendar().offsets or zone.casefold() in (
        "ist",
        "cst",
        "et",
        "ct",
        "mt",
        "pt",
        "local",
    )


def _clock(parts: dict[str, str | None]) -> tuple[str, str]:
    """Give time of day and UTC offset of a match, in ISO 8601."""
    if not parts.get("hour"):
        return "", ""
    hour, half = int(parts["hour"] or 0), (parts.get("half") or "").casefold()
    if half and not 1 <= hour <= 12:
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    time = f"{hour:02d}:{parts['minute'] or '00'}"
    if parts.get("second"):
        time += f":{parts['second']}"
    return time, offset_of(parts.get("zone") or "")


def offset_of(zone: str) -> str:
    """Give the UTC offset of a zone as a line prints it (`EDT`, `GMT+3`, `+0530`), or an empty string."""
    folded = re.sub(r"\s", "", zone.casefold())
    known = calendar().offsets.get(folded)
    if known is not None:
        return known
    match = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2})(?::?(\d\d))?", folded)
    if not match or int(match[2]) > 14:
        return ""
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}"


def is_date_line(line: str) -> bool:
    """Say whether a line holds nothing but a date, a time of day, or how long ago it was.

    Labels ("Published", "Last updated:"), weekdays, zones and separators may stand beside it.
    """
    if len(line) > 160 or (not _DIGIT.search(line) and not _relative(line)):
        return False
    found = stamps(line)
    rest = line
    for stamp in reversed(found):
        rest = rest[: stamp.start] + " | " + rest[stamp.end :]
    table = calendar()
    words = [word.casefold() for word in _WORDS.findall(rest)]
    if not all(word in table.beside or word in table.months or _small(word) for word in words):
        return False
    if any(stamp.year or len(words) <= 4 for stamp in found):
        return True
    return _relative(line) or is_clock(line)


def is_clock(line: str) -> bool:
    """Say whether a line is a time of day without a date, as the entries of a live blog bear it."""
    return bool(_STAMP_ALONE.fullmatch(line.strip()))


_STAMP_ALONE: Final = re.compile(
    r"(?:(?:updated|published|posted)(?:\s+at)?\s+)?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?"
    r"|(?:[01]?\d)\s?[ap]\.?m\.?(?:\s[A-Z]{2,5})?",
    re.IGNORECASE,
)
_AGO: Final = re.compile(
    r"(?:\b(?:\d+|an?|one|two|three|few)\s?(?:s|m|h|d|w|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\s+ago\b)"
    r"|\bjust now\b|\bvor \d+ (?:minuten|stunden?|tag(?:en)?)\b|\bhace \d+ (?:minutos?|horas?|días?)\b"
    r"|\bil y a \d+ (?:minutes?|heures?|jours?)\b",
    re.IGNORECASE,
)
_LABEL_TODAY: Final = re.compile(
    r"^(?:published|updated|posted|last updated)\W+(?:on\s)?(?:today|yesterday)", re.IGNORECASE
)


def _relative(line: str) -> bool:
    return bool(_AGO.search(line) or _LABEL_TODAY.search(line))


def _small(word: str) -> bool:
    return word.isdigit() and len(word) <= 2


def from_url(url: str) -> str:
    """Give the ISO day that an address holds (`/2025/10/21/`, `/2025/oct/21/`), or an empty string."""
    path = url.casefold().partition("?")[0]
    for match in [*_URL.finditer(path), *_URL_COMPACT.finditer(path)]:
        month = calendar().months.get(match["month"]) or (
            int(match["month"]) if match["month"].isdigit() else 0
        )
        year, day = int(match["year"]), int(match["day"])
        if month and is_day(year, month, day):
            return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


def settle(stamp: Stamp, others: Iterable[Stamp]) -> Stamp:
    """Settle whether an ambiguous date names the day or the month first, by the report's other dates.

    A yearless date with the same two numbers (a dateline's "Sep 4" beside 04/09/2025) decides, or a zone of
    the United States, where the month comes first.

    Returns:
        The settled stamp, or the same one if nothing tells.
    """
    if not stamp.ambiguous:
        return stamp
    pairs = {(other.month, other.day) for other in others if not other.ambiguous}
    month_first = (stamp.month, stamp.day)
    day_first = (stamp.day, stamp.month)
    american = stamp.american and day_first not in pairs
    if (month_first in pairs) == (day_first in pairs) and not american:
        return stamp
    month, day = month_first if month_first in pairs or american else day_first
    return replace(stamp, month=month, day=day, ambiguous=False)
