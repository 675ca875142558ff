"""Long passages cut to what a list has room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_WINDOW: Final = 320
"""Characters of a passage that are shown."""


def window(words: str, matched: Sequence[str], width: int = _WINDOW) -> str:
    """Return the part of a passage around the first words that fit, cut between words.

    Args:
        words: the passage.
        matched: the words that fit, as they stand there.
        width: most characters.
    """
    if len(words) <= width:
        return words
    places = [place for place in (words.find(one) for one in matched if one) if place >= 0]
    first = max(0, min(places, default=0) - width // 3)
    first = words.rfind(" ", 0, first) + 1 if first else 0
    last = words.rfind(" ", first, first + width) if first + width < len(words) else len(words)
    last = last if last > first else first + width
    return f"{'… ' if first else ''}{words[first:last]}{' …' if last < len(words) else ''}"
