"""Fit the model that ranks statement candidates: `python training/ranking.py` (a few minutes).

The rules find candidates in every sentence and report of the corpus; the marks say which of them are statements with
their speaker. A log-linear model is fitted by Newton's method with a ridge; there is no chance in it: the same corpus
and pipeline give the same weights. (A second model that chose among borders of a content was no better than
the rules: .938 of the marked borders against .941.)
Figures come from a model that had not seen the texts they are asked about; reports stay whole.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.statements.finder import candidates
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.ranking.features import features
from dateline.find.statements.ranking.weights import NAME, Ranker
from dateline.find.syntax import parse
from dateline.models.files import digest_of
from dateline.pipeline import Reader

sys.path.insert(0, str(Path(__file__).parent))

from check import Item, read
from statements import Told, document_of, letters, marked_in, pairs, same_speaker

FOLDER: Final = Path(__file__).parent.parent / "src" / "dateline" / "models" / NAME
FOLDS: Final = 5
SEEN: Final = 3
"""A feature of fewer candidates than this gets no weight."""
RIDGE: Final = 2.0
ROUNDS: Final = 12

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate of the rules.

    Attributes:
        names: its features.
        right: it is a marked statement, with its speaker or a pronoun for it.
        fold: to which part of the corpus it belongs.
        report: it stands in a report.
    """

    names: tuple[str, ...]
    right: bool
    fold: int
    report: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """The corpus as candidates, and how many statements are marked in reports and in single sentences."""

    candidates: tuple[Candidate, ...]
    marked: Counter[bool]


def gathered(reader: Reader) -> Gathered:
    """Read the corpus."""
    found: list[Candidate] = []
    marked: Counter[bool] = Counter()
    for item in read().items:
        told = list(marked_in(item.marked))
        marked[item.report] += len(told)
        found += _of(item, told, reader)
    return Gathered(tuple(found), marked)


def _of(item: Item, marked: Sequence[Told], reader: Reader) -> Iterator[Candidate]:
    document = document_of(item)
    own, laid = candidates(parse(document, reader.nlp, reader.knowledge.capitalised))
    own = [one for one in own if not one.anaphoric]
    layouts = {layout.passage.index: layout for layout in laid}
    told = [_told(one, layouts, document.text) for one in own]
    chosen = {j: marked[i] for i, j in pairs(marked, told)}
    key = item.where if item.report else item.marked.text
    for number, (one, words) in enumerate(zip(own, told, strict=True)):
        gold = chosen.get(number)
        yield Candidate(
            names=features(one, layouts),
            right=gold is not None and (same_speaker(gold, words) or _stands_for(one, layouts)),
            fold=zlib.crc32(key.encode()) % FOLDS,
            report=item.report,
        )


def _stands_for(one: Found, layouts: dict[int, Layout]) -> bool:
    """Say whether a speaker is a pronoun ("which said"), where the marks name the noun that it stands for."""
    if one.speaker is None:
        return False
    tokens = layouts[one.speaker[0]].doc.char_span(*one.speaker[1:], alignment_mode="expand")
    return tokens is not None and tokens.root.pos_ == "PRON"


def _told(one: Found, layouts: dict[int, Layout], text: str) -> Told:
    """Return a candidate as sets of letters of the document."""

    def place(piece: tuple[int, int, int]) -> frozenset[int]:
        span = layouts[piece[0]].passage.span(piece[1], piece[2])
        return letters(text, span.start, span.end)

    spans = [layouts[i].passage.span(a, b) for i, a, b in sorted(one.pieces)]
    content = frozenset[int]().union(*(letters(text, span.start, span.end) for span in spans))
    lead = text[spans[0].start :][:5].lower()
    if lead == "that ":
        content -= frozenset(range(spans[0].start, spans[0].start + 4))
    speaker = one.speaker or one.elsewhere
    cue = place((one.passage, *one.cue)) if one.cue else frozenset[int]()
    return Told(content, cue, (place(speaker),) if speaker else (), one.stance, "", "")


