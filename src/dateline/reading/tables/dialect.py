"""How a file of delimited text is written: what parts its cells, and how quotation marks are spelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dateline.reading.tables.columns import fold, table

_DELIMITERS: Final = (",", ";", "\t", "|")
_DECLARED: Final = re.compile(r"sep=(?P<delimiter>[,;\t|])[ \t]*\r?\n?\Z", re.IGNORECASE)
_ROWS: Final = 200
_MOST_PARTS: Final = 4096


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are written.

    Attributes:
        delimiter: what stands between them.
        quoted: cells may stand in quotation marks, within which delimiters and line ends do not count.
        backslash: a quotation mark inside is written with a backslash, as databases do, not doubled.
    """

    delimiter: str = ","
    quoted: bool = True
    backslash: bool = False


class Damage(str):
    """Why a row cannot be read."""

    __slots__ = ()


Record = list[str] | Damage
"""The cells of a row."""


def declared(line: str) -> str:
    """Return the delimiter that a first line declares (`sep=;`, as spreadsheets write), or an empty string."""
    found = _DECLARED.match(line)
    return found["delimiter"] if found else ""


def guess(lines: Sequence[str], named: Sequence[str] = (), *, tabs: bool = False) -> Dialect:
    """Choose the dialect in which a file makes the most sense.

    That is the one in whose first row the most columns have names that are known, most rows have as many
    cells as the first, and the cells are many.

    Args:
        lines: the first lines, whole ones.
        named: names of columns that the user gives.
        tabs: the file's ending says that tabs part its cells.
    """
    known = {name for names in table().names.values() for name in names} | {fold(name) for name in named}
    limit = sum(map(len, lines)) + 1

    def sense(dialect: Dialect) -> tuple[float, ...]:
        rows = list(islice(records(iter(lines), dialect, limit), _ROWS))
        first = rows[0] if rows else Damage()
        if isinstance(first, Damage):
            return (-1.0,)
        sizes = Counter(len(row) if not isinstance(row, Damage) else 0 for row in rows[1:] if row != [""])
        fit = (sizes[len(first)] + 1) / (sizes.total() + 1)
        names = sum(fold(cell) in known for cell in first)
        return (names * fit, fit if len(first) > 1 else 0.0, len(first))

    tried = [Dialect("\t"), Dialect("\t", quoted=False)] if tabs else [Dialect(each) for each in _DELIMITERS]
    tried += [Dialect(each.delimiter, backslash=True) for each in tried if each.quoted]
    # the first of equals: rows that no quotation mark is in say nothing of how one is written
    return max(tried, key=sense)


def records(lines: Iterator[str], dialect: Dialect, limit: int) -> Iterator[Record]:
    """Part lines into rows of cells.

    Args:
        lines: lines with their ends.
        dialect: how cells are written.
        limit: characters that a row may have.

    Yields:
        The cells of each row, one empty cell for a blank line; `Damage` for a row whose quotation marks do
        not fit. Reading goes on at the line after the place of the damage.
    """
    for line in lines:
        if not dialect.quoted or '"' not in line:
            yield line.rstrip("\r\n").split(dialect.delimiter)
        else:
            yield _record(line, lines, dialect, limit)


def _record(line: str, lines: Iterator[str], dialect: Dialect, limit: int) -> Record:
    """Read a row that has quotation marks, and as many further lines as they hold together."""
    cells: list[str] = []
    at, size = 0, len(line)
    while True:
        start = at
        while line.startswith(" ", start):
            start += 1
        if not line.startswith('"', start):
            end = line.find(dialect.delimiter, at)
            cells.append(line[at:end] if end >= 0 else line[at:].rstrip("\r\n"))
            if end < 0:
                return cells
            at = end + 1
            continue
        parts: list[str] = []
        blocks: list[str] = []
        start += 1
        while (close := _closing(line, start, dialect, parts)) < 0:
            following = next(lines, None)
            if following is None or size > limit:
                return Damage("a quotation mark is opened and not closed")
            line, start = following, 0
            size += len(following)
            if len(parts) > _MOST_PARTS:
                # many short lines weigh more as objects than as letters
                blocks.append("".join(parts))
                parts.clear()
        cells.append("".join([*blocks, *parts]))
        rest = line[close:].lstrip(" ")
        if not rest.rstrip("\r\n"):
            return cells
        if not rest.startswith(dialect.delimiter):
            return Damage(f"behind a closing quotation mark stands {rest[:20].rstrip()!r}")
        at = len(line) - len(rest) + 1


def _closing(line: str, start: int, dialect: Dialect, parts: list[str]) -> int:
    """Gather the parts of a quoted cell.

    Returns:
        The place past the closing quotation mark, or -1 where the cell goes on in the next line.
    """
    while True:
        mark = line.find('"', start)
        if mark < 0:
            parts.append(line[start:])
            return -1
        before = line[start:mark]
        if dialect.backslash and (len(before) - len(before.rstrip("\\"))) % 2:
            parts.append(before[:-1] + '"')
        elif line.startswith('"', mark + 1):
            parts.append(before + '"')
            mark += 1
        else:
            parts.append(before)
            return mark + 1
        start = mark + 1
