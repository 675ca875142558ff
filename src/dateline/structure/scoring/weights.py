"""The fitted weights of the line score."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.models.files import folder

NAME = "lines"
"""The model's folder in `dateline.models`."""


@dataclass(frozen=True, slots=True)
class LineScore:
    """A log-linear model over names of features.

    Attributes:
        bias: the log of the odds without any feature.
        weights: what each feature adds, by the group of lines.
        drop: probability below which a line that the rules keep is dropped.
        restore: probability above which a line that the rules drop is kept.
    """

    bias: float
    weights: Mapping[str, Mapping[str, float]]
    drop: float
    restore: float

    def odds(self, features: Sequence[str]) -> float:
        """Return the log of the odds that a line with these features belongs to the report's running text.

        Args:
            features: the names of its features, its group first.
        """
        known = self.weights[features[0]]
        return self.bias + sum([known.get(name, 0.0) for name in features])


@cache
def load() -> LineScore | None:
    """Return the packaged weights, read once a process; `None` where they are not installed.

    Raises:
        DatelineError: E021, a file is not the one that was released.
    """
    place = folder(NAME)
    return None if place is None else read(place / "weights.json")


def read(path: Path) -> LineScore:
    """Read weights that `training/lines.py` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return LineScore(data["bias"], data["weights"], data["drop"], data["restore"])
