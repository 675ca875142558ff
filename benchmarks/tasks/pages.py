"""Saved pages: the article's text, title, authors, day, deck and captions."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Carrier
from dateline.reading.load import load

TEXT: Final = frozenset({"deck", "dateline", "subhead", "body"})
"""What belongs to the article's running text."""


def predict(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer each page; one that dateline refuses has no text."""
    settings = Settings()
    for row in rows:
        data = gzip.decompress(Path(row["html"]).read_bytes())
        try:
            source = load(data, name="page.html", settings=settings, carrier=Carrier(url=row["url"] or ""))
        except DatelineError:
            yield {"id": row["id"]}
            continue
        zones = source.zones or ()
        yield {
            "id": row["id"],
            "text": "\n".join(zone.span.words for zone in zones if zone.kind in TEXT),
            "title": source.title,
            "authors": list(source.authors),
            "date": source.published,
            "summary": [zone.span.words for zone in zones if zone.kind == "deck"],
            "captions": [zone.span.words for zone in zones if zone.kind == "caption"],
        }
