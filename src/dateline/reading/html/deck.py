"""The deck: the lines between headline and running text that say in brief what the report says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.reading.html.article import is_prose
from dateline.reading.html.blocks import Block
from dateline.reading.html.votes import tokens

_LONGEST: Final = 700
_NOT: Final = frozenset({"caption", "furniture", "foreign", "hidden", "figure"})
_SHARED: Final = 0.85


def is_deck(block: Block, roles: frozenset[str], descriptions: Sequence[Sequence[str]]) -> bool:
    """Say whether a block above the running text is a deck by its element or by the page's metadata.

    Args:
        block: a block between the headline and the article's first paragraph.
        roles: what the elements around it inside the article are for.
        descriptions: the descriptions that metadata give, as words.
    """
    if len(block.words) > _LONGEST or block.linked > 0.6 or block.level == 1 or len(block.words.split()) < 3:
        return False
    if "deck" in roles and not (_NOT - {"figure"}) & roles and not ({"byline", "date"} & roles):
        return True
    # What the page's own description says is no teaser of another report, whatever its element is called.
    return not (_NOT - {"furniture"}) & roles and described(block, descriptions)


def described(block: Block, descriptions: Sequence[Sequence[str]]) -> bool:
    """Say whether a block is what metadata give as the page's description, or a good part of it."""
    words = tokens(block.words)
    if len(words) < 4:
        return False
    for description in descriptions:
        shorter = min(len(words), len(description))
        if (
            shorter >= 5
            and sum(a == b for a, b in zip(words, description, strict=False)) >= _SHARED * shorter
        ):
            return shorter >= 0.6 * len(words)
        # One of several sentences or bullets.
        if len(words) < len(description) and " ".join(words) in " ".join(description):
            return True
    return False


def may_be_deck(block: Block, roles: frozenset[str], *, signed: bool, near: bool) -> bool:
    """Say whether a block can be a deck by its place alone: under the headline, above author and date.

    Args:
        block: the block.
        roles: what the elements around it inside the article are for.
        signed: author or date stand between it and the running text.
        near: it stands right below the headline, or one line further down.
    """
    if _NOT & roles or {"byline", "date"} & roles or block.linked > 0.3 or len(block.words) > _LONGEST:
        return False
    if 2 <= block.level <= 4:
        return len(block.words.split()) >= 5
    return signed and (is_prose(block.words) or (near and len(block.words.split()) >= 5))
