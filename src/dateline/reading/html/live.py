"""Live blogs: a page of entries, each with a time of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dateline.reading.html.article import KEPT, is_prose
from dateline.reading.html.blocks import Block, Outline
from dateline.structure import dates

MARKS: Final = " :–—|-"
"""What stands between the time of an entry and its words."""
_FEWEST: Final = 3
"""Entries that make a live blog."""
_LONGEST: Final = 90
"""Characters of a line that is nothing but the time of an entry and who wrote it."""
_FOREIGN: Final = frozenset({"foreign", "hidden"})
_DIGIT: Final = re.compile(r"\d")
_OPENING: Final = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:[ap]\.?m\.?|Uhr|hrs?|h))?(?=\s?[:–—|-]|\s|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live blog.

    Attributes:
        first: number of its first block.
        last: number of its last block.
        published: when it was published: ISO 8601 where the page says so, else the time as printed.
        headline: its headline, or empty.
        fragment: the id of its element, by which an address points to it, or empty.
    """

    first: int
    last: int
    published: str
    headline: str = ""
    fragment: str = ""


def entries(outline: Outline, votes: Sequence[float]) -> tuple[Entry, ...]:
    """Split a page into timed entries.

    The lines that hold a time are looked for, then the element whose children hold one each. Where times and
    text are children of one element, an entry goes from one time to the next.

    Args:
        outline: the page.
        votes: how much of each block a voter keeps; what voters keep outside the entries must be less.

    Returns:
        The entries in the order of the page; none if it is no live blog.
    """
    times = dict(_times(outline))
    if len(times) < _FEWEST:
        return ()
    parent = _parent(outline, list(times))
    if parent < 0:
        return ()
    found = list(_split(outline, parent, times))
    told = [entry for entry in found if _prose(outline, entry)]
    if len({entry.published for entry in told}) < _FEWEST:
        return ()
    inside = sum(_prose(outline, entry) for entry in told)
    held = {number for entry in told for number in range(entry.first, entry.last + 1)}
    beside = sum(
        len(block.words)
        for number, block in enumerate(outline.blocks)
        if votes[number] >= KEPT and number not in held and is_prose(block.words)
    )
    return tuple(told) if inside > beside and _is_kept(outline, votes, told) else ()


def opening(words: str) -> int:
    """Return the length of the time of day that opens an entry in the line of its text, 0 if none does."""
    match = _OPENING.match(words)
    return match.end() if match else 0


def _is_kept(outline: Outline, votes: Sequence[float], found: Sequence[Entry]) -> bool:
    """Say whether voters keep entries as part of the article, or the page calls them entries."""
    blocks = [number for entry in found for number in range(entry.first, entry.last + 1)]
    prose = [number for number in blocks if is_prose(outline.blocks[number].words)]
    kept = sum(votes[number] >= KEPT for number in prose)
    return 3 * kept >= len(prose) or any("entry" in outline.blocks[number].roles() for number in prose)


def _times(outline: Outline) -> Iterator[tuple[int, str]]:
    """Yield the blocks that bear the time of an entry, with the time."""
    stamped = _stamped(outline)
    for number, block in enumerate(outline.blocks):
        if not _FOREIGN.isdisjoint(block.roles(inside=0)) or block.level == 1:
            continue
        words = block.words
        short = len(words) <= _LONGEST
        if number in stamped and short:
            yield number, stamped[number]
        elif short and _DIGIT.search(words) and (dates.is_clock(words) or dates.is_date_line(words)):
            yield number, words
        elif opening := _OPENING.match(words):
            yield number, opening.group()


def _stamped(outline: Outline) -> dict[int, str]:
    """Return the blocks that hold a `<time>` with its moment, and the moment."""
    first: dict[int, int] = {}
    for number, block in enumerate(outline.blocks):
        first.setdefault(block.index, number)
    found: dict[int, str] = {}
    for index, element in enumerate(outline.elements):
        moment = (element.get("datetime") or "").strip() if element.tag == "time" else ""
        holder = next((i for i in outline.around(index) if i in first), -1) if moment else -1
        if holder >= 0:
            found.setdefault(first[holder], moment[:40])
    return found


def _parent(outline: Outline, numbers: Sequence[int]) -> int:
    """Find the element below which most neighbouring times part ways."""
    parted: Counter[int] = Counter()
    for one, other in pairwise(numbers):
        low, high = outline.blocks[one].index, outline.blocks[other].index
        parted[next(i for i in outline.around(low) if i <= high <= outline.ends[i])] += 1
    index, count = parted.most_common(1)[0]
    return index if count >= _FEWEST - 1 else -1


def _split(outline: Outline, parent: int, times: dict[int, str]) -> Iterator[Entry]:
    """Yield the stretches of blocks that begin with a time."""
    inside = [number for number, block in enumerate(outline.blocks) if outline.holds(parent, block)]
    own = {number: _child(outline, parent, outline.blocks[number]) for number in inside}
    starts: list[tuple[int, int]] = []
    seen: set[int] = set()
    for number in inside:
        if number in times and own[number] not in seen:
            seen.add(own[number])
            starts.append((_begin(outline, number, own), number))
    ends = [start for start, _ in starts[1:]] + [inside[-1] + 1]
    for (start, stamp), following in zip(starts, ends, strict=True):
        yield _entry(outline, start, stamp, max(stamp, following - 1), own, times)


def _begin(outline: Outline, number: int, own: dict[int, int]) -> int:
    """Step back from a time to the head of its entry: its element's first block, or a heading above it."""
    start = number
    while start - 1 in own and (
        own[start - 1] == own[number]
        or (outline.blocks[start - 1].level and own[number] != own.get(number + 1))
    ):
        start -= 1
        if own[start] != own[number]:
            break
    return start


def _child(outline: Outline, parent: int, block: Block) -> int:
    """Return the number of the parent's child that a block stands in."""
    last = parent
    for index in outline.around(block.index):
        if index == parent:
            break
        last = index
    return last


def _entry(
    outline: Outline, start: int, stamp: int, last: int, own: dict[int, int], times: dict[int, str]
) -> Entry:
    if own[stamp] in (own.get(stamp - 1), own.get(stamp + 1)):
        # What follows the element of an entry belongs to none: an advertisement, a button.
        last = max(number for number in range(stamp, last + 1) if own[number] == own[stamp])
    heads = [
        outline.blocks[n].words for n in range(start, min(last, start + 4) + 1) if outline.blocks[n].level
    ]
    return Entry(start, last, times[stamp], heads[0] if heads else "", _fragment(outline, own[stamp]))


def _fragment(outline: Outline, index: int) -> str:
    element = outline.elements[index]
    return (element.get("id") or element.get("data-id") or "").strip()[:200]


def _prose(outline: Outline, entry: Entry) -> int:
    blocks = outline.blocks[entry.first : entry.last + 1]
    return sum(len(block.words) for block in blocks if is_prose(block.words) and block.linked < 0.5)
