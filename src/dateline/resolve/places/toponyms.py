"""Which of the places that share a name a report means.

A hand-set log-linear score: how populous the place is, what sort of place, whether the report says what it
lies in ("Paris, Texas"), and how well it agrees with the report's other places and with the publisher's
home. A name has one sense in a report, unless the words beside it say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.resolve.places.gazetteer import REGIONAL, STATE, Entry, Gazetteer
from dateline.resolve.places.placenames import key

MOST: Final = 80
"""Candidates of one name that are weighed; no name but a saint's or a president's has more."""
ROUNDS: Final = 3
NEAR_KM: Final = 50.0
"""Distance at which two towns still speak half for each other."""
HOME_KM: Final = 120.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name to resolve.

    Attributes:
        name: the words to look up.
        within: the words for what it lies in ("Texas" in "Paris, Texas"), or empty.
        entries: the candidates, where the finder knows them (abbreviations, adjectives); else looked up.
        count: how often the report has the name.
    """

    name: str
    within: str = ""
    entries: tuple[Entry, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Home:
    """Where the publisher is at home, as far as its address and name say.

    Attributes:
        country: ISO 3166 alpha-3 code, or empty.
        entries: places named in the publisher's name or address.
    """

    country: str = ""
    entries: tuple[Entry, ...] = ()


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


@dataclass(slots=True)
class _Votes:
    """What the report's other places say: probability mass by state and by division."""

    country: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    admin1: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[float, float, float, int]] = field(default_factory=list)
    total: float = 0.0


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
    listed = [list(t.entries or gazetteer.named(t.name))[:MOST] for t in toponyms]
    containers = [_containers(t.within, gazetteer) for t in toponyms]
    bases = [
        [_base(entry, toponym, inside, home) for entry in entries]
        for toponym, entries, inside in zip(toponyms, listed, containers, strict=True)
    ]
    for row, entries in zip(bases, listed, strict=True):
        _prefer_cities(row, entries)
    scores = bases
    for _ in range(ROUNDS):
        votes = _vote(toponyms, listed, [_shares(row) for row in scores])
        scores = [
            [base + _agreement(entry, number, votes) for base, entry in zip(row, entries, strict=True)]
            for number, (row, entries) in enumerate(zip(bases, listed, strict=True))
        ]
    found: list[Resolution | None] = []
    for number, (entries, row) in enumerate(zip(listed, scores, strict=True)):
        if not entries:
            found.append(None)
            continue
        best = max(range(len(entries)), key=row.__getitem__)
        entry = entries[best]
        rules = _rules(entry, containers[number], home, len(entries), votes, number)
        # A city and the division around it are two entries but one place for most who ask.
        share = sum(part for part, other in zip(_shares(row), entries, strict=True) if _same(entry, other))
        found.append(Resolution(entry, round(min(share, 1.0), 3), rules, len(entries) - 1))
    return tuple(found)


def _same(one: Entry, two: Entry) -> bool:
    return one.line == two.line or (one.country == two.country and distance(one, two) < NEAR_KM)


