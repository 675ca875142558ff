"""Tellings to happenings: the surest pairs first, and never two that clash.

First within each story, then over stories, where only strong keys count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from dateline.across.happenings.keys import keys
from dateline.across.happenings.parties import family, head_of
from dateline.across.happenings.sameness import ENOUGH, WITHIN, certain, clash, points, toll
from dateline.across.happenings.tellings import Telling


def merge(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Bring together the tellings of each happening.

    Args:
        tellings: events of reports that may tell the same.

    Returns:
        The happenings, each with its tellings by day of the report; every pair of one happening can be one. The
        order of the arguments does not matter.
    """
    told = sorted(tellings, key=lambda one: one.order)
    scored = sorted(
        (-value, one, other) for one, other in _candidates(told) if (value := _worth(told[one], told[other]))
    )
    groups = _grown([[one] for one in told], ((one, other) for _, one, other in scored), clash)
    return [sorted(members, key=lambda one: one.order) for members in _with_tolls(groups)]


def _with_tolls(groups: Sequence[list[Telling]]) -> list[list[Telling]]:
    """Add bare tolls to the only assault that each can be of: in its report, or if it has a day in its story."""
    tolls = [group[0] for group in groups if len(group) == 1 and toll(group[0])]
    found = [group for group in groups if not (len(group) == 1 and toll(group[0]))]
    told = [list(group) for group in found]
    for one in tolls:
        fits = [
            number
            for number, group in enumerate(found)
            if group
            and group[0].type == one.type
            and not any(clash(one, other) for other in told[number])
            and any(_of_toll(one, other) for other in group)
        ]
        if len(fits) == 1:
            told[fits[0]].append(one)
        else:
            told.append([one])
            found.append([])
    return told


def _of_toll(one: Telling, other: Telling) -> bool:
    """Say whether a bare toll can be that of an assault: in one report, or of the same explicit day."""
    if one.start is None:
        return one.document == other.document
    return one.start == one.end and other.start == other.end == one.start


def joined(parts: Sequence[list[Telling]]) -> list[list[Telling]]:
    """Bring together what different stories tell of one happening.

    Args:
        parts: the groups that `merge` made of single stories.

    Returns:
        The happenings, each with its tellings by day of the report. The order of the arguments does not matter.
    """
    known = sorted(parts, key=lambda part: part[0].order)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(known):
        for key in keys(part):
            holders[key].append(number)
    pairs = {pair for members in holders.values() for pair in combinations(members, 2)}
    sure = sorted(
        (-most, one, other) for one, other in pairs if (most := _certainty(known[one], known[other]))
    )
    groups = _grown(known, ((one, other) for _, one, other in sure), _apart)
    return [sorted(members, key=lambda one: one.order) for members in groups]


def _certainty(part: Sequence[Telling], other: Sequence[Telling]) -> int:
    """Return the points of the surest pair, 0 if none is certain or the two are of one story."""
    if part[0].story == other[0].story:
        return 0
    return max((points(a, b) for a in part for b in other if certain(a, b) and not clash(a, b)), default=0)


def _apart(one: Telling, other: Telling) -> bool:
    """Say whether two tellings cannot be one: they clash, or their story has told them apart."""
    return one.story == other.story or clash(one, other)


def _grown(
    parts: Sequence[Sequence[Telling]],
    pairs: Iterable[tuple[int, int]],
    apart: Callable[[Telling, Telling], bool],
) -> list[list[Telling]]:
    """Join parts by pairs of their numbers, the surest first, unless any two of their members stand apart."""
    groups = {number: list(part) for number, part in enumerate(parts)}
    leaders = list(range(len(parts)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    for one, other in pairs:
        low, high = sorted((leader(one), leader(other)))
        if low == high or any(apart(a, b) for a in groups[low] for b in groups[high]):
            continue
        groups[low] += groups.pop(high)
        leaders[high] = low
    return [members for _, members in sorted(groups.items())]


def _worth(one: Telling, other: Telling) -> int:
    """Return the points of a pair, 0 where they are too few or the two clash."""
    least = WITHIN if one.document == other.document else ENOUGH
    value = points(one, other)
    return value if value >= least and not clash(one, other) else 0


def _candidates(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one family of types that share a participant, a country or a place."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, telling in enumerate(told):
        people = [
            key
            for who in (*telling.actors, *telling.recipients)
            for key in (who.id, head_of(who.name), *who.country)
        ]
        places = [telling.place.name, telling.place.country or ""] if telling.place else []
        for key in {*people, *places} - {""}:
            holders[family(telling.type), key].append(number)
    seen: set[tuple[int, int]] = set()
    for members in holders.values():
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other
