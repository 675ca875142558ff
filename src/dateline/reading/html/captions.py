"""Captions and credits of pictures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from dateline.reading.html.blocks import Block, Outline

_LONGEST: Final = 250
_BESIDE: Final = 100
"""Characters beside a caption in the element that holds the picture: a credit, a button."""
_OTHER: Final = frozenset({"quote", "table", "embed"})


def is_caption(block: Block, roles: frozenset[str], kept: float) -> bool:
    """Say whether a block is the caption or credit of a picture.

    Args:
        block: the block.
        roles: what the elements around it inside the article are for.
        kept: how much of it a voter keeps.
    """
    if block.level:
        return False
    if "caption" in roles:
        return True
    # Templates put quotations, tables and messages into figures, too.
    return "figure" in roles and _OTHER.isdisjoint(roles) and kept < 1


def is_pictured(
    outline: Outline, block: Block, sizes: Sequence[int], pictures: Sequence[int], inside: int
) -> bool:
    """Say whether a short block shares a small element with a picture, and with little else.

    Args:
        outline: the page.
        block: the block.
        sizes: number of characters in each element.
        pictures: numbers of the elements that are pictures, in order.
        inside: number of the article's element.
    """
    if block.level or block.linked > 0.5 or len(block.words) > _LONGEST:
        return False
    for index in outline.around(block.index):
        if index <= inside or sizes[index] > _LONGEST + _BESIDE:
            return False
        at = bisect_left(pictures, index)
        if at < len(pictures) and pictures[at] <= outline.ends[index]:
            return True
    return False