def fit(rows: Sequence[Candidate], least: float = 0.0) -> Ranker:
    """Fit the model.

    Args:
        rows: what to learn from.
        least: probability below which the ranker is to drop a candidate.
    """
    seen = Counter(name for row in rows for name in set(row.names))
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    columns = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1.0
    for number, row in enumerate(rows):
        table[number, [columns[name] for name in row.names if name in columns]] = 1.0
    answers = np.asarray([row.right for row in rows], np.float64)
    penalty = np.full(table.shape[1], RIDGE)
    penalty[-1] = 1e-6  # the bias is free
    weights: Numbers = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chances - answers) + penalty * weights
        bend = (table * (chances * (1 - chances))[:, None]).T @ table + np.diag(penalty)
        weights = weights - np.linalg.solve(bend, slope)
    kept = {n: round(float(w), 3) for n, w in zip(names, weights, strict=False) if abs(w) >= 0.0005}
    return Ranker(round(float(weights[-1]), 3), kept, least)


@dataclass(frozen=True, slots=True)
class Asked:
    """A candidate and its probability by a model that had not seen it."""

    candidate: Candidate
    chance: float


def held_out(found: Sequence[Candidate]) -> list[Asked]:
    """Ask of each part of the corpus a model that was fitted on the others."""
    asked = []
    for fold in range(FOLDS):
        ranker = fit([one for one in found if one.fold != fold])
        asked += [Asked(one, ranker.chance(one.names)) for one in found if one.fold == fold]
    return asked


def best_least(asked: Sequence[Asked], marked: int) -> float:
    """Return the least probability at which F1 of contents with their speakers is best."""

    def f1(least: float) -> float:
        kept = [one for one in asked if one.chance >= least]
        return 2 * sum(one.candidate.right for one in kept) / (len(kept) + marked)

    return max((round(0.02 * step, 2) for step in range(31)), key=f1)


def card(got: Gathered, asked: Sequence[Asked], ranker: Ranker) -> Iterator[str]:
    """Yield the lines of the model's card."""
    yield "# Statements"
    yield ""
    size = len(ranker.weights)
    yield f"A log-linear model of {size} weights (`weights.json`): the probability that a statement that the"
    yield "rules found is one, with content and speaker right. That is `Statement.confidence`; below"
    yield f"{ranker.least:g} it is not put on record. Features: the cue, its form and what governs it, the frame"
    yield "that ties the content to it, the speaker's head, the content's head and length"
    yield "(`dateline.find.statements.ranking`)."
    yield ""
    yield "This page is written by `python training/ranking.py`."
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| learned from | `corpus/` (CC0, written for dateline): {len(got.candidates)} candidates of the rules |"
    yield "| licence | Apache-2.0, like dateline |"
    yield f"| fitted | Newton's method, ridge {RIDGE:g}, features of {SEEN} candidates and more |"
    yield f"| figures | {FOLDS} parts of the corpus, each asked of a model that had not seen it; reports stay whole |"
    yield ""
    yield "| contents with their speakers | rules | with the model |"
    yield "|---|---|---|"
    for name, report in (("reports", True), ("single sentences", False)):
        own = [one for one in asked if one.candidate.report == report]
        kept = [one for one in own if one.chance >= ranker.least]
        yield f"| {name} | {_rates(own, got.marked[report])} | {_rates(kept, got.marked[report])} |"
    yield ""
    yield "| confidence | statements | mean confidence | right |"
    yield "|---|---|---|---|"
    bins = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(bins):
        own = [one for one in asked if low <= one.chance < high]
        if own:
            mean = sum(one.chance for one in own) / len(own)
            share = sum(one.candidate.right for one in own) / len(own)
            yield f"| {low:g} to {min(1.0, high):g} | {len(own)} | {mean:.2f} | {share:.2f} |"
    yield ""
    yield "## Limits"
    yield ""
    yield "English. The corpus tells more of politics than a newspaper does, and its sentences are shorter. Candidates"
    yield "that the rules do not find cannot be ranked."


def _rates(kept: Sequence[Asked], marked: int) -> str:
    right = sum(one.candidate.right for one in kept)
    return f"P {right / len(kept):.3f} R {right / marked:.3f} F1 {2 * right / (len(kept) + marked):.3f}"


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    got = gathered(Reader())
    asked = held_out(got.candidates)
    least = best_least(asked, got.marked.total())
    ranker = fit(got.candidates, least)
    text = "\n".join(card(got, asked, ranker)) + "\n"
    given.out.mkdir(parents=True, exist_ok=True)
    data = {"bias": ranker.bias, "least": ranker.least, "weights": dict(ranker.weights)}
    (given.out / "weights.json").write_text(
        json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (given.out / "CARD.md").write_text(text, encoding="utf-8")
    digest = digest_of(given.out / "weights.json")
    (given.out / "hashes.toml").write_text(f'[sha256]\n"weights.json" = "{digest}"\n', encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
