"""Readers of units counted from a day: "last week", "two years ago", "the third quarter"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from dateline.find.times.figures import quarter_meant, year_of_quarter
from dateline.find.times.lengths import read_duration, stretch_of
from dateline.find.times.patterns import Match
from dateline.find.times.reading import (
    Reading,
    Scene,
    amount_of,
    anchor_day,
    count_of,
    period,
    relative,
    unit_of,
    whole,
)
from dateline.resolve.calendar import PRECISIONS, Direction, Unit, days_of, value_of, year_of


def read_unit(match: Match, scene: Scene) -> Reading | None:
    """Read one unit from now: "last week", "this month", "next winter", "the following year"."""
    rel, unit = match.lower("rel"), str(match.value("u"))
    words = rel.split()
    if words == ["the", "next"] and (unit == "D" or scene.direction() == "past"):
        words = ["following"]
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
        return _season_near(unit, day, step, anchor, scene.direction())
    if unit not in PRECISIONS or unit in ("S", "MIN", "H"):
        return None
    known: Unit = unit
    if words[-1] == "past" and known in ("W", "M", "Y", "E", "C"):
        return stretch_of(scene, "1", known, -1)
    if known == "D" and words[-1] in ("past", "last", "latest"):
        return None
    return replace(relative(day, known, step, anchor=anchor, note=note), unbounded=match.has("fiscal"))


def _season_near(season: str, day: date | None, step: int, anchor: str, direction: Direction) -> Reading:
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
        elif step == 0 and direction == "future" and days[1] < day:
            year += 1
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
        return quarter_meant(scene)
    if match.has("mod") or unit in ("Q", "W", "M", "Y"):
        reading = relative(
            scene.published, known, 0, anchor="published", note="the one of the date of publication"
        )
        return replace(reading, unbounded=match.has("fiscal"))
    return None


def read_ago(match: Match, scene: Scene) -> Reading | None:
    """Read a number of units back: "three weeks ago", "a decade ago"."""
    unit = unit_of(match)
    count = count_of(match)
    if unit is None:
        return None
    if count is None:
        days = (None, scene.published) if scene.published else None
        anchor = "published" if days else ""
        return Reading("DATE", "PAST_REF", "vague", anchor, "a number that the text leaves open", days)
    unit, count = whole(unit, count)
    if unit == "Y" and count == 1 and scene.quarter:
        return year_of_quarter(scene.quarter, -1)
    if unit in ("S", "MIN", "H"):
        reading = relative(
            scene.published, "D", 0, anchor="published", note="hours or minutes before publication"
        )
        return replace(reading, precision="hour")
    return relative(scene.published, unit, -count, anchor="published", note="counted back from publication")


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
        return year_of_quarter(scene.quarter, -1)
    if unit in ("S", "MIN", "H"):
        return _hours_from(match, scene, unit, -count if back else count)
    return relative(
        day, unit, -count if back else count, anchor=anchor, note="counted from the date named before"
    )


def _hours_from(match: Match, scene: Scene, unit: Unit, count: int) -> Reading:
    """Count hours or minutes from the time of day named before; where none is, only their length is known."""
    value = scene.last.value if scene.last is not None else ""
    clock = value[10:16]
    if count and clock[3:4] == ":" and unit != "S":
        moment = datetime.fromisoformat(value[:16])
        moment += timedelta(hours=count) if unit == "H" else timedelta(minutes=count)
        return Reading(
            "TIME", moment.isoformat()[:16], "minute", "text", "counted from the time named before"
        )
    day, anchor = anchor_day(scene, unit)
    amount = amount_of(match) if match.has("q") else "1" if count else "X"
    note = "hours or minutes from a time that the text does not give; the day of what was told before"
    days = (day, day) if day else None
    return Reading("DURATION", period(amount, unit), "hour", anchor if day else "", note, days)


def read_within(match: Match, scene: Scene) -> Reading | None:
    """Read a number of units ahead ("in two weeks"), which after a past tense is a length."""
    if scene.direction() != "future" or match.words.lower(match.found.start()) == "within":
        return read_duration(match, scene)
    unit, count = unit_of(match), count_of(match)
    if unit is None or count is None or unit in ("S", "MIN", "H"):
        return read_duration(match, scene)
    unit, count = whole(unit, count)
    return relative(scene.published, unit, count, anchor="published", note="counted on from publication")


def read_week_of(match: Match, scene: Scene) -> Reading | None:
    """Read "the week of March 6"."""
    weekend = match.value("u") == 1
    if (match.value("u") != "W" and not weekend) or scene.published is None:
        return None
    month, dom = match.number("m"), match.number("d")
    year = year_of(scene.published, month, dom, scene.direction())
    days = days_of(f"{year:04d}-{month:02d}-{dom:02d}")
    if days is None:
        return None
    value = value_of(days[0], "W") + ("-WE" if weekend else "")
    return Reading("DATE", value, "week", "published", "the week of a day")
