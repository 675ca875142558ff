"""The fitted weights of the ranking."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.models.files import folder

NAME = "statements"
"""The model's folder in `dateline.models`."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """A log-linear model over names of features.

    Attributes:
        bias: the log of the odds without any feature.
        weights: what each feature adds.
        least: probability below which a candidate is no statement.
    """

    bias: float
    weights: Mapping[str, float]
    least: float

    def chance(self, features: Iterable[str]) -> float:
        """Return the probability that a candidate with these features has its content and its speaker right."""
        odds = self.bias + sum(self.weights.get(name, 0.0) for name in features)
        return 1 / (1 + math.exp(-odds))


@cache
def load() -> Ranker | None:
    """Return the packaged weights, read once a process; `None` where they are not installed.

    Raises:
        DatelineError: E021, a file is not the one that was released.
    """
    place = folder(NAME)
    return None if place is None else read(place / "weights.json")


def read(path: Path) -> Ranker:
    """Read weights that `training/ranking.py` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Ranker(data["bias"], data["weights"], data["least"])
