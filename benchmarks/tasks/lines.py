"""Line typing: which lines of a scraped page belong to the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from dateline.structure.zones import find

KEEP: Final = frozenset({"body", "deck", "subhead", "dateline"})


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Say for every line that is not blank whether it is kept."""
    for row in rows:
        kept = []
        text = "\n".join(row["lines"])
        inside = bytearray(len(text) + 1)
        for zone in find(text):
            # A dateline stands in the paragraph it opens.
            if zone.kind in KEEP and zone.rule not in {"reporting-from", "place-in-line"}:
                inside[zone.span.start : zone.span.end] = b"\1" * len(zone.span)
        position = 0
        for line in row["lines"]:
            if line:
                share = sum(inside[position : position + len(line)])
                kept.append(2 * share > len(line.strip()))
            position += len(line) + 1
        yield {"id": row["id"], "keep": kept}
