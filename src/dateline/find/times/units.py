"""Readers of units counted from a day: "last week", "two years ago", "the third quarter"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.find.times.dates import year_from_words
from dateline.find.times.lengths import read_duration, stretch_of
from dateline.find.times.patterns import Match
from dateline.find.times.reading import Reading, Scene, anchor_day, count_of, relative, unit_of, whole
from dateline.model import Precision
from dateline.resolve.calendar import PRECISIONS, Unit, days_of, value_of, year_of


def read_unit(match: Match, scene: Scene) -> Reading | None:
    """Read one unit from now: "last week", "this month", "next winter", "the following year"."""
    rel, unit = match.lower("rel"), str(match.value("u"))
    words = rel.split()
    if words[-1] in ("that", "same", "previous", "preceding", "prior", "following", "subsequent", "ensuing"):
        day, anchor = anchor_day(scene, "W" if unit == "1" else "Y" if unit not in PRECISIONS else unit)
        note = "counted from the date named before"
    else:
        day, anchor = scene.published, "published"
        note = "counted from the date of publication"
    back = ("last", "past", "previous", "preceding", "prior", "latest")
    ahead = ("next", "coming", "upcoming", "following", "subsequent", "ensuing")
    step = -1 if words[-1] in back else int(words[-1] in ahead)
    if unit == "1":
        reading = relative(day, "W", step, anchor=anchor, note=note)
        return replace(reading, value=reading.value + "-WE")
    if unit in ("SP", "SU", "FA", "WI"):
        return _season_near(unit, day, step, anchor)
    if unit not in PRECISIONS or unit in ("S", "MIN", "H"):
        return None
    known: Unit = unit
    if words[-1] == "past" and known in ("W", "M", "Y", "E", "C"):
        return stretch_of(scene, "1", known, -1)
    if known == "D" and words[-1] in ("past", "last", "latest"):
        return None
    return relative(day, known, step, anchor=anchor, note=note)


def _season_near(season: str, day: date | None, step: int, anchor: str) -> Reading:
    if day is None:
        return Reading("DATE", f"XXXX-{season}", "season", note="the year is not known")
    year = day.year
    days = days_of(f"{year:04d}-{season}")
    if days:
        if step < 0 and days[1] >= day:
            year -= 1
        elif step > 0 and days[0] <= day:
            year += 1
        elif step == 0 and season == "WI" and day.month <= 2:
            year -= 1
    return Reading("DATE", f"{year:04d}-{season}", "season", anchor, "counted from the date of publication")


def read_season(match: Match, scene: Scene) -> Reading | None:
    """Read a season: "the spring of 2024", "early summer"."""
    season = str(match.value("s"))
    if match.has("y"):
        return Reading("DATE", f"{match.number('y'):04d}-{season}", "season", note="a season of a year")
    if scene.published is None:
        return Reading("DATE", f"XXXX-{season}", "season", note="the year is not known")
    direction = scene.direction()
    days = days_of(f"{scene.published.year:04d}-{season}")
    year = scene.published.year
    if days and direction != "future" and days[0] > scene.published:
        year -= 1
    elif days and direction == "future" and days[1] < scene.published:
        year += 1
    note = "a season, with the year from the date of publication and the tense"
    return Reading("DATE", f"{year:04d}-{season}", "season", "published", note)


def read_the_unit(match: Match, scene: Scene) -> Reading | None:
    """Read the unit one is in: "the weekend", "the end of the month", "the quarter"."""
    unit = str(match.value("u"))
    if unit == "1":
        reading = relative(
            scene.published, "W", 0, anchor="published", note="the weekend nearest before or after"
        )
        if scene.published and scene.direction() != "future" and scene.published.isoweekday() < 6:
            reading = relative(
                scene.published, "W", -1, anchor="published", note="the weekend before publication"
            )
        return replace(reading, value=reading.value + "-WE")
    if unit not in ("D", "W", "M", "Q", "Y"):
        return None
    known: Unit = unit  # type: ignore[assignment]  # one of the five just named
    if unit == "Q" and not match.has("mod"):
        return _quarter_meant(scene)
    if match.has("mod") or unit in ("Q", "W", "M", "Y"):
        return relative(
            scene.published, known, 0, anchor="published", note="the one of the date of publication"
        )
    return None


def _quarter_meant(scene: Scene) -> Reading:
    """Read "the quarter": the one named before, else the last that had ended when its figures came out."""
    if scene.quarter is not None:
        return replace(scene.quarter, anchor="text", note="the quarter named before", mod="")
    step = -1 if scene.direction() != "future" else 0
    return relative(
        scene.published, "Q", step, anchor="published", note="the quarter that figures are given for"
    )


def read_latest(match: Match, scene: Scene) -> Reading | None:
    """Read "the latest period" of a report of figures."""
    return _quarter_meant(scene) if match.lower("u") == "period" and scene.quarter else None


def read_ago(match: Match, scene: Scene) -> Reading | None:
    """Read a number of units back: "three weeks ago", "a decade ago"."""
    unit = unit_of(match)
    count = count_of(match)
    if unit is None:
        return None
    if count is None:
        return Reading("DATE", "PAST_REF", "vague", note="a number that the text leaves open")
    unit, count = whole(unit, count)
    if unit == "Y" and count == 1 and scene.quarter:
        return _year_of_quarter(scene.quarter, -1)
    if unit in ("S", "MIN", "H"):
        reading = relative(
            scene.published, "D", 0, anchor="published", note="hours or minutes before publication"
        )
        return replace(reading, precision="hour")
    return relative(scene.published, unit, -count, anchor="published", note="counted back from publication")


def _year_of_quarter(quarter: Reading, years: int) -> Reading:
    """Return the same quarter of another year: figures are compared "with a year ago"."""
    year = quarter.value[:4]
    value = f"{int(year) + years:04d}{quarter.value[4:]}" if year.isdecimal() else quarter.value
    return Reading("DATE", value, "quarter", "text", "the same quarter of another year")


def read_offset(match: Match, scene: Scene) -> Reading | None:
    """Read a number of units from a date named before: "two days later", "the week before"."""
    unit = unit_of(match)
    if unit is None:
        return None
    count = count_of(match) if match.has("q") else (1 if match.rule.pattern.groups == 2 else None)
    back = match.lower("dir") in ("earlier", "before", "previously", "beforehand")
    if not match.has("q") and str(match.words.lower(match.indices("u")[0])).endswith("s"):
        count = None
    if count is None and unit not in ("S", "MIN", "H"):
        return Reading("DATE", "XXXX-XX-XX", "vague", note="a number that the text leaves open")
    count = count or 0
    unit, count = whole(unit, count)
    day, anchor = anchor_day(scene, unit)
    if unit == "Y" and back and count == 1 and scene.quarter:
        return _year_of_quarter(scene.quarter, -1)
    if unit in ("S", "MIN", "H"):
        reading = relative(day, "D", 0, anchor=anchor, note="hours or minutes from the time named before")
        return replace(reading, precision="hour")
    return relative(
        day, unit, -count if back else count, anchor=anchor, note="counted from the date named before"
    )


def read_within(match: Match, scene: Scene) -> Reading | None:
    """Read a number of units ahead ("in two weeks"), which after a past tense is a length."""
    if scene.direction() != "future" or match.words.lower(match.found.start()) == "within":
        return read_duration(match, scene)
    unit, count = unit_of(match), count_of(match)
    if unit is None or count is None or unit in ("S", "MIN", "H"):
        return read_duration(match, scene)
    unit, count = whole(unit, count)
    return relative(scene.published, unit, count, anchor="published", note="counted on from publication")


def read_quarter(match: Match, scene: Scene) -> Reading | None:
    """Read a quarter or half of a year: "the third quarter", "Q3 2025", "the first half of 2024"."""
    if match.has("qn"):
        name = str(match.value("qn")).upper()
        letter, number = name[0], int(name[1])
        if letter == "H" and (number > 2 or not match.has("y")):
            return None
    else:
        unit, number = str(match.value("u")), match.number("o")
        if unit not in ("Q", "1") or number > (4 if unit == "Q" else 2):
            return None
        letter = "Q" if unit == "Q" else "H"
    precision: Precision = "quarter" if letter == "Q" else "month"
    for group in ("y", "y2"):
        if match.has(group):
            return Reading(
                "DATE", f"{match.number(group):04d}-{letter}{number}", precision, note="a quarter of a year"
            )
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
        return _year_of_quarter(quarter, -1)
    note = "a year before publication"
    return relative(scene.published, "Y", -1, anchor="published", note=note)


def read_week_of(match: Match, scene: Scene) -> Reading | None:
    """Read "the week of March 6"."""
    if match.value("u") != "W" or scene.published is None:
        return None
    month, dom = match.number("m"), match.number("d")
    year = year_of(scene.published, month, dom, scene.direction())
    days = days_of(f"{year:04d}-{month:02d}-{dom:02d}")
    return Reading("DATE", value_of(days[0], "W"), "week", "published", "the week of a day") if days else None
