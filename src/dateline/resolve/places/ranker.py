"""The ranker: a log-linear model of which place a name means, and what it goes by.

A place's score is the sum of its features, each times its weight; its probability among the places of one
name is the softmax of the scores. `training/places.py` fits the weights.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from dateline.models.files import folder
from dateline.resolve.places.gazetteer import REGIONAL, STATE, Entry
from dateline.resolve.places.placenames import key

NAME: Final = "places"
"""The model's folder in `dateline.models`."""
NEAR_KM: Final = 50.0
"""Distance at which two towns still speak for each other."""
HOME_KM: Final = 120.0
LEAST_PEOPLE: Final = 200

HAND: Final[Mapping[str, float]] = {
    "people": 1.235,
    "kind:country": 3.9,
    "kind:continent": 3.9,
    "kind:sea": 3.25,
    "kind:strait": 3.25,
    "kind:region": 2.6,
    "kind:area": 1.95,
    "kind:seat": 1.95,
    "kind:facility": 1.3,
    "kind:capital": 1.3,
    "kind:admin1": -0.65,
    "kind:admin2": -1.95,
    "division named bare": 1.95,
    "division named in full": 1.95,
    "division by another name": -1.56,
    "place by another name": -0.78,
    "division of its city": -5.2,
    "in what is named": 9.1,
    "not in what is named": -1.3,
    "publisher's state": 1.95,
    "publisher's division": 1.3,
    "publisher's own division": 0.65,
    "publisher's reach": 1.95,
    "votes for the state": 4.55,
    "votes for the division": 7.15,
    "votes nearby": 3.9,
}
"""Weights set by hand: where the fit starts and what it stays close to; they serve where no fit is installed."""
VOTES: Final = ("votes for the state", "votes for the division", "votes nearby")
_FEDERAL: Final = frozenset({"USA", "CAN", "AUS", "IND", "GBR", "DEU", "BRA", "PAK"})
"""States whose divisions the news names without saying what they are; elsewhere a bare name is the city's."""


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


@dataclass(slots=True)
class Votes:
    """What a report's places say: probability mass by state and by division, and where it lies."""

    country: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    admin1: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[float, float, float, int]] = field(default_factory=list)
    total: float = 0.0


@cache
def load() -> Mapping[str, float]:
    """Return the packaged weights, read once a process; those set by hand where none are installed.

    Raises:
        DatelineError: E021, a file is not the one that was released.
    """
    place = folder(NAME)
    return HAND if place is None else read(place / "weights.json")


def read(path: Path) -> Mapping[str, float]:
    """Read weights that `training/places.py` wrote."""
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


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


def lies_in(entry: Entry, container: Entry) -> bool:
    """Say whether a place lies in a state or division (or close to a city that stands for one)."""
    if entry.line == container.line or entry.country != container.country:
        return False
    if container.kind == STATE:
        return True
    if container.kind == "admin1":
        return entry.admin1 == container.admin1 and entry.kind != "admin1"
    return entry.admin1 == container.admin1 and distance(entry, container) < HOME_KM


def alone(
    toponym: Toponym, entries: Sequence[Entry], inside: Sequence[Entry], home: Home
) -> list[dict[str, float]]:
    """Return the features of each place of a name that do not hang on the report's other places.

    Args:
        toponym: the name.
        entries: the places of that name.
        inside: the places that the words may say it lies in.
        home: the publisher's home.
    """
    return [dict(_features(entry, toponym, entries, inside, home)) for entry in entries]


def _features(
    entry: Entry, toponym: Toponym, entries: Sequence[Entry], inside: Sequence[Entry], home: Home
) -> Iterator[tuple[str, float]]:
    yield "people", math.log10(max(entry.population, LEAST_PEOPLE))
    yield f"kind:{entry.kind}", 1.0
    name = key(toponym.name)
    if entry.kind == "admin1" and entry.country in _FEDERAL:
        yield "division named bare", 1.0
    elif entry.kind == "admin2" and " " in name and name == key(entry.name):
        yield "division named in full", 1.0  # "Laurel County" says what it is
    if key(entry.name) != name:
        # a county called by its bare name, a city by an old one
        wide = entry.kind in ("admin2", "admin1")
        yield ("division by another name" if wide else "place by another name"), 1.0
    if entry.kind == "admin1" and _has_city(entry, entries):
        yield "division of its city", 1.0
    if inside:
        lies = any(lies_in(entry, container) for container in inside)
        yield ("in what is named" if lies else "not in what is named"), 1.0
    if home.country and entry.country == home.country:
        yield "publisher's state", 1.0
    for place in home.entries:
        if place.country == entry.country and place.admin1 and place.admin1 == entry.admin1:
            yield "publisher's division", 1.0
            if place.kind == "admin1":
                yield "publisher's own division", 1.0
            if distance(place, entry) < HOME_KM:
                yield "publisher's reach", 1.0
            break


def _has_city(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Say whether a division shares its name with its great city, or a state's division with the capital.

    "Aleppo" is the city unless the words say "Aleppo province"; "Washington" is the capital.
    """
    for city in entries:
        inside = city.country == entry.country and city.admin1 == entry.admin1
        great = city.kind == "city" and inside and city.population > 0.2 * entry.population
        if great or (city.kind == "capital" and city.country == entry.country):
            return True
    return False


def vote(
    toponyms: Sequence[Toponym], listed: Sequence[Sequence[Entry]], shares: Sequence[Sequence[float]]
) -> Votes:
    """Gather what a report's places say of where it plays.

    Args:
        toponyms: the names.
        listed: the places of each name.
        shares: the probability of each of them.
    """
    votes = Votes()
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


def together(entry: Entry, number: int, votes: Votes) -> tuple[float, float, float]:
    """Return how well a place agrees with the report's places: the features `VOTES`.

    Args:
        entry: a place of the name.
        number: index of the name.
        votes: what the places of all names say.
    """
    if not entry.country:
        return 0.0, 0.0, 0.0
    scale = votes.total + 0.8
    near = 0.0
    if entry.kind not in REGIONAL and entry.kind != STATE:
        near = sum(
            mass
            for lat, lon, mass, other in votes.points
            if other != number and abs(lat - entry.lat) < 2 and _km(lat, lon, entry.lat, entry.lon) < NEAR_KM
        )
    inside = votes.admin1[entry.country, entry.admin1] if entry.admin1 else 0.0
    return votes.country[entry.country] / scale, inside / scale, near / scale


def shares(scores: Sequence[float]) -> list[float]:
    """Return the probabilities of places from their scores."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
