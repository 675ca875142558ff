"""Reports as linking reads them: with what users corrected, which the tables of single reports leave as it was read.

Of the few reports that were corrected, the rows of their corrected records are laid into tables beside those of the
store, for as long as the connection lasts, and the same question is put to both. Others cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import duckdb
import msgspec

from dateline.evaluate.consequences import as_corrected
from dateline.evaluate.fields import Correction
from dateline.model import Report, from_json
from dateline.store.rows import rows_of
from dateline.store.schema import TABLES

_REPORTS: Final = "SELECT report FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id"
# `right` counts, too: it takes back a `wrong`
_SAID: Final = """
SELECT document, target, verdict, field, "value" FROM corrections
WHERE document IN (SELECT unnest(?::VARCHAR[])) ORDER BY number
"""
_LAID: Final = (
    *("events", "event_actors", "statements", "statement_actors"),
    *("claims", "claim_parties"),
)
_NAMED: Final = re.compile(rf"\b(FROM|JOIN) ({'|'.join(_LAID)})\b")

Row = tuple[Any, ...]


def said_of(connection: duckdb.DuckDBPyConnection, documents: Collection[str]) -> dict[str, list[Correction]]:
    """Return what users said of the records of some documents, by document; of most they said nothing."""
    found: dict[str, list[Correction]] = {}
    for document, target, verdict, field, value in connection.execute(_SAID, [sorted(documents)]).fetchall():
        one = Correction(target, verdict, field or "", msgspec.json.decode(value) if value else None)
        found.setdefault(document, []).append(one)
    return found


def reports(connection: duckdb.DuckDBPyConnection, documents: Collection[str]) -> list[Report]:
    """Return reports as users have them, by id."""
    said = said_of(connection, documents)
    found = [from_json(row[0]) for row in connection.execute(_REPORTS, [sorted(documents)]).fetchall()]
    return [as_corrected(report, said.get(report.document.id, ())) for report in found]


def lay(connection: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> frozenset[str]:
    """Lay the corrected rows of documents beside those of the store, in place of any that were laid before.

    Returns:
        The ids of those that were corrected.
    """
    corrected = sorted(said_of(connection, set(documents)))
    if not corrected:
        return frozenset()
    told = [rows_of(report) for report in reports(connection, corrected)]
    for table in TABLES:
        if table.name in _LAID:
            name = f"corrected_{table.name}"
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {table.name} LIMIT 0")
            rows = [row for one in told for row in one[table.name]]
            if rows:
                into = table.insert().replace(f'INTO "{table.name}"', f"INTO {name}", 1)
                connection.execute(into, [list(column) for column in zip(*rows, strict=True)])
    return frozenset(corrected)


def asked(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    keys: Mapping[str, Sequence[str]],
    corrected: Collection[str],
    values: Mapping[str, object] | None = None,
) -> list[Row]:
    """Put a question to the tables of single reports, with the records of corrected ones as users have them.

    Args:
        connection: the store; the corrected ones were laid.
        sql: the question. Each row that it returns is about one document.
        keys: the lists that name the records asked for, in step with each other; `documents` is the first of them.
        corrected: ids of those of the documents that were laid.
        values: what else is bound.

    Returns:
        The rows: first of documents that nobody corrected, then of those that were corrected, each in the order asked.
    """
    if not corrected:
        return connection.execute(sql, {**keys, **(values or {})}).fetchall()
    found: list[Row] = []
    for question, wanted in ((sql, False), (_NAMED.sub(r"\1 corrected_\2", sql), True)):
        places = [number for number, one in enumerate(keys["documents"]) if (one in corrected) is wanted]
        given = {name: [column[place] for place in places] for name, column in keys.items()}
        found += connection.execute(question, {**given, **(values or {})}).fetchall()
    return found
