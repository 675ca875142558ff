"""Single sentences as passages, for the sheets that give sentences instead of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.config import Settings
from dateline.find.syntax import Passage, load_pipeline
from dateline.model import Span, Zone

if TYPE_CHECKING:
    from spacy.tokens import Doc


def passage_of(text: str, doc: Doc, index: int = 0) -> Passage:
    """Wrap a parsed sentence as a passage."""
    zone = Zone("body", Span(0, len(text), text), "sheet")
    return Passage(index, zone, text, doc, range(len(text) + 1), range(1, len(text) + 2))


def passages(rows: Iterable[dict[str, Any]]) -> Iterator[Passage]:
    """Parse the rows' sentences, one passage each."""
    rows = list(rows)
    nlp = load_pipeline(Settings().pipeline)
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        yield passage_of(row["text"], doc)
