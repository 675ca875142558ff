"""Readers of calendar dates: days, months, years, weekdays, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.find.times.patterns import Match, load_table
from dateline.find.times.reading import Reading, Scene, anchor_day, relative, with_lead, with_part
from dateline.resolve.calendar import Direction, days_of, weekday_from, year_of

_OWNERS: Final = frozenset({"his", "her", "their", "my", "our", "your", "its"})


def read_iso(match: Match, _scene: Scene) -> Reading | None:
    """Read a numeric date: "2025-10-20", "10/20/2025"."""
    text = match.lower("iso")
    if "." in text:
        dom, month, year = text.split(".")
        value = f"{year}-{int(month):02d}-{int(dom):02d}"
        return Reading("DATE", value, note="a numeric date, day first") if days_of(value) else None
    if "/" in text:
        one, two, number = (int(part) for part in text.split("/"))
        number += 0 if number > 99 else (2000 if number < 70 else 1900)
        # Month first where both orders are possible, as in the United States, unless it cannot be.
        first, second = (two, one) if one > 12 else (one, two)
        value = f"{number:04d}-{first:02d}-{second:02d}"
        note = "a numeric date, read month first" if one <= 12 else "a numeric date"
        return Reading("DATE", value, note=note) if days_of(value) else None
    if not days_of(text.split("t")[0]):
        return None
    if "t" in text:
        return Reading("TIME", text.upper(), "minute", note="ISO 8601")
    return Reading("DATE", text, note="ISO 8601")


def read_full_date(match: Match, _scene: Scene) -> Reading | None:
    """Read a date with its year: "October 20, 2025", "20 October 2025"."""
    value = f"{match.number('y'):04d}-{match.number('m'):02d}-{match.number('d'):02d}"
    if days_of(value) is None:
        return None
    return with_lead(match, Reading("DATE", value, note="a full date"))


def year_from_words(match: Match, scene: Scene, group: str) -> tuple[int | None, str]:
    """Return the year that words like "last year" or "that year" stand for, and its anchor."""
    words = match.lower(group)
    if "that" in words or "same" in words or "previous" in words or "following" in words:
        day, anchor = anchor_day(scene)
    else:
        day, anchor = scene.published, "published"
    if day is None:
        return None, ""
    step = -1 if ("last" in words or "previous" in words) else int("next" in words or "following" in words)
    return day.year + step, anchor


def read_month_day(match: Match, scene: Scene) -> Reading | None:
    """Read a day of a month: "October 20", "Monday, Oct. 20", "the 20th of October last year"."""
    month, dom = match.number("m"), match.number("d")
    if days_of(f"2024-{month:02d}-{dom:02d}") is None:
        return None
    year, anchor = year_from_words(match, scene, "rel") if match.has("rel") else (None, "")
    if year is None and scene.published:
        if match.has("wd"):
            year = _year_with_weekday(match, scene.published, month, dom)
        else:
            ended = match.first > 0 and match.words.lower(match.first - 1) == "ended"
            year = year_of(scene.published, month, dom, scene.direction(), strict=ended or scene.firm())
        anchor = "published"
    if year is None:
        return with_lead(match, Reading("DATE", f"XXXX-{month:02d}-{dom:02d}", note="the year is not known"))
    note = "a day of a month, with the year from the date of publication and the tense"
    value = f"{year:04d}-{month:02d}-{dom:02d}"
    return with_lead(match, Reading("DATE", value, "day", anchor, note))


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


def read_month(match: Match, scene: Scene) -> Reading | None:
    """Read a month: "June", "early June 2025", "June last year", "last June"."""
    month = match.number("m")
    if match.has("y"):
        return Reading("DATE", f"{match.number('y'):04d}-{month:02d}", "month", note="a month of a year")
    year: int | None
    if match.has("relyear"):
        year, anchor = year_from_words(match, scene, "relyear")
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
        day, anchor = anchor_day(scene)
        day = day or published
        if "previous" in rel:
            return day.year - (month >= day.month), anchor
        return day.year + (month <= day.month), anchor
    return year_of(published, month, None, scene.direction()), "published"


def read_year(match: Match, _scene: Scene) -> Reading | None:
    """Read a year: "2025", "late 2025", "fiscal 2025", "FY25"."""
    year = match.number("y")
    if year < 100:
        if match.lower("fiscal") != "fy":
            return None
        year += 2000
    if match.has("fiscal"):
        note = "a fiscal year, whose first day the text does not give"
        return Reading("DATE", f"{year:04d}", "year", note=note, unbounded=True)
    return Reading("DATE", f"{year:04d}", "year", note="a year")


def read_decade(match: Match, scene: Scene) -> Reading | None:
    """Read a decade: "the 1980s", "the late ’90s", "the nineties"."""
    words = match.lower("e")
    if match.first and match.words.lower(match.first - 1) in _OWNERS:
        return None  # "a man in his 40s"
    digits = "".join(c for c in words if c.isdecimal())
    if len(digits) == 4:
        return Reading("DATE", digits[:3], "decade", note="a decade")
    if not digits and match.words.lower(match.first) not in ("the", "early", "mid", "late"):
        return None
    tens = int(digits[0]) if digits else match.number("e")
    if len(digits) not in (0, 2) or (digits and words[0].isdecimal()):
        return None
    latest = scene.published.year if scene.published else 2025
    century = latest // 100
    if century * 100 + tens * 10 > latest:
        century -= 1
    return Reading("DATE", f"{century:02d}{tens}", "decade", note="the latest decade of that name")


def read_century(match: Match, _scene: Scene) -> Reading | None:
    """Read a century: "the 19th century"."""
    unit, ordinal = match.value("u"), match.number("o")
    if unit == "C" and 2 <= ordinal <= 22:
        return Reading("DATE", f"{ordinal - 1:02d}", "decade", note="a century")
    return None


def read_weekday(match: Match, scene: Scene) -> Reading | None:
    """Read a weekday: "on Monday", "last Friday", "Tuesday night"."""
    weekday = match.number("wd")
    rel = match.lower("rel")
    if scene.published is None:
        return with_lead(match, Reading("DATE", f"XXXX-WXX-{weekday}", note="the week is not known"))
    found, anchor = weekday_meant(scene, scene.published, weekday, rel)
    note = "a weekday, counted from the date of publication by the tense of its clause"
    reading = with_lead(match, Reading("DATE", found.isoformat(), "day", anchor, note))
    words = [match.words.lower(index) for index in range(match.first, match.last)]
    if "overnight" in words:
        # "overnight into Wednesday": the night that began on Tuesday
        first = found - timedelta(days=1 if {"into", "to", "until"} & set(words) else 0)
        days = (first, first + timedelta(days=1))
        return replace(reading, value=f"{first.isoformat()}TNI", days=days)
    return reading


def weekday_meant(scene: Scene, published: date, weekday: int, rel: str) -> tuple[date, str]:
    """Return the day meant by a weekday with or without "last" or "next", and what it counts from."""
    day, anchor = published, "published"
    direction: Direction
    if "last" in rel or "previous" in rel:
        if "previous" in rel:
            named, of = anchor_day(scene, "D")
            day, anchor = (named, of) if named else (day, anchor)
        found = weekday_from(day, weekday, "past", same=False)
    elif "next" in rel or "following" in rel:
        if "following" in rel:
            named, of = anchor_day(scene, "D")
            day, anchor = (named, of) if named else (day, anchor)
        found = weekday_from(day, weekday, "future", same=False)
    elif "this" in rel:
        found = day + timedelta(days=weekday - day.isoweekday())
    else:
        direction = scene.direction()
        found = weekday_from(day, weekday, direction)
    return found, anchor


def read_weekday_week(match: Match, scene: Scene) -> Reading | None:
    """Read a weekday of a week: "Friday last week"."""
    weekday, rel = match.number("wd"), match.lower("rel")
    if scene.published is None:
        return Reading("DATE", f"XXXX-WXX-{weekday}", note="the week is not known")
    step = -7 if "last" in rel else 7 * int("next" in rel)
    monday = scene.published - timedelta(days=scene.published.isoweekday() - 1)
    found = monday + timedelta(days=weekday - 1 + step)
    return Reading(
        "DATE", found.isoformat(), "day", "published", "a weekday of a week counted from publication"
    )


def read_today(match: Match, scene: Scene) -> Reading | None:
    """Read "today", "yesterday morning", "tomorrow"."""
    note = "counted from the date of publication"
    after = match.words.text[match.end : match.end + 24].split()
    if (
        len(after) > 1
        and after[0] in ("'s", "’s")
        and after[1].rstrip(".,;:").lower() in load_table().generic
    ):
        return None  # "today's world": no day
    reading = relative(scene.published, "D", match.number("t"), anchor="published", note=note)
    return with_lead(match, reading)


def read_tonight(_match: Match, scene: Scene) -> Reading | None:
    """Read "tonight"."""
    reading = relative(scene.published, "D", 0, anchor="published", note="the night of publication")
    return replace(reading, type="TIME", value=reading.value + "TNI", precision="part")


def read_overnight(match: Match, scene: Scene) -> Reading | None:
    """Read "overnight": the night before publication, or the coming one."""
    if match.lower("o") != "overnight":
        return None
    step = 0 if scene.direction() == "future" else -1
    reading = relative(scene.published, "D", step, anchor="published", note="the night next to publication")
    days = None
    if scene.published:
        first = scene.published + timedelta(days=step)
        days = (first, first + timedelta(days=1))
    return replace(reading, type="TIME", value=reading.value + "TNI", precision="part", days=days)


def read_part(match: Match, scene: Scene) -> Reading | None:
    """Read a part of a day: "last night", "this morning", "the following evening"."""
    rel = match.lower("rel")
    if rel in ("last", "this", "next"):
        step = {"last": -1, "this": 0, "next": 1}[rel]
        reading = relative(scene.published, "D", step, anchor="published", note="counted from publication")
    else:
        day, anchor = anchor_day(scene, "D")
        step = -1 if "previous" in rel else int("following" in rel or "next" in rel)
        reading = relative(day, "D", step, anchor=anchor, note="counted from the date named before")
    return with_part(match, reading)


def read_part_alone(match: Match, scene: Scene) -> Reading | None:
    """Read a part of the day by itself ("at dawn", "in the evening"), on the day named before."""
    word = match.lower("part").split()[-1]
    days = days_of(scene.last.value) if scene.last is not None else None
    if days is None or days[0] != days[1] or word == "overnight" or _lead_of(match) == "since":
        return None
    if word == "night" and _lead_of(match) not in ("in", "during"):
        return None  # "at night": any night
    reading = relative(days[0], "D", 0, anchor="text", note="a part of the day named before")
    return with_part(match, reading)


def _lead_of(match: Match) -> str:
    return match.words.lower(match.first - 1) if match.first else ""


def read_year_after(match: Match, scene: Scene) -> Reading | None:
    """Read the second of two years: "1985-88", "the 2024-25 season", "2024/25"."""
    if scene.last is None or len(scene.last.value) != 4:
        return None
    year, number = int(scene.last.value), match.number("d")
    later = year - year % 100 + number
    if len(match.lower("d")) != 2 or not year < later <= year + 30:
        return None
    return Reading("DATE", f"{later:04d}", "year", note="a year, by its last two digits")