def distance(one: Entry, two: Entry) -> float:
    """Return the great-circle distance between two places in kilometres."""
    return _km(one.lat, one.lon, two.lat, two.lon)


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    one, two = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((two - one) / 2) ** 2
        + math.cos(one) * math.cos(two) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def _containers(within: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    if not within:
        return ()
    wide = ("country", "admin1", "admin2")
    return tuple(e for e in gazetteer.named(within) if e.kind in wide or e.population > 100_000)


def lies_in(entry: Entry, container: Entry) -> bool:
    """Say whether a place lies in a state or division (or close to a city that stands for one)."""
    if entry.line == container.line or entry.country != container.country:
        return False
    if container.kind == STATE:
        return True
    if container.kind == "admin1":
        return entry.admin1 == container.admin1 and entry.kind != "admin1"
    return entry.admin1 == container.admin1 and distance(entry, container) < HOME_KM


_KIND: Final[Mapping[str, float]] = {
    "country": 3.0,
    "continent": 3.0,
    "sea": 2.5,
    "strait": 2.5,
    "region": 2.0,
    "area": 1.5,
    "seat": 1.5,
    "facility": 1.0,
    "capital": 1.0,
    "admin1": -0.5,
    "admin2": -1.5,
}
_FEDERAL: Final = frozenset({"USA", "CAN", "AUS", "IND", "GBR", "DEU", "BRA", "PAK"})
"""States whose divisions the news names without saying what they are; elsewhere a bare name is the city's."""


def _base(entry: Entry, toponym: Toponym, inside: Sequence[Entry], home: Home) -> float:
    """Score a place by itself: size, sort, name, what the words say it lies in, the publisher's home."""
    score = 0.95 * math.log10(max(entry.population, 200))
    score += _KIND.get(entry.kind, 0.0)
    name = key(toponym.name)
    if entry.kind == "admin1" and entry.country in _FEDERAL:
        score += 1.5
    elif entry.kind == "admin2" and " " in name and name == key(entry.name):
        # "Laurel County" says what it is
        score += 1.5
    if key(entry.name) != name:
        # a county called by its bare name, a city by an old one
        score -= 1.2 if entry.kind in ("admin2", "admin1") else 0.6
    if inside:
        score += 7.0 if any(lies_in(entry, container) for container in inside) else -1.0
    if home.country:
        score += 1.5 if entry.country == home.country else 0.0
    for place in home.entries:
        if place.country == entry.country and place.admin1 and place.admin1 == entry.admin1:
            score += 1.5 if place.kind == "admin1" else 1.0
            score += 1.5 if distance(place, entry) < HOME_KM else 0.0
            break
    return score


def _prefer_cities(scores: list[float], entries: Sequence[Entry]) -> None:
    """Take a bare name that a division shares with its great city, or a state's with its capital, for the city.

    "Aleppo" is the city unless the words say "Aleppo province"; "Washington" is the capital.
    """
    for number, entry in enumerate(entries):
        if entry.kind != "admin1":
            continue
        for city in entries:
            inside = city.country == entry.country and city.admin1 == entry.admin1
            great = city.kind == "city" and inside and city.population > 0.2 * entry.population
            if great or (city.kind == "capital" and city.country == entry.country):
                scores[number] -= 4.0
                break


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(1.3 * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _vote(
    toponyms: Sequence[Toponym], listed: Sequence[Sequence[Entry]], shares: Sequence[Sequence[float]]
) -> _Votes:
    votes = _Votes()
    for number, (toponym, entries, parts) in enumerate(zip(toponyms, listed, shares, strict=True)):
        weight = math.sqrt(toponym.count)
        for entry, share in zip(entries, parts, strict=True):
            if share < 0.05 or not entry.country:
                continue
            mass = weight * share
            votes.total += mass
            # A state that is named tells less of where the towns of a report lie than a town does.
            votes.country[entry.country] += mass * (0.7 if entry.kind == STATE else 1.0)
            if entry.admin1:
                votes.admin1[entry.country, entry.admin1] += mass
            if share > 0.4 and entry.kind not in REGIONAL and entry.kind != STATE:
                votes.points.append((entry.lat, entry.lon, mass, number))
    return votes


def _agreement(entry: Entry, number: int, votes: _Votes) -> float:
    """Score how well a place agrees with the report's other places."""
    if not entry.country:
        return 0.0
    scale = votes.total + 0.8
    score = 3.5 * votes.country[entry.country] / scale
    if entry.admin1:
        score += 5.5 * votes.admin1[entry.country, entry.admin1] / scale
    if entry.kind not in REGIONAL and entry.kind != STATE:
        near = sum(
            mass
            for lat, lon, mass, other in votes.points
            if other != number and abs(lat - entry.lat) < 2 and _km(lat, lon, entry.lat, entry.lon) < NEAR_KM
        )
        score += 3.0 * near / scale
    return score


def _rules(
    entry: Entry, inside: Sequence[Entry], home: Home, count: int, votes: _Votes, number: int
) -> tuple[str, ...]:
    if count == 1:
        return ("only_place_of_the_name",)
    rules = []
    if any(lies_in(entry, container) for container in inside):
        rules.append("container_named")
    if _agreement(entry, number, votes) > 1.5:
        rules.append("agrees_with_other_places")
    if home.country and entry.country == home.country:
        rules.append("publisher_home")
    rules.append("most_populous" if not rules else "population")
    return tuple(rules)
