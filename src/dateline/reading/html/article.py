"""Where on a page the article is: the element that holds its running text, and the headline above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.reading.html.blocks import Block, Outline
from dateline.reading.html.votes import share, tokens, voice

KEPT: Final = 0.6
"""Share of a block's words that a voter must keep for its vote."""
_HELD: Final = 0.85
"""Share of the running text that the article's element holds."""
_MISNAMED: Final = 0.25
"""Share of the running text above which a name that says furniture cannot be right."""
_WRAPPED: Final = 0.6
"""Share of a page's words from which an element is the page's wrapper."""
_MOST_TITLES: Final = 12
_MOST_RIVALS: Final = 50
"""Headlines beside the article's own that are looked at."""
_LEAST: Final = 250
"""Characters of running text below which an element is no article of its own."""
_WHOLE: Final = frozenset({"html", "body", "main", "article"})
_SENTENCE: Final = re.compile(r"[.!?:;…。！？।][\"”’»)\]]*$")
_ASIDE: Final = frozenset({"furniture", "caption", "hidden", "aside", "foreign"})
_NEVER: Final = frozenset({"hidden", "foreign"})


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a page that is the article.

    Attributes:
        container: number of the element that holds the running text.
        frame: number of the element that holds both headline and running text.
        headline: number of the block that is the headline, or -1.
        first: number of the first block that a voter keeps.
        last: number of the last one.
        votes: how much of each block a voter keeps.
        misnamed: names of elements (their class and id) that say something that cannot be right.
    """

    container: int
    frame: int
    headline: int
    first: int
    last: int
    votes: Sequence[float]
    misnamed: frozenset[int]

    def roles(self, block: Block) -> frozenset[str]:
        """Return what the elements between the article's own and a block's words are for."""
        outer = self.container if self.container <= block.index else self.frame
        return frozenset(role for role, index in block.marks if index > outer and index not in self.misnamed)


def is_prose(words: str) -> bool:
    """Say whether words are running text: long, or closed like a sentence."""
    closed = bool(_SENTENCE.search(words[-6:]))
    blanks = words.count(" ")
    wide = not words.isascii() and len(words) > 25
    return (len(words) >= 140 and (blanks >= 14 or wide)) or (closed and (blanks >= 4 or wide))


def find(
    outline: Outline, votes: Sequence[float], titles: Sequence[str], heading: Any = None
) -> Region | None:
    """Find the article.

    Args:
        outline: the page.
        votes: how much of each block a voter keeps.
        titles: titles that metadata give, the surest first.
        heading: the element of the headline, if metadata were found to print it.

    Returns:
        The article's place, or `None` if no block is running text.
    """
    sizes = outline.sizes()
    weights = [
        len(block.words)
        if vote >= KEPT
        and block.linked < 0.7
        and is_prose(block.words)
        and not _is_foreign(outline, block, sizes)
        else 0
        for block, vote in zip(outline.blocks, votes, strict=True)
    ]
    weights = _shown(outline, weights)
    if not any(weights):
        weights = _own_weights(outline)
        votes = [float(weight > 0) for weight in weights]
    if not any(weights):
        return None
    container = _container(outline, weights)
    inside = [n for n, weight in enumerate(weights) if weight and outline.holds(container, outline.blocks[n])]
    first, last = inside[0], inside[-1]
    headline = _at(outline, heading, first)
    if headline < 0:
        headline = _headline(outline, titles, first)
    narrow = _narrowed(outline, weights, container, headline)
    if narrow != container:
        container = narrow
        inside = [n for n in inside if outline.holds(container, outline.blocks[n])]
        first, last = inside[0], inside[-1]
    frame = container
    if headline >= 0:
        above = outline.blocks[headline].index
        frame = next(i for i in outline.around(container) if i <= above <= outline.ends[i])
    return Region(container, frame, headline, first, last, votes, _misnamed(outline, weights, frame))


def _shown(outline: Outline, weights: list[int]) -> list[int]:
    """Leave out text that the page hides, unless it is the longer part: what a script or a paywall opens."""
    hidden = ["hidden" in block.roles() for block in outline.blocks]
    shown = [0 if away else weight for weight, away in zip(weights, hidden, strict=True)]
    if shown == weights:
        return shown
    seen = voice(block.words for block, away in zip(outline.blocks, hidden, strict=True) if not away)
    more = sum(
        weight
        for block, weight, away in zip(outline.blocks, weights, hidden, strict=True)
        if away and weight and share(tokens(block.words), seen) < KEPT
    )
    return shown if more <= sum(shown) else weights


def _is_foreign(outline: Outline, block: Block, sizes: Sequence[int]) -> bool:
    """Say whether a block stands in a message on cookies or among readers' comments."""
    # An element that holds most of the page only notes whether there are any.
    most = _WRAPPED * sizes[0]
    return any(
        role == "foreign" and outline.elements[index].tag not in _WHOLE and sizes[index] < most
        for role, index in block.marks
    )


