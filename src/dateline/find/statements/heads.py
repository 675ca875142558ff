"""Run-in heads: words in capitals that open a paragraph without belonging to its first sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout

_HEAD: Final = re.compile(r"(?:[A-Z][A-Z'’-]*[ \u00a0]){1,8}[A-Z][A-Z'’-]+[ \u00a0]+(?=[A-Z][a-z ]|[“\"‘])")
_LETTERS: Final = 10
"""Letters that a run of capitals needs to be a head, not an abbreviation before a name."""


def head_end(layout: Layout) -> int:
    """Return where the sentence begins after a head in capitals ("CHORUS OF ANGER The minister said"), or 0.

    Args:
        layout: a passage; the report's own letters count, since the parse may have undone the capitals.
    """
    passage = layout.passage
    if passage.zone.kind != "body" or not layout.text:
        return 0
    words = passage.span(0, min(120, len(layout.text))).words
    if not words[:2].isupper():
        return 0
    match = _HEAD.match(words)
    if match is None or sum(c.isalpha() for c in match.group()) < _LETTERS or len(match.group().split()) < 2:
        return 0
    return match.end() if passage.origin[match.end()] == passage.origin[0] + match.end() else 0


def past_head(found: Found, end: int, layout: Layout) -> Found:
    """Return a statement whose content and speaker do not begin in a run-in head.

    Args:
        found: the statement.
        end: where the sentence begins after the head.
        layout: its passage.
    """
    index = layout.passage.index
    pieces = [(p, max(a, end) if p == index else a, b) for p, a, b in found.pieces if p != index or b > end]
    speaker = found.speaker
    if speaker is not None and speaker[0] == index and speaker[1] < end:
        stop = speaker[2]
        if stop <= end and found.cue is not None and end < found.cue[0] < end + 80:
            # the parser took the head for the subject: the name stands between it and the cue
            stop = end + len(layout.text[end : found.cue[0]].rstrip(" ,"))
        speaker = (index, end, stop) if stop > end else None
    return replace(found, pieces=pieces or found.pieces, speaker=speaker)
