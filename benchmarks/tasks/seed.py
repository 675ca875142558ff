"""The founding report: statements and claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tasks.reports import predict as read_reports


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read the report as any other; the sheet asks for its statements and claims alone."""
    for answer in read_reports(rows):
        yield {name: answer[name] for name in ("id", "quotes", "claims")}
