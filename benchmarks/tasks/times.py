"""Task `times`: TIMEX3 expressions of a news text, in the conventions of the TempEval sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.config import Settings
from dateline.find.syntax import load_pipeline, parse
from dateline.find.times.tagger import find_points
from dateline.model import Document, Published, Span, When, Zone, document_id

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def document_of(row: dict[str, Any]) -> Document:
    """Make a document of body paragraphs, published at the sheet's document creation time."""
    text = row["text"]
    zones = tuple(
        Zone("body", Span(match.start(), match.end(), match.group()), "task")
        for match in _PARAGRAPH.finditer(text)
    )
    published = Published(row["dct"][:10]) if row.get("dct") else None
    return Document(id=document_id(text), text=text, zones=zones, published=published)


def timex_of(when: When) -> dict[str, Any] | None:
    """Write a time expression as the sheet does: no UTC offset in a value."""
    if when.span is None:
        return None
    value = re.sub(r"(T\d\d:\d\d(?::\d\d)?)(?:Z|[+-]\d\d:\d\d)$", r"\1", when.value)
    return {"start": when.span.start, "end": when.span.end, "type": when.type, "value": value}


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer every row with its time expressions."""
    nlp = load_pipeline(Settings().pipeline)
    for row in rows:
        document = document_of(row)
        times = find_points(parse(document, nlp), document.published)
        yield {"id": row["id"], "timexes": [timex for when in times if (timex := timex_of(when))]}
