"""What was fetched so far, in a small file beside the archive: one SQLite database, one process at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from dateline.errors import DatelineError
from dateline.fetching.client import Validators

SUFFIX: Final = ".state"
"""What the name of an archive gets for the name of its memory."""

Status = Literal["waiting", "done", "failed"]

_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)
_VERSION: Final = 1
_TABLES: Final = (
    "CREATE TABLE validators (url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE pages (
        url TEXT PRIMARY KEY, feed TEXT NOT NULL, status TEXT NOT NULL, told TEXT NOT NULL,
        listed REAL NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL)""",
    "CREATE INDEX waiting ON pages (due) WHERE status = 'waiting'",
    """CREATE TABLE feeds (
        url TEXT PRIMARY KEY, asked REAL NOT NULL, failures INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE hosts (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID",
    "CREATE TABLE archives (name TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page that a feed names.

    Attributes:
        url: its address.
        feed: address of the feed.
        told: what the feed says of it, by the names that the archive keeps it under.
        tries: how often it was fetched in vain.
        due: when it may be fetched.
    """

    url: str
    feed: str
    told: Mapping[str, str] = field(default_factory=dict)
    tries: int = 0
    due: datetime = _ALWAYS


@dataclass(frozen=True, slots=True)
class Polled:
    """How a feed was asked last.

    Attributes:
        asked: when.
        failures: how often in a row it failed.
        until: when its server wants to be asked again at the earliest.
    """

    asked: datetime
    failures: int
    until: datetime


