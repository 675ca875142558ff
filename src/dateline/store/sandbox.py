"""Questions in SQL by users and programs: they read the store and nothing else, and end in time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from dateline.errors import DatelineError
from dateline.store import opening

SECONDS: Final = 10.0
"""How long a question may take, unless told otherwise."""

ROWS: Final = 10_000
"""How many rows an answer has at most, unless told otherwise."""

# Set in this order, and then locked. Nothing outside the store can be read or written, spilling to disk included.
_CAGE: Final[Mapping[str, str]] = {
    "temp_directory": "''",
    "memory_limit": "'1GB'",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
_PAUSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    Attributes:
        columns: names of the columns.
        rows: the rows.
        cut: there are more rows than were asked for.
        types: types of the columns, as DuckDB calls them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool
    types: tuple[str, ...] = ()


def ask(path: Path, sql: str, *, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
    """Ask a store a question in SQL.

    One SELECT (or FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE). It reads the tables of the store: files, networks,
    other databases, settings and the variables of this program are out of its reach, and nothing can be written.

    Args:
        path: the store.
        sql: the question.
        seconds: how long it may take, fetching the rows included.
        rows: most rows to return.

    Raises:
        DatelineError: E040 to E042, the store cannot be opened; E052, it is not one question, or a faulty one; E053,
            it takes longer than allowed or more memory than there is.
    """
    with opening.connect(path, read_only=True) as connection:
        cage(connection)
        return answered(connection, sql, seconds=seconds, rows=rows)


def cage(connection: duckdb.DuckDBPyConnection) -> None:
    """Take everything but the store itself out of a connection's reach, for good; once for each opening of a store."""
    for name, value in _CAGE.items():
        connection.execute(f"SET {name} = {value}")


def answered(
    connection: duckdb.DuckDBPyConnection, sql: str, *, seconds: float = SECONDS, rows: int = ROWS
) -> Answer:
    """Ask a question on a connection that reads only and is in its cage; see `ask`.

    Raises:
        DatelineError: E052, it is not one question, or a faulty one; E053, it takes longer than allowed or more memory
            than there is.
    """
    _check(connection, sql)
    try:
        with _limited(connection, seconds):
            cursor = connection.execute(sql)
            found = cursor.fetchmany(rows + 1)
            columns = tuple(str(column[0]) for column in cursor.description or ())
            types = tuple(str(column[1]) for column in cursor.description or ())
    except duckdb.InterruptException as error:
        raise DatelineError(
            "E053",
            f"the question took longer than {seconds:g} seconds",
            "narrow it, or allow it more time",
        ) from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise DatelineError(
            "E053", "the question took more memory than allowed", "narrow it, or ask for fewer rows"
        ) from error
    except duckdb.Error as error:
        raise _faulty(error) from error
    return Answer(columns, tuple(found[:rows]), len(found) > rows, types)


def _check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse what is not one question.

    Raises:
        DatelineError: E052.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise _faulty(error) from error
    if len(statements) != 1:
        raise DatelineError(
            "E052", f"the store answers one question at a time, not {len(statements)}", "ask SELECT ..."
        )
    kind = statements[0].type
    if kind != duckdb.StatementType.SELECT:
        raise DatelineError("E052", f"the store is only read, {kind.name} is refused", "ask SELECT ...")


def _faulty(error: duckdb.Error) -> DatelineError:
    remedy = "DESCRIBE and docs/store.md name the tables and columns"
    if isinstance(error, duckdb.PermissionException):
        remedy = "only the tables of the store can be read"
    return DatelineError("E052", opening.first_line(error), remedy)


@contextmanager
def _limited(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt the connection when its time is up, until what is done inside has ended."""
    ended = threading.Event()

    def watch() -> None:
        # again and again: an interrupt between two steps of a question is lost
        pause = seconds
        while not ended.wait(pause):
            connection.interrupt()
            pause = _PAUSE

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
