"""What a time expression means: TIMEX3 type and value, the days it covers, and what it counts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dateline.find.timex_patterns import Match, load_table
from dateline.model import Precision
from dateline.resolve.calendar import (
    PRECISIONS,
    Direction,
    Unit,
    days_of,
    holiday,
    shift,
    unknown,
    value_of,
    weekday_from,
    year_of,
)

_UNITS_BACK: Final = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}
_HOURS_BELOW_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression understood.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value.
        precision: how fine the words are.
        anchor: `published`, `text` or empty.
        note: how it was resolved, in plain English.
        days: first and last day where they differ from those of the value; `None` for those of the value.
        mod: `start`, `mid` or `end` of what the value covers.
        unbounded: the value names no days that can be told (a fiscal year).
    """

    type: str
    value: str
    precision: Precision = "day"
    anchor: str = ""
    note: str = ""
    days: tuple[date, date] | None = None
    mod: str = ""
    unbounded: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against.

    Attributes:
        published: day of publication, if known.
        last: the latest date before it in the text that names a day, month or year.
        direction: tells whether the clause around the expression looks back or ahead.
        quarter: the quarter whose figures the text is about, if any.
    """

    published: date | None
    last: Reading | None
    direction: Callable[[], Direction]
    quarter: Reading | None = None


def read(match: Match, scene: Scene) -> Reading | None:
    """Read a match; `None` where it turns out to be no time expression."""
    reading = _READERS[match.rule.make](match, scene)
    if reading is None or not match.has("mod"):
        return reading
    word = match.lower("mod")
    table = load_table().words
    for part in word.split():
        for known, (letter, value) in ((part, table.get(part, ("", ""))),):
            if known and letter in (load_table().letters["EARLY"], load_table().letters["EDGE"]):
                return replace(reading, mod=str(value))
            if known in ("earlier", "later"):
                return replace(reading, mod="start" if known == "earlier" else "end")
    return reading


def _relative(day: date | None, unit: Unit, count: int, *, anchor: str, note: str) -> Reading:
    """Read an expression that lies a number of units from a day."""
    moved = shift(day, unit, count) if day else None
    if moved is None:
        return Reading(
            "DATE", unknown(unit), PRECISIONS[unit], note=note + "; the day it counts from is not known"
        )
    return Reading("DATE", value_of(moved, unit), PRECISIONS[unit], anchor, note)


def _anchor(scene: Scene) -> tuple[date | None, str]:
    """Return the day an anaphoric expression ("two days later") counts from."""
    if scene.last is not None and (days := days_of(scene.last.value)):
        return days[0], "text"
    return scene.published, "published" if scene.published else ""


def _iso(match: Match, scene: Scene) -> Reading | None:
    text = match.lower("iso")
    if "/" in text:
        one, two, year = (int(part) for part in text.split("/"))
        year += 0 if year > 99 else (2000 if year < 70 else 1900)
        # Month first where both orders are possible, as in the United States, unless it cannot be.
        month, dom = (two, one) if one > 12 else (one, two)
        value = f"{year:04d}-{month:02d}-{dom:02d}"
        note = "a numeric date, read month first" if one <= 12 else "a numeric date"
        return Reading("DATE", value, note=note) if days_of(value) else None
    if not days_of(text.split("t")[0]):
        return None
    if "t" in text:
        return Reading("TIME", text.upper(), "minute", note="ISO 8601")
    return Reading("DATE", text, note="ISO 8601")


def _full_date(match: Match, scene: Scene) -> Reading | None:
    value = f"{match.number('y'):04d}-{match.number('m'):02d}-{match.number('d'):02d}"
    return Reading("DATE", value, note="a full date") if days_of(value) else None


def _year_from_words(match: Match, scene: Scene, group: str) -> tuple[int | None, str]:
    """Return the year that words like "last year" or "that year" stand for, and its anchor."""
    words = match.lower(group)
    if "that" in words or "same" in words or "previous" in words or "following" in words:
        day, anchor = _anchor(scene)
    else:
        day, anchor = scene.published, "published"
    if day is None:
        return None, ""
    step = -1 if ("last" in words or "previous" in words) else int("next" in words or "following" in words)
    return day.year + step, anchor


def _month_day(match: Match, scene: Scene) -> Reading | None:
    month, dom = match.number("m"), match.number("d")
    if days_of(f"2024-{month:02d}-{dom:02d}") is None:
        return None
    year, anchor = _year_from_words(match, scene, "rel") if match.has("rel") else (None, "")
    if year is None and scene.published:
        if match.has("wd"):
            year = _year_with_weekday(match, scene.published, month, dom)
        else:
            ended = match.first > 0 and match.words.lower(match.first - 1) == "ended"
            year = year_of(scene.published, month, dom, scene.direction(), strict=ended)
        anchor = "published"
    if year is None:
        return _with_part(match, Reading("DATE", f"XXXX-{month:02d}-{dom:02d}", note="the year is not known"))
    note = "a day of a month, with the year from the date of publication and the tense"
    value = f"{year:04d}-{month:02d}-{dom:02d}"
    return _with_part(match, Reading("DATE", value, "day", anchor, note))


def _year_with_weekday(match: Match, published: date, month: int, dom: int) -> int:
    """Return the nearest year in which the day of the month falls on the weekday named."""
    table = load_table()
    weekdays = {table.letters["WEEKDAY"], table.letters["WD3"]}
    named = [int(match.words.values[i]) for i in match.indices("wd") if match.words.letters[i] in weekdays]
    for step in (0, -1, 1, -2, 2, -3, 3):
        days = days_of(f"{published.year + step:04d}-{month:02d}-{dom:02d}")
        if days and named and days[0].isoweekday() == named[0]:
            return published.year + step
    return published.year


def _with_part(match: Match, reading: Reading, group: str = "part") -> Reading:
    """Add a part of the day ("Tuesday morning") to a day."""
    if not match.has(group):
        return reading
    part = str(match.value(group))
    if len(part) != 2 or not part.isalpha():
        return reading
    return replace(reading, type="TIME", value=f"{reading.value}T{part}", precision="part")


def _month(match: Match, scene: Scene) -> Reading | None:
    month = match.number("m")
    if match.has("y"):
        return Reading("DATE", f"{match.number('y'):04d}-{month:02d}", "month", note="a month of a year")
    year: int | None
    if match.has("relyear"):
        year, anchor = _year_from_words(match, scene, "relyear")
    elif scene.published is None:
        year, anchor = None, ""
    else:
        year, anchor = _month_year(match, scene, scene.published, month)
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}", "month", note="the year is not known")
    note = "a month, with the year from the date of publication and the tense"
    return Reading("DATE", f"{year:04d}-{month:02d}", "month", anchor, note)


def _month_year(match: Match, scene: Scene, published: date, month: int) -> tuple[int, str]:
    rel = match.lower("rel")
    if "last" in rel:
        return published.year - (month >= published.month), "published"
    if "next" in rel:
        return published.year + (month <= published.month), "published"
    if "this" in rel:
        return published.year, "published"
    if rel:
        day, anchor = _anchor(scene)
        day = day or published
        if "previous" in rel:
            return day.year - (month >= day.month), anchor
        return day.year + (month <= day.month), anchor
    return year_of(published, month, None, scene.direction()), "published"


def _year(match: Match, scene: Scene) -> Reading | None:
    year = match.number("y")
    if match.has("fiscal"):
        note = "a fiscal year, whose first day the text does not give"
        return Reading("DATE", f"{year:04d}", "year", note=note, unbounded=True)
    return Reading("DATE", f"{year:04d}", "year", note="a year")


_DECADE_WORDS: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip


def _decade(match: Match, scene: Scene) -> Reading | None:
    words = match.lower("e")
    digits = "".join(c for c in words if c.isdecimal())
    if len(digits) == 4:
        return Reading("DATE", digits[:3], "decade", note="a decade")
    if not digits and match.words.lower(match.first) not in ("the", "early", "mid", "late"):
        return None
    tens = int(digits[0]) if digits else _DECADE_WORDS[words]
    if len(digits) not in (0, 2) or (digits and words[0].isdecimal()):
        return None
    latest = scene.published.year if scene.published else 2025
    century = latest // 100
    if century * 100 + tens * 10 > latest:
        century -= 1
    return Reading("DATE", f"{century:02d}{tens}", "decade", note="the latest decade of that name")


def _century(match: Match, scene: Scene) -> Reading | None:
    unit, ordinal = match.value("u"), match.number("o")
    if unit == "C" and 2 <= ordinal <= 22:
        return Reading("DATE", f"{ordinal - 1:02d}", "decade", note="a century")
    return None


def _weekday(match: Match, scene: Scene) -> Reading | None:
    weekday = match.number("wd")
    rel = match.lower("rel")
    if scene.published is None:
        return _with_part(match, Reading("DATE", f"XXXX-WXX-{weekday}", note="the week is not known"))
    day, anchor = scene.published, "published"
    direction: Direction
    if "last" in rel or "previous" in rel:
        if "previous" in rel:
            day, anchor = _anchor_or(scene)
        found = weekday_from(day, weekday, "past", same=False)
    elif "next" in rel or "following" in rel:
        if "following" in rel:
            day, anchor = _anchor_or(scene)
        found = weekday_from(day, weekday, "future", same=False)
    elif "this" in rel:
        found = day + timedelta(days=weekday - day.isoweekday())
    else:
        direction = scene.direction()
        found = weekday_from(day, weekday, direction)
    note = "a weekday, counted from the date of publication by the tense of its clause"
    return _with_part(match, Reading("DATE", found.isoformat(), "day", anchor, note))


def _anchor_or(scene: Scene) -> tuple[date, str]:
    day, anchor = _anchor(scene)
    return (day, anchor) if day else (date.min, "")


def _weekday_week(match: Match, scene: Scene) -> Reading | None:
    weekday, rel = match.number("wd"), match.lower("rel")
    if scene.published is None:
        return Reading("DATE", f"XXXX-WXX-{weekday}", note="the week is not known")
    step = -7 if "last" in rel else 7 * int("next" in rel)
    monday = scene.published - timedelta(days=scene.published.isoweekday() - 1)
    found = monday + timedelta(days=weekday - 1 + step)
    return Reading(
        "DATE", found.isoformat(), "day", "published", "a weekday of a week counted from publication"
    )


def _today(match: Match, scene: Scene) -> Reading | None:
    note = "counted from the date of publication"
    reading = _relative(scene.published, "D", match.number("t"), anchor="published", note=note)
    return _with_part(match, reading)


def _tonight(match: Match, scene: Scene) -> Reading | None:
    reading = _relative(scene.published, "D", 0, anchor="published", note="the night of publication")
    return replace(reading, type="TIME", value=reading.value + "TNI", precision="part")


def _part(match: Match, scene: Scene) -> Reading | None:
    rel = match.lower("rel")
    if rel in ("last", "this", "next"):
        step = {"last": -1, "this": 0, "next": 1}[rel]
        reading = _relative(scene.published, "D", step, anchor="published", note="counted from publication")
    else:
        day, anchor = _anchor(scene)
        step = -1 if "previous" in rel else int("following" in rel or "next" in rel)
        reading = _relative(day, "D", step, anchor=anchor, note="counted from the date named before")
    return _with_part(match, reading)


def _unit(match: Match, scene: Scene) -> Reading | None:
    rel, unit = match.lower("rel"), str(match.value("u"))
    words = rel.split()
    if words[-1] in ("that", "same", "previous", "preceding", "prior", "following", "subsequent", "ensuing"):
        day, anchor = _anchor(scene)
        note = "counted from the date named before"
    else:
        day, anchor = scene.published, "published"
        note = "counted from the date of publication"
    back = ("last", "past", "previous", "preceding", "prior", "latest")
    ahead = ("next", "coming", "upcoming", "following", "subsequent", "ensuing")
    step = -1 if words[-1] in back else int(words[-1] in ahead)
    if unit == "1":
        reading = _relative(day, "W", step, anchor=anchor, note=note)
        return replace(reading, value=reading.value + "-WE")
    if unit in ("SP", "SU", "FA", "WI"):
        return _season_near(unit, day, step, anchor)
    if unit not in PRECISIONS or unit in ("S", "MIN", "H"):
        return None
    known: Unit = unit  # type: ignore[assignment]  # checked against the keys of PRECISIONS
    if words[-1] == "past" and known in ("W", "M", "Y", "E", "C"):
        return _stretch_of(scene, "1", known, -1)
    if known == "D" and words[-1] in ("past", "last", "latest"):
        return None
    return _relative(day, known, step, anchor=anchor, note=note)


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


def _season(match: Match, scene: Scene) -> Reading | None:
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


def _the_unit(match: Match, scene: Scene) -> Reading | None:
    unit = str(match.value("u"))
    if unit == "1":
        reading = _relative(
            scene.published, "W", 0, anchor="published", note="the weekend nearest before or after"
        )
        if scene.published and scene.direction() != "future" and scene.published.isoweekday() < 6:
            reading = _relative(
                scene.published, "W", -1, anchor="published", note="the weekend before publication"
            )
        return replace(reading, value=reading.value + "-WE")
    if unit not in ("D", "W", "M", "Q", "Y"):
        return None
    known: Unit = unit  # type: ignore[assignment]  # one of the five just named
    if unit == "Q" and not match.has("mod"):
        return _quarter_meant(scene)
    if match.has("mod") or unit in ("Q", "W", "M", "Y"):
        return _relative(
            scene.published, known, 0, anchor="published", note="the one of the date of publication"
        )
    return None


def _quarter_meant(scene: Scene) -> Reading:
    """Read "the quarter": the one named before, else the last that had ended when its figures came out."""
    if scene.quarter is not None:
        return replace(scene.quarter, anchor="text", note="the quarter named before", mod="")
    step = -1 if scene.direction() != "future" else 0
    return _relative(
        scene.published, "Q", step, anchor="published", note="the quarter that figures are given for"
    )


def _latest(match: Match, scene: Scene) -> Reading | None:
    return _quarter_meant(scene) if match.lower("u") == "period" and scene.quarter else None


def _ago(match: Match, scene: Scene) -> Reading | None:
    unit = _unit_of(match)
    count = _count(match)
    if unit is None:
        return None
    if count is None:
        return Reading("DATE", "PAST_REF", "vague", note="a number that the text leaves open")
    unit, count = _whole(unit, count)
    if unit == "Y" and count == 1 and scene.quarter:
        return _year_of_quarter(scene.quarter, -1)
    if unit in ("S", "MIN", "H"):
        reading = _relative(
            scene.published, "D", 0, anchor="published", note="hours or minutes before publication"
        )
        return replace(reading, precision="hour")
    return _relative(scene.published, unit, -count, anchor="published", note="counted back from publication")


def _year_of_quarter(quarter: Reading, years: int) -> Reading:
    """Return the same quarter of another year: figures are compared "with a year ago"."""
    year = quarter.value[:4]
    value = f"{int(year) + years:04d}{quarter.value[4:]}" if year.isdecimal() else quarter.value
    return Reading("DATE", value, "quarter", "text", "the same quarter of another year")


def _offset(match: Match, scene: Scene) -> Reading | None:
    unit = _unit_of(match)
    if unit is None:
        return None
    count = _count(match) if match.has("q") else (1 if match.rule.pattern.groups == 2 else None)
    back = match.lower("dir") in ("earlier", "before", "previously", "beforehand")
    if not match.has("q") and str(match.words.lower(match.indices("u")[0])).endswith("s"):
        count = None
    if count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", "vague", "text", "a number left open")
    unit, count = _whole(unit, count)
    day, anchor = _anchor(scene)
    if unit == "Y" and back and count == 1 and scene.quarter:
        return _year_of_quarter(scene.quarter, -1)
    if unit in ("S", "MIN", "H"):
        reading = _relative(day, "D", 0, anchor=anchor, note="hours or minutes from the time named before")
        return replace(reading, precision="hour")
    return _relative(
        day, unit, -count if back else count, anchor=anchor, note="counted from the date named before"
    )


def _within(match: Match, scene: Scene) -> Reading | None:
    if scene.direction() != "future" or match.words.lower(match.found.start()) == "within":
        return _duration(match, scene)
    unit, count = _unit_of(match), _count(match)
    if unit is None or count is None or unit in ("S", "MIN", "H"):
        return _duration(match, scene)
    unit, count = _whole(unit, count)
    return _relative(scene.published, unit, count, anchor="published", note="counted on from publication")


def _stretch(match: Match, scene: Scene) -> Reading | None:
    rel = match.lower("rel").split()[-1]
    unit = _unit_of(match)
    if unit is None:
        return None
    count = _amount(match) if match.has("q") else "X"
    if rel == "recent":
        return _stretch_of(scene, count, unit, -1)
    if rel in ("previous", "preceding", "prior", "following", "subsequent", "ensuing"):
        return _duration(match, scene)
    return _stretch_of(scene, count, unit, -1 if rel in ("last", "past", "latest", "those") else 1)


def _stretch_of(scene: Scene, count: str, unit: Unit, sign: int) -> Reading:
    """Read a stretch that ends or begins with the day of publication ("the past two years")."""
    value = _period(count, unit)
    precision = PRECISIONS[unit] if count != "X" else "vague"
    other = shift(scene.published, unit, sign * int(count)) if scene.published and count.isdecimal() else None
    if other is None or scene.published is None:
        return Reading("DURATION", value, precision, note="a stretch whose first day is not known")
    note = (
        "a stretch up to the date of publication" if sign < 0 else "a stretch from the date of publication on"
    )
    first, last = sorted((other, scene.published))
    return Reading("DURATION", value, precision, "published", note, (first, last))


def _duration(match: Match, scene: Scene) -> Reading | None:
    unit = _unit_of(match)
    word = match.words.lower(match.last - 1)
    if (
        unit == "Q"
        and word == "quarters"
        and ("-" in match.words.text[match.start : match.end] or not match.has("q"))
    ):
        return None  # "three-quarters of it", "its quarters"
    if unit is None or match.has("old"):
        return None  # "a six-year-old boy": an age is no time of the report
    amount = _amount(match) if match.has("q") else "X"
    precision: Precision = PRECISIONS[unit] if amount != "X" else "vague"
    return Reading("DURATION", _period(amount, unit), precision, note="a length of time")


def _unit_of(match: Match) -> Unit | None:
    unit = str(match.value("u"))
    if unit == "2W":
        return "W"
    return unit if unit in PRECISIONS else None  # type: ignore[return-value]  # a key of PRECISIONS


def _period(amount: str, unit: Unit) -> str:
    """Write an ISO 8601 duration; decades (`E`) and centuries (`C`) as TIMEX3 does."""
    if unit in ("S", "MIN", "H"):
        return f"PT{amount}{unit[0]}"
    return f"P{amount}{unit}"


def _amount(match: Match) -> str:
    """Return the number in words as digits, or `X` where it is left open."""
    tokens = match.indices("q")
    letters = load_table().letters
    total = 0.0
    half = False
    for index in tokens:
        letter, word = match.words.letters[index], match.words.values[index]
        if letter == letters["VAGUE"]:
            return str(word)
        if letter == letters["BIG"]:
            total = (total or 1) * int(word)
        elif letter == letters["FRAC"]:
            total += 0.5
        elif letter in (letters["NUM"], letters["DNUM"], letters["NNUM"], letters["YEAR"]):
            number = float(word)
            # "twenty-one" adds up; in "two or three" the later number is the one that counts
            total = total + number if total >= 20 and total % 10 == 0 and number < 10 else number
        elif letter == letters["A"]:
            total = total or 1
        elif letter == letters["HALF"]:
            half = True
    if half:
        total = 0.5 if total <= 1 else total
    if str(match.value("u")) == "2W":
        total *= 2
    return f"{total:g}" if total < 1e6 else "X"


def _count(match: Match) -> int | None:
    """Return a whole number of units, or `None` where the number is left open."""
    amount = _amount(match) if match.has("q") else "X"
    return int(float(amount)) if amount != "X" and float(amount) >= 1 else None


def _whole(unit: Unit, count: int) -> tuple[Unit, int]:
    """Count decades and centuries in years, for a decade ago is a year, not a decade."""
    if unit in ("E", "C"):
        return "Y", count * (10 if unit == "E" else 100)
    return unit, count


def _quarter(match: Match, scene: Scene) -> Reading | None:
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
        found, _ = _year_from_words(match, scene, "rel")
        year = found or year
    elif number > here and scene.direction() != "future":
        year -= 1
    return Reading(
        "DATE", f"{year:04d}-{letter}{number}", precision, "published", "a quarter, counted from publication"
    )


def _every(match: Match, scene: Scene) -> Reading | None:
    letters = load_table().letters
    last = match.indices("u")[-1]
    letter, value = match.words.letters[last], str(match.words.values[last])
    if letter == letters["WEEKDAY"]:
        return Reading("SET", f"XXXX-WXX-{value}", "day", note="a weekday that comes round")
    if letter == letters["PART"]:
        return Reading("SET", f"XXXX-XX-XXT{value}", "part", note="a part of the day that comes round")
    if letter == letters["WEEKEND"]:
        return Reading("SET", "XXXX-WXX-WE", "day", note="a weekend that comes round")
    if letter == letters["SEASON"]:
        return Reading("SET", f"XXXX-{value}", "season", note="a season that comes round")
    if letter == letters["MONTH"]:
        return Reading("SET", f"XXXX-{int(value):02d}", "month", note="a month that comes round")
    unit = _unit_of(match)
    if unit is None:
        return None
    amount = _amount(match) if match.has("q") else "1"
    return Reading("SET", _period(amount, unit), PRECISIONS[unit], note="what comes round")


def _weekdays(match: Match, scene: Scene) -> Reading | None:
    value = f"XXXX-WXX-{match.value('wd') or match.value('wd2')}"
    if match.has("part"):
        if match.lower("part") not in ("nights", "mornings", "afternoons", "evenings"):
            return None
        value += {"nights": "TNI", "mornings": "TMO", "afternoons": "TAF"}.get(match.lower("part"), "TEV")
    return Reading("SET", value, "day", note="a weekday that comes round")


def _frequency(match: Match, scene: Scene) -> Reading | None:
    return Reading("SET", str(match.value("s")), "vague", note="what comes round")


def _reference(match: Match, scene: Scene) -> Reading | None:
    value = str(match.value("r"))
    if match.lower("r") in ("soon", "shortly"):
        before = match.words.lower(match.first - 1) if match.first else ""
        after = match.words.lower(match.last) if match.last < len(match.words.starts) else ""
        if before == "as" or after in ("after", "before", "as"):
            return None  # "soon after the attack" counts from the attack
    if value == "PRESENT_REF" and scene.published:
        days = (scene.published, scene.published)
        return Reading("DATE", value, "vague", "published", "the time of publication", days)
    return Reading("DATE", value, "vague", note="a vague time")


def _the_past(match: Match, scene: Scene) -> Reading | None:
    if match.lower("r") != "past":
        return None
    return Reading("DATE", "PAST_REF", "vague", note="a vague time")


def _these(match: Match, scene: Scene) -> Reading | None:
    if match.lower("r") != "these":
        return None
    return Reading("DATE", "PRESENT_REF", "vague", "published" if scene.published else "", "about now")


def _holiday(match: Match, scene: Scene) -> Reading | None:
    name = match.lower("h").replace("’", "'")
    rule = load_table().holidays.get(" ".join(name.split()))
    if rule is None:
        return None
    if match.has("y"):
        day = holiday(rule, match.number("y"))
        return Reading("DATE", day.isoformat(), note="a holiday of a year") if day else None
    if scene.published is None:
        fixed = rule[:2].isdecimal() and "w" not in rule
        return Reading("DATE", f"XXXX-{rule}" if fixed else "XXXX-XX-XX", note="the year is not known")
    rel, year = match.lower("rel"), scene.published.year
    here = holiday(rule, year)
    if here is None:
        return None
    if rel == "last":
        year -= here >= scene.published
    elif rel == "next":
        year += here <= scene.published
    else:
        year = year_of(scene.published, here.month, here.day, scene.direction())
    day = holiday(rule, year)
    note = "a holiday, with the year from the date of publication and the tense"
    if day and match.has("week"):
        if match.value("week") != "W":
            return None
        return Reading("DATE", value_of(day, "W"), "week", "published", note)
    return Reading("DATE", day.isoformat(), "day", "published", note) if day else None


def _year_end(match: Match, scene: Scene) -> Reading | None:
    units = [match.words.values[i] for i in range(match.first, match.last) if match.words.lower(i) == "year"]
    if not units:
        return None
    reading = _relative(scene.published, "Y", 0, anchor="published", note="the year of publication")
    return replace(reading, mod="end")


def _year_ago(match: Match, scene: Scene) -> Reading | None:
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
    return _relative(scene.published, "Y", -1, anchor="published", note=note)


def _clocked(match: Match, scene: Scene) -> Reading | None:
    clock = _clock(match)
    if clock is None:
        return None
    zone = str(match.value("z")) if match.has("z") else ""
    if match.has("z"):
        zones = [i for i in match.indices("z") if match.words.letters[i] == load_table().letters["ZONE"]]
        zone = str(match.words.values[zones[0]]) if zones else ""
    day, anchor = _day_of_clock(match, scene)
    value = f"{day.isoformat() if day else 'XXXX-XX-XX'}T{clock}{zone}"
    precision: Precision = "minute" if ":" in clock and not clock.endswith(":00") else "hour"
    return Reading("TIME", value, precision, anchor, "a time of day, on the day named beside it or before")


def _day_of_clock(match: Match, scene: Scene) -> tuple[date | None, str]:
    for group in ("day", "day2"):
        if match.has(group) and scene.published:
            weekday = match.number(group)
            direction: Direction = "past" if "last" in match.lower(group) else scene.direction()
            return weekday_from(scene.published, weekday, direction), "published"
    if match.has("today") and scene.published:
        return scene.published + timedelta(days=match.number("today")), "published"
    if scene.last is not None and scene.last.precision in ("day", "part", "minute", "hour"):
        days = days_of(scene.last.value)
        if days:
            return days[0], "text"
    return scene.published, "published" if scene.published else ""


def _clock(match: Match) -> str | None:
    """Return the time of day as `HH:MM`."""
    if match.has("c"):
        return str(match.value("c"))
    if match.has("mil"):
        text = str(match.value("mil"))
        return f"{text[:2]}:{text[2:]}"
    if match.has("t"):
        parts = str(match.value("t")).replace(".", ":").replace("h", ":").split(":")
        hour, minute = int(parts[0]), int(parts[1])
    else:
        raw = str(match.value("h") or match.value("h2"))
        parts = raw.replace(".", ":").replace("h", ":").split(":")
        hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    half = match.lower("ap")[:1] if match.has("ap") else ""
    if (half and hour > _HOURS_BELOW_NOON) or hour > 24 or minute > 59:
        return None
    part = str(match.value("part")) if match.has("part") else ""
    if (half == "p" or part in ("AF", "EV")) and hour < _HOURS_BELOW_NOON:
        hour += 12
    elif half == "a" and hour == _HOURS_BELOW_NOON:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


_READERS: Final[Mapping[str, Callable[[Match, Scene], Reading | None]]] = {
    "ago": _ago,
    "century": _century,
    "clocked": _clocked,
    "decade": _decade,
    "duration": _duration,
    "every": _every,
    "frequency": _frequency,
    "full_date": _full_date,
    "holiday": _holiday,
    "iso": _iso,
    "latest": _latest,
    "month": _month,
    "month_day": _month_day,
    "offset": _offset,
    "part": _part,
    "quarter": _quarter,
    "reference": _reference,
    "season": _season,
    "stretch": _stretch,
    "the_unit": _the_unit,
    "the_past": _the_past,
    "these": _these,
    "today": _today,
    "tonight": _tonight,
    "unit": _unit,
    "weekday": _weekday,
    "weekday_week": _weekday_week,
    "weekdays": _weekdays,
    "within": _within,
    "year": _year,
    "year_ago": _year_ago,
    "year_end": _year_end,
}
