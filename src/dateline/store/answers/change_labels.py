"""What changed records are called, and what the machine had where a user corrected a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import duckdb

from dateline.store.history import ChangeRow
from dateline.store.schema import TABLES

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "document": ("documents", "headline"),
    "event": ("events", "type || ': ' || words"),
    "statement": ("statements", "words"),
    "claim": ("claims", "proposition"),
    "agreement": ("agreements", "name"),
    "happening": ("happenings", "type || ': ' || words"),
    "proposition": ("propositions", "wording"),
    "deal": ("deals", "name"),
    "story": ("stories", "headline"),
}
"""For each kind its table, and what a record of it is called."""
_COLUMNS: Final = {table.name: {column.name for column in table.columns} for table in TABLES}


def labels(connection: duckdb.DuckDBPyConnection, changes: Iterable[ChangeRow]) -> dict[str, str]:
    """Return what changed records are called by their ids; those that are no longer there are left out."""
    ids: dict[str, set[str]] = {}
    for change in changes:
        ids.setdefault(change.kind, set()).add(change.id)
    found: dict[str, str] = {}
    for kind, several in ids.items():
        table, label = _LABELS[kind]
        sql = f"SELECT id, any_value({label}) FROM {table} WHERE id IN (SELECT unnest($ids)) GROUP BY id"  # noqa: S608 - our own names
        found |= {
            key: name or "" for key, name in connection.execute(sql, {"ids": sorted(several)}).fetchall()
        }
    return found


def read_as(connection: duckdb.DuckDBPyConnection, changes: Iterable[ChangeRow]) -> dict[int, str]:
    """Return for corrections of a field, by their numbers, what the machine has there.

    Of fields that have a column of their own; those of participants have none.
    """
    found = {}
    for change in changes:
        field, equals, _ = change.said.partition(" = ")
        table = _LABELS[change.kind][0]
        if not equals or field not in _COLUMNS.get(table, ()):
            continue
        sql = f'SELECT to_json("{field}")::VARCHAR FROM {table} WHERE id = $id LIMIT 1'  # noqa: S608 - a column of ours
        row = connection.execute(sql, {"id": change.id}).fetchone()
        if row:
            found[change.number] = str(row[0])
    return found
