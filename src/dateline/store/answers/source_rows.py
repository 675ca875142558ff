"""What answers rest on: documents with publisher, day, headline, address, and every place that carried the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

# In the order of their days; carriers of the chosen documents alone are looked at.
_SOURCES: Final = """
WITH chosen AS (
    SELECT id, published, publisher, headline, url, language, version FROM documents
    WHERE id IN (SELECT unnest($documents::VARCHAR[]))
    ORDER BY published NULLS LAST, publisher, id LIMIT $limit
), carried AS (
    SELECT document,
        list([publisher, strftime(published, '%Y-%m-%d'), url] ORDER BY published NULLS LAST, publisher, url) AS places
    FROM carriers WHERE document IN (SELECT id FROM chosen) GROUP BY document
)
SELECT c.id, c.published, coalesce(c.publisher, ''), coalesce(c.headline, ''), coalesce(c.url, ''),
       coalesce(c.language, ''), c.version, k.places
FROM chosen c LEFT JOIN carried k ON k.document = c.id
ORDER BY c.published NULLS LAST, c.publisher, c.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRow:
    """A place where a text was found: publisher, day as ISO 8601 and address, each empty if not known."""

    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A document as it is cited.

    Attributes:
        id: its id.
        published: day of publication.
        publisher: name of the publisher, or empty.
        headline: its headline, or empty.
        url: its address, or empty.
        language: ISO 639-1.
        version: version of dateline that read it.
        carriers: every place where the same text was found; none where it is this one alone.
    """

    id: str
    published: date | None
    publisher: str
    headline: str
    url: str
    language: str
    version: str
    carriers: tuple[CarrierRow, ...] = ()


def sources(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[str], *, limit: int
) -> list[SourceRow]:
    """Return documents by day of publication.

    Args:
        connection: the store.
        documents: their ids; those that are not on record are left out.
        limit: most to return.
    """
    found = connection.execute(_SOURCES, {"documents": list(documents), "limit": limit}).fetchall()
    return [
        SourceRow(
            id=row[0],
            published=row[1],
            publisher=row[2],
            headline=row[3],
            url=row[4],
            language=row[5],
            version=row[6],
            carriers=_carriers(row[7] or ()),
        )
        for row in found
    ]


def _carriers(places: Sequence[Sequence[str | None]]) -> tuple[CarrierRow, ...]:
    if len(places) < 2:
        return ()
    return tuple(
        CarrierRow(publisher=one[0] or "", published=one[1] or "", url=one[2] or "") for one in places
    )
