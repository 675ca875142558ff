"""Pieces of a report: the characters that a quotation or a run of tokens takes up in its passage."""

from __future__ import annotations

from dateline.find.statements.layout import Layout

Piece = tuple[int, int, int]
"""A passage, the first character, past the last."""


def quotation_piece(layout: Layout, index: int) -> Piece:
    """Return the words of a quotation, without its marks."""
    quotation = layout.quotations[index]
    return layout.passage.index, quotation.start, quotation.end


def tokens_piece(layout: Layout, first: int, past: int) -> Piece:
    """Return the characters from one token to the one before another."""
    doc = layout.doc
    return layout.passage.index, doc[first].idx, doc[past - 1].idx + len(doc[past - 1])
