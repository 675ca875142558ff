"""Coordinates of given toponyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.config import Settings
from dateline.find.places.finder import place_spans
from dateline.find.syntax import load_pipeline, parse
from dateline.model import Span
from dateline.resolve.places.gazetteer import load
from tasks.places import answer, document_of


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answer each row with a place for each of its spans."""
    nlp = load_pipeline(Settings().pipeline)
    gazetteer = load()
    for row in rows:
        document = document_of(row)
        spans = [Span(start, end, row["text"][start:end]) for start, end in row["spans"]]
        places = place_spans(spans, parse(document, nlp), document, gazetteer)
        yield {"id": row["id"], "toponyms": [answer(place) for place in places]}
