"""Access to the store for many requests at a time.

DuckDB lets one process write to a file, or many read it. So that `dateline add` can begin while a page is open, the
store is held only while there are questions, and a moment after; while it writes, questions are refused (E042).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb

from dateline.errors import DatelineError
from dateline.store import opening, sandbox
from dateline.store.answers.page_questions import PageQuestions
from dateline.store.answers.source_rows import SourceRow, sources
from dateline.store.questions import Questions
from dateline.store.record import Record
from dateline.store.versions import data_version

T = TypeVar("T")

IDLE: Final = 2.0
"""Seconds for which the store stays open after the last question."""

LONGEST: Final = 30.0
"""Seconds that a request may keep the store; what it asks is broken off then."""

_PAUSE: Final = 0.1


class Reading(Questions, PageQuestions):
    """Questions on a connection of their own.

    Args:
        connection: the connection.
        version: version of the data.
        kept: answers to what was asked before of this version of the data, by name; added to.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, version: str, kept: dict[str, Any] | None = None
    ) -> None:
        self._connection = connection
        self.version = version
        self._kept = {} if kept is None else kept

    def once(self, name: str, ask: Callable[[], T]) -> T:
        """Return the answer to a question that is asked once for each version of the data: what takes long to count.

        Args:
            name: what the question is called; one name always asks the same.
            ask: asks it.
        """
        if name not in self._kept:
            self._kept[name] = ask()
        answer: T = self._kept[name]
        return answer

    def sources(self, documents: Sequence[str], *, limit: int) -> list[SourceRow]:
        """Return documents as they are cited; see `source_rows.sources`."""
        return sources(self._connection, documents, limit=limit)

    def ask(self, sql: str, *, seconds: float = sandbox.SECONDS, rows: int = sandbox.ROWS) -> sandbox.Answer:
        """Ask in SQL; see `sandbox.answered`. The store is in its cage already."""
        return sandbox.answered(self._connection, sql, seconds=seconds, rows=rows)


class Desk:
    """Lends the store to requests.

    Args:
        path: the store.
        idle: seconds for which it stays open after the last question.
        patience: seconds for which a question waits for a writer, in this process or another.
        longest: seconds that a request may keep the store.
    """

    def __init__(
        self, path: Path, *, idle: float = IDLE, patience: float = opening.PATIENCE, longest: float = LONGEST
    ) -> None:
        self.path = path
        self._idle = idle
        self._patience = patience
        self._longest = longest
        self._turn = threading.Condition()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._version = ""
        self._kept: dict[str, Any] = {}
        self._watcher: threading.Thread | None = None
        self._writing = False
        # what is lent, and until when; when the last one came back
        self._lent: dict[duckdb.DuckDBPyConnection, float] = {}
        self._returned = 0.0

    @contextmanager
    def questions(self) -> Iterator[Reading]:
        """Lend the store for questions.

        Raises:
            DatelineError: E040 or E041, it cannot be opened; E042, another process writes to it, for longer than is
                waited; E053, the questions take too long, or too much memory.
        """
        end = time.monotonic() + self._patience
        with self._turn:
            if not self._turn.wait_for(lambda: not self._writing, self._patience):
                raise opening.busy(self.path)
            cursor = self._opened(end).cursor()
            self._lent[cursor] = time.monotonic() + self._longest
            self._turn.notify_all()
        try:
            yield Reading(cursor, self._version, self._kept)
        except duckdb.InterruptException as error:
            raise DatelineError(
                "E053", f"the page took longer than {self._longest:g} seconds", "narrow what is asked"
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise DatelineError(
                "E053", "the page took more memory than allowed", "narrow what is asked"
            ) from error
        finally:
            with self._turn:
                # first out of the watcher's sight: what is closed cannot be interrupted
                del self._lent[cursor]
                cursor.close()
                self._returned = time.monotonic()
                self._turn.notify_all()

    def write(self, change: Callable[[Record], T]) -> T:
        """Change the store, when no question is open; questions wait meanwhile.

        Raises:
            DatelineError: as `questions`, or as `change`.
        """
        with self._turn:
            self._turn.wait_for(lambda: not self._writing)
            # from here on nothing more is lent
            self._writing = True
        try:
            with self._turn:
                self._turn.wait_for(lambda: not self._lent)
                self._close()
            with Record(self.path, patience=self._patience) as record:
                return change(record)
        finally:
            with self._turn:
                self._writing = False
                self._turn.notify_all()

    def close(self) -> None:
        """Give the store back, and break off what is asked; it is opened again when there is a question."""
        with self._turn:
            while self._lent:
                for cursor in self._lent:
                    cursor.interrupt()
                self._turn.wait(_PAUSE)
            self._close()
            watcher = self._watcher
        if watcher is not None:
            watcher.join()

    def _opened(self, end: float) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            # many may wait in a row for their turn; each waits from when it came, so the last is told with the first
            connection = opening.connect(self.path, read_only=True, patience=end - time.monotonic())
            try:
                sandbox.cage(connection)
                # nothing can change while the store is open here
                version = data_version(connection)
                if version != self._version:
                    self._version, self._kept = version, {}
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            self._watcher = threading.Thread(target=self._watch, args=(connection,), daemon=True)
            self._watcher.start()
        return self._connection

    def _watch(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Break off what takes too long, and close the store once it is not used: one thread while it is open."""
        with self._turn:
            while self._connection is connection:
                now = time.monotonic()
                for cursor, end in self._lent.items():
                    if end <= now:
                        # again and again: an interrupt between two steps of a question is lost
                        cursor.interrupt()
                if self._lent:
                    due = max(min(self._lent.values()) - now, _PAUSE)
                elif (due := self._returned + self._idle - now) <= 0:
                    self._close()
                    return
                self._turn.wait(due)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._turn.notify_all()
