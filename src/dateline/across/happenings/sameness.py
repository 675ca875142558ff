"""Sameness: whether two tellings can tell one happening, and how much speaks for it.

A wrong merge is worse than two happenings: what clashes stays apart, and what does not needs something that speaks
for it in both, beyond the type.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from dateline.across.happenings.tellings import Telling, Where, Who

ENOUGH: Final = 5
"""Points that make two tellings one happening."""
WITHIN: Final = 7
"""Points that make two events of one report one happening: its own reading has kept them apart."""

_WIDE_DAYS: Final = 7
_DAY_APART: Final = 1
_NEAR_KM: Final = 30.0
_STEM: Final = 4
_AHEAD: Final = frozenset({"future", "hypothetical"})
_STRONG: Final = 2
_SAID: Final = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_MUTUAL: Final = frozenset({"CONSULT", "COOPERATE", "AGREE"})


def clash(one: Telling, other: Telling) -> bool:
    """Say whether two tellings cannot tell one happening: type, modes, status, days, places, people or numbers."""
    if one.type != other.type:
        return True
    if one.modes and other.modes and not set(one.modes) & set(other.modes):
        return True
    if "hypothetical" in (one.status, other.status) and not {one.status, other.status} <= _AHEAD:
        return True
    if _called_off(one, other) or _called_off(other, one):
        return True
    if _ahead_of_its_time(one, other) or _ahead_of_its_time(other, one):
        return True
    if not _days_agree(one, other) or not places_agree(one.place, other.place):
        return True
    if not (_counts_agree(one.killed, other.killed) and _counts_agree(one.injured, other.injured)):
        return True
    return "odds" in sides(one, other)


def _called_off(one: Telling, other: Telling) -> bool:
    """Say whether one says that something did not happen, without denying the other: talks that fell through."""
    if one.status != "negated" or other.status in ("negated", "alleged"):
        return False
    return not one.denied_by and not (_single(one) and one.start == other.start == other.end)


def _ahead_of_its_time(plan: Telling, deed: Telling) -> bool:
    """Say whether one foretells what the other told as past before it: that will be the next one."""
    if plan.status not in _AHEAD or deed.status in (*_AHEAD, "negated"):
        return False
    return plan.published is not None and deed.published is not None and deed.published < plan.published


def _days_agree(one: Telling, other: Telling) -> bool:
    """Say whether the days overlap; single days may differ by one, where the verb and both parties are the same."""
    if one.start is None or other.start is None:
        return _undated_agree(one, other)
    last = date.max
    if one.start <= (other.end or last) and other.start <= (one.end or last):
        return True
    if not (_single(one) and _single(other)):
        return False
    apart = abs((one.start - other.start).days)
    return apart <= _DAY_APART and akin(one, other) and sides(one, other) == ("shared", "shared")


def _undated_agree(one: Telling, other: Telling) -> bool:
    """Say whether a telling without a day can be that of another: told about the time when that happened."""
    if one.published is None or other.published is None:
        return True
    dated, plain = (one, other) if one.start is not None else (other, one)
    if dated.start is None or plain.published is None:
        return abs((one.published - other.published).days) <= _WIDE_DAYS
    if plain.status == "historical":
        return dated.start <= plain.published
    first, last = dated.start, dated.end or dated.start
    early, late = (first - plain.published).days, (plain.published - last).days
    return early <= (_WIDE_DAYS if plain.status in _AHEAD else 0) and late <= _WIDE_DAYS


def _single(telling: Telling) -> bool:
    return telling.start is not None and telling.start == telling.end


def places_agree(one: Where | None, other: Where | None) -> bool:
    """Say whether two places can be one: the same, near each other, or one in the other."""
    if one is None or other is None or one.name == other.name:
        return True
    if one.wide or other.wide:
        return not one.country or not other.country or one.country == other.country
    return _kilometres(one, other) <= _NEAR_KM


def _kilometres(one: Where, other: Where) -> float:
    """Return the distance on a sphere, infinite where a place is not resolved."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    a, b, c, d = (
        math.radians(x or 0.0) for x in (one.latitude, other.latitude, one.longitude, other.longitude)
    )
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin((d - c) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _counts_agree(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Say whether two numbers can be one: tolls rise, so that only twice as many is at odds."""
    low = max(one[0] or 0, other[0] or 0)
    high = [number for number in (one[1], other[1]) if number is not None]
    return not high or low <= 2 * max(min(high), 1)


def sides(one: Telling, other: Telling) -> tuple[str, str]:
    """Compare who acts and who is acted upon: `shared`, `silent` (nothing told or no name) or `odds`."""
    if one.type in _MUTUAL and not (one.recipients and other.recipients):
        both = _side((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        return (both, both)
    return (_side(one.actors, other.actors), _side(one.recipients, other.recipients))


def _side(one: tuple[Who, ...], other: tuple[Who, ...]) -> str:
    if not one or not other:
        return "silent"
    if {who.id for who in one} & {who.id for who in other}:
        return "shared"
    related = {_relation(a, b) for a in one for b in other}
    return "shared" if "shared" in related else "silent" if "silent" in related else "odds"


def _relation(a: Who, b: Who) -> str:
    """Say whether two actors can be one, or one the other's state."""
    countries = bool(set(a.country) & set(b.country))
    if countries and "state" in (a.kind, b.kind):
        return "shared"
    if a.named and b.named:
        return "odds"
    return "silent" if countries or not a.country or not b.country else "odds"


def akin(one: Telling, other: Telling) -> bool:
    """Say whether the words for two events have a stem in common: "seized", "the seizure"."""
    return any(
        _one_stem(a, b)
        for a in one.words.lower().split()
        for b in other.words.lower().split()
        if len(a) >= _STEM
    )


def _one_stem(one: str, other: str) -> bool:
    width = min(len(one), len(other), _STEM + 1)
    return one == other or (width >= _STEM and one[:width] == other[:width])


def points(one: Telling, other: Telling) -> int:
    """Count what speaks for two tellings that do not clash: people, day, place, number, words.

    Two of the first four have to be the same, a participant or a narrow place among them; of what is done by
    saying, which the same people do to each other daily, also the words.
    """
    actor, recipient = sides(one, other)
    people = (actor == "shared") + (recipient == "shared")
    spot = _same_spot(one.place, other.place)
    day = _single(one) and _single(other) and one.start == other.start
    number = one.killed == other.killed and one.killed != (None, None)
    strong = people + spot + day + number
    if strong < _STRONG or not (people or spot) or (one.type in _SAID and not akin(one, other)):
        return 0
    close = one.story == other.story and (one.start is None or other.start is None)
    return 2 * strong + close + akin(one, other) + bool(set(one.modes) & set(other.modes))


def _same_spot(one: Where | None, other: Where | None) -> bool:
    return (
        one is not None and other is not None and not one.wide and not other.wide and places_agree(one, other)
    )