def _narrowed(outline: Outline, weights: Sequence[int], container: int, headline: int) -> int:
    """Find the one article among several that a page strings together, each below a headline of its own.

    Returns:
        Number of the element of that article, or `container` where there is but one.
    """
    if headline < 0 or not outline.holds(container, outline.blocks[headline]):
        return container
    title = outline.blocks[headline]
    held = outline.summed(weights)
    others = [block.index for block in outline.blocks if block.level == title.level and block is not title]
    others = others[:_MOST_RIVALS]
    for index in outline.around(title.index):
        if index <= container:
            return container
        if held[index] < _LEAST:
            continue
        like = _name(outline, index)
        for other in others:
            rival = next(
                (i for i in outline.around(other) if outline.parents[i] == outline.parents[index]), -1
            )
            if rival > index and _name(outline, rival) == like and held[rival] >= _LEAST:
                return index
    return container


def _name(outline: Outline, index: int) -> tuple[str, str]:
    element = outline.elements[index]
    return element.tag, element.get("class", "")


def _own_weights(outline: Outline) -> list[int]:
    """Weigh running text by itself, where no voter found any: what is called an article's text, else all."""
    plain = [
        len(block.words)
        if block.linked < 0.3 and is_prose(block.words) and _ASIDE.isdisjoint(block.roles(inside=0))
        else 0
        for block in outline.blocks
    ]
    named = [
        weight if not {"body", "article"}.isdisjoint(block.roles()) else 0
        for block, weight in zip(outline.blocks, plain, strict=True)
    ]
    return named if sum(named) > 200 else plain


def _container(outline: Outline, weights: Sequence[int]) -> int:
    """Find the innermost element that holds most of the running text."""
    held = outline.summed(weights)
    enough = _HELD * held[0]
    return max(index for index, weight in enumerate(held) if weight >= enough)


def _misnamed(outline: Outline, weights: Sequence[int], frame: int) -> frozenset[int]:
    """Find the elements whose names say furniture though much of the running text stands in their like."""
    names: dict[tuple[str, str], set[int]] = {}
    sums: dict[tuple[str, str], int] = {}
    for block, weight in zip(outline.blocks, weights, strict=True):
        for index in {index for role, index in block.marks if index > frame and role in _ASIDE - _NEVER}:
            name = _name(outline, index)
            names.setdefault(name, set()).add(index)
            sums[name] = sums.get(name, 0) + weight
    most = _MISNAMED * sum(weights)
    found = {index for name, indices in names.items() if sums[name] > most for index in indices}
    rest = sum(
        weight
        for block, weight in zip(outline.blocks, weights, strict=True)
        if any(
            index > frame and role in _ASIDE - _NEVER and index not in found for role, index in block.marks
        )
    )
    # Where each paragraph has a name of its own, no name alone stands for much.
    return frozenset(found if rest < sum(weights) / 2 else set().union(*names.values()))


def _at(outline: Outline, heading: Any, first: int) -> int:
    """Return the number of the block that an element holds, -1 if there is none above the text."""
    index = next((at for at, element in enumerate(outline.elements) if element is heading), -1)
    if index < 0:
        return -1
    above = enumerate(outline.blocks[:first])
    return next((number for number, block in above if outline.holds(index, block)), -1)


def _headline(outline: Outline, titles: Sequence[str], first: int) -> int:
    """Find the headline among the blocks: what metadata say the title is, else the last `h1` above the text."""
    best, points = -1, 0.0
    keys = [set(tokens(title)) for title in titles[:_MOST_TITLES] if title]
    for number, block in enumerate(outline.blocks[: first + 1]):
        if len(block.words) > 400 or (number == first and not block.level):
            continue
        own = set(tokens(block.words))
        like = max((_likeness(own, key) for key in keys), default=0.0)
        score = like + (0.35 if block.level == 1 else 0.1 if block.level else 0.0)
        if "furniture" in block.roles():
            score -= 0.15
        if score >= max(points, 0.35) and (like >= 0.5 or block.level == 1):
            best, points = number, score
    return best


def _likeness(own: set[str], title: set[str]) -> float:
    """Say how alike two titles are; the name of a paper behind one of them costs little."""
    if not own or not title:
        return 0.0
    return len(own & title) / max(len(own), 0.7 * len(title))
