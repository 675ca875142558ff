"""Looking up a few rows of a large table."""

from __future__ import annotations

DOCUMENTS = "SELECT unnest($documents::VARCHAR[])"
"""The ids bound to `$documents`, as a query."""


def rows_with(table: str, wanted: str = DOCUMENTS, *, column: str = "document") -> str:
    """Write a query in brackets for the rows of a table that have one of some values.

    The column by itself is scanned first, and only of the rows found are the others read: several times as quick as
    asking for all columns at once, since rows are stored by columns, packed in large pieces.

    Args:
        table: the table.
        wanted: a query for the values.
        column: the column that has them.
    """
    found = f"SELECT rowid FROM {table} WHERE {column} IN ({wanted})"  # noqa: S608 - our own names
    return f"(SELECT * FROM {table} WHERE rowid IN ({found}))"  # noqa: S608 - our own names
