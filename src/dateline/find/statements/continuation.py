"""Continuation: quotations without a cue of their own, which go on with the speaker named before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.find.statements.attribution import attributed
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import Piece, quotation_piece, tokens_piece
from dateline.find.statements.quotecues import cue_before, speech_at
from dateline.find.statements.speakers import name_span, subject_of

_HEADING: Final = 10
"""Words from which a paragraph in capitals is no heading."""
_NO_SOURCE: Final = frozenset({"i", "you", "it", "this", "that", "which", "nobody", "none"})
"""Subjects after which a quotation without a cue is nobody's in particular."""


@dataclass(slots=True)
class Thread:
    """What one paragraph leaves to the next.

    Attributes:
        last: the statement that the paragraph ended with.
        awaiting: a cue whose quotation begins in the next paragraph ("She said:").
        told: who spoke in the paragraph's last sentence, where that has no quotation of its own.
        carried: quotations that run on into the next paragraph before anybody is named.
    """

    last: Found | None = None
    awaiting: Found | None = None
    told: Piece | None = None
    carried: list[Piece] = field(default_factory=list)


def continued(layout: Layout, pending: Sequence[int], source: Piece) -> Found:
    """Make the statement of quotations alone in their sentence, which go on with the speaker before.

    Args:
        layout: the passage.
        pending: the quotations.
        source: who speaks.
    """
    return Found(
        passage=layout.passage.index,
        pieces=[quotation_piece(layout, k) for k in pending],
        stance="asserts",
        frame="quote",
        rule="quotation continued",
        elsewhere=source,
        confidence=0.6,
    )


def left_over(layout: Layout, pending: Sequence[int], thread: Thread) -> Found | None:
    """Deal with a paragraph that is a quotation and names nobody.

    Args:
        layout: the paragraph.
        pending: its quotations.
        thread: what the paragraph before left; a quotation that stays open is carried on in it.

    Returns:
        The statement that goes on with the speaker of the paragraph before, if it has one.
    """
    if not layout.quotations[pending[-1]].closed:
        thread.carried += [quotation_piece(layout, k) for k in pending]
        return None
    thread.carried = []
    if _is_heading(layout):
        return None
    last = thread.last
    source = thread.told if last is None else last.speaker or last.elsewhere
    if source is None or layout.passage.zone.kind != "body":
        return None
    return continued(layout, pending, source)


def _is_heading(layout: Layout) -> bool:
    """Say whether a paragraph is a heading in quotation marks (“All Bets Are Off”), not somebody's words."""
    words = [word.strip("“”‘’\"'.,!?") for word in layout.text.split()]
    capitals = [word[:1].isupper() for word in words if word]
    return (
        len(words) < _HEADING and sum(capitals[1:]) > 1 and all(w[0].isupper() for w in words if len(w) > 3)
    )


def source_of(layout: Layout, first: int, end: int) -> Piece | None:
    """Return who says something in a sentence without quotations, if its main verb is one of saying.

    Args:
        layout: the passage.
        first: first token of the sentence.
        end: past its last token.
    """
    doc, quoted = layout.doc, layout.quoted
    if any(quoted[i] >= 0 for i in range(first, end)) and not any(
        quoted[i] < 0 and doc[i].dep_ == "ROOT" for i in range(first, end)
    ):
        return None
    for i in range(first, end):
        verb = doc[i]
        if verb.dep_ not in ("ROOT", "parataxis") or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        if speech_at(layout, i) is None:
            continue
        subject = subject_of(verb)
        if subject is None or not first <= subject.i < end or subject.lower_ in _NO_SOURCE:
            return None
        within = (first, verb.i) if subject.i < verb.i else (i + 1, end)
        return tokens_piece(layout, *name_span(subject, *within))
    return None


def announced(layout: Layout) -> Found | None:
    """Return the cue of a paragraph that ends with "she said:" and so announces the quotation of the next."""
    doc = layout.doc
    end = len(doc)
    while end and doc[end - 1].is_space:
        end -= 1
    if end == 0 or doc[end - 1].text not in (":", ","):
        return None
    first = layout.units[-1][0]
    cue = cue_before(layout, first, end)
    return None if cue is None else attributed(layout, cue, [], first, end)