class Memory:
    """The memory of an archive, locked against other processes while it is open.

    Args:
        path: the file, made if it does not exist.

    Raises:
        DatelineError: E089, another process uses it, a newer version wrote it, or it cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise self._failed(error) from error
        try:
            with self._told():
                self._run("PRAGMA locking_mode = EXCLUSIVE")
                self._run("BEGIN EXCLUSIVE")
                self._prepare()
                self._run("COMMIT")
                # what the last moments before a power cut noted may be lost: those pages are fetched once more
                self._run("PRAGMA journal_mode = WAL")
                self._run("PRAGMA synchronous = NORMAL")
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        """Return the memory itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close it; all that was noted is on the disk already."""
        self._connection.close()

    def validators(self, url: str) -> Validators:
        """Return the marks of the version of a page that was fetched last."""
        rows = self._run("SELECT etag, modified FROM validators WHERE url = ?", url)
        return Validators(etag=rows[0][0], modified=rows[0][1]) if rows else Validators()

    def keep(self, url: str, found: Validators) -> None:
        """Note the marks of the version that was fetched, whatever was noted before."""
        if found == Validators():
            self._run("DELETE FROM validators WHERE url = ?", url)
        else:
            self._run("REPLACE INTO validators VALUES (?, ?, ?)", url, found.etag, found.modified)

    def status(self, url: str) -> Status | None:
        """Return what became of a page, `None` if it is not known."""
        rows = self._run("SELECT status FROM pages WHERE url = ?", url)
        return rows[0][0] if rows else None

    def listed(
        self, pages: Iterable[Listed], now: datetime, most: int, *, again: bool = False
    ) -> tuple[int, int]:
        """Note the pages that a feed names now.

        Args:
            pages: the pages, those first that are wanted most.
            now: the time.
            most: number of new pages that are noted.
            again: pages that are known already count as new.

        Returns:
            How many new pages were noted, and how many were not because of `most`.
        """
        time, new, over = now.timestamp(), 0, 0
        with self._whole():
            for page in pages:
                if (
                    self._run("UPDATE pages SET listed = ? WHERE url = ? RETURNING 1", time, page.url)
                    and not again
                ):
                    continue
                if new == most:
                    over += 1
                    continue
                told = json.dumps(dict(page.told))
                values = (page.url, page.feed, "waiting", told, time, time, 0)
                self._run("REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", *values)
                new += 1
        return new, over

    def waiting(self, feeds: Iterable[str]) -> list[Listed]:
        """Return the pages that are to be fetched, of those that some feeds named, the first named first."""
        rows = self._run(
            "SELECT url, feed, told, tries, due FROM pages WHERE status = 'waiting'"
            " AND feed IN (SELECT value FROM json_each(?)) ORDER BY listed, rowid",
            json.dumps(list(feeds)),
        )
        return [
            Listed(url=url, feed=feed, told=json.loads(told), tries=tries, due=_time(due))
            for url, feed, told, tries, due in rows
        ]

    def settle(self, url: str, status: Status, now: datetime) -> None:
        """Note what became of a page; it is not fetched again when a feed names it again."""
        self._run(
            "INSERT INTO pages VALUES (?1, '', ?2, '{}', ?3, 0, 1)"
            " ON CONFLICT (url) DO UPDATE SET status = ?2, tries = tries + 1",
            url,
            status,
            now.timestamp(),
        )

    def later(self, url: str, due: datetime) -> None:
        """Note that a page is to be tried again, and when."""
        self._run("UPDATE pages SET due = ?, tries = tries + 1 WHERE url = ?", due.timestamp(), url)

    def forget(self, before: datetime) -> None:
        """Forget pages that no feed has named since a time and that wait for nothing."""
        self._run(
            "DELETE FROM pages WHERE listed < ? AND status <> 'waiting' AND listed > 0", before.timestamp()
        )

    def feed(self, url: str) -> Polled | None:
        """Return how a feed was asked last, `None` for a new one."""
        rows = self._run("SELECT asked, failures, until FROM feeds WHERE url = ?", url)
        return Polled(_time(rows[0][0]), rows[0][1], _time(rows[0][2])) if rows else None

    def polled(self, url: str, found: Polled) -> None:
        """Note how a feed was asked."""
        values = (url, found.asked.timestamp(), found.failures, found.until.timestamp())
        self._run("REPLACE INTO feeds VALUES (?, ?, ?, ?)", *values)

    def pauses(self, now: datetime) -> dict[str, datetime]:
        """Return the hosts that asked for a pause that is not over, and until when."""
        rows = self._run("SELECT host, until FROM hosts WHERE until > ?", now.timestamp())
        return {host: _time(until) for host, until in rows}

    def pause(self, host: str, until: datetime) -> None:
        """Note that a host asked for a pause."""
        self._run("REPLACE INTO hosts VALUES (?, ?)", host, until.timestamp())

    def size(self, archive: str) -> int:
        """Return the size up to which an archive is known to be whole (bytes)."""
        rows = self._run("SELECT size FROM archives WHERE name = ?", archive)
        return rows[0][0] if rows else 0

    def grown(self, archive: str, size: int) -> None:
        """Note that an archive is whole up to a size (bytes)."""
        self._run("REPLACE INTO archives VALUES (?, ?)", archive, size)

    def clear(self) -> None:
        """Forget everything: the archive that it was the memory of is gone."""
        with self._whole():
            for table in ("validators", "pages", "feeds", "archives"):
                self._run(f"DELETE FROM {table}")  # noqa: S608 - our own names

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Make what is noted inside one transaction."""
        self._run("BEGIN")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with suppress(DatelineError):
                self._run("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> DatelineError:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return DatelineError(
                "E089",
                f"{self.path}: another dateline is fetching into this archive",
                "wait until it has ended",
            )
        return DatelineError(
            "E089", f"{self.path}: it cannot be used: {error}", "check space and rights, or remove it"
        )

    def _prepare(self) -> None:
        """Make the tables of a new file; refuse one of another version."""
        version = self._run("PRAGMA user_version")[0][0]
        if version == 0 and not self._run("SELECT 1 FROM sqlite_master"):
            for table in _TABLES:
                self._run(table)
            self._run(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise DatelineError(
                "E089", f"{self.path}: it is not the memory of an archive, or of another version", "remove it"
            )


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
