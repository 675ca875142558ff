"""The calendar: TIMEX3 values, the days they cover, and steps from one to another.

Values follow TIMEX3 (ISO-TimeML, ISO 24617-1): `2025-10-20`, `2025-W43`, `2025-10`, `2025-Q4`, `2025-H2`,
`2025-SP`, `2025`, `202` (a decade), `20` (the years 2000 to 2099), `2025-W43-WE`, `2025-10-20TEV`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, Literal

from dateline.model import Precision

Unit = Literal["S", "MIN", "H", "D", "W", "M", "Q", "Y", "E", "C"]
"""Second, minute, hour, day, week, month, quarter, year, decade, century."""
Direction = Literal["past", "future", ""]

_MONTHS: Final = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_NEAR_DAYS: Final = 120
# Without a tense a month is taken to lie ahead only this near ("the March deadline"), else behind.
_AHEAD_DAYS: Final = 100
_SEASONS: Final = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|WI))")
PRECISIONS: Final[dict[Unit, Precision]] = {
    "S": "minute",
    "MIN": "minute",
    "H": "hour",
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "C": "decade",
}
"""How fine an expression counted in a unit is."""


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and the last day that a value covers.

    Args:
        value: a TIMEX3 value; a time of day after `T` is left aside. `A/B` covers from A to B.

    Returns:
        Both days, inclusive, or `None` where the value names no days (`XXXX-06`, `P3D`, `PAST_REF`).
    """
    if "/" in value:
        first, second = (days_of(part) for part in value.split("/", 1))
        return (first[0], second[1]) if first and second and first[0] <= second[1] else None
    if value[:1] in ("P", "F"):
        return None
    try:
        return _days_of(value.split("T", 1)[0])
    except ValueError:
        return None


def _days_of(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.fullmatch(value):
        year, week = int(match[1]), int(match[2])
        return date.fromisocalendar(year, week, 6 if match[3] else 1), date.fromisocalendar(year, week, 7)
    if match := _PART.fullmatch(value):
        year = int(match[1])
        if match[2]:
            return _months(year, int(match[2]), int(match[2]))
        if match[3]:
            return _months(year, 3 * int(match[3]) - 2, 3 * int(match[3]))
        if match[4]:
            return _months(year, 6 * int(match[4]) - 5, 6 * int(match[4]))
        return _months(year, *_SEASONS[match[5]])
    if value.isdecimal() and len(value) in (2, 3, 4):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return date(first, 1, 1), date(first + width - 1, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the days from one month of a year to another, which may lie in the next year (13, 14)."""
    until, month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(until, month, monthrange(until, month)[1])


def value_of(day: date, unit: Unit) -> str:
    """Return the value of the day, week, month ... in which a day lies."""
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "Y":
        return f"{day.year:04d}"
    if unit == "E":
        return f"{day.year // 10:03d}"
    if unit == "C":
        return f"{day.year // 100:02d}"
    return day.isoformat()


def unknown(unit: Unit) -> str:
    """Return the value of a day, week, month ... of which nothing more is known."""
    return {"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}.get(
        unit, "XXXX-XX-XX"
    )


def shift(day: date, unit: Unit, count: int) -> date | None:
    """Count units on from a day (back, if negative).

    Months keep the day of the month as far as the month has it. `None` where the calendar ends.
    """
    try:
        if unit in _MONTHS:
            months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
            year, month = months // 12, months % 12 + 1
            return date(year, month, min(day.day, monthrange(year, month)[1]))
        if unit in ("D", "W"):
            return day + timedelta(days=count * (7 if unit == "W" else 1))
    except (ValueError, OverflowError):
        return None
    return day


def weekday_from(day: date, weekday: int, direction: Direction, *, same: bool = True) -> date:
    """Find the weekday meant by a bare weekday name.

    Args:
        day: the day from which one speaks.
        weekday: 1 (Monday) to 7 (Sunday).
        direction: where it lies; without a direction the nearest before.
        same: the day itself may be meant; news agencies name the day of publication by its weekday.
    """
    ahead = (weekday - day.isoweekday()) % 7
    if ahead == 0:
        return day if same else day + timedelta(days=7 if direction == "future" else -7)
    return day + timedelta(days=ahead if direction == "future" else ahead - 7)


def year_of(day: date, month: int, dom: int | None, direction: Direction, *, strict: bool = False) -> int:
    """Find the year meant by a month, or a day of a month, without a year.

    Args:
        day: the day from which one speaks.
        month: 1 to 12.
        dom: day of the month, if given.
        direction: where it lies; without a direction the nearest.
        strict: the direction holds for near days, too.
    """
    here, there = (day.month, day.day), (month, day.day if dom is None else dom)
    if there == here:
        return day.year
    gap = round((month - day.month) * 30.4 + (there[1] - day.day)) % 365
    ahead = day.year + (there < here)
    if dom is not None and not strict and min(gap, 365 - gap) <= _NEAR_DAYS:
        # News gives the year with a day that is far off; what is near is the nearest, whatever the tense
        # ("declared a dividend payable Nov. 17").
        return ahead if gap <= _NEAR_DAYS else ahead - 1
    if direction:
        return ahead if direction == "future" else ahead - 1
    return ahead if gap <= _AHEAD_DAYS else ahead - 1


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (the anonymous Gregorian computus, 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, dom = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, dom + 1)


def holiday(rule: str, year: int) -> date | None:
    """Return the day of a holiday in a year.

    Args:
        rule: `MM-DD`; `easter+N` (days after Easter Sunday); `MM-wD-N`, the Nth weekday D of the month
            (N = -1: the last); `MM-wD>DD`, the first weekday D from a day on.
        year: the calendar year.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    if ">" in rule:
        start = date(year, int(rule[:2]), int(rule[6:]))
        return start + timedelta(days=(int(rule[4]) - start.isoweekday()) % 7)
    parts = rule.split("-", 2)
    month = int(parts[0])
    if parts[1].startswith("w"):
        weekday, nth = int(parts[1][1:]), int(parts[2])
        if nth < 0:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.isoweekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    try:
        return date(year, month, int(parts[1]))
    except ValueError:
        return None
