"""Places that the user imported, laid over the packaged gazetteer.

They stay on the disk: a name is looked up when a report has it. A place of both has the imported point, division
and population, and the packaged name and sort; whatever else the import has is added.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Final
from urllib.parse import quote
from zlib import crc32

import msgspec

from dateline.errors import DatelineError
from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.placenames import key

SUFFIX: Final = ".sqlite"
FORMAT: Final = "dateline places 1"
MOST: Final = 80
"""Places of one name that an import gives, the most populous first."""
_GIVEN: Final = re.compile(r"[a-z0-9]")
_PLACES: Final = "SELECT p.* FROM names AS n JOIN places AS p ON p.id = n.place WHERE n.key = ?"
_NAMED: Final = f"{_PLACES} GROUP BY p.id ORDER BY p.population DESC, p.id LIMIT {MOST}"
_BEGINS: Final = "SELECT 1 FROM names WHERE key = ?1 OR (key > ?1 || ' ' AND key < ?1 || '!') LIMIT 1"
_HEADER: Final = 100
"""Bytes at the beginning of a SQLite file that are its header."""
_CHUNK: Final = 1 << 20


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where imported places come from.

    Attributes:
        source: its name, that of its file in the user's folder.
        file: name of the file that was imported.
        sha256: hash of that file, as it was given.
        date: day of the import.
        licence: under which terms the data are.
        rows: number of places.
        version: version of dateline that imported it.
    """

    source: str
    file: str
    sha256: str
    date: str
    licence: str
    rows: int
    version: str


Row = tuple[int, str, float, float, str, str, str, int]
"""A row of the table `places`."""


class Layered(Gazetteer):
    """The packaged places and the imported ones. Build it through `dateline.resolve.places.gazetteer.load`."""

    def __init__(self, names: bytes, places: bytes, files: Sequence[Path]) -> None:
        super().__init__(names, places)
        self._bases = tuple((path, _opened(path)) for path in files)
        self._packaged = {int(line.split(b"\t", 1)[0] or 0) for line in self._places if line}

    def begins(self, words: str) -> bool:
        """Say whether a name of the index is these words or goes on after them with a space."""
        if super().begins(words):
            return True
        if not _GIVEN.match(words):
            return False
        return any(_ask(path, base, _BEGINS, words) for path, base in self._bases)

    def _find(self, sought: str) -> tuple[Entry, ...]:
        packaged = super()._find(sought)
        if not sought or not sought.isascii():
            return packaged
        rows = {row[0]: _entry(row) for path, base in self._bases for row in _ask(path, base, _NAMED, sought)}
        if not rows:
            return packaged
        newer = [
            entry if (row := rows.get(entry.geonameid or 0)) is None else _newer(entry, row)
            for entry in packaged
        ]
        # A place that is packaged is called what it is called there: odd spellings were left out on purpose.
        added = (row for number, row in rows.items() if number not in self._packaged)
        return tuple(sorted(chain(newer, added), key=lambda e: (-e.population, e.line < 0)))


def _entry(row: Row) -> Entry:
    number, name, lat, lon, country, admin1, kind, population = row
    return Entry(-number, number, name, lat, lon, country, admin1, kind, population)


def _newer(entry: Entry, row: Entry) -> Entry:
    return msgspec.structs.replace(
        entry, lat=row.lat, lon=row.lon, population=row.population or entry.population
    )


def _opened(path: Path) -> sqlite3.Connection:
    """Open an imported file for reading.

    Raises:
        DatelineError: E072, it is not one that an import wrote.
    """
    try:
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        # The connection is used by one thread at a time: SQLite itself sees to that.
        base = sqlite3.connect(address, uri=True, check_same_thread=False)
        found = base.execute("SELECT value FROM provenance WHERE name = 'made as'").fetchone()
    except (OSError, sqlite3.Error) as error:
        raise _damaged(path, str(error)) from error
    if found != (FORMAT,):
        base.close()
        raise _damaged(path, "it is not a file of imported places")
    return base


def _ask(path: Path, base: sqlite3.Connection, question: str, words: str) -> list[Row]:
    try:
        return base.execute(question, (words,)).fetchall()
    except sqlite3.Error as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, why: str) -> DatelineError:
    return DatelineError(
        "E072", f"{path}: {why}", "import the file again, or remove it: dateline places remove NAME"
    )


def origin_of(path: Path) -> Origin:
    """Read where an imported file comes from.

    Raises:
        DatelineError: E072, it is not one that an import wrote.
    """
    base = _opened(path)
    try:
        told = dict(base.execute("SELECT name, value FROM provenance").fetchall())
        return msgspec.convert(told | {"source": path.stem}, Origin, strict=False)
    except (sqlite3.Error, msgspec.ValidationError, TypeError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    finally:
        base.close()


def checksum(path: Path) -> int:
    """Return the CRC-32 of what a SQLite file holds after its header, as the signed number that the header can keep."""
    found = 0
    with path.open("rb") as stream:
        stream.seek(_HEADER)
        while part := stream.read(_CHUNK):
            found = crc32(part, found)
    return found - (1 << 32) if found >> 31 else found


def examine(path: Path) -> Origin:
    """Read an imported file from end to end, and return where it comes from.

    Raises:
        DatelineError: E072, it is not what the import wrote.
    """
    origin = origin_of(path)
    base = _opened(path)
    try:
        (stated,) = base.execute("PRAGMA user_version").fetchone()
        # Files of dateline 0.1 before the checksum have none: their rows are counted instead.
        whole = (
            stated == checksum(path)
            if stated
            else base.execute("SELECT count(*) FROM places").fetchone() == (origin.rows,)
        )
    except (OSError, sqlite3.Error) as error:
        raise _damaged(path, str(error)) from error
    finally:
        base.close()
    if not whole:
        raise _damaged(path, "it is not what was imported")
    return origin


def made_with(path: Path) -> str:
    """Return an imported file with the first digits of its source's hash, for the record of what read it.

    Raises:
        DatelineError: E072.
    """
    base = _opened(path)
    try:
        told = dict(base.execute("SELECT name, value FROM provenance").fetchall())
        return f"{path.stem}-{told['sha256'][:8]}"
    except (sqlite3.Error, KeyError) as error:
        raise _damaged(path, str(error)) from error
    finally:
        base.close()


def named(name: str, files: Iterable[Path]) -> list[tuple[str, Entry]]:
    """Return what each imported file has under a name, with the name of the file.

    Raises:
        DatelineError: E072.
    """
    found = []
    for path in files:
        base = _opened(path)
        try:
            found += [(path.stem, _entry(row)) for row in _ask(path, base, _NAMED, key(name))]
        finally:
            base.close()
    return found
