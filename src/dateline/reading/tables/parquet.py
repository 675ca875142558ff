"""Parquet: a report a row, read a row at a time by DuckDB, which may open that one file and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.tables import rows
from dateline.reading.tables.columns import Columns, choose

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAGIC: Final = b"PAR1"
"""First and last bytes of a Parquet file."""

_MEMORY: Final = "1GB"
_DEEPEST: Final = 4
_STRINGS: Final = ("VARCHAR", "BLOB")
_MAGIC: Final = re.compile(r"[*?\[]")
_PRINTED: Final = ("TIMESTAMP", "DATE", "TIME", "UUID", "DECIMAL", "INTERVAL")


def sniff(head: bytes) -> bool:
    """Say whether a file is a Parquet file by its first bytes."""
    return head.startswith(MAGIC)


def items(
    path: Path, name: str, columns: Columns | None, settings: Settings, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Read the rows of a Parquet file.

    Args:
        path: the file.
        name: its name, for the names of the items: `news.parquet:12` is the twelfth row.
        columns: the columns that the user names; a dot leads into structs.
        settings: the limits: a row whose text has more than `max_bytes` is refused.
        start: the `position` of an item: reading goes on after it.

    Yields:
        An item for each row; E003 for a row that is too large.

    Raises:
        DatelineError: E006 the file is damaged or encrypted; E001, E003 or E009, see `rows.items`.
    """
    import duckdb

    connection = _connection(path)
    try:
        chosen = _chosen(connection, path, name, columns or Columns())
        found = _rows(connection, path, name, chosen, settings.max_bytes)
        yield from rows.items(found, rows.Plan(name, columns, settings, start), list(chosen))
    except duckdb.OutOfMemoryException as error:
        raise DatelineError("E003", f"{name} needs more than {_MEMORY} of memory to read") from error
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise DatelineError("E006", f"{name}: the Parquet file cannot be read: {why}") from error
    finally:
        connection.close()


def _connection(path: Path) -> DuckDBPyConnection:
    """Open a database in memory that can read the one file and reaches nothing else, on disk or elsewhere."""
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": _MEMORY,
            "temp_directory": "",
            "threads": 1,
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    allowed = ", ".join(_quoted(each, "'") for each in (str(path), _pattern(path)))
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _chosen(connection: DuckDBPyConnection, path: Path, name: str, columns: Columns) -> dict[str, _Column]:
    """Choose the columns, each by its path.

    Raises:
        DatelineError: E009.
    """
    described = connection.execute(f"SELECT * FROM {_table(path)} LIMIT 0").description or []  # noqa: S608
    present = {column.path: column for column in _columns((each[0], each[1]) for each in described)}
    leaves = [each for each, column in present.items() if not column.kind.startswith("STRUCT")]
    return {each: present[each] for each in choose(columns, leaves, name).values()}


def _rows(
    connection: DuckDBPyConnection, path: Path, name: str, chosen: dict[str, _Column], limit: int
) -> Iterator[rows.Row]:
    parts = ", ".join(column.asked(limit) for column in chosen.values())
    total = " + ".join(column.size() for column in chosen.values())
    answer = connection.execute(f"SELECT {total}, {parts} FROM {_table(path)}")  # noqa: S608
    number = 0
    while (values := answer.fetchone()) is not None:
        number += 1
        if values[0] > limit:
            what = f"{name}:{number}: the row has more than {limit:,} bytes"
            yield number, DatelineError("E003", what, "raise max_bytes in Settings")
        else:
            yield number, dict(zip(chosen, values[1:], strict=True))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column, or a field of a struct.

    Attributes:
        parts: its name, those of the structs it stands in before it.
        kind: its type as DuckDB writes it.
    """

    parts: tuple[str, ...]
    kind: str

    @property
    def path(self) -> str:
        """The parts with dots between them."""
        return ".".join(self.parts)

    @property
    def named(self) -> str:
        """The parts as SQL."""
        return ".".join(_quoted(part, '"') for part in self.parts)

    def size(self) -> str:
        """Write what asks for its size in bytes, 0 where it is no string."""
        return f"coalesce(strlen({self.named}), 0)" if self.kind in _STRINGS else "0"

    def asked(self, limit: int) -> str:
        """Write what asks for its value: no string beyond the limit, dates and times as they are printed."""
        if self.kind in _STRINGS:
            return f"CASE WHEN strlen({self.named}) <= {limit} THEN {self.named} END"
        return f"CAST({self.named} AS VARCHAR)" if self.kind.startswith(_PRINTED) else self.named


def _columns(described: Iterable[tuple[str, Any]], above: tuple[str, ...] = ()) -> Iterator[_Column]:
    """List columns and the fields of structs."""
    for name, kind in described:
        parts = (*above, name)
        yield _Column(parts, str(kind))
        if getattr(kind, "id", "") == "struct" and len(parts) < _DEEPEST:
            yield from _columns(kind.children, parts)


def _table(path: Path) -> str:
    pattern = _quoted(_pattern(path), "'")
    return f"read_parquet({pattern})"


def _pattern(path: Path) -> str:
    """Write a path as the pattern that fits it alone: DuckDB takes every path for a pattern."""
    return _MAGIC.sub(r"[\g<0>]", str(path))


def _quoted(words: str, mark: str) -> str:
    return mark + words.replace(mark, mark * 2) + mark
