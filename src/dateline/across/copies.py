"""Copies: pairs of texts of which one holds most of the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SHARE: Final = 0.4
"""Share of the shorter text that has to stand in the longer one."""
LEAST_COMMON: Final = 3
"""Sampled shingles that two texts have to share: with fewer, chance and stock phrases decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two texts, one of which holds most of the other.

    Attributes:
        first: key of the text that was there before.
        second: key of the text that came later.
        common: sampled shingles that both hold.
        of_first: share of the first text's shingles that the second holds, 0 to 1.
        of_second: share of the second text's shingles that the first holds, 0 to 1.
    """

    first: str
    second: str
    common: int
    of_first: float
    of_second: float


def is_copy(common: int, first: int, second: int) -> bool:
    """Say whether two texts are copies.

    Args:
        common: number of shingles that both hold.
        first: number of shingles of the one.
        second: number of shingles of the other.
    """
    return common >= LEAST_COMMON and common >= LEAST_SHARE * min(first, second)


class Texts:
    """The texts seen so far, by their sampled shingles. Grows with each text that is added.

    A store keeps the same in its table `shingles`; this is for texts that are in no store.
    """

    def __init__(self) -> None:
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._keys: list[str] = []
        self._sizes: list[int] = []

    def add(self, key: str, sampled: NDArray[np.uint64]) -> tuple[Copy, ...]:
        """Add a text.

        Args:
            key: what to call it.
            sampled: its shingles, as `shingles.sample` gives them.

        Returns:
            Its copies among the texts added before, in the order in which they were added.
        """
        hashes: list[int] = sampled.tolist()
        found: Counter[int] = Counter()
        number = len(self._keys)
        for value in hashes:
            holders = self._holders[value]
            found.update(holders)
            holders.append(number)
        self._keys.append(key)
        self._sizes.append(len(hashes))
        return tuple(
            Copy(
                first=self._keys[other],
                second=key,
                common=common,
                of_first=common / self._sizes[other],
                of_second=common / len(hashes),
            )
            for other, common in sorted(found.items())
            if is_copy(common, self._sizes[other], len(hashes))
        )


def copies(texts: Iterable[tuple[str, NDArray[np.uint64]]]) -> Iterator[Copy]:
    """Yield the pairs of copies among texts given one after the other with their keys."""
    seen = Texts()
    for key, sampled in texts:
        yield from seen.add(key, sampled)
