"""Fit the weights of the cues to factuality: `python training/factuality.py SHEET.jsonl [--dev SHEET.jsonl ...]`.

A row of a sheet is `{"text": words with blanks between them, "targets": [{"tok": [first, end], "value": -3..3}]}`. The
fit is ridge regression, weighted again and again by the inverse of each word's own error, so that it comes to
the absolute error which the measure counts: readers' values lie at both ends of the scale, and their mean
is a value that no reader gave. There is no chance in it: the same sheet and pipeline give the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.config import Settings
from dateline.find.factuality.cues import Word
from dateline.find.factuality.features import features
from dateline.find.factuality.value import factuality
from dateline.find.factuality.weights import NAME, Weights
from dateline.find.syntax import load_pipeline
from dateline.models.files import digest_of

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from tasks.factuality import targets

FOLDER: Final = Path(__file__).parent.parent / "src" / "dateline" / "models" / NAME
LEAST: Final = 40
"""A cue seen less often than this gets no weight."""
RIDGE: Final = 20.0
ROUNDS: Final = 6
CLOSE: Final = 0.3
"""Errors below this weigh as if they were this large, so that no word decides alone."""
FOLDS: Final = 5

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The words of a sheet: the names of their cues, and the readers' values."""

    rows: tuple[tuple[str, ...], ...]
    values: Numbers

    def part(self, chosen: NDArray[np.bool_]) -> Sheet:
        """Return the chosen words."""
        rows = tuple(row for row, take in zip(self.rows, chosen, strict=True) if take)
        return Sheet(rows, self.values[chosen])


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read a sheet's rows."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sheet_of(rows: Sequence[dict[str, Any]]) -> Sheet:
    """Parse the sentences of a sheet and gather the cues of its words."""
    nlp = load_pipeline(Settings().pipeline)
    found = tuple(features(Word(token)) for words in targets(rows, nlp) for token in words)
    values = [target["value"] for row in rows for target in row["targets"]]
    return Sheet(found, np.asarray(values, np.float64))


def fit(sheet: Sheet) -> Weights:
    """Fit the weights."""
    seen = Counter(name for row in sheet.rows for name in row)
    names = sorted(name for name, times in seen.items() if times >= LEAST)
    columns = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(sheet.rows), len(names) + 1), np.float32)
    table[:, -1] = 1.0
    for number, row in enumerate(sheet.rows):
        table[number, [columns[name] for name in row if name in columns]] = 1.0
    penalty = np.full(len(names) + 1, RIDGE)
    penalty[-1] = 1e-6  # the bias is free
    weights: Numbers = np.ones(len(sheet.rows))
    solution: Numbers = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        weighted = table * weights[:, None].astype(np.float32)
        normal = np.asarray(weighted.T @ table, np.float64) + np.diag(penalty)
        solution = np.asarray(np.linalg.solve(normal, weighted.T @ sheet.values), np.float64)
        weights = 1.0 / np.maximum(np.abs(sheet.values - table @ solution), CLOSE)
    kept = {name: round(float(w), 3) for name, w in zip(names, solution, strict=False) if abs(w) >= 0.0005}
    return Weights(round(float(solution[-1]), 3), kept)


def figures(values: Sequence[float], gold: Numbers) -> str:
    """Return mean absolute error and correlation."""
    own = np.asarray(values)
    return f"{np.abs(own - gold).mean():.3f} | {np.corrcoef(own, gold)[0, 1]:.3f} | {len(gold)}"


def held_out(sheet: Sheet) -> str:
    """Return the figures of weights that were fitted without the words they are asked about."""
    folds = np.arange(len(sheet.rows)) * FOLDS // len(sheet.rows)
    values: list[float] = []
    for fold in range(FOLDS):
        weights = fit(sheet.part(folds != fold))
        values += [weights.value(row) for row in sheet.part(folds == fold).rows]
    return figures(values, sheet.values)


def asked(rows: Sequence[dict[str, Any]], weights: Weights | None) -> str:
    """Return the figures of a sheet that was not fitted on."""
    nlp = load_pipeline(Settings().pipeline)
    values = [factuality(token, weights) for words in targets(rows, nlp) for token in words]
    gold = np.asarray([target["value"] for row in rows for target in row["targets"]], np.float64)
    return figures(values, gold)


def card(sheet: Sheet, weights: Weights, others: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Yield the lines of the model's card.

    Args:
        sheet: what it learned from.
        weights: the fitted weights.
        others: name and figures of each other sheet, by rule and with the weights.
    """
    made = "`dateline.find.factuality.features`"
    yield "# Factuality"
    yield ""
    yield "Says how far a reader takes it that what a verb tells has happened by the day of the report, or is"
    yield "happening: from -3 (certainly not, or not yet) over 0 (nobody can tell) to 3 (certainly so). A bias and"
    yield f"{len(weights.weights)} weights of cues (`weights.json`), each a name that {made} makes from the parse:"
    yield "mood, negation, conditions, questions, and the words that govern the verb, by the two-way signatures of"
    yield "`ontology/factuality.toml`, which was written for dateline and bounds the value where words say outright"
    yield "that something did not happen. No cue tells what the event is."
    yield ""
    yield "This page is written by `python training/factuality.py`."
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| learned from | It Happened, version 2 (UDS-IH2), train part: {len(sheet.rows)} words |"
    yield "| | of the English Web Treebank |"
    yield "| by | Rachel Rudinger, Aaron Steven White, Benjamin Van Durme: |"
    yield "| | Neural Models of Factuality, NAACL 2018; <http://decomp.io> |"
    yield "| changed | only weights of cues are kept, fitted to the readers' values: no sentence of it is here |"
    yield "| licence of the weights | CC BY-SA 4.0, like the data: |"
    yield "| | <https://creativecommons.org/licenses/by-sa/4.0/> |"
    yield f"| fitted | ridge regression ({RIDGE:g}) on the absolute error, {ROUNDS} rounds; cues seen {LEAST} times |"
    yield ""
    yield "| words of | mean absolute error | correlation | words |"
    yield "|---|---|---|---|"
    yield f"| the same sheet in {FOLDS} parts, each held out, weights alone | {held_out(sheet)} |"
    for name, ruled, fitted in others:
        yield f"| {name}, rules alone | {ruled} |"
        yield f"| {name} | {fitted} |"
    yield ""
    yield "## Limits"
    yield ""
    yield "English. The sheet has letters, reviews, weblogs, newsgroups and little news, and hardly a noun: nouns"
    yield "are valued by rule, from the verb that governs them. Its values for negated verbs lie all over the scale;"
    yield "there the rules cost agreement with it on purpose. Its readers took the future for what has not happened,"
    yield "where annotators of newspapers take an announced event for a fact."


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="sheets to measure on")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    sheet = sheet_of(rows_of(given.sheet))
    weights = fit(sheet)
    others = []
    for path in given.dev:
        rows = rows_of(path)
        others.append((path.stem, asked(rows, None), asked(rows, weights)))
    text = "\n".join(card(sheet, weights, others)) + "\n"
    given.out.mkdir(parents=True, exist_ok=True)
    data = {"bias": weights.bias, "weights": dict(weights.weights)}
    (given.out / "weights.json").write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")
    (given.out / "CARD.md").write_text(text, encoding="utf-8")
    digest = digest_of(given.out / "weights.json")
    (given.out / "hashes.toml").write_text(f'[sha256]\n"weights.json" = "{digest}"\n', encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
