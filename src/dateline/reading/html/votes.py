"""Who says that a block belongs to the article: trafilatura, and the text that linked data give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, Final

from dateline.reading.html.blocks import Block

_WORD: Final = re.compile(r"\w+")
_EMPTIED: Final = (
    "script",
    "style",
    "svg",
    "noscript",
    "iframe",
    "template",
    "nav",
    "footer",
    "head",
    "button",
    "select",
    "video",
    "source",
)
"""What never holds an article, and costs a voter time."""
_MOST: Final = 60_000
"""Words of one voter's text that are looked at."""

Voices = tuple[frozenset[int], frozenset[tuple[str, ...]]]
"""What a voter's text is made of: its runs of four words, and its short lines."""


def tokens(text: str) -> list[str]:
    """Return the words of a text without case."""
    return _WORD.findall(text.casefold())


def voice(lines: Iterable[str]) -> Voices:
    """Take a voter's text apart."""
    quads: set[int] = set()
    short: set[tuple[str, ...]] = set()
    left = _MOST
    for line in lines:
        words = tokens(line)[:left]
        left -= len(words)
        short.add(tuple(words[:8]) if len(words) < 8 else ())
        quads.update(grams(words))
    return frozenset(quads), frozenset(short)


def grams(words: Sequence[str]) -> list[int]:
    """Return what each four words in a row make, as hashes; fewer make none."""
    return [hash(four) for four in zip(words, words[1:], words[2:], words[3:], strict=False)]


def share(words: Sequence[str], voices: Voices) -> float:
    """Say how much of a block a voter keeps, from 0 to 1.

    Args:
        words: the block's words.
        voices: the voter's text. A block of fewer than four words must be one of its lines.
    """
    quads = grams(words)
    if not quads:
        return float(tuple(words) in voices[1])
    return sum(quad in voices[0] for quad in quads) / len(quads)


def votes(blocks: Sequence[Block], voters: Sequence[Voices]) -> list[float]:
    """Return how much of each block the most favourable voter keeps."""
    found: list[float] = []
    for block in blocks:
        words = tokens(block.words)
        found.append(max((share(words, voices) for voices in voters), default=0.0) if words else 0.0)
    return found


def trafilatura(tree: Any) -> list[str]:
    """Return the lines that trafilatura keeps of a page; the tree is not changed."""
    import logging

    from lxml import etree
    from trafilatura import bare_extraction

    # What it finds odd about a page is of no use to a reader of news.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    light = copy(tree)
    etree.strip_elements(light, *_EMPTIED, with_tail=False)
    found: Any = bare_extraction(light, fast=True, include_comments=False, include_tables=False)
    return [line.strip(" -") for line in (found.text or "").splitlines()] if found is not None else []
