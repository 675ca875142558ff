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
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from place_lists import FOLDS, Listed, World, agency, is_right, local, marked

from dateline.models.files import digest_of
from dateline.resolve.places import gazetteer as packaged
from dateline.resolve.places.gazetteer import Gazetteer
from dateline.resolve.places.ranker import HAND, NAME, VOTES, shares, together
from dateline.resolve.places.toponyms import Weighed, weigh

FOLDER: Final = Path(__file__).parent.parent / "src" / "dateline" / "models" / NAME
SEED: Final = 20251101
LOCAL: Final = 400
AGENCY: Final = 400
"""Reports drawn of each sort."""
PENALTIES: Final = (3.0, 10.0, 30.0)
FITS: Final = 2
STEPS: Final = 200

Numbers = NDArray[np.float64]


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
