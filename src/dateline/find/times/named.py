"""Readers of days by their name or by the day beside them: holidays, "the day before yesterday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dateline.find.times.dates import weekday_meant
from dateline.find.times.feasts import Days, feast_days
from dateline.find.times.patterns import Match, load_table
from dateline.find.times.reading import Reading, Scene, count_of, relative, unit_of, whole
from dateline.resolve.calendar import days_of, shift, value_of, year_of

_NEAR: Final = timedelta(days=120)
_WEEK: Final = timedelta(days=7)
_NAMES: Final = frozenset(
    {"war", "agreement", "accord", "accords", "rising", "uprising", "island", "islands", "offensive", "river"}
)
_LEADS: Final = frozenset({"before", "of", "until", "till", "by"})
_EVES: Final = frozenset({"ahead", "eve", "advance"})


def read_holiday(match: Match, scene: Scene) -> Reading | None:
    """Read a holiday: "Christmas Day", "last Thanksgiving", "Easter week", "Ramadan"."""
    rule = _rule(match)
    after = match.words.text[match.end :].split(maxsplit=1)[:1]
    if rule is None or (after and after[0].rstrip(".,;:’'s").lower() in _NAMES):
        return None  # "the Good Friday agreement"
    if match.has("y"):
        days = next(iter(_of_year(rule, match.number("y"))), None)
        return _reading(days, "", "a holiday of a year") if days else None
    if scene.published is None:
        fixed = rule[:2].isdecimal() and "w" not in rule
        return Reading("DATE", f"XXXX-{rule}" if fixed else "XXXX-XX-XX", note="the year is not known")
    days = _meant(rule, scene, match.lower("rel"), _lead(match))
    if days is None:
        return None
    note = "a holiday, with the year from the date of publication and the tense"
    if match.has("week"):
        if match.value("week") != "W":
            return None
        return Reading("DATE", value_of(days[0], "W"), "week", "published", note)
    return _reading(days, "published", note)


def _lead(match: Match) -> str:
    lead = match.words.lower(match.first - 1) if match.first else ""
    if lead == "of" and (match.first < 2 or match.words.lower(match.first - 2) not in _EVES):
        return ""  # "the first day of Ramadan"
    return lead


def _rule(match: Match) -> str | None:
    name = match.lower("h").replace("’", "'")
    return load_table().holidays.get(" ".join(name.split()))


def _of_year(rule: str, year: int) -> tuple[Days, ...]:
    return feast_days(rule, year, load_table().feasts)


def _reading(days: Days, anchor: str, note: str) -> Reading:
    first, last = (day.isoformat() for day in days)
    return Reading("DATE", first if first == last else f"{first}/{last}", "day", anchor, note)


def _meant(rule: str, scene: Scene, rel: str, lead: str) -> Days | None:
    """Return the feast that is meant: by the tense, without one the nearest if it is near.

    What was done "before Easter" or "ahead of Easter" says nothing of when Easter is.
    """
    day = scene.published
    if day is None:
        return None
    feasts = sorted(days for step in (-1, 0, 1) for days in _of_year(rule, day.year + step))
    before = [days for days in feasts if days[1] < day]
    ahead = [days for days in feasts if days[0] > day]
    on = [days for days in feasts if days[0] <= day <= days[1]]
    if rel == "last":
        return before[-1] if before else None
    if rel == "next":
        return ahead[0] if ahead else None
    if on:
        return on[0]
    direction = scene.direction()
    imminent = bool(ahead) and ahead[0][0] - day <= _WEEK
    if direction == "past" and lead not in _LEADS and not imminent:
        return before[-1] if before else None
    near = [
        days for days in (*before[-1:], *ahead[:1]) if min(abs(days[0] - day), abs(day - days[1])) <= _NEAR
    ]
    if near:
        return min(near, key=lambda days: min(abs(days[0] - day), abs(day - days[1])))
    if direction == "future":
        return ahead[0] if ahead else None
    return before[-1] if before else None


def read_beside(match: Match, scene: Scene) -> Reading | None:
    """Read the day next to a day: "the day before yesterday", "the day after Christmas"."""
    if match.value("u") != "D":
        return None
    day = _base(match, scene)
    note = "the day before or after a day"
    step = 1 if match.lower("dir") == "after" else -1
    return relative(day, "D", step, anchor="published" if day else "", note=note)


def _base(match: Match, scene: Scene) -> date | None:
    """Return the day that is named."""
    published = scene.published
    if match.has("y") and match.has("m"):
        days = days_of(f"{match.number('y'):04d}-{match.number('m'):02d}-{match.number('d'):02d}")
        return days[0] if days else None
    if published is None:
        return None
    if match.has("t"):
        return shift(published, "D", match.number("t"))
    if match.has("now"):
        return published
    if match.has("wd"):
        return weekday_meant(scene, published, match.number("wd"), match.lower("rel"))[0]
    if match.has("h"):
        rule = _rule(match)
        feast = _meant(rule, scene, "", "") if rule else None
        if feast is None:
            return None
        return feast[0] if match.lower("dir") == "before" else feast[1]
    month, dom = match.number("m"), match.number("d")
    days = days_of(f"{year_of(published, month, dom, scene.direction()):04d}-{month:02d}-{dom:02d}")
    return days[0] if days else None


def read_from_day(match: Match, scene: Scene) -> Reading | None:
    """Read units counted on from a day: "three weeks from now", "a week from Monday"."""
    if match.has("now") and match.lower("now") != "now":
        return None
    unit, count = unit_of(match), count_of(match)
    if unit is None:
        return None
    if count is None:
        days = (scene.published, None) if scene.published else None
        return Reading("DATE", "FUTURE_REF", "vague", note="a number that the text leaves open", days=days)
    unit, count = whole(unit, count)
    note = "counted on from a day"
    if unit in ("S", "MIN", "H"):
        unit, count = "D", 0
    elif match.has("wd") and unit == "W":
        unit, count = "D", 7 * count
    day = _base(match, scene)
    return relative(day, unit, count, anchor="published" if day else "", note=note)
