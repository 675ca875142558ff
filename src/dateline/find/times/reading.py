"""A time expression understood, and what every reader of expressions needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dateline.find.times.patterns import Match, load_table
from dateline.model import Precision
from dateline.resolve.calendar import PRECISIONS, Direction, Unit, days_of, shift, unknown, value_of

# A date of so many days or more is too coarse to count the unit from.
_FINE: Final = {"S": 2, "MIN": 2, "H": 2, "D": 2, "W": 14, "M": 32, "Q": 100}


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression understood.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value.
        precision: how fine the words are.
        anchor: `published`, `text` or empty.
        note: how it was resolved, in plain English.
        days: first and last day where they differ from those of the value (one of them `None`: open); `None`
            for those of the value.
        mod: `start`, `mid` or `end` of what the value covers; `before` or `after` publication in it.
        unbounded: the value names no days that can be told (a fiscal year).
    """

    type: str
    value: str
    precision: Precision = "day"
    anchor: str = ""
    note: str = ""
    days: tuple[date | None, date | None] | None = None
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
        firm: tells whether the direction holds for near days, too.
    """

    published: date | None
    last: Reading | None
    direction: Callable[[], Direction]
    quarter: Reading | None = None
    firm: Callable[[], bool] = bool


def relative(day: date | None, unit: Unit, count: int, *, anchor: str, note: str) -> Reading:
    """Read an expression that lies a number of units from a day."""
    moved = shift(day, unit, count) if day else None
    if moved is None:
        return Reading(
            "DATE", unknown(unit), PRECISIONS[unit], note=note + "; the day it counts from is not known"
        )
    return Reading("DATE", value_of(moved, unit), PRECISIONS[unit], anchor, note)


def anchor_day(scene: Scene, unit: Unit = "Y") -> tuple[date | None, str]:
    """Return the day an anaphoric expression ("two days later") counts from, and what it is.

    Args:
        scene: what the expression is read against.
        unit: what is counted; days are not counted from a date that names a month only.
    """
    if scene.last is not None and (days := days_of(scene.last.value)):
        fine = (days[1] - days[0]).days < _FINE.get(unit, 10_000)
        return (days[0], "text") if fine else (None, "")
    return scene.published, "published" if scene.published else ""


def unit_of(match: Match) -> Unit | None:
    """Return the unit of an expression (a fortnight counts as weeks)."""
    unit = str(match.value("u"))
    if unit == "2W":
        return "W"
    return unit if unit in PRECISIONS else None


def period(amount: str, unit: Unit) -> str:
    """Write an ISO 8601 duration; decades (`E`) and centuries (`C`) as TIMEX3 does."""
    if unit == "H" and amount.endswith(".5"):
        return f"PT{amount[:-2]}H30M".replace("PT0H", "PT")
    if unit in ("S", "MIN", "H"):
        return f"PT{amount}{unit[0]}"
    return f"P{amount}{unit}"


def amount_of(match: Match, group: str = "q") -> str:
    """Return the number in words as digits, or `X` where it is left open."""
    tokens = match.indices(group)
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
        joined = any(match.words.lower(index) == "and" for index in tokens)
        total = total + 0.5 if joined else 0.5
    if str(match.value("u")) == "2W":
        total *= 2
    return f"{total:g}" if total < 1e6 else "X"


def count_of(match: Match) -> int | None:
    """Return a whole number of units, or `None` where the number is left open."""
    amount = amount_of(match) if match.has("q") else "X"
    return int(float(amount)) if amount != "X" and float(amount) >= 1 else None


def whole(unit: Unit, count: int) -> tuple[Unit, int]:
    """Count decades and centuries in years, for a decade ago is a year, not a decade."""
    if unit in ("E", "C"):
        return "Y", count * (10 if unit == "E" else 100)
    return unit, count


def with_part(match: Match, reading: Reading, group: str = "part") -> Reading:
    """Add a part of the day ("Tuesday morning") to a day."""
    if not match.has(group):
        return reading
    part = str(match.value(group))
    if len(part) != 2 or not part.isalpha():
        return reading
    return replace(reading, type="TIME", value=f"{reading.value}T{part}", precision="part")


def with_lead(match: Match, reading: Reading) -> Reading:
    """Add the part of the day that stands before or after ("the night of", "the early hours of", "morning")."""
    if match.has("hours"):
        if match.lower("hours").split()[-1] != "hours":
            return reading
        lead = match.lower("hours").split()[0]
        part = (
            str(load_table().words[lead][1])
            if lead not in ("early", "late")
            else "MO"
            if lead == "early"
            else "NI"
        )
        return replace(reading, type="TIME", value=f"{reading.value}T{part}", precision="part")
    return with_part(match, reading, "of" if match.has("of") else "part")
