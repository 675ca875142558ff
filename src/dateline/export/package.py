"""A record to cite: data, codebook, actors, sources and a version that is the data's hash, in one zip file.

The reports' texts are not in it, nor who corrected what. Every date inside is fixed: the same store gives the same
bytes.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

import duckdb

from dateline.export import papers
from dateline.export.events import Exported
from dateline.export.papers import Citation, Contents
from dateline.export.parquet import STORED, copy, select
from dateline.render.safe import harmless, plain
from dateline.store.tables import Table

FILES: Final = {
    "data/TABLE.csv": 'a table of the store ([store.md](store.md)), lists joined by "; "',
    "data/TABLE.parquet": "the same, exactly",
    "codebook.md": "every table and column of `data/`",
    "actors.csv": "every actor once, as most reports describe it, with the number of reports",
    "sources.csv": "every report and every place where its text was found: day, publisher, headline, address",
    "CITATION.cff": "how to cite it (Citation File Format 1.2.0)",
    "LICENCE.md": "whose what is",
    "README.md": "what is in the file, and how much",
    "version.json": "version, days, rows, versions of dateline",
    "SHA256SUMS": "the hash of every file",
}
"""The files, and what they hold."""

WITHHELD: Final = {"documents": ("report",), "corrections": ("corrected_by",)}
NOT_DATA: Final = ("shingles", "story_words", "wordings", "pending", "changes")
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)

_SOURCES: Final = """
    SELECT c.document, c.published, c.publisher, d.headline, c.url, d.language
    FROM carriers c JOIN documents d ON d.id = c.document ORDER BY ALL
"""
_ACTORS: Final = """
    WITH told AS (
        SELECT id, name, kind, country, sector, sectors, wikidata, count(*) AS reports
        FROM actors GROUP BY ALL
    )
    SELECT id, first(name ORDER BY reports DESC, name) AS name, first(kind ORDER BY reports DESC, kind) AS kind,
        first(country ORDER BY reports DESC, country) AS country,
        first(sector ORDER BY reports DESC, sector) AS sector,
        first(sectors ORDER BY reports DESC, sectors) AS sectors,
        max(wikidata) AS wikidata, sum(reports)::BIGINT AS reports
    FROM told GROUP BY id ORDER BY id
"""


def columns_of(table: Table) -> list[str]:
    """Return the names of the columns of a table that are given away."""
    return [column.name for column in table.columns if column.name not in WITHHELD.get(table.name, ())]


def given() -> tuple[Table, ...]:
    """Return the tables that are data: not those that serve to find copies and stories, or tell what came when."""
    return tuple(table for table in STORED if table.name not in NOT_DATA)


def write(connection: duckdb.DuckDBPyConnection, out: IO[bytes], citation: Citation) -> Exported:
    """Write the zip file.

    Args:
        connection: the store.
        out: where to.
        citation: title, authors and day of release.

    Returns:
        How many files were written.

    Raises:
        DatelineError: E043, it cannot be written.
    """
    sums: dict[str, str] = {}
    with zipfile.ZipFile(out, "w") as archive, tempfile.TemporaryDirectory(prefix="dateline-") as made:
        for table in given():
            question = select(table, columns_of(table))
            sums[f"data/{table.name}.csv"] = _table(archive, f"data/{table.name}.csv", connection, question)
        version = sha256("".join(f"{name} {hashed}\n" for name, hashed in sums.items()).encode()).hexdigest()[
            :12
        ]
        for table in given():
            name, path = f"data/{table.name}.parquet", Path(made) / f"{table.name}.parquet"
            copy(connection, table, columns_of(table), path, archive.filename or "the zip file")
            sums[name] = _file(archive, name, path)
            path.unlink()
        sums["actors.csv"] = _table(archive, "actors.csv", connection, _ACTORS)
        sums["sources.csv"] = _table(archive, "sources.csv", connection, _SOURCES)
        for name, text in papers.papers(citation, _contents(connection, version)).items():
            sums[name] = _text(archive, name, text)
        _text(archive, "SHA256SUMS", "".join(f"{hashed}  {name}\n" for name, hashed in sums.items()))
    return Exported(written=len(sums) + 1)


def _contents(connection: duckdb.DuckDBPyConnection, version: str) -> Contents:
    days = connection.execute("SELECT min(published), max(published) FROM documents").fetchone() or (
        None,
        None,
    )
    made_with = connection.execute("SELECT DISTINCT version FROM documents ORDER BY 1").fetchall()
    counts = {}
    for table in given():
        found = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608 - our own names
        counts[table.name] = int(found[0]) if found else 0
    return Contents(
        version=version,
        first=days[0].isoformat() if days[0] else "",
        last=days[1].isoformat() if days[1] else "",
        counts=counts,
        read_with=tuple(str(row[0]) for row in made_with),
        columns={table.name: tuple(columns_of(table)) for table in given()},
        tables=given(),
    )


class _Hashed(io.RawIOBase):
    """A stream that hashes what passes."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self.hash = sha256()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Write and hash."""
        self.hash.update(data)
        return self._inner.write(data)


def _table(archive: zipfile.ZipFile, name: str, connection: duckdb.DuckDBPyConnection, question: str) -> str:
    """Write the answer to a question as CSV; returns its hash."""
    cursor = connection.cursor()
    cursor.execute(question)
    with archive.open(_info(name), "w", force_zip64=True) as inner:
        stream = _Hashed(inner)
        with io.TextIOWrapper(io.BufferedWriter(stream), "utf-8", "replace", newline="") as text:
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow([column[0] for column in cursor.description or ()])
            for rows in iter(lambda: cursor.fetchmany(1000), []):
                writer.writerows(_cells(rows))
    return stream.hash.hexdigest()


def _cells(rows: Sequence[Sequence[object]]) -> Iterator[list[object]]:
    for row in rows:
        yield [_cell(value) for value in row]


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return plain(harmless("; ".join(map(str, value))))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return plain(harmless(value)) if isinstance(value, str) else value


def _file(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    with path.open("rb") as source, archive.open(_info(name), "w", force_zip64=True) as inner:
        stream = _Hashed(inner)
        shutil.copyfileobj(source, stream)
    return stream.hash.hexdigest()


def _text(archive: zipfile.ZipFile, name: str, text: str) -> str:
    data = text.encode()
    archive.writestr(_info(name), data)
    return sha256(data).hexdigest()


def _info(name: str) -> zipfile.ZipInfo:
    """Return the entry of a file: no clock and no system speaks in it."""
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
