"""The rows of propositions: read for all claims of a run at once, and written at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import duckdb

from dateline.across.propositions.sameness import Wording
from dateline.store.across import ACROSS
from dateline.store.linking import as_corrected
from dateline.store.linking.report_claims import side_of
from dateline.store.lookup import rows_with

Key = tuple[str, str]
"""Document and id of a claim."""
Row = tuple[object, ...]

_TABLES: Final = {table.name: table for table in ACROSS}
_FIELDS: Final = tuple(column.name for column in _TABLES["wordings"].columns if column.name != "proposition")
GIVEN: Final = """
WITH given AS (SELECT unnest($documents::VARCHAR[]) AS document, unnest($claims::VARCHAR[]) AS claim)
"""
# The documents by themselves first: a list of them is looked for while a table is scanned, a pair is not.
_MINE: Final = "document IN (SELECT unnest($documents::VARCHAR[]))"
_ROWS: Final = f"""
SELECT w.place FROM (SELECT rowid AS place, document, claim FROM wordings WHERE {_MINE}) w
JOIN given g ON g.document = w.document AND g.claim = w.claim
"""  # noqa: S608 - our own text
_PARTIES: Final = f"""
{GIVEN},
held AS (
    SELECT p.* FROM {rows_with("claim_parties")} p
    JOIN given g ON g.document = p.document AND g.claim = p.claim
),
shown AS (
    SELECT h.document, h.claim, h.number, min(s.date_start) FILTER (s.date_start <= d.published) AS day,
           string_agg(s.cue, ' ' ORDER BY s.number) AS cue
    FROM (SELECT document, claim, number, unnest(statements) AS statement FROM held) h
    JOIN {rows_with("statements")} s
      ON s.document = h.document AND s.id = h.statement
    JOIN (SELECT id, published FROM documents WHERE id IN (SELECT unnest($documents::VARCHAR[]))) d
      ON d.id = h.document
    GROUP BY h.document, h.claim, h.number
)
SELECT h.document, h.claim, coalesce(h.actor, ''), h.stance, coalesce(s.day, d.published), coalesce(h.words, ''),
       coalesce(h.reported_by, ''), coalesce(a.kind, ''), coalesce(a.country, []), coalesce(s.cue, '')
FROM held h
JOIN (SELECT id, published FROM documents WHERE id IN (SELECT unnest($documents::VARCHAR[]))) d ON d.id = h.document
LEFT JOIN shown s ON s.document = h.document AND s.claim = h.claim AND s.number = h.number
LEFT JOIN {rows_with("actors")} a
       ON a.document = h.document AND a.id = h.actor
ORDER BY h.document, h.claim, h.number
"""  # noqa: S608 - our own text
_SOURCES: Final = f"SELECT document, min(source) FROM story_documents WHERE {_MINE} GROUP BY document"  # noqa: S608 - our own text
_HAPPENINGS: Final = f"""
{GIVEN}
SELECT c.document, c.id, min(w.happening)
FROM {rows_with("claims")} c
JOIN given g ON g.document = c.document AND g.claim = c.id
JOIN {rows_with("witnesses")} w
  ON w.document = c.document AND w.event = c.event
GROUP BY c.document, c.id
"""  # noqa: S608 - our own text
_SETTLE: Final = f"""
UPDATE wordings SET proposition = given.proposition
FROM (SELECT unnest($documents::VARCHAR[]) AS document, unnest($claims::VARCHAR[]) AS claim,
             unnest($propositions::VARCHAR[]) AS proposition) AS given
WHERE wordings.{_MINE} AND wordings.document = given.document AND wordings.claim = given.claim
  AND wordings.proposition IS DISTINCT FROM given.proposition
"""  # noqa: S608 - our own text


@dataclass(frozen=True, slots=True)
class Held:
    """What a party of a claim holds, as its report has it.

    Attributes:
        actor: its id, empty for the report's own voice.
        side: whose side it is on.
        stance: what it holds about the claim.
        day: day on which it said so, or of the report.
        words: the words in which it holds it, or empty.
        reported_by: id of the actor through whose mouth alone it is known, or empty.
        cue: the words that make it a statement, or empty.
    """

    actor: str
    side: str
    stance: str
    day: date | None
    words: str
    reported_by: str
    cue: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of some claims.

    Attributes:
        parties: who holds what of each claim, in the order of the report, as users corrected it.
        sources: for each document the earliest of those that are copies of one text.
        happenings: for each claim that is about one its happening.
    """

    parties: defaultdict[Key, list[Held]]
    sources: dict[str, str]
    happenings: dict[Key, str]


def split(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Return keys as two lists that are bound to `$documents` and `$claims`."""
    ordered = sorted(keys)
    return {"documents": [document for document, _ in ordered], "claims": [claim for _, claim in ordered]}


def wordings(connection: duckdb.DuckDBPyConnection, keys: Collection[Key]) -> list[Wording]:
    """Return the wordings of claims."""
    if not keys:
        return []
    columns = ", ".join(f"w.{field}" for field in _FIELDS)
    sql = f"{GIVEN} SELECT {columns} FROM wordings w WHERE w.rowid IN ({_ROWS})"  # noqa: S608 - our own names
    return [_wording(row) for row in connection.execute(sql, split(keys)).fetchall()]


def _wording(row: tuple[Any, ...]) -> Wording:
    values: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value
        for name, value in zip(_FIELDS, row, strict=True)
    }
    return Wording(**values)


def known(connection: duckdb.DuckDBPyConnection, keys: Collection[Key]) -> Known:
    """Return what is known of claims, as users have them."""
    asked = split(keys)
    documents = {"documents": sorted(set(asked["documents"]))}
    parties: defaultdict[Key, list[Held]] = defaultdict(list)
    corrected = as_corrected.lay(connection, documents["documents"])
    for document, claim, actor, stance, day, words, mouth, kind, country, cue in as_corrected.asked(
        connection, _PARTIES, asked, corrected
    ):
        parties[document, claim].append(
            Held(actor, side_of(actor, kind, country), stance, day, words, mouth, cue)
        )
    happenings = connection.execute(_HAPPENINGS, asked).fetchall()
    return Known(
        parties,
        dict(connection.execute(_SOURCES, documents).fetchall()),
        {(document, claim): happening for document, claim, happening in happenings if happening},
    )


def add_wordings(connection: duckdb.DuckDBPyConnection, found: Iterable[Wording]) -> None:
    """Put wordings on record; they belong to no proposition yet."""
    rows = []
    for wording in found:
        values = [getattr(wording, field) for field in _FIELDS]
        rows.append((None, *(sorted(one) if isinstance(one, frozenset) else one for one in values)))
    insert(connection, "wordings", rows)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into one of the tables across reports."""
    if rows:
        statement = _TABLES[table].insert()
        connection.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def settle(connection: duckdb.DuckDBPyConnection, homes: Iterable[tuple[Key, str]]) -> None:
    """Write to which propositions claims belong, where that has changed."""
    ordered = sorted(homes)
    keys = split(key for key, _ in ordered)
    connection.execute(_SETTLE, {**keys, "propositions": [proposition for _, proposition in ordered]})
