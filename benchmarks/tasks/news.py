"""Events and statements of whole articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.config import Settings
from dateline.pipeline import Reader
from tasks import shapes


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read each article; its events and statements in the sheet's shape."""
    reader = Reader(Settings())
    for row in rows:
        report = reader.read(row["text"], published=row.get("published"))
        actors = {actor.id: actor for actor in report.actors}
        yield {
            "id": row["id"],
            "events": shapes.events(report),
            "statements": [shapes.statement(value, actors) for value in report.statements],
        }
