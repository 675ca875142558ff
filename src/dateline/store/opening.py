"""Opening a store: made whole, of a schema that this version knows, or refused with a code."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import duckdb

from dateline import __version__
from dateline.errors import DatelineError
from dateline.store import migrations
from dateline.store.across import ACROSS
from dateline.store.schema import META, SHARED, TABLES, VERSION
from dateline.store.searching.search_tables import SEARCH
from dateline.store.views import VIEWS

_CONFIG: Final = {
    # A store needs no extension; nothing is to be fetched behind the user's back.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

PATIENCE: Final = 5.0
"""Seconds for which what may wait does wait, by default."""

_PAUSE: Final = 0.1


def connect(path: Path, *, read_only: bool, patience: float = 0.0) -> duckdb.DuckDBPyConnection:
    """Open a store, making it if it does not exist, and bringing an older one up to date.

    Args:
        path: the file.
        read_only: open for queries alone; the file has to exist.
        patience: seconds for which to wait for another process that is using it.

    Raises:
        DatelineError: E040, it is no store or cannot be opened; E041, a newer version wrote it; E042, another
            process is using it.
    """
    end = time.monotonic() + patience
    while True:
        try:
            return _connected(path, read_only=read_only)
        except DatelineError as error:
            if error.code != "E042" or time.monotonic() >= end:
                raise
        time.sleep(_PAUSE)


def _connected(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    connection = _open(path, read_only=read_only)
    try:
        schema = _check(connection, path)
        if schema < VERSION:
            if read_only:
                connection.close()
                connection = _open(path, read_only=False)
            _migrate(connection, path, schema)
            if read_only:
                connection.close()
                connection = _open(path, read_only=True)
    except BaseException:
        connection.close()
        raise
    return connection


def busy(path: Path) -> DatelineError:
    """Return the error for a store that another process uses."""
    return DatelineError(
        "E042", f"{path}: another process is using the store", "wait until it has ended, then run this again"
    )


def first_line(error: Exception) -> str:
    """Return the first line of an error of the database or the system."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path, schema: int) -> None:
    try:
        migrations.migrate(connection, schema)
    except duckdb.Error as error:
        raise DatelineError(
            "E040",
            f"{path}: the store is of an older version and cannot be brought up to date: {first_line(error)}",
            "check space and rights",
        ) from error


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    if not _holds_something(path):
        if read_only:
            raise DatelineError(
                "E040", f"{path}: there is no such store", f"make it: dateline add SOURCE --db {path}"
            )
        _create(path)
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(_CONFIG))
    except duckdb.ConnectionException as error:
        raise busy(path) from error
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise busy(path) from error
        raise DatelineError(
            "E040", f"{path}: it cannot be opened as a store: {first_line(error)}", "name another file"
        ) from error
    except duckdb.Error as error:
        raise DatelineError(
            "E040", f"{path}: it cannot be opened as a store: {first_line(error)}", "name another file"
        ) from error


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _create(path: Path) -> None:
    """Make an empty store beside the final name and move it there, so that no half-made store is seen."""
    made = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        made.unlink(missing_ok=True)
        with duckdb.connect(str(made), config=dict(_CONFIG)) as connection:
            connection.execute("BEGIN TRANSACTION")
            for table in (*TABLES, *SHARED, *ACROSS, *SEARCH, META):
                for statement in (table.ddl(), *table.indexes()):
                    connection.execute(statement)
            for view in VIEWS:
                connection.execute(view.ddl())
            connection.execute(META.insert(), [[VERSION], [__version__]])
            connection.execute("COMMIT")
        _place(made, path)
    except (OSError, duckdb.Error) as error:
        raise DatelineError(
            "E040", f"{path}: the store cannot be made: {first_line(error)}", "check folder, space and rights"
        ) from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _place(made: Path, path: Path) -> None:
    """Give a store its final name, unless another process was quicker: that one may hold reports by now."""
    try:
        os.link(made, path)
    except FileExistsError:
        if not _holds_something(path):
            made.replace(path)
    except OSError:
        # A file system without hard links.
        made.replace(path)


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Check that the file is a store of a schema that this version knows; returns the schema's number."""
    try:
        found = connection.execute(f'SELECT "schema", "version" FROM {META.name}').fetchone()  # noqa: S608 - our own name
    except duckdb.Error as error:
        raise DatelineError(
            "E040", f"{path}: it is a DuckDB file, but not a dateline store", "name another file"
        ) from error
    if found is None or not 1 <= found[0] <= VERSION:
        made_by = f"dateline {found[1]} (schema {found[0]})" if found else "an unknown version"
        raise DatelineError(
            "E041",
            f"{path}: the store was written by {made_by}, this is {__version__} (schema {VERSION})",
            "upgrade dateline: pip install -U dateline",
        )
    return int(found[0])
