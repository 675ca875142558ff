"""Zones: every line of a report typed by its words, its place and its neighbours."""

from __future__ import annotations

from dateline.model import Span, Zone
from dateline.structure import body, header
from dateline.structure.parts import split_text


def find(text: str, title: str = "") -> tuple[Zone, ...]:
    """Type the lines of a text.

    Three passes: each line by its own words (`furniture.verdict`), then what stands above the body
    (`header`), then the body and what follows it (`body`).

    Args:
        text: the whole text of a report, as scraped, saved or received.
        title: the title, where metadata give one.

    Returns:
        Zones that do not overlap and together hold every character that is not blank.
    """
    parts = split_text(text)
    body.settle(parts, header.settle(parts, title))
    return tuple(
        Zone(part.kind or "furniture", Span(part.start, part.end, part.words), part.rule) for part in parts
    )
