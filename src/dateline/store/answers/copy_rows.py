"""Questions about copies: who carried whose text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from dateline.store.answers.days import as_day

# Both sides of each pair with what is known of them, and the same text at several addresses as pairs of its own.
_PAIRS: Final = """
WITH sides AS (
    SELECT c.document, d.url, d.publisher, d.agency, d.published, d.headline,
           c.other, o.url AS other_url, o.publisher AS other_publisher, o.agency AS other_agency,
           o.published AS other_published, o.headline AS other_headline, c.of_document, c.of_other
    FROM copies c JOIN documents d ON d.id = c.document JOIN documents o ON o.id = c.other
    UNION ALL
    SELECT d.id, d.url, d.publisher, d.agency, d.published, d.headline,
           d.id, k.url, k.publisher, d.agency, k.published, d.headline, 1.0, 1.0
    FROM documents d JOIN carriers k ON k.document = d.id
    WHERE (k.url, k.publisher) <> (coalesce(d.url, ''), coalesce(d.publisher, ''))
)
SELECT document, coalesce(url, ''), coalesce(publisher, ''), coalesce(agency, ''), published, coalesce(headline, ''),
       other, coalesce(other_url, ''), coalesce(other_publisher, ''), coalesce(other_agency, ''), other_published,
       coalesce(other_headline, ''), of_document, of_other
FROM sides
WHERE ($doc IS NULL OR $doc IN (document, other))
  AND ($since IS NULL OR greatest(published, other_published) >= $since)
  AND ($until IS NULL OR least(published, other_published) <= $until)
ORDER BY least(published, other_published) NULLS LAST, document, other, other_url
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """Two appearances of much the same text, the source first where it is known which that is.

    Attributes:
        id: id of the first document.
        publisher: who published it, or its address.
        agency: the agency that it credits, or empty.
        published: its day.
        headline: its headline.
        copy: id of the second document; the same id where the text is the very same.
        copy_publisher: who published that, or its address.
        copy_agency: the agency that it credits, or empty.
        copy_published: its day.
        copy_headline: its headline.
        kept: share of the first one's prose that the second holds, 0 to 1.
        copied: share of the second one's prose that the first holds, 0 to 1.
        why: what says that the first is the source: `agency`, `date`, or empty where nothing does.
    """

    id: str
    publisher: str
    agency: str
    published: date | None
    headline: str
    copy: str
    copy_publisher: str
    copy_agency: str
    copy_published: date | None
    copy_headline: str
    kept: float
    copied: float
    why: str


@dataclass(frozen=True, slots=True)
class _Side:
    document: str
    url: str
    publisher: str
    agency: str
    published: date | None
    headline: str


def copies(
    connection: duckdb.DuckDBPyConnection,
    *,
    doc: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    limit: int | None = None,
) -> list[CopyRow]:
    """Return the pairs of copies.

    The source of two is the agency that the other credits, else the one published on an earlier day. Two texts of one
    day have no source by date: times of day are seldom comparable.

    Args:
        connection: the store.
        doc: id of a document that has to be one of the two.
        since: earliest day of the later one.
        until: latest day of the earlier one.
        limit: most pairs to return.

    Returns:
        The pairs by day; unknown days last.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    given = {"since": since, "until": until}
    days = {key: as_day(value) if isinstance(value, str) else value for key, value in given.items()}
    found = connection.execute(_PAIRS, {"doc": doc, **days}).fetchall()
    rows = [_row(_Side(*pair[:6]), _Side(*pair[6:12]), pair[12], pair[13]) for pair in found]
    return rows[:limit]


def _row(one: _Side, other: _Side, of_one: float, of_other: float) -> CopyRow:
    why = _source(one, other)
    if not why and (why := _source(other, one)):
        one, other, of_one, of_other = other, one, of_other, of_one
    return CopyRow(
        id=one.document,
        publisher=one.publisher or one.url,
        agency=one.agency,
        published=one.published,
        headline=one.headline,
        copy=other.document,
        copy_publisher=other.publisher or other.url,
        copy_agency=other.agency,
        copy_published=other.published,
        copy_headline=other.headline,
        kept=round(of_one, 3),
        copied=round(of_other, 3),
        why=why,
    )


def _source(one: _Side, other: _Side) -> str:
    """Say what makes the first the source of the second; empty where nothing does."""
    if one.publisher and other.publisher != one.publisher and _credited(other.agency, one.publisher):
        return "agency"
    if _credited(one.agency, other.publisher):
        return ""
    if one.published and other.published and one.published < other.published:
        return "date"
    return ""


def _credited(agency: str, publisher: str) -> bool:
    return bool(agency and publisher) and agency.casefold().strip("()") == publisher.casefold()
