"""Fit the ranker of places: `python training/places.py [--out FOLDER]`.

Two sources, both our own. The marks of `corpus/`: a name that says where carries its state, and so does an actor
who is called by a place's name; which place of that state is meant is left open, and the fit adds up what the
model gives to all of them. And lists of names, drawn from the gazetteer: what a local paper names around its
town, what an agency names in and around one state. The drawing knows the very place, and settles what the
corpus cannot: towns of one state, counties, what the publisher's home is worth.

The fit maximises the likelihood of the marked places, less a penalty on the distance from the weights set by
hand. What a name means hangs on what the others mean, so the votes are taken again with each new fit. There is
no chance in it but the drawing, which has a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from zlib import crc32

import numpy as np
from check import read
from numpy.typing import NDArray

from dateline.find.places.cues import Cues, load_cues
from dateline.find.places.gazetteer_matches import Match, matches
from dateline.find.syntax import load_blank
from dateline.markup import Mark
from dateline.models.files import digest_of
from dateline.resolve.places import gazetteer as packaged
from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.placenames import key
from dateline.resolve.places.publisher import home_of
from dateline.resolve.places.ranker import HAND, NAME, VOTES, Home, Toponym, distance, shares, together
from dateline.resolve.places.toponyms import Weighed, weigh

if TYPE_CHECKING:
    from spacy.tokens import Doc

FOLDER: Final = Path(__file__).parent.parent / "src" / "dateline" / "models" / NAME
SEED: Final = 20251101
LOCAL: Final = 400
AGENCY: Final = 400
"""Reports drawn of each sort."""
PENALTIES: Final = (3.0, 10.0, 30.0)
FITS: Final = 2
STEPS: Final = 200
FOLDS: Final = 3

Numbers = NDArray[np.float64]
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


# --- the corpus


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
    for match in matches(doc, cues):
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


# --- what is drawn from the gazetteer


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


# --- the fit


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The places of all names that have several, a row each.

    Attributes:
        features: of each place.
        right: whether it is right.
        starts: the first row of each name.
        of: the number of the name of each row.
    """

    features: Numbers
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    of: NDArray[np.int64]


def tabled(reports: Sequence[Listed], known: Gazetteer, weights: Mapping[str, float]) -> Table:
    """Write the features of every place, with the votes that some weights give."""
    columns = {name: number for number, name in enumerate(HAND)}
    rows: list[Numbers] = []
    right: list[bool] = []
    starts: list[int] = []
    for report in reports:
        weighed = weigh(report.names, known, report.home, weights)
        for number, right_one in report.right.items():
            entries = weighed.listed[number]
            gold = [is_right(right_one, entry) for entry in entries]
            if not any(gold) or all(gold):
                continue
            starts.append(len(rows))
            right += gold
            rows += [_row(weighed, number, place, columns) for place in range(len(entries))]
    of = np.zeros(len(rows), np.int64)
    of[starts[1:]] = 1
    return Table(np.array(rows), np.array(right), np.array(starts, np.int64), np.cumsum(of))


def _row(weighed: Weighed, number: int, place: int, columns: Mapping[str, int]) -> Numbers:
    row = np.zeros(len(columns))
    values = together(weighed.listed[number][place], number, weighed.votes)
    for name, value in (*weighed.features[number][place].items(), *zip(VOTES, values, strict=True)):
        if name in columns:
            row[columns[name]] = value
    return row


def _likelihood(table: Table, weights: Numbers) -> tuple[float, Numbers]:
    """Return the log-likelihood of the right places and its gradient."""
    scores = table.features @ weights
    scores -= np.maximum.reduceat(scores, table.starts)[table.of]
    powers = np.exp(np.maximum(scores, -60))
    total = np.add.reduceat(powers, table.starts)
    chosen = np.where(table.right, powers, 0.0)
    mass = np.add.reduceat(chosen, table.starts)
    pull = chosen / mass[table.of] - powers / total[table.of]
    return float(np.log(mass / total).sum()), pull @ table.features


def fit(reports: Sequence[Listed], known: Gazetteer, penalty: float) -> dict[str, float]:
    """Fit the weights, taking the votes again with each new fit."""
    prior = np.array(list(HAND.values()))
    weights = prior.copy()
    for _ in range(FITS):
        table = tabled(reports, known, dict(zip(HAND, weights.tolist(), strict=True)))
        scale = 1.0 / np.sqrt(np.square(table.features).sum(axis=0) / 10 + penalty)
        moved: Numbers = np.zeros_like(weights)
        for step in range(STEPS):
            _, slope = _likelihood(table, weights)
            slope = (slope - penalty * (weights - prior)) * scale
            moved = 0.9 * moved + slope * 0.1 / (1 + step / 100)
            weights = weights + moved * scale
    return {name: round(float(weight), 3) for name, weight in zip(HAND, weights, strict=True)}


