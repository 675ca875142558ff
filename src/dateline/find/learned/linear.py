"""The linear half: types from dependency paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


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

    def table(self, candidates: Sequence[Iterable[str]], scene: Iterable[str]) -> NDArray[np.float32]:
        """Return the raw scores of the candidates of a sentence, candidates x types.

        A score is the sum of the weights of a candidate's own and shared features, scaled by how many they are.

        Args:
            candidates: of each its own features.
            scene: the features that they share.
        """
        groups = [list(dict.fromkeys(features)) for features in (scene, *candidates)]
        counts = [len(group) for group in groups]
        wanted = np.fromiter(
            (crc32(name.encode()) for group in groups for name in group), np.uint32, sum(counts)
        )
        rows = np.searchsorted(self.keys, wanted)
        rows[rows == len(self.keys)] = 0
        known = self.keys[rows] == wanted
        sums = np.empty((len(groups), self.weights.shape[1]), dtype=np.float32)
        start = 0
        for number, count in enumerate(counts):
            own = rows[start : start + count][known[start : start + count]]
            np.add.reduce(self.weights[own], axis=0, out=sums[number])
            start += count
        scales = [np.float32(1 / np.sqrt(max(1, count + counts[0]))) for count in counts[1:]]
        return np.asarray(self.bias + (sums[1:] + sums[0]) * np.asarray(scales)[:, None])


def load(path: Path) -> Linear:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as table:
        return Linear(table["keys"], table["weights"].astype(np.float32), table["bias"].astype(np.float32))


def save(model: Linear, path: Path) -> None:
    """Write a model; weights are kept in half precision."""
    np.savez_compressed(path, keys=model.keys, weights=model.weights.astype(np.float16), bias=model.bias)
