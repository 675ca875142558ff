"""Toponyms of whole reports, with coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.config import Settings
from dateline.find.places.finder import find_places
from dateline.find.syntax import load_pipeline, parse
from dateline.model import Document, Place, Span, Zone, document_id
from dateline.resolve.places.gazetteer import load


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answer each row with the places found."""
    nlp = load_pipeline(Settings().pipeline)
    gazetteer = load()
    for row in rows:
        document = document_of(row)
        places = find_places(parse(document, nlp), document, gazetteer)
        yield {"id": row["id"], "toponyms": [answer(place) for place in places]}


def document_of(row: dict[str, Any]) -> Document:
    """Make a document of a row: one zone a paragraph."""
    text = row["text"]
    zones = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            zones.append(Zone("body", Span(position, position + len(line), line)))
        position += len(line) + 1
    return Document(id=document_id(text), text=text, zones=tuple(zones), url=row.get("source") or "")


def answer(place: Place) -> dict[str, Any]:
    """Write a place as the sheet wants it."""
    return {
        "start": place.span.start,
        "end": place.span.end,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "country": place.country,
    }
