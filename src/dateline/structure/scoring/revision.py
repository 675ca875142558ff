"""What the line score changes: paragraphs that are furniture after all, short lines that belong to the body."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from dateline.structure.parts import Part
from dateline.structure.scoring.features import KEPT, features
from dateline.structure.scoring.weights import LineScore

RULE: Final = "scored"
"""The rule of zones whose kind the score settled."""
_FEWEST: Final = 4
"""Paragraphs below which a text is no page: what stands in it was put there by somebody."""


def revise(parts: Sequence[Part], score: LineScore) -> None:
    """Look again at the lines whose kind the rules settled by form and neighbours.

    Args:
        parts: all parts of a text, with the kinds that the rules gave them; some get another.
        score: the fitted weights.
    """
    if sum(part.kind == "body" and part.solid for part in parts) < _FEWEST:
        return
    kept = [part.kind in KEPT for part in parts]
    for part, keep, chance in zip(parts, kept, chances(features(parts), kept, score), strict=True):
        if chance is None:
            continue
        if keep and chance < score.drop:
            part.give("furniture", RULE)
        elif not keep and chance > score.restore:
            part.give("body", RULE)


def chances(described: Sequence[Sequence[str]], kept: Sequence[bool], score: LineScore) -> list[float | None]:
    """Return for each line the probability that it belongs to the report.

    The lines of a list belong to it together or not at all: neighbours that the rules dropped share the mean of
    their odds.

    Args:
        described: for each line the names of its features; none if the score is not asked about it.
        kept: for each line whether the rules keep it.
        score: the fitted weights.

    Returns:
        A probability for each line, `None` for those that the score is not asked about.
    """
    found: list[float | None] = []
    rows = zip(described, kept, strict=True)
    for (dropped, known), run in groupby(rows, key=lambda row: (not row[1], bool(row[0]))):
        if not known:
            found += [None for _ in run]
            continue
        odds = [score.odds(names) for names, _ in run]
        if dropped:
            odds = [sum(odds) / len(odds)] * len(odds)
        found += [1 / (1 + math.exp(-one)) for one in odds]
    return found
