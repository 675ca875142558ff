"""States of mind: "the envoys were doubtful that the truce would hold"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import name_span, subject_of, trim
from dateline.find.statements.stance import NEGATED, is_negated
from dateline.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def adjective_statement(layout: Layout, adjective: Token, stance: Stance) -> Found | None:
    """Return what somebody is sure of, afraid of or in doubt about.

    Args:
        layout: the passage.
        adjective: a predicate adjective.
        stance: its stance, from the table of cues.
    """
    doc, index = layout.doc, layout.passage.index
    verb = adjective.head
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or subject.lower_ in ("it", "this", "that", "which", "you"):
        return None
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        frame, first = "", 0
        if child.dep_ == "ccomp" and child.left_edge.i == adjective.i + 1:
            frame, first = "clause", child.left_edge.i
        elif child.dep_ == "prep" and child.lower_ in ("about", "of"):
            frame, first = child.lower_, child.i + 1
        if not frame or child.right_edge.i + 1 <= first:
            continue
        low, high = layout.units[layout.unit_at[adjective.i]]
        if not low <= first < high:
            return None
        a, b = trim(doc, first, min(child.right_edge.i + 1, high))
        x, y = name_span(subject, low, verb.i)
        negated = is_negated(verb)
        return Found(
            passage=index,
            pieces=[(index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))],
            stance=NEGATED[stance] if negated else stance,
            frame="adjective_" + frame,
            rule="state of mind",
            verb=adjective.i,
            cue=(verb.idx, adjective.idx + len(adjective)),
            speaker=(index, doc[x].idx, doc[y - 1].idx + len(doc[y - 1])),
            negated=negated,
            confidence=0.6,
        )
    return None
