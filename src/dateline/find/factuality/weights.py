"""The fitted weights of the cues."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.models.files import folder

NAME = "factuality"
"""The model's folder in `dateline.models`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over the names of cues.

    Attributes:
        bias: the value without any cue.
        weights: what each cue adds.
    """

    bias: float
    weights: Mapping[str, float]

    def value(self, features: Iterable[str]) -> float:
        """Return the value of a word with these cues, on the scale from -3 to 3."""
        total = self.bias + sum(self.weights.get(name, 0.0) for name in features)
        return max(-3.0, min(3.0, total))


@cache
def load() -> Weights | None:
    """Return the packaged weights, read once a process; `None` where they are not installed.

    Raises:
        DatelineError: E021, a file is not the one that was released.
    """
    place = folder(NAME)
    return None if place is None else read(place / "weights.json")


def read(path: Path) -> Weights:
    """Read weights that `training/factuality.py` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["bias"], data["weights"])
