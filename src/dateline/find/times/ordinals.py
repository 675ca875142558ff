"""Readers of days by their number or place: "3-6 April", "the 19th", "the first Sunday in May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.find.times.patterns import Match, load_table
from dateline.find.times.reading import Reading, Scene, relative, unit_of
from dateline.resolve.calendar import PRECISIONS, days_of, holiday, shift, year_of

_MONTHS_IN_YEAR = 12


def read_day_after(match: Match, scene: Scene) -> Reading | None:
    """Read the second of two days of one month: "April 3 and 6", "April 3-6"."""
    if scene.last is None or scene.last.precision != "day":
        return None
    value = f"{scene.last.value[:8]}{match.number('d'):02d}"
    if value[:2] != "XX" and days_of(value) is None:
        return None
    return Reading("DATE", value, "day", scene.last.anchor, "a day of the month named before")


def read_day_before(match: Match, scene: Scene) -> Reading | None:
    """Read the first of two days of one month: "3-6 April", "1 to 5 June"."""
    month, dom, other = match.number("m"), match.number("d"), match.number("other")
    if not dom < other or days_of(f"2024-{month:02d}-{dom:02d}") is None:
        return None
    if match.has("y"):
        return Reading(
            "DATE", f"{match.number('y'):04d}-{month:02d}-{dom:02d}", note="a day of the month named after"
        )
    if scene.published is None:
        return Reading("DATE", f"XXXX-{month:02d}-{dom:02d}", note="the year is not known")
    year = year_of(scene.published, month, other, scene.direction())
    note = "a day of the month named after, with the year from the date of publication and the tense"
    return Reading("DATE", f"{year:04d}-{month:02d}-{dom:02d}", "day", "published", note)


def read_nth_weekday(match: Match, scene: Scene) -> Reading | None:
    """Read a weekday by its place in a month: "the first Sunday in November", "the last Friday of May 2024"."""
    weekday = match.number("wd")
    nth = match.number("o") if match.has("o") else match.number("o2")
    if not -1 <= nth <= 5:
        return None
    if match.has("every"):
        if unit_of(match) != "M":
            return None
        return Reading("SET", "P1M", "day", note="a weekday of each month")
    month = match.number("m")
    rule = f"{month:02d}-w{weekday}-{nth}"
    if match.has("y"):
        return _nth(rule, match.number("y"), "", "a weekday by its place in a month")
    if scene.published is None:
        return Reading("DATE", f"XXXX-{month:02d}", "month", note="the year is not known")
    near = _nth(rule, scene.published.year, "", "")
    dom = int(near.value[8:]) if near is not None else 1
    year = year_of(scene.published, month, dom, scene.direction(), strict=scene.firm())
    note = "a weekday by its place in a month, with the year from the date of publication and the tense"
    return _nth(rule, year, "published", note)


def _nth(rule: str, year: int, anchor: str, note: str) -> Reading | None:
    day = holiday(rule, year)
    if day is None or day.month != int(rule[:2]):
        return None  # a fifth Sunday that the month has not
    return Reading("DATE", day.isoformat(), "day", anchor, note)


def read_day_of_month(match: Match, scene: Scene) -> Reading | None:
    """Read a day by its number alone: "on the 19th", "the 15th of each month"."""
    dom = match.number("d")
    if not 1 <= dom <= 31 or (
        dom <= 3 and match.words.letters[match.last - 1] == load_table().letters["ORD"]
    ):
        return None  # "on the first" is seldom a day
    if match.has("u"):
        if unit_of(match) != "M":
            return None
        return Reading("SET", f"XXXX-XX-{dom:02d}", "day", note="a day of each month")
    if scene.published is None:
        return Reading("DATE", f"XXXX-XX-{dom:02d}", note="the month is not known")
    step = 1 if scene.direction() == "future" else -1
    day = _in_month(scene.published, dom)
    for count in range(1, _MONTHS_IN_YEAR):
        if day is not None and (day - scene.published).days * step >= 0:
            break
        begin = shift(scene.published.replace(day=1), "M", count * step)
        day = _in_month(begin, dom) if begin else None
    if day is None:
        return None
    note = "a day by its number, in the month that the tense points to"
    return Reading("DATE", day.isoformat(), "day", "published", note)


def _in_month(month: date, dom: int) -> date | None:
    days = days_of(f"{month.year:04d}-{month.month:02d}-{dom:02d}")
    return days[0] if days else None


def read_one_beyond(match: Match, scene: Scene) -> Reading | None:
    """Read "the week before last", "the night before last", "the month after next"."""
    step = -2 if match.has("back") else 2
    letter = match.words.letters[match.indices("u")[-1]]
    note = "counted from the date of publication"
    if letter == load_table().letters["PART"]:
        reading = relative(scene.published, "D", step, anchor="published", note=note)
        return replace(reading, type="TIME", value=f"{reading.value}T{match.value('u')}", precision="part")
    unit = "W" if match.value("u") == 1 else unit_of(match)
    if unit not in ("D", "W", "M", "Q", "Y"):
        return None
    reading = relative(scene.published, unit, step, anchor="published", note=note)
    return replace(reading, value=reading.value + "-WE") if match.value("u") == 1 else reading


def read_quarter_pair(match: Match, scene: Scene) -> Reading | None:
    """Read the first of two quarters that share a noun: "the first and third quarters of 2024"."""
    number = match.number("o")
    if match.value("u") != "Q" or not 1 <= number <= 4:
        return None
    note = "a quarter of the year named after"
    if match.has("y"):
        return Reading("DATE", f"{match.number('y'):04d}-Q{number}", PRECISIONS["Q"], note=note)
    if scene.published is None:
        return Reading("DATE", f"XXXX-Q{number}", PRECISIONS["Q"], note="the year is not known")
    here = (scene.published.month + 2) // 3
    year = scene.published.year - (number > here and scene.direction() != "future")
    return Reading("DATE", f"{year:04d}-Q{number}", PRECISIONS["Q"], "published", note)
