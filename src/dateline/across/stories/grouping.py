"""Reports into stories: groups that have more in common than their own variety explains."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Final

from dateline.across.stories.likeness import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST: Final = 0.15
"""Mean likeness between two groups that are to be one story."""
SHARE: Final = 0.65
"""Mean likeness between two groups, as a share of the (geometric) mean likeness within them."""
GROWN: Final = 3
"""Reports of a group whose likeness within says something."""


def group(likeness: Likeness, settled: Sequence[Hashable | None]) -> list[list[int]]:
    """Group reports, the most alike first (average linkage).

    Two groups become one while the mean likeness of their pairs is at least `LEAST` and, where both are grown, at
    least `SHARE` of the likeness within them: reports of two bombings a year apart share much vocabulary, but less
    than the reports of either.

    Args:
        likeness: the reports.
        settled: for each the story that it belongs to already, `None` where that is open. Settled stories stay
            apart from each other.

    Returns:
        The groups, each with the numbers of its reports in rising order, by their first report.
    """
    groups = [
        part
        for members in _connected(likeness, settled)
        for part in _Linkage(likeness, members, settled).result()
    ]
    return sorted(groups)


def _connected(likeness: Likeness, settled: Sequence[Hashable | None]) -> list[list[int]]:
    """Split reports into parts between which no pair is alike enough: no mean can be, either."""
    leaders = list(range(len(likeness)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    first: dict[Hashable, int] = {}
    pairs = [
        (number, first.setdefault(story, number)) for number, story in enumerate(settled) if story is not None
    ]
    for one, other in (*pairs, *likeness.pairs(LEAST)):
        high, low = sorted((leader(one), leader(other)), reverse=True)
        leaders[high] = low
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(likeness)):
        parts[leader(number)].append(number)
    return list(parts.values())


class _Linkage:
    """Average linkage over one part, with sums kept so that each step costs as much as there are groups."""

    def __init__(self, likeness: Likeness, members: list[int], settled: Sequence[Hashable | None]) -> None:
        import numpy as np

        starts: dict[Hashable, int] = {}
        places = [
            starts.setdefault(
                settled[member] if settled[member] is not None else ("open", member), len(starts)
            )
            for member in members
        ]
        count = len(starts)
        self._groups: list[list[int]] = [[] for _ in range(count)]
        for member, place in zip(members, places, strict=True):
            self._groups[place].append(member)
        single = likeness.among(members)
        belongs = np.zeros((count, len(members)))
        belongs[places, np.arange(len(members))] = 1.0
        self._sums: NDArray[np.float64] = belongs @ single @ belongs.T
        self._inner = self._sums.diagonal() / 2
        self._sizes = belongs.sum(axis=1)
        fixed = np.array([settled[group[0]] is not None for group in self._groups])
        self._fixed = fixed
        self._means = self._sums / np.outer(self._sizes, self._sizes)
        self._means[np.outer(fixed, fixed)] = -1.0
        np.fill_diagonal(self._means, -1.0)

    def result(self) -> list[list[int]]:
        """Merge while anything may be merged; return the groups."""
        import numpy as np

        while len(self._groups) > 1:
            best = self._means.max(axis=1)
            one = int(best.argmax())
            if best[one] < LEAST:
                break
            other = int(np.argmax(self._means[one]))
            one, other = sorted((one, other))
            if self._apart(one, other):
                # until one of them grows
                self._means[one, other] = self._means[other, one] = -1.0
            else:
                self._merge(one, other)
        return [sorted(members) for members in self._groups if members]

    def _apart(self, one: int, other: int) -> bool:
        if min(self._sizes[one], self._sizes[other]) < GROWN:
            return False
        within = math.sqrt(self._within(one) * self._within(other))
        return bool(self._means[one, other] < SHARE * within)

    def _within(self, group: int) -> float:
        size = self._sizes[group]
        return float(self._inner[group] / (size * (size - 1) / 2))

    def _merge(self, one: int, other: int) -> None:
        import numpy as np

        self._inner[one] += self._inner[other] + self._sums[one, other]
        self._sums[one] += self._sums[other]
        self._sums[:, one] += self._sums[:, other]
        self._sizes[one] += self._sizes[other]
        self._fixed[one] |= self._fixed[other]
        self._groups[one] += self._groups[other]
        self._groups[other] = []
        means = self._sums[one] / (self._sizes[one] * self._sizes)
        gone = np.array([not members for members in self._groups])
        means[gone | (self._fixed & self._fixed[one])] = -1.0
        means[one] = -1.0
        self._means[one] = means
        self._means[:, one] = means
        self._means[other] = self._means[:, other] = -1.0