def accuracy(
    reports: Sequence[Listed], known: Gazetteer, weights: Mapping[str, float]
) -> dict[str, list[float]]:
    """Return by part, for each name with several places, 1 where the best is right, and its log-likelihood."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for report in reports:
        weighed = weigh(report.names, known, report.home, weights)
        for number, right_one in report.right.items():
            gold = [is_right(right_one, entry) for entry in weighed.listed[number]]
            if not any(gold) or all(gold):
                continue
            parts = shares(weighed.scores[number])
            found[report.part].append(float(gold[max(range(len(parts)), key=parts.__getitem__)]))
            likely = sum(part for part, good in zip(parts, gold, strict=True) if good)
            found[f"{report.part} likelihood"].append(math.log(max(likely, 1e-12)))
    return found


def held_out(reports: Sequence[Listed], known: Gazetteer, penalty: float) -> dict[str, list[float]]:
    """Return the accuracy of weights that were fitted without the reports they are asked about."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        weights = fit([report for report in reports if report.fold != fold], known, penalty)
        for part, values in accuracy([r for r in reports if r.fold == fold], known, weights).items():
            found[part] += values
    return found


# --- what is written


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _figures(found: Mapping[str, Sequence[float]]) -> str:
    return " | ".join(f"{100 * _mean(found[part]):.1f}" for part in ("corpus", "local", "agency"))


def card(found: Mapping[str, Mapping[str, Sequence[float]]], penalty: float) -> Iterator[str]:
    """Yield the lines of the model's card.

    Args:
        found: accuracy of the weights set by hand and of those fitted, by what they were asked about.
        penalty: the penalty that was chosen.
    """
    counts = {part: len(found["set by hand"][part]) for part in ("corpus", "local", "agency")}
    yield "# Places"
    yield ""
    yield f"Says which of the places that share a name a report means: {len(HAND)} weights (`weights.json`) of a"
    yield "log-linear model over a place's size and sort, the name it goes by, what the words say it lies in, the"
    yield "votes of the report's other places for its state, division and surroundings, and the publisher's home"
    yield "(`dateline.resolve.places.ranker`)."
    yield ""
    yield "This page is written by `python training/places.py`."
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| learned from | the marks of `corpus/`, our own writing: {counts['corpus']} names of several places, with"
    yield "| | their state; lists of names drawn from the packaged gazetteer (GeoNames, CC BY 4.0) with a |"
    yield f"| | fixed seed: {counts['local']} names as a local paper has them, {counts['agency']} as an agency |"
    yield f"| fitted | by likelihood, with a penalty of {penalty:g} on the squared distance from weights set by hand |"
    yield f"| | (`HAND`); the penalty is the best of {', '.join(f'{p:g}' for p in PENALTIES)} on held-out corpus |"
    yield "| licence of the weights | CC0-1.0 |"
    yield ""
    yield "Right place, in %, of names that have several (of the corpus: right state):"
    yield ""
    yield "| weights | corpus | drawn, local | drawn, agency |"
    yield "|---|---|---|---|"
    for name, values in found.items():
        yield f"| {name} | {_figures(values)} |"
    yield ""
    yield "## Limits"
    yield ""
    yield "The drawn lists are as good as our guess of what papers name: the figures on them say that the fit"
    yield "works, not how often it is right about news. Names of the news that the gazetteer lacks have no place"
    yield "to choose."


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    known = packaged.load()
    rng = random.Random(SEED)  # noqa: S311 - the same drawing every time is wanted
    world = World(known)
    near, far = local(rng, world, known), agency(rng, world)
    reports = [*marked(known)]
    reports += [next(near) for _ in range(LOCAL)] + [next(far) for _ in range(AGENCY)]
    tried = {penalty: held_out(reports, known, penalty) for penalty in PENALTIES}
    best = max(tried, key=lambda penalty: _mean(tried[penalty]["corpus likelihood"]))
    weights = fit(reports, known, best)
    found = {
        "set by hand": accuracy(reports, known, HAND),
        f"fitted, {FOLDS} parts, each held out": tried[best],
    }
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "weights.json").write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")
    text = "\n".join(card(found, best)) + "\n"
    (given.out / "CARD.md").write_text(text, encoding="utf-8")
    digest = digest_of(given.out / "weights.json")
    (given.out / "hashes.toml").write_text(f'[sha256]\n"weights.json" = "{digest}"\n', encoding="utf-8")
    print(text)
    for penalty, values in tried.items():
        print(penalty, _figures(values), {part: round(_mean(v), 4) for part, v in values.items()})
    for name, weight in weights.items():
        print(f"{weight:8.3f} {HAND[name]:8.3f} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
