"""Days of feasts that move: by the Easter reckonings, the Jewish, the Islamic and the Chinese calendar.

The Jewish calendar is reckoned, so its days are exact. The Islamic one hangs on a sighting of the moon: its
days come from the tabular calendar and may be a day off in one country or another. Days of the Chinese and
the Hindu calendar stand in `ontology/times.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from dateline.resolve.calendar import holiday

Days = tuple[date, date]
"""First and last day."""

_RULE: Final = re.compile(r"(orthodox|hijri|tishri|nisan|kislev)([+-]\d+)?(?:-(\d\d)-(\d\d))?(?: (\d+))?")
_JDN: Final = 1721425
"""Julian day number of the day before 1 January of the year 1."""
_HEBREW_EPOCH: Final = -1373427
_YEAR_OF_CREATION: Final = 3760


def feast_days(rule: str, year: int, tables: Mapping[str, Mapping[str, str]]) -> tuple[Days, ...]:
    """Return the days of a feast that begins in a year of the common calendar.

    Args:
        rule: as `dateline.resolve.calendar.holiday` has it; or `orthodox+N` (days after Orthodox Easter),
            `hijri-MM-DD` (a day of the Islamic year), `tishri+N`, `nisan+N` (days after the first of the month
            in the Jewish year), `kislev+N`, `nowruz`, or the name of a table; a number after it: so many days.
        year: the year.
        tables: name of a table to `MM-DD` by year.

    Returns:
        None, one, or two stretches (the Islamic year is the shorter one).
    """
    if rule == "nowruz":
        day = date(year, 3, 20 if year % 4 == 0 or (year >= 2029 and year % 4 == 1) else 21)
        return ((day, day),)
    if rule in tables:
        day_text = tables[rule].get(str(year))
        if day_text is None:
            return ()
        day = date(year, int(day_text[:2]), int(day_text[3:]))
        return ((day, day),)
    match = _RULE.fullmatch(rule)
    if match is None:
        known = holiday(rule, year)
        return ((known, known),) if known else ()
    length = timedelta(days=int(match[5] or 1) - 1)
    after = timedelta(days=int(match[2] or 0))
    if match[1] == "hijri":
        return tuple((day, day + length) for day in _hijri(year, int(match[3]), int(match[4])))
    first = _orthodox_easter(year) if match[1] == "orthodox" else _jewish(match[1], year)
    return ((first + after, first + after + length),)


def _orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches (Meeus, Julian calendar)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, dom = divmod(moon + sunday + 114, 31)
    return date(year, month, dom + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _hijri(year: int, month: int, dom: int) -> list[date]:
    """Return the days of a common year on which a day of the Islamic year falls, by the tabular calendar."""
    near = (year - 622) * 33 // 32
    days = []
    for hijri in range(max(1, near - 1), near + 4):
        number = (11 * hijri + 3) // 30 + 354 * hijri + 30 * month - (month - 1) // 2 + dom + 1948440 - 385
        if 0 < number - _JDN <= date.max.toordinal():
            day = date.fromordinal(number - _JDN)
            if day.year == year:
                days.append(day)
    return days


def _jewish(month: str, year: int) -> date:
    """Return the first of a Jewish month in a common year."""
    if month == "nisan":
        # Nisan lies 177 days before the new year that follows it, in every kind of year.
        return date.fromordinal(_new_year(year + _YEAR_OF_CREATION + 1) - 177)
    jewish = year + _YEAR_OF_CREATION + 1
    first = _new_year(jewish)
    if month == "kislev":
        # Heshvan is full in years of 355 and 385 days.
        full = (_new_year(jewish + 1) - first) % 10 == 5
        return date.fromordinal(first + 59 + full)
    return date.fromordinal(first)


def _new_year(jewish: int) -> int:
    """Return the ordinal of 1 Tishri (Dershowitz and Reingold, Calendrical Calculations)."""
    before, here, after = (_elapsed(jewish + step) for step in (-1, 0, 1))
    delay = 2 if after - here == 356 else int(here - before == 382)
    return _HEBREW_EPOCH + here + delay


def _elapsed(jewish: int) -> int:
    """Return the days from the epoch to the mean new moon of Tishri, put off by its weekday."""
    months = (235 * jewish - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + ((3 * (day + 1)) % 7 < 3)
