"""Zones: every line of a report typed by its words, its place and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.model import Span, Zone
from dateline.structure import body, header
from dateline.structure.parts import Part, split_text
from dateline.structure.scoring import revision, weights

LONGEST: Final = 10_000
"""Characters above which a paragraph is cut: the parser's memory grows with each piece it is given."""
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’')\]]{0,3}\s+(?=[\"“‘'(]{0,2}[A-Z])")


def find(text: str, title: str = "") -> tuple[Zone, ...]:
    """Type the lines of a text.

    Three passes of rules: each line by its own words (`furniture.verdict`), then what stands above the body
    (`header`), then the body and what follows it (`body`). A learned score looks again at what they could tell
    by nothing but form and place (`scoring`), where its weights are installed.

    Args:
        text: the whole text of a report, as scraped, saved or received.
        title: the title, where metadata give one.

    Returns:
        Zones that do not overlap and together hold every character that is not blank. A paragraph of more
        than `LONGEST` characters becomes several zones.
    """
    parts = settled(text, title)
    score = weights.load()
    if score is not None:
        revision.revise(parts, score)
    return tuple(
        Zone(part.kind or "furniture", span, part.rule)
        for part in parts
        for span in pieces(Span(part.start, part.end, part.words))
    )


def settled(text: str, title: str = "") -> list[Part]:
    """Split a text into parts and type them by the rules.

    Args:
        text: the whole text of a report.
        title: the title, where metadata give one.
    """
    parts = split_text(text)
    body.settle(parts, header.settle(parts, title))
    return parts


def pieces(paragraph: Span) -> Iterator[Span]:
    """Cut a paragraph of more than `LONGEST` characters: after a sentence, else between words, else anywhere."""
    words, start = paragraph.words, 0
    while len(words) - start > LONGEST:
        window = words[start : start + LONGEST]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        cut = start + (ends[-1] if ends else window.rfind(" ") + 1 or LONGEST)
        piece = _trimmed(paragraph, start, cut)
        if len(piece):
            yield piece
        start = cut
    yield _trimmed(paragraph, start, len(words))


def _trimmed(paragraph: Span, start: int, end: int) -> Span:
    """Return a part of a paragraph without the blanks at its ends."""
    words = paragraph.words[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(paragraph.start + start, paragraph.start + start + len(words), words)
