"""Imported places in the user's folder: one SQLite file a source, written whole or not at all.

Places and names are written as they are read, and the names are sorted on disk at the end, so that memory does not
grow with the export. Everything lies under temporary names beside the target until it is whole.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from dateline.errors import DatelineError
from dateline.resolve.places.imported import FORMAT, SUFFIX, Origin, checksum

BATCH: Final = 20_000
PART: Final = ".part"
ABANDONED: Final = 3600
"""Seconds after which an unfinished file that nobody writes to is one of an import that was killed."""
ROOM: Final = 0.5
"""Bytes on the disk for each byte of an export as text: an import of all countries takes no less."""

_PLACES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -65536;
CREATE TABLE provenance (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    country TEXT NOT NULL, admin1 TEXT NOT NULL, kind TEXT NOT NULL, population INTEGER NOT NULL);
"""
_FILED: Final = """
PRAGMA filed.journal_mode = OFF;
PRAGMA filed.synchronous = OFF;
CREATE TABLE filed.names (key TEXT NOT NULL, place INTEGER NOT NULL);
"""
_NAMES: Final = """
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
INSERT INTO main.names SELECT DISTINCT key, place FROM filed.names ORDER BY key, place;
"""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place to be imported.

    Attributes:
        id: GeoNames id.
        name: as the export has it.
        lat: latitude in degrees (WGS 84).
        lon: longitude in degrees (WGS 84).
        country: ISO 3166 alpha-3 code, or empty.
        admin1: GeoNames code of the first-level division, or empty.
        kind: as `dateline.resolve.places.gazetteer.Entry` has it.
        population: inhabitants; 0 where it is not known.
        keys: its names as keys.
    """

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    population: int
    keys: tuple[str, ...]


def write(folder: Path, places: Iterable[Place], origin: Origin, size: int = 0) -> int:
    """Write the file of a source, which takes the place of an earlier one when it is whole.

    Args:
        folder: of the imported places; it need not exist.
        places: what to write; without any, nothing is written.
        origin: where they come from; the rows are counted here.
        size: bytes of the export as text, as far as it is known.

    Returns:
        How many places there are.

    Raises:
        DatelineError: E073, the folder cannot be written or has too little room; whatever `places` raises.
    """
    with _unfinished(folder, size) as (path, filed):
        rows = _fill(path, filed, places, origin)
        if rows:
            _seal(path)
            path.replace(folder / (origin.source + SUFFIX))
        return rows


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return the files of imports that are under way or were killed."""
    return tuple(folder.glob(f".*{PART}"))


@contextmanager
def _unfinished(folder: Path, size: int) -> Iterator[tuple[Path, Path]]:
    """Give two temporary files in a folder, and leave neither behind.

    Raises:
        DatelineError: E073.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        _check_room(folder, size)
        names = []
        try:
            for _ in range(2):
                handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=folder)
                os.close(handle)
                names.append(Path(name))
            yield names[0], names[1]
        finally:
            for path in names:
                path.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise DatelineError(
            "E073", f"{folder}: cannot be written: {why}", "make room, or set DATELINE_DATA to another folder"
        ) from error


def _sweep(folder: Path) -> None:
    """Remove what imports that were killed have left."""
    for path in unfinished(folder):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()


def _check_room(folder: Path, size: int) -> None:
    free, need = shutil.disk_usage(folder).free, int(size * ROOM)
    if free < need:
        raise DatelineError(
            "E073",
            f"{folder}: there are {free / 1e6:,.0f} MB free, and the places need {need / 1e6:,.0f} MB or more",
            "make room, or set DATELINE_DATA to another folder",
        )


def _fill(path: Path, filed: Path, places: Iterable[Place], origin: Origin) -> int:
    """Write the places, their names into a file of their own, and then the names in order."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript(_PLACES)
        base.execute("ATTACH ? AS filed", (str(filed),))
        base.executescript(_FILED)
        listed = iter(places)
        while rows := list(islice(listed, BATCH)):
            _put(base, rows)
        base.executescript(_NAMES)
        (count,) = base.execute("SELECT count(*) FROM places").fetchone()
        told = msgspec.structs.asdict(msgspec.structs.replace(origin, rows=count))
        base.executemany(
            "INSERT INTO provenance VALUES (?, ?)",
            [("made as", FORMAT), *((name, str(value)) for name, value in told.items())],
        )
        base.commit()
    return int(count)


def _put(base: sqlite3.Connection, rows: list[Place]) -> None:
    base.executemany(
        "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.kind, p.population) for p in rows],
    )
    base.executemany(
        "INSERT INTO filed.names VALUES (?, ?)", [(name, place.id) for place in rows for name in place.keys]
    )


def _seal(path: Path) -> None:
    """Write the checksum of the contents into the header, which it does not cover, and all of it to the disk."""
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute(f"PRAGMA user_version = {checksum(path)}")
        base.commit()
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
