"""Pairs: what one party does to another in a sentence, when both are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.find.events.folding import Found
from dateline.find.events.learned.revision import grouped, ruled_row
from dateline.find.learned import blend as mixing
from dateline.find.learned.blend import Blend, logs
from dateline.find.learned.scorer import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between two parties.

    Attributes:
        types: a probability for each type; they sum to 1.
        shares: for each candidate, by its token, its share in the answer; they sum to 1.
    """

    types: Mapping[str, float]
    shares: Mapping[int, float]

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda name: self.types[name])

    @property
    def trigger(self) -> int:
        """The token that links the two most."""
        return max(self.shares, key=lambda token: self.shares[token])


def between(
    scores: Scores, ruled: Sequence[Found], source: int | None, target: int | None, blend: Blend
) -> Between:
    """Say what a source does to a target.

    Every candidate of the sentence may be the deed: its share is how well it links the two, by the network's
    role scores, and it speaks for its types by the blend of network, linear model and rules.

    Args:
        scores: of the sentence in which both stand.
        ruled: the events that the rules find there.
        source: head of the words for who acts, if known; a token of the parse that was scored as a party.
        target: head of the words for who is acted upon, likewise.
        blend: how the parts are weighed.
    """
    rows = len(scores.network)
    evidence = np.tile(ruled_row(blend, ()), (rows, 1))
    for group in grouped(ruled, scores):
        evidence[group.row] = ruled_row(blend, group.found)
    chances = mixing.types(blend, scores.network, scores.linear, evidence)
    link = np.zeros(rows)
    for role, party in enumerate((source, target)):
        if party in scores.parties:
            link = link + scores.roles[:, scores.parties.index(party), role]
    shares = np.exp(logs(link + np.log(1 - chances[:, 0] + 1e-9)))
    inner = chances[:, 1:] / chances[:, 1:].sum(1, keepdims=True)
    total = shares @ inner
    return Between(
        dict(zip(blend.types[1:], total.tolist(), strict=True)),
        {token: float(shares[row]) for token, row in scores.row.items()},
    )
