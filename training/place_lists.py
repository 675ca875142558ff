"""Lists of place names to learn from: those marked in the corpus, and those drawn from the gazetteer."""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeVar
from zlib import crc32

from check import read

from dateline.find.columns import columns_of
from dateline.find.places.cues import Cues, load_cues
from dateline.find.places.gazetteer_matches import Match, matches
from dateline.find.syntax import load_blank
from dateline.markup import Mark
from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.placenames import key
from dateline.resolve.places.publisher import home_of
from dateline.resolve.places.ranker import Home, Toponym, distance

if TYPE_CHECKING:
    from spacy.tokens import Doc

FOLDS: Final = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """The names of one report.

    Attributes:
        names: the names to be resolved together.
        right: of some names, by their index, the state or the very place (its line in the gazetteer).
        home: the publisher's home.
        part: `corpus`, `local` or `agency`.
        fold: which part of the held-out test it is in.
    """

    names: tuple[Toponym, ...]
    right: Mapping[int, str | int]
    home: Home
    part: str
    fold: int


def marked(known: Gazetteer) -> Iterator[Listed]:
    """Read the corpus: the names that are marked as places or stand in actors, with the states of the marks."""
    nlp, cues = load_blank("en"), load_cues(known)
    for item in read().items:
        marks = [mark for mark in item.marked.marks if mark.kind in ("place", "actor")]
        found = [
            (match, start, end)
            for match, start, end in _matches(nlp(item.marked.text), cues)
            if any(mark.span.start <= start and end <= mark.span.end for mark in marks)
        ]
        counts = Counter((key(match.name), match.within, match.entries) for match, _, _ in found)
        numbers = {sense: number for number, sense in enumerate(counts)}
        names = [Toponym(*sense, count) for sense, count in counts.items()]
        right: dict[int, str | int] = {}
        for match, start, end in found:
            code = next((mark.values[0] for mark in marks if _tells(mark, start, end)), "")
            if known.state(code) is not None:
                right[numbers[key(match.name), match.within, match.entries]] = code
        if right:
            yield Listed(tuple(names), right, Home(), "corpus", crc32(item.marked.text.encode()) % FOLDS)


def _matches(doc: Doc, cues: Cues) -> Iterator[tuple[Match, int, int]]:
    for match in matches(columns_of(doc), cues):
        last = doc[match.last]
        yield match, doc[match.first].idx, last.idx + len(last)


def _tells(mark: Mark, start: int, end: int) -> bool:
    """Say whether a mark gives the state of the name in its words."""
    if not mark.values or len(mark.values[0]) != 3:
        return False
    if mark.kind == "place":
        return mark.span.start <= start and end <= mark.span.end
    return (mark.span.start, mark.span.end) == (start, end)


def is_right(right: str | int, entry: Entry) -> bool:
    """Say whether a place is the right one, or lies in the right state."""
    return entry.country == right if isinstance(right, str) else entry.line == right


class World:
    """The gazetteer turned round: places by what they lie in, and the names of each."""

    def __init__(self, known: Gazetteer) -> None:
        self.names: defaultdict[int, list[str]] = defaultdict(list)
        self.towns: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.divisions: defaultdict[str, list[Entry]] = defaultdict(list)
        self.states: list[Entry] = []
        self.cities: defaultdict[str, list[Entry]] = defaultdict(list)
        seen: set[int] = set()
        text = (files("dateline.knowledge") / "gazetteer" / "names.tsv").read_text(encoding="utf-8")
        for line in text.splitlines():
            name = line.partition("\t")[0]
            for entry in known.named(name):
                self.names[entry.line].append(name)
                if entry.line not in seen:
                    seen.add(entry.line)
                    self._file(entry)
        # A bare name that a division shares with a town of its own is the town's in the news.
        for rows in self.divisions.values():
            rows[:] = [e for e in rows if not self._is_towns(e)]
        self.divisions_by_code = {(e.country, e.admin1): e for rows in self.divisions.values() for e in rows}

    def _is_towns(self, division: Entry) -> bool:
        towns = self.towns[division.country, division.admin1]
        return any(key(town.name) == key(division.name) for town in towns if town.kind != "admin2")

    def _file(self, entry: Entry) -> None:
        if entry.kind == "country":
            self.states.append(entry)
        elif entry.kind == "admin1":
            self.divisions[entry.country].append(entry)
        elif entry.kind in ("city", "capital", "admin2"):
            self.towns[entry.country, entry.admin1].append(entry)
            if entry.kind != "admin2":
                self.cities[entry.country].append(entry)


