"""Which of the places that share a name a report means.

The names of a report are resolved together: the ranker weighs how populous a place is, what sort of place,
whether the report says what it lies in ("Paris, Texas"), and how well it agrees with the report's other
places and with the publisher's home. A name has one sense in a report, unless the words beside it say
otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.resolve.places import ranker
from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.ranker import NEAR_KM, VOTES, Home, Toponym, Votes, distance, lies_in, shares

MOST: Final = 80
"""Candidates of one name that are weighed; no name but a saint's or a president's has more."""
ROUNDS: Final = 3
_AGREES: Final = 1.95
"""Score from which on the report's other places are named as a reason."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place chosen for a name.

    Attributes:
        entry: the place.
        confidence: its share of the score among all places of that name.
        rules: what spoke for it, the strongest first.
        rivals: how many other places have the name.
    """

    entry: Entry
    confidence: float
    rules: tuple[str, ...]
    rivals: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """The names of a report as the ranker sees them.

    Attributes:
        listed: the places of each name.
        inside: the places that the words say each name lies in.
        features: the features of each place that do not hang on other names.
        scores: the score of each place.
        votes: what the places say together.
    """

    listed: tuple[tuple[Entry, ...], ...]
    inside: tuple[tuple[Entry, ...], ...]
    features: tuple[list[dict[str, float]], ...]
    scores: tuple[list[float], ...]
    votes: Votes


def resolve(
    toponyms: Sequence[Toponym], gazetteer: Gazetteer, home: Home | None = None
) -> tuple[Resolution | None, ...]:
    """Resolve the names of one report together.

    Args:
        toponyms: distinct names, each with what it lies in, if the report says so.
        gazetteer: where to look them up.
        home: the publisher's home.

    Returns:
        For each name the place, or `None` if the gazetteer has none of that name.
    """
    home = home or Home()
    weights = ranker.load()
    weighed = weigh(toponyms, gazetteer, home, weights)
    found: list[Resolution | None] = []
    for number, (entries, row) in enumerate(zip(weighed.listed, weighed.scores, strict=True)):
        if not entries:
            found.append(None)
            continue
        best = max(range(len(entries)), key=row.__getitem__)
        entry = entries[best]
        rules = _rules(entry, number, weighed, home, weights)
        # A city and the division around it are two entries but one place for most who ask.
        share = sum(part for part, other in zip(shares(row), entries, strict=True) if _same(entry, other))
        found.append(Resolution(entry, round(min(share, 1.0), 3), rules, len(entries) - 1))
    return tuple(found)


def weigh(
    toponyms: Sequence[Toponym], gazetteer: Gazetteer, home: Home, weights: Mapping[str, float]
) -> Weighed:
    """Score the places of each name, in rounds: what a name means says what the others mean.

    Args:
        toponyms: distinct names.
        gazetteer: where to look them up.
        home: the publisher's home.
        weights: of the features.
    """
    listed = tuple(tuple(t.entries or gazetteer.named(t.name))[:MOST] for t in toponyms)
    inside = tuple(_containers(t.within, gazetteer) for t in toponyms)
    features = tuple(
        ranker.alone(toponym, entries, within, home)
        for toponym, entries, within in zip(toponyms, listed, inside, strict=True)
    )
    bases = tuple(
        [sum(weights.get(name, 0.0) * value for name, value in place.items()) for place in row]
        for row in features
    )
    scores = bases
    votes = Votes()
    for _ in range(ROUNDS):
        votes = ranker.vote(toponyms, listed, [shares(row) for row in scores])
        scores = tuple(
            [
                base + _agreement(entry, number, votes, weights)
                for base, entry in zip(row, entries, strict=True)
            ]
            for number, (row, entries) in enumerate(zip(bases, listed, strict=True))
        )
    return Weighed(listed, inside, features, scores, votes)


def _agreement(entry: Entry, number: int, votes: Votes, weights: Mapping[str, float]) -> float:
    values = ranker.together(entry, number, votes)
    return sum(weights.get(name, 0.0) * value for name, value in zip(VOTES, values, strict=True))


def _same(one: Entry, two: Entry) -> bool:
    return one.line == two.line or (one.country == two.country and distance(one, two) < NEAR_KM)


def _containers(within: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    if not within:
        return ()
    wide = ("country", "admin1", "admin2")
    return tuple(e for e in gazetteer.named(within) if e.kind in wide or e.population > 100_000)


def _rules(
    entry: Entry, number: int, weighed: Weighed, home: Home, weights: Mapping[str, float]
) -> tuple[str, ...]:
    rules = ["imported"] if entry.line < 0 else []
    if len(weighed.listed[number]) == 1:
        return ("only_place_of_the_name", *rules)
    if any(lies_in(entry, container) for container in weighed.inside[number]):
        rules.append("container_named")
    if _agreement(entry, number, weighed.votes, weights) > _AGREES:
        rules.append("agrees_with_other_places")
    if home.country and entry.country == home.country:
        rules.append("publisher_home")
    rules.append("most_populous" if not set(rules) - {"imported"} else "population")
    return tuple(rules)
