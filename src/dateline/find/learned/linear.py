"""The linear half: types from dependency paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The summed weights of some features, and how many they are."""

    weights: NDArray[np.float32]
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A linear model over named features.

    Attributes:
        keys: CRC-32 of each feature's name, ascending.
        weights: features x types.
        bias: types.
    """

    keys: NDArray[np.uint32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def part(self, features: Iterable[str]) -> Part:
        """Sum the weights of features."""
        names = dict.fromkeys(features)
        wanted = np.fromiter((crc32(name.encode()) for name in names), np.uint32, len(names))
        rows = np.searchsorted(self.keys, wanted)
        rows[rows == len(self.keys)] = 0
        rows = rows[self.keys[rows] == wanted]
        return Part(self.weights[rows].sum(0, dtype=np.float32), len(names))

    def scores(self, own: Iterable[str], shared: Part) -> NDArray[np.float32]:
        """Return the raw scores of the types; features are scaled by how many a candidate has.

        Args:
            own: features of the candidate.
            shared: the part of its sentence.
        """
        part = self.part(own)
        scale = np.float32(1 / np.sqrt(max(1, part.count + shared.count)))
        return np.asarray(self.bias + (part.weights + shared.weights) * scale)


def load(path: Path) -> Linear:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as table:
        return Linear(table["keys"], table["weights"].astype(np.float32), table["bias"].astype(np.float32))


def save(model: Linear, path: Path) -> None:
    """Write a model; weights are kept in half precision."""
    np.savez_compressed(path, keys=model.keys, weights=model.weights.astype(np.float16), bias=model.bias)