def _one(rng: random.Random, rows: Sequence[T], weights: Sequence[float]) -> T:
    sums = list(accumulate(weights))
    return rows[min(bisect(sums, rng.random() * sums[-1]), len(rows) - 1)]


def _named(rng: random.Random, world: World, entry: Entry, within: float) -> Toponym:
    """Word a place as a report does: now and then by another name, now and then with what it lies in."""
    name = entry.name
    if rng.random() < 0.05:
        name = rng.choice(world.names[entry.line])
    inside = ""
    if rng.random() < within:
        division = world.divisions_by_code.get((entry.country, entry.admin1))
        state = next((e for e in world.states if e.country == entry.country), None)
        around = division if division is not None and rng.random() < 0.6 and entry.kind != "admin1" else state
        inside = around.name if around is not None and around.line != entry.line else ""
    return Toponym(name, inside, (), 1 + (rng.random() < 0.3))


def _abroad(rng: random.Random, world: World) -> Iterator[Entry]:
    """Yield the states and great cities that any report may name in passing."""
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        state = _one(rng, world.states, [max(e.population, 1) ** 0.4 for e in world.states])
        rows = world.cities[state.country]
        if rng.random() < 0.6 or not rows:
            yield state
        else:
            yield _one(rng, rows, [max(e.population, 1) ** 1.2 for e in rows])


def local(rng: random.Random, world: World, known: Gazetteer) -> Iterator[Listed]:
    """Draw what local papers name: their town, those around it, their county and division."""
    text = (files("dateline.knowledge") / "gazetteer" / "publishers.tsv").read_text(encoding="utf-8")
    hosts = [line.split("\t")[0] for line in text.splitlines() if not line.startswith(("#", "host"))]
    while True:
        home = home_of(f"https://{rng.choice(hosts)}/", "", known)
        if not home.entries:
            continue
        town = home.entries[0]
        rows = world.towns[town.country, town.admin1]
        weights = [
            max(e.population, 100) ** 0.4
            * math.exp(-distance(town, e) / 50)
            * (0.6 if e.kind == "admin2" else 1)
            for e in rows
        ]
        chosen = [town, *(_one(rng, rows, weights) for _ in range(rng.randint(1, 6))), *_abroad(rng, world)]
        division = world.divisions_by_code.get((town.country, town.admin1))
        if division is not None and rng.random() < 0.4:
            chosen.append(division)
        yield _listed(rng, world, chosen, home if rng.random() < 0.6 else Home(), "local", 0.12)


def agency(rng: random.Random, world: World) -> Iterator[Listed]:
    """Draw what agencies name: a state, its cities and divisions, and states and cities elsewhere."""
    while True:
        state = _one(rng, world.states, [max(e.population, 1) ** 0.4 for e in world.states])
        rows = world.cities[state.country]
        if not rows:
            continue
        weights = [max(e.population, 100) ** 1.1 * (2 if e.kind == "capital" else 1) for e in rows]
        chosen = [_one(rng, rows, weights) for _ in range(rng.randint(1, 4))]
        chosen += [state] if rng.random() < 0.7 else []
        divisions = world.divisions[state.country]
        if divisions and rng.random() < 0.35:
            chosen.append(_one(rng, divisions, [max(e.population, 1) ** 0.6 for e in divisions]))
        yield _listed(rng, world, [*chosen, *_abroad(rng, world)], Home(), "agency", 0.08)


def _listed(
    rng: random.Random, world: World, chosen: Sequence[Entry], home: Home, part: str, within: float
) -> Listed:
    distinct = list({entry.line: entry for entry in chosen}.values())
    names = tuple(_named(rng, world, entry, within) for entry in distinct)
    right: dict[int, str | int] = {number: entry.line for number, entry in enumerate(distinct)}
    return Listed(names, right, home, part, rng.randrange(FOLDS))
