"""All tables of a store as Parquet files, one a table, written by DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from dateline.errors import DatelineError
from dateline.export.events import Exported
from dateline.store.across import ACROSS
from dateline.store.opening import first_line
from dateline.store.schema import SHARED, TABLES
from dateline.store.tables import Table

STORED: tuple[Table, ...] = (*TABLES, *SHARED, *ACROSS)
"""The tables of a store."""


def write(connection: duckdb.DuckDBPyConnection, folder: Path, out: str | Path) -> Exported:
    """Write every table into a folder.

    Args:
        connection: the store.
        folder: where to; it exists.
        out: the name that the user gave, for messages.

    Returns:
        How many tables were written.

    Raises:
        DatelineError: E043, the disk is full or the folder cannot be written.
    """
    for table in STORED:
        copy(
            connection,
            table,
            [column.name for column in table.columns],
            folder / f"{table.name}.parquet",
            out,
        )
    return Exported(written=len(STORED))


def copy(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[str], path: Path, out: str | Path
) -> None:
    """Write columns of a table to a Parquet file, in an order of their own that is the same every time.

    Raises:
        DatelineError: E043, as `write`.
    """
    try:
        connection.execute(
            f"COPY ({select(table, columns)}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
        )
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise DatelineError(
            "E043",
            f"{out}: the export cannot be written: {first_line(error)}",
            "check folder, space and rights",
        ) from error


def select(table: Table, columns: Sequence[str]) -> str:
    """Return the question for columns of a table, in an order that does not hang on when rows came."""
    names = ", ".join(f'"{name}"' for name in columns)
    order = "id" if table.name == "documents" else "ALL"
    return f'SELECT {names} FROM "{table.name}" ORDER BY {order}'  # noqa: S608 - our own names


def quoted(path: Path) -> str:
    """Return a path as a string of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
