"""Stories over time: a day is settled when the days after it are known, and stays so.

Days are settled in their order. To settle one, its reports and those of the next `OPEN_DAYS` are grouped together
with the stories of the `MEMORY_DAYS` before; the groups of the day itself stand, those of the days after are found
anew with the next day. So a day's stories follow from the reports from `MEMORY_DAYS` before it to `OPEN_DAYS` after
it, and from nothing else: neither from the order in which reports arrive, nor from how many there are elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.across.stories.grouping import group
from dateline.across.stories.likeness import Likeness

OPEN_DAYS: Final = 2
"""Days after a day whose reports have a say in its stories."""
MEMORY_DAYS: Final = 14
"""Days of silence after which a story is not taken up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A report to be put in a story.

    Attributes:
        key: id of the report.
        published: day of publication.
        words: its weighted words.
    """

    key: str
    published: date | None
    words: Mapping[str, float]


def settle(
    day: Sequence[Piece], after: Sequence[Piece], before: Sequence[tuple[Piece, str]]
) -> dict[str, str]:
    """Settle the stories of one day's reports.

    Args:
        day: the reports of the day.
        after: those of the days after it that are open still.
        before: those of the days before it, with their stories.

    Returns:
        For each report of the day its story, which is named by its first report.
    """
    earlier = sorted(before, key=lambda pair: _order(pair[0]))
    pieces = [piece for piece, _ in earlier]
    pieces += sorted(day, key=_order) + sorted(after, key=_order)
    stories: list[str | None] = [story for _, story in earlier]
    stories += [None] * (len(day) + len(after))
    likeness = Likeness.of([piece.words for piece in pieces])
    ours = {piece.key for piece in day}
    found: dict[str, str] = {}
    for members in group(likeness, stories):
        known = next((stories[member] for member in members if stories[member] is not None), None)
        name = known or pieces[members[0]].key
        found.update({pieces[member].key: name for member in members if pieces[member].key in ours})
    return found


def _order(piece: Piece) -> tuple[date, str]:
    return (piece.published or date.min, piece.key)


def stream(pieces: Iterable[Piece], waiting: int) -> Iterator[tuple[str, str]]:
    """Group reports that come one after the other and have no days.

    The reports that have come are grouped anew with each; a report's story stands when so many more have come. The
    name of a story stays with the group that holds most of it.

    Args:
        pieces: the reports in their order.
        waiting: how many reports have to come before one is settled.

    Yields:
        Key and story of each report, in their order.
    """
    likeness = Likeness()
    keys: list[str] = []
    named: list[str] = []
    groups: list[list[int]] = []
    for piece in pieces:
        likeness.add(piece.words)
        keys.append(piece.key)
        groups = group(likeness, [None] * len(keys))
        if len(keys) > waiting:
            named.append(_name(len(named), groups, named, keys))
            yield keys[len(named) - 1], named[-1]
    while len(named) < len(keys):
        named.append(_name(len(named), groups, named, keys))
        yield keys[len(named) - 1], named[-1]


def _name(number: int, groups: Sequence[Sequence[int]], named: Sequence[str], keys: Sequence[str]) -> str:
    """Name the story of a report: as those of its group, where no other group holds more of that story."""
    counts = [Counter(named[member] for member in members if member < len(named)) for members in groups]
    mine = next(count for count, members in zip(counts, groups, strict=True) if number in members)
    for story, held in mine.most_common():
        if all(count[story] <= held for count in counts):
            return story
    return keys[number]
