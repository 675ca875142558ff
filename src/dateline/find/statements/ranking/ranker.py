"""The ranker: says how sure each candidate is, and drops those that are no statements."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.ranking.features import features
from dateline.find.statements.ranking.weights import Ranker


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
    kept = []
    for one in found:
        if one.anaphoric:
            kept.append(one)
            continue
        one.confidence = round(ranker.chance(features(one, by_index)), 3)
        if one.confidence >= ranker.least:
            kept.append(one)
    return kept
