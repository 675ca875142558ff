"""Tellings to happenings: the surest pairs first, and never two that clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.across.happenings.sameness import ENOUGH, WITHIN, clash, points
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
    groups = {number: [number] for number in range(len(told))}
    leader = list(range(len(told)))
    for _, one, other in scored:
        low, high = sorted((leader[one], leader[other]))
        if low == high or any(clash(told[a], told[b]) for a in groups[low] for b in groups[high]):
            continue
        for number in groups[high]:
            leader[number] = low
        groups[low] += groups.pop(high)
    return [[told[number] for number in sorted(members)] for _, members in sorted(groups.items())]


def _worth(one: Telling, other: Telling) -> int:
    """Return the points of a pair, 0 where they are too few or the two clash."""
    least = WITHIN if one.document == other.document else ENOUGH
    value = points(one, other)
    return value if value >= least and not clash(one, other) else 0


def _candidates(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one type that share a participant, a country or a place."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, telling in enumerate(told):
        people = [key for who in (*telling.actors, *telling.recipients) for key in (who.id, *who.country)]
        places = [telling.place.name, telling.place.country or ""] if telling.place else []
        for key in {*people, *places} - {""}:
            holders[telling.type, key].append(number)
    seen: set[tuple[int, int]] = set()
    for members in holders.values():
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other
