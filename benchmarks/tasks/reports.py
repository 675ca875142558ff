"""Whole scraped reports: zones, metadata, statements, claims, events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.config import Settings
from dateline.model import Report
from dateline.pipeline import Reader
from tasks import shapes


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read each report; its record in the sheet's shape."""
    reader = Reader(Settings())
    for row in rows:
        yield {"id": row["id"], **record(reader.read(row["text"], published=row.get("published")))}


def record(report: Report) -> dict[str, Any]:
    """Give a report the sheet's shape."""
    document = report.document
    actors = {actor.id: actor for actor in report.actors}
    return {
        "published": document.published.date if document.published else None,
        "dateline": document.dateline.words if document.dateline else None,
        "headline": document.headline.words if document.headline else None,
        "bylines": [name.words for name in document.bylines],
        "zones": [
            {"kind": zone.kind, "start": zone.span.start, "end": zone.span.end} for zone in document.zones
        ],
        "quotes": [shapes.quote(value) for value in report.statements],
        "claims": [shapes.claim(value, actors, document.text) for value in report.claims],
        "events": shapes.events(report),
    }
