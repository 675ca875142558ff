"""The record of many reports: one DuckDB file, one writer, a document's rows replaced together."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self, Unpack

import duckdb
import msgspec

from dateline import __version__
from dateline.errors import DatelineError
from dateline.model import Report, from_json
from dateline.store import query
from dateline.store.rows import report_json, rows_of
from dateline.store.schema import META, TABLES, VERSION

Outcome = Literal["added", "unchanged", "replaced"]

_CONFIG: Final = {
    # A store needs no extension; nothing is to be fetched behind the user's back.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Record:
    """A store of reports, open from construction until `close` (or the end of `with`).

    Any number of processes may read a store at the same time, or one may write to it.

    Args:
        path: the file; made if it does not exist, unless `read_only`.
        read_only: open for queries alone.

    Raises:
        DatelineError: E040, it is no store or cannot be opened; E041, a newer version wrote it;
            E042, another process is writing to it.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = _open(self.path, read_only=read_only)
        try:
            _check(self._connection, self.path)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the store; what was added is on disk already."""
        self._connection.close()

    def add(self, report: Report, *, pipeline: str = "") -> Outcome:
        """Put a report on record, in one transaction; it is on disk when this returns.

        Args:
            report: the report.
            pipeline: name of the language pipeline it was read with.

        Returns:
            `added`; `unchanged` if the store holds an equal report; `replaced` if it held another report
            of the same text, whose rows are gone.

        Raises:
            DatelineError: E040, it cannot be written; E042, another writer is at work.
        """
        key, data = report.document.id, report_json(report)
        run = self._connection.execute
        try:
            stored = run("SELECT report, pipeline FROM documents WHERE id = ?", [key]).fetchall()
            if stored == [(data, pipeline or None)]:
                return "unchanged"
            run("BEGIN TRANSACTION")
            try:
                if stored:
                    for table in TABLES:
                        run(table.delete(), [key])
                rows = rows_of(report, pipeline)
                for table in TABLES:
                    if rows[table.name]:
                        run(table.insert(), [list(column) for column in zip(*rows[table.name], strict=True)])
                run("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        except duckdb.Error as error:
            if isinstance(error, duckdb.TransactionException) and "conflict" in str(error).lower():
                # Two records of one process, which share the lock on the file.
                raise _busy(self.path) from error
            raise DatelineError(
                "E040", f"{self.path}: the store cannot be written: {_first(error)}", "check space and rights"
            ) from error
        return "replaced" if stored else "added"

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except duckdb.Error:
            # A failed COMMIT has ended the transaction already.
            return

    def report(self, document: str) -> Report | None:
        """Return the stored report of a document, `None` if there is none.

        Raises:
            DatelineError: E060, another version wrote it in a form that this one does not know.
        """
        found = self._connection.execute("SELECT report FROM documents WHERE id = ?", [document]).fetchone()
        return _decoded(found[0]) if found else None

    def pipeline(self, document: str) -> str:
        """Return the pipeline that a document was read with, an empty string if not known."""
        found = self._connection.execute("SELECT pipeline FROM documents WHERE id = ?", [document]).fetchone()
        return (found[0] or "") if found else ""

    def reports_of(self, key: str) -> list[Report]:
        """Return the reports that hold the record with an id (event, statement, claim, agreement, actor).

        Raises:
            DatelineError: E050, none does; E060, as `report`.
        """
        found = self._connection.execute(query.HOLDERS, {"key": key}).fetchall()
        if not found:
            near = [row[0] for row in self._connection.execute(query.NEAR, {"key": key}).fetchall()]
            remedy = (
                f"did you mean {' or '.join(near)}?"
                if near
                else "`dateline events` and its kin print the ids"
            )
            raise DatelineError("E050", f"there is no record with the id {key!r}", remedy)
        return [_decoded(row[0]) for row in found]

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        counts = {}
        for table in TABLES:
            found = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608 - our own names
            counts[table.name] = int(found[0]) if found else 0
        return counts

    def events(self, **filters: Unpack[query.EventFilters]) -> list[query.EventRow]:
        """Return the events that fit, by date; see `query.EventFilters`."""
        return query.events(self._connection, filters)

    def statements(self, **filters: Unpack[query.StatementFilters]) -> list[query.StatementRow]:
        """Return the statements that fit, by date; see `query.StatementFilters`."""
        return query.statements(self._connection, filters)

    def claims(self, **filters: Unpack[query.ClaimFilters]) -> list[query.ClaimRow]:
        """Return the claims that fit, by date of the report; see `query.ClaimFilters`."""
        return query.claims(self._connection, filters)


def _decoded(data: str) -> Report:
    try:
        return from_json(data)
    except msgspec.MsgspecError as error:
        raise DatelineError(
            "E060",
            f"a stored report does not fit this version: {error}",
            "add its source again, with --again",
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
        raise _busy(path) from error
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise _busy(path) from error
        raise DatelineError(
            "E040", f"{path}: it cannot be opened as a store: {_first(error)}", "name another file"
        ) from error
    except duckdb.Error as error:
        raise DatelineError(
            "E040", f"{path}: it cannot be opened as a store: {_first(error)}", "name another file"
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
            for table in (*TABLES, META):
                connection.execute(table.ddl())
            connection.execute(META.insert(), [[VERSION], [__version__]])
            connection.execute("COMMIT")
        _place(made, path)
    except (OSError, duckdb.Error) as error:
        raise DatelineError(
            "E040", f"{path}: the store cannot be made: {_first(error)}", "check folder, space and rights"
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


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Check that the file is a store of a schema that this version knows."""
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


def _busy(path: Path) -> DatelineError:
    return DatelineError(
        "E042", f"{path}: another process is using the store", "wait until it has ended, then run this again"
    )


def _first(error: Exception) -> str:
    """Return the first line of an error of the database or the system."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
