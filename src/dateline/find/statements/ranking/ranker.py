"""The ranker: says how sure each candidate is, and drops those that are no statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.ranking.features import features
from dateline.find.statements.ranking.weights import Ranker

INSIDE: Final = 0.1
"""Least probability of a statement inside another's content, or around another ("doubted the claim that ..."): the
corpus marks few of them, so the model thinks little of them all."""


def ranked(found: Sequence[Found], layouts: Sequence[Layout], ranker: Ranker) -> list[Found]:
    """Return the candidates that are sure enough to be statements.

    Those that only point to words elsewhere ("made the remarks") stay as they are: the corpus does not mark them.

    Args:
        found: what the rules found.
        layouts: the passages.
        ranker: the fitted model.

    Returns:
        Those kept, in the same order, `confidence` the fitted probability that content and speaker are right.
    """
    by_index = {layout.passage.index: layout for layout in layouts}
    for one in found:
        if not one.anaphoric:
            one.confidence = round(ranker.chance(features(one, by_index)), 3)
    sure = [one for one in found if one.anaphoric or one.confidence >= ranker.least]
    return [
        one
        for one in found
        if one.anaphoric
        or one.confidence >= ranker.least
        or (one.confidence >= INSIDE and any(_holds(other, one) or _holds(one, other) for other in sure))
    ]


def _holds(outer: Found, inner: Found) -> bool:
    """Say whether the cue of a candidate stands in the content of another."""
    return inner.cue is not None and any(
        index == inner.passage and start <= inner.cue[0] < end for index, start, end in outer.pieces
    )
