"""Readers of the periods that figures are given for: quarters, fiscal years, "the year-earlier period"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.find.times.dates import year_from_words
from dateline.find.times.patterns import Match
from dateline.find.times.reading import Reading, Scene, count_of, period, relative, unit_of
from dateline.model import Precision
from dateline.resolve.calendar import PRECISIONS, days_of, shift, year_of


def quarter_meant(scene: Scene) -> Reading:
    """Read "the quarter": the one named before, else the last that had ended when its figures came out."""
    if scene.quarter is not None:
        return replace(scene.quarter, anchor="text", note="the quarter named before", mod="")
    step = -1 if scene.direction() != "future" else 0
    return relative(
        scene.published, "Q", step, anchor="published", note="the quarter that figures are given for"
    )


def read_latest(match: Match, scene: Scene) -> Reading | None:
    """Read "the latest period" of a report of figures."""
    return quarter_meant(scene) if match.lower("u") == "period" and scene.quarter else None


def year_of_quarter(quarter: Reading, years: int) -> Reading:
    """Return the same quarter of another year: figures are compared "with a year ago"."""
    year = quarter.value[:4]
    value = f"{int(year) + years:04d}{quarter.value[4:]}" if year.isdecimal() else quarter.value
    return Reading("DATE", value, "quarter", "text", "the same quarter of another year")


def read_quarter(match: Match, scene: Scene) -> Reading | None:
    """Read a quarter or half of a year: "the third quarter", "Q3 2025", "the first half of 2024"."""
    if match.has("qn"):
        name = str(match.value("qn")).upper()
        letter, number = name[0], int(name[1])
        if letter == "H" and (number > 2 or not match.has("y")):
            return None
    else:
        unit, number = str(match.value("u")), match.number("o")
        if number < 0:
            number = 4 if unit == "Q" else 2  # "the last quarter of 2024"
        if unit not in ("Q", "1") or number > (4 if unit == "Q" else 2):
            return None
        letter = "Q" if unit == "Q" else "H"
    precision: Precision = "quarter" if letter == "Q" else "month"
    for group in ("y", "y2"):
        if match.has(group):
            return Reading(
                "DATE", f"{match.number(group):04d}-{letter}{number}", precision, note="a quarter of a year"
            )
    if match.has("rel") and match.words.lower(match.last - 1) not in ("year", "quarter"):
        return None  # "the first half of this month"
    if letter == "H" and not match.has("rel"):
        return None
    if scene.published is None:
        return Reading("DATE", f"XXXX-{letter}{number}", precision, note="the year is not known")
    year, here = scene.published.year, (scene.published.month + 2) // 3
    if match.has("rel"):
        found, _ = year_from_words(match, scene, "rel")
        year = found or year
    elif number > here and scene.direction() != "future":
        year -= 1
    return Reading(
        "DATE", f"{year:04d}-{letter}{number}", precision, "published", "a quarter, counted from publication"
    )


def read_year_end(match: Match, scene: Scene) -> Reading | None:
    """Read "year-end", "the year's end"."""
    units = [match.words.values[i] for i in range(match.first, match.last) if match.words.lower(i) == "year"]
    if not units:
        return None
    reading = relative(scene.published, "Y", 0, anchor="published", note="the year of publication")
    return replace(reading, mod="end")


def read_year_ago(match: Match, scene: Scene) -> Reading | None:
    """Read the date that figures are compared with: "the year-ago quarter", "a year earlier"."""
    first = match.words.lower(match.first)
    index = match.first + (first in ("the", "a", "an"))
    if match.words.lower(index) != "year":
        return None
    if scene.quarter is not None:
        quarter = scene.quarter
        if match.has("o") and match.number("o") <= 4:
            quarter = replace(quarter, value=f"{quarter.value[:4]}-Q{match.number('o')}")
        return year_of_quarter(quarter, -1)
    note = "a year before publication"
    return relative(scene.published, "Y", -1, anchor="published", note=note)


def read_year_quarter(match: Match, scene: Scene) -> Reading | None:
    """Read "the 1988 quarter", "last year's quarter", "the comparable period a year earlier"."""
    word = match.words.lower(match.last - 1)
    if match.has("y"):
        year: int | None = match.number("y")
    else:
        rel = match.lower("rel")
        step = -1 if "last" in rel or "previous" in rel or rel.split()[-1] in ("ago", "earlier") else 0
        year = scene.published.year + step if scene.published else None
    unit = match.lower("u")
    if match.has("y") and word not in ("quarter", "period", "year") and unit not in ("quarter", "period"):
        return Reading("DATE", f"{match.number('y'):04d}", "year", note="a year")
    if unit not in ("quarter", "period") or year is None:
        fiscal = unit == "year"
        return (
            None
            if year is None
            else Reading("DATE", f"{year:04d}", "year", note="a business year", unbounded=fiscal)
        )
    if scene.quarter is not None:
        return Reading(
            "DATE", f"{year:04d}{scene.quarter.value[4:]}", "quarter", "text", "the quarter named before"
        )
    if unit == "quarter":
        return Reading("DATE", f"{year:04d}-QX", "quarter", note="a quarter that the text does not name")
    return Reading("DATE", f"{year:04d}", "year", note="a period of a year")


def read_ended(match: Match, scene: Scene) -> Reading | None:
    """Read a stretch by its last day: "the year ended July 2", "the nine months ending Sept. 30"."""
    unit = unit_of(match)
    count = count_of(match) if match.has("q") else 1
    if unit == "Q" and not match.has("q"):
        return quarter_meant(scene)
    if unit not in ("W", "M", "Q", "Y") or count is None:
        return None
    month, dom = match.number("m"), match.number("d") if match.has("d") else None
    if dom is None and unit == "W":
        return None
    year: int | None = match.number("y") if match.has("y") else None
    if year is None and scene.published:
        ahead = match.words.lower(match.last) == "ending"
        year = year_of(scene.published, month, dom, "future" if ahead else "past", strict=True)
    ends = days_of(f"{year:04d}-{month:02d}" + ("" if dom is None else f"-{dom:02d}")) if year else None
    begin = shift(ends[1] + timedelta(days=1), unit, -count) if ends else None
    note = "a stretch up to the day named after it"
    days: tuple[date | None, date | None] | None = (begin, ends[1]) if ends else None
    return Reading("DURATION", period(str(count), unit), PRECISIONS[unit], note=note, days=days)


def read_within_year(match: Match, scene: Scene) -> Reading | None:
    """Read the first or last months or days of a year: "the first nine months of 2024"."""
    unit, count = unit_of(match), count_of(match)
    if unit is None or count is None or match.lower("rel") not in ("first", "last"):
        return None
    year = match.number("y") if match.has("y") else None
    if year is None and scene.published:
        year = scene.published.year - (match.lower("this") == "last")
    whole = days_of(f"{year:04d}") if year else None
    days = None
    if whole:
        other = shift(
            whole[0] if match.lower("rel") == "first" else whole[1] + timedelta(days=1),
            unit,
            count if match.lower("rel") == "first" else -count,
        )
        if other:
            first = (whole[0], other - timedelta(days=1))
            days = first if match.lower("rel") == "first" else (other, whole[1])
    note = "a stretch at one end of a year"
    return Reading("DURATION", period(str(count), unit), PRECISIONS[unit], note=note, days=days)
