"""Fields: what tellings say of each side of a happening, and whether it agrees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.across.happenings import parties
from dateline.across.happenings.tellings import Telling, Who

AHEAD: Final = frozenset({"future", "hypothetical"})
"""Statuses of what is still to come."""

Text = Callable[[Telling], str | None]
Compare = Callable[[Telling, Telling], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """What tellings say of one side of a happening.

    Attributes:
        text: gives a telling's value, `None` if it has none.
        agree: says whether the values of two tellings, which have one, do not contradict.
        finer: says whether the first of two values that agree says more; `None` where no value backs another.
    """

    text: Text
    agree: Compare
    finer: Compare | None


def _status_agrees(one: Telling, other: Telling) -> bool:
    return (one.status == "negated") == (other.status == "negated")


def _date(one: Telling) -> str | None:
    if one.start is None:
        return None
    return str(one.start) if one.start == one.end else f"{one.start}/{one.end or '..'}"


def _days(one: Telling) -> tuple[date, date]:
    return one.start or date.min, one.end or date.max


def _within(one: Telling, other: Telling) -> bool:
    (first, last), (start, end) = _days(one), _days(other)
    return start <= first and last <= end


def _place_agrees(one: Telling, other: Telling) -> bool:
    a, b = one.place, other.place
    if a is None or b is None or a.name == b.name:
        return True
    return (a.wide or b.wide) and (not a.country or not b.country or a.country == b.country)


def _narrower(one: Telling, other: Telling) -> bool:
    return one.place is not None and other.place is not None and other.place.wide and not one.place.wide


def _people(side: Callable[[Telling], tuple[Who, ...]]) -> Field:
    def text(one: Telling) -> str | None:
        told = side(one)
        return (
            "; ".join(sorted({who.name for who in told if who.named} or {who.name for who in told})) or None
        )

    return Field(
        text,
        lambda one, other: parties.agree(side(one), side(other)),
        lambda one, other: parties.finer(side(one), side(other)),
    )


Bounds = tuple[int | None, int | None]


def _number(side: Callable[[Telling], Bounds]) -> Field:
    def text(one: Telling) -> str | None:
        low, high = side(one)
        if low is None and high is None:
            return None
        return str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"

    def bounds(one: Telling) -> tuple[float, float]:
        low, high = side(one)
        return (-1.0 if low is None else low, float("inf") if high is None else high)

    def agree(one: Telling, other: Telling) -> bool:
        (low, high), (least, most) = bounds(one), bounds(other)
        return low <= most and least <= high

    def finer(one: Telling, other: Telling) -> bool:
        (low, high), (least, most) = bounds(one), bounds(other)
        return high - low < most - least

    return Field(text, agree, finer)


FIELDS: Final[dict[str, Field]] = {
    "status": Field(lambda one: one.status, _status_agrees, None),
    "date": Field(
        _date,
        lambda one, other: _within(one, other) or _within(other, one),
        lambda one, other: _within(one, other) and not _within(other, one),
    ),
    "place": Field(lambda one: one.place.name if one.place else None, _place_agrees, _narrower),
    "actors": _people(lambda one: one.actors),
    "recipients": _people(lambda one: one.recipients),
    "killed": _number(lambda one: one.killed),
    "injured": _number(lambda one: one.injured),
}
"""What may differ between tellings."""
