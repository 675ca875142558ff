"""Direct speech: the quotations of a report, attributed sentence by sentence and followed through paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.find.statements.attribution import attribute
from dateline.find.statements.continuation import Thread, announced, continued, left_over, source_of
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.phrases import is_turn
from dateline.find.statements.pieces import Piece, quotation_piece


def find_direct(layouts: Sequence[Layout]) -> list[Found]:
    """Find the statements in quotation marks.

    Args:
        layouts: the report's passages.

    Returns:
        The statements, with the quotations that follow without a cue of their own joined to them.
    """
    found: list[Found] = []
    thread = Thread()
    for layout in layouts:
        found.extend(_paragraph(layout, thread))
    return found


def _paragraph(layout: Layout, thread: Thread) -> list[Found]:
    """Find the statements that begin in a paragraph, and hand the thread on."""
    found: list[Found] = []
    current: Found | None = None
    pending: list[int] = []
    turn = is_turn(layout)
    units = layout.units if layout.quotations and not turn else ()
    told: Piece | None = None
    for first, end in units:
        statements, loose = attribute(layout, first, end)
        if (
            loose
            and told is not None
            and current is None
            and not thread.carried
            and not layout.quotations[loose[0]].resumed
        ):
            # "The mayor said she would stay. “Nobody asked me.”"
            current = continued(layout, [], told)
            found.append(current)
        told = None if loose or statements else source_of(layout, first, end)
        for index in loose:
            if current is None and not thread.carried and layout.quotations[index].resumed:
                current = thread.last
            if current is None and not thread.carried and thread.awaiting is not None:
                current = thread.awaiting
                found.append(current)
            if current is not None:
                current.pieces.append(quotation_piece(layout, index))
            else:
                pending.append(index)
        if statements:
            waiting = (quotation_piece(layout, k) for k in pending)
            statements[0].pieces[:0] = [*thread.carried, *waiting]
            thread.carried, pending = [], []
            found.extend(statements)
            current = statements[-1]
    if pending:
        current = left_over(layout, pending, thread)
        if current is not None:
            found.append(current)
    else:
        thread.carried = []
    thread.awaiting = announced(layout) if current is None or layout.doc[-1].text == ":" else None
    thread.last = current
    thread.told = None
    if current is None and not turn and layout.passage.zone.kind == "body" and layout.units:
        thread.told = told if layout.quotations else source_of(layout, *layout.units[-1])
    return found
