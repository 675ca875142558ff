"""Events and statements of whole articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dateline
from tasks import shapes


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read each article; its events and statements in the sheet's shape."""
    for row in rows:
        report = dateline.read(row["text"], published=row.get("published"))
        actors = {actor.id: actor for actor in report.actors}
        yield {
            "id": row["id"],
            "events": shapes.events(report),
            "statements": [shapes.statement(value, actors) for value in report.statements],
        }
