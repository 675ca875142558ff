"""CSV and TSV: a report a row, below a row of names."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

import msgspec

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.items import Item
from dateline.reading.tables import rows
from dateline.reading.tables.columns import Columns
from dateline.reading.tables.dialect import Damage, Dialect, Record, declared, guess, records

_SAMPLE: Final = 1 << 16
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def items(
    stream: BinaryIO, name: str, columns: Columns | None, settings: Settings, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Read the rows of a file of delimited text.

    Args:
        stream: the file from its first byte: UTF-8, UTF-16 with a byte order mark, or Windows-1252.
        name: name of the file, for the names of the items: `news.csv:12` is row 12 as a spreadsheet counts,
            the row of names being row 1.
        columns: the columns that the user names.
        settings: the limits: a row may have `max_bytes` characters.
        start: the `position` of an item: reading goes on after it.

    Yields:
        An item for each row; E008 for a row that has more or fewer cells than there are names, or whose
        quotation marks do not fit. No cell is ever read as another column's.

    Raises:
        DatelineError: E001, E003, E006 or E009, see `rows.items`.
    """
    names, found = _parted(stream, name, columns or Columns(), settings.max_bytes)
    return rows.items(_named(found, names, name), rows.Plan(name, columns, settings, start), names)


def _parted(stream: BinaryIO, name: str, columns: Columns, limit: int) -> tuple[list[str], Iterator[Record]]:
    """Find out how the file is written, and read the row of names.

    Raises:
        DatelineError: E001, E006.
    """
    head = stream.read(_SAMPLE)
    if not head.strip():
        raise DatelineError("E001", f"{name} holds nothing", "give a table with a report a row")
    lines = _lines(head, stream, limit)
    opening = next(lines, "")
    stated = declared(opening)
    if stated:
        opening = next(lines, "")
    sample, size = [opening], len(opening)
    while size < _SAMPLE // 4 and (line := next(lines, None)) is not None:
        sample.append(line)
        size += len(line)
    named = [column for column in msgspec.structs.astuple(columns) if column]
    tabs = stated == "\t" or name.casefold().removesuffix(".gz").endswith((".tsv", ".tab"))
    dialect = Dialect(stated) if stated else guess(sample, named, tabs=tabs)
    found = records(chain(sample, lines), dialect, limit)
    names = next(found, [""])
    if isinstance(names, Damage):
        raise DatelineError("E006", f"{name}: the row of names is damaged: {names}")
    return _distinct(names), found


def _named(found: Iterator[Record], names: list[str], name: str) -> Iterator[rows.Row]:
    """Give each row its names; none where there are more cells than names, or fewer."""
    for number, row in enumerate(found, 2):
        if isinstance(row, Damage):
            yield number, DatelineError("E008", f"{name}:{number}: {row}", "mend the row")
            continue
        if not any(row):
            continue
        while len(row) > len(names) and not row[-1]:
            row.pop()
        if len(row) != len(names):
            what = f"the row has {len(row)} cells, and there are {len(names)} columns"
            yield (
                number,
                DatelineError("E008", f"{name}:{number}: {what}", "quote cells that hold the delimiter"),
            )
            continue
        yield number, dict(zip(names, row, strict=True))


def _distinct(names: list[str]) -> list[str]:
    """Number names that stand there again, so that no column takes another's place."""
    while len(names) > 1 and not names[-1].strip():
        names = names[:-1]
    seen: dict[str, int] = {}
    distinct = []
    for each in map(str.strip, names):
        seen[each] = seen.get(each, 0) + 1
        distinct.append(each if seen[each] == 1 else f"{each}.{seen[each]}")
    return distinct


def _lines(head: bytes, stream: BinaryIO, limit: int) -> Iterator[str]:
    """Decode the lines; none is longer than the limit.

    Raises:
        DatelineError: E003.
    """
    pieces = chain([head], bounded.pieces_of(stream))
    if head.startswith(_UTF_16):
        wide = io.TextIOWrapper(bounded.stream_of(pieces), "utf-16", "replace", newline="\n")
        while text := wide.readline(limit + 1):
            yield _checked(text, limit)
        return
    if b"\n" not in head and b"\r" in head:
        # as spreadsheets on old Macs end their lines
        pieces = chain(piece.replace(b"\r", b"\n") for piece in pieces)
    whole = bounded.stream_of(pieces)
    first = True
    while line := whole.readline(limit + 1):
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        yield _checked(_decoded(line), limit)


def _decoded(line: bytes) -> str:
    # Line by line: text in Windows-1252 that is not ASCII is next to never valid UTF-8.
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _checked(line: str, limit: int) -> str:
    if len(line) > limit:
        raise DatelineError(
            "E003", f"a line of the table has more than {limit:,} characters", "raise max_bytes in Settings"
        )
    return line
