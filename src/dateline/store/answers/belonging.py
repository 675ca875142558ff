"""Questions about one record of a report: what it is part of across reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

_HAPPENING: Final = "SELECT happening FROM witnesses WHERE event = $id ORDER BY happening LIMIT 1"
_TELLINGS: Final = """
SELECT w.document, d.published, coalesce(d.publisher, ''), coalesce(d.headline, ''), w.event, e.words, e.start_char,
       e.end_char, w.source
FROM witnesses w
JOIN documents d ON d.id = w.document
JOIN events e ON e.document = w.document AND e.id = w.event
WHERE w.happening = $id
ORDER BY d.published NULLS LAST, w.document, e.number
LIMIT $limit
"""
_DETAILS: Final = """
SELECT field, value, witnesses, chosen FROM happening_details
WHERE happening = $id AND field IN (
    SELECT field FROM happening_details WHERE happening = $id GROUP BY field HAVING count(*) > 1)
ORDER BY field, NOT chosen, witnesses DESC, value
"""
_COUNTS: Final = "SELECT reports, witnesses, story FROM happenings WHERE id = $id"
_PROPOSITION: Final = "SELECT proposition FROM wordings WHERE claim = $id ORDER BY proposition LIMIT 1"
_WORDINGS: Final = """
SELECT w.document, w.published, coalesce(d.publisher, ''), coalesce(d.headline, ''), w.claim, w.text,
       c.start_char, c.end_char
FROM wordings w
JOIN documents d ON d.id = w.document
JOIN claims c ON c.document = w.document AND c.id = w.claim
WHERE w.proposition = $id
ORDER BY w.published NULLS LAST, w.document, c.number
LIMIT $limit
"""
_STATUS: Final = "SELECT wording, status, documents, sources FROM propositions WHERE id = $id"

MOST: Final = 200
"""Tellings or wordings that are given at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A record of one report that is part of something across reports.

    Attributes:
        document: id of the report.
        published: its day.
        publisher: its publisher.
        headline: its headline.
        record: id of the event or claim.
        words: its words.
        start: offset of the first character of these.
        end: offset behind the last.
        source: id of the earliest of those that are copies of one text; empty for claims.
    """

    document: str
    published: date | None
    publisher: str
    headline: str
    record: str
    words: str
    start: int
    end: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A value that tellings give a field of a happening, where they differ.

    Attributes:
        field: the field.
        value: the value, as text.
        witnesses: number of independent reports that say so.
        chosen: it is the one that the happening shows.
    """

    field: str
    value: str
    witnesses: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningOf:
    """The happening that an event tells of.

    Attributes:
        id: its id.
        story: id of the story that it is part of.
        reports: number of reports that tell it.
        witnesses: number of independent ones.
        tellings: the events that tell it, by day, at most `MOST`.
        details: the values of fields in which they differ, the chosen one of each field first.
    """

    id: str
    story: str
    reports: int
    witnesses: int
    tellings: tuple[Telling, ...]
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionOf:
    """The proposition across reports that a claim words.

    Attributes:
        id: its id.
        wording: its fullest wording.
        status: disputed, one_sided, uncontested, author_voice or rejected.
        documents: number of reports that have it.
        sources: number of independent ones.
        wordings: the claims that word it, by day, at most `MOST`.
    """

    id: str
    wording: str
    status: str
    documents: int
    sources: int
    wordings: tuple[Telling, ...]


def happening_of(connection: duckdb.DuckDBPyConnection, event: str) -> HappeningOf | None:
    """Return the happening that an event tells of, `None` if `link` has not seen it."""
    found = connection.execute(_HAPPENING, {"id": event}).fetchone()
    if found is None:
        return None
    key = {"id": found[0]}
    reports, witnesses, story = connection.execute(_COUNTS, key).fetchone() or (0, 0, "")
    return HappeningOf(
        id=found[0],
        story=story or "",
        reports=reports,
        witnesses=witnesses,
        tellings=_tellings(connection, _TELLINGS, found[0]),
        details=tuple(
            Detail(field=field, value=value or "", witnesses=number, chosen=chosen)
            for field, value, number, chosen in connection.execute(_DETAILS, key).fetchall()
        ),
    )


def proposition_of(connection: duckdb.DuckDBPyConnection, claim: str) -> PropositionOf | None:
    """Return the proposition across reports that a claim words, `None` if `link` has not seen it."""
    found = connection.execute(_PROPOSITION, {"id": claim}).fetchone()
    known = connection.execute(_STATUS, {"id": found[0]}).fetchone() if found else None
    if found is None or known is None:
        return None
    wording, status, documents, sources = known
    return PropositionOf(
        id=found[0],
        wording=wording,
        status=status,
        documents=documents,
        sources=sources,
        wordings=wordings(connection, found[0]),
    )


def wordings(connection: duckdb.DuckDBPyConnection, proposition: str) -> tuple[Telling, ...]:
    """Return the claims that word a proposition, by day, at most `MOST`."""
    return _tellings(connection, _WORDINGS, proposition)


def _tellings(connection: duckdb.DuckDBPyConnection, sql: str, key: str) -> tuple[Telling, ...]:
    names = tuple(Telling.__dataclass_fields__)
    rows = connection.execute(sql, {"id": key, "limit": MOST}).fetchall()
    return tuple(Telling(**dict(zip(names, row, strict=False))) for row in rows)
