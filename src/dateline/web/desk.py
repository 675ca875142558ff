"""Access to the store for many requests at a time.

DuckDB lets one process write to a file, or many read it. So that `dateline watch` can write while a page is open, the
store is held only while there are questions, and a moment after.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

import duckdb

from dateline.errors import DatelineError
from dateline.store import opening, sandbox
from dateline.store.questions import Questions
from dateline.store.record import Record
from dateline.store.versions import data_version

T = TypeVar("T")

IDLE: Final = 2.0
"""Seconds for which the store stays open after the last question."""

PATIENCE: Final = 5.0
"""Seconds for which a question waits for a writer to end."""

_PAUSE: Final = 0.1


class Reading(Questions):
    """Questions on a connection of their own.

    Args:
        connection: the connection.
        version: version of the data.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: str) -> None:
        self._connection = connection
        self.version = version

    def ask(self, sql: str, *, seconds: float = sandbox.SECONDS, rows: int = sandbox.ROWS) -> sandbox.Answer:
        """Ask in SQL; see `sandbox.answered`. The store is in its cage already."""
        return sandbox.answered(self._connection, sql, seconds=seconds, rows=rows)


class Desk:
    """Lends the store to requests.

    Args:
        path: the store.
        idle: seconds for which it stays open after the last question.
        patience: seconds for which a question waits for a writer in another process.
    """

    def __init__(self, path: Path, *, idle: float = IDLE, patience: float = PATIENCE) -> None:
        self.path = path
        self._idle = idle
        self._patience = patience
        self._turn = threading.Condition()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._version = ""
        self._readers = 0
        self._writing = False
        self._closing: threading.Timer | None = None

    @contextmanager
    def questions(self) -> Iterator[Reading]:
        """Lend the store for questions.

        Raises:
            DatelineError: E040 or E041, it cannot be opened; E042, another process writes to it, for longer than is
                waited.
        """
        with self._turn:
            while self._writing:
                self._turn.wait()
            cursor = self._opened().cursor()
            self._readers += 1
        try:
            yield Reading(cursor, self._version)
        finally:
            cursor.close()
            with self._turn:
                self._readers -= 1
                if not self._readers:
                    self._close_later()
                self._turn.notify_all()

    def write(self, change: Callable[[Record], T]) -> T:
        """Change the store, when no question is open; questions wait meanwhile.

        Raises:
            DatelineError: as `questions`, or as `change`.
        """
        with self._turn:
            while self._readers or self._writing:
                self._turn.wait()
            self._writing = True
            self._close()
        try:
            with self._patiently(lambda: Record(self.path)) as record:
                return change(record)
        finally:
            with self._turn:
                self._writing = False
                self._turn.notify_all()

    def close(self) -> None:
        """Give the store back; it is opened again when there is a question."""
        with self._turn:
            self._close()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None
        if self._connection is None:
            connection = self._patiently(lambda: opening.connect(self.path, read_only=True))
            sandbox.cage(connection)
            self._connection = connection
            # nothing can change while the store is open here
            self._version = data_version(connection)
        return self._connection

    def _patiently(self, open_store: Callable[[], T]) -> T:
        """Open the store, waiting for a writer in another process."""
        end = time.monotonic() + self._patience
        while True:
            try:
                return open_store()
            except DatelineError as error:
                if error.code != "E042" or time.monotonic() > end:
                    raise
            time.sleep(_PAUSE)

    def _close_later(self) -> None:
        self._closing = threading.Timer(self._idle, self._close_unused)
        self._closing.daemon = True
        self._closing.start()

    def _close_unused(self) -> None:
        with self._turn:
            if not self._readers:
                self._close()

    def _close(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
