"""The door for whatever a user names: from a file or a stream to the documents that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.formats import read
from dateline.reading.items import Item
from dateline.reading.live_pages import split
from dateline.reading.opening import Opening, opening_of
from dateline.reading.tables.columns import Columns


def opened(
    path: Path, name: str, settings: Settings, columns: Columns | None = None, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Read the documents of a file, whatever its format.

    Args:
        path: the file.
        name: what to call it in messages; its ending helps where the bytes do not tell.
        settings: the limits.
        columns: the columns of tables that the user names.
        start: the `position` of an item: reading goes on after it, and gives just what came behind it before.

    Yields:
        The documents in their order, and for a part that cannot be read its error. A file that is one page or
        one text is one item that holds its bytes; a live blog is one for each entry.

    Raises:
        DatelineError: E001 it holds nothing that could be read; E003 too large; E004 it cannot be read at all;
            E006 damaged, or in a format that is not read; E009 a table lacks a column.
    """
    try:
        with path.open("rb") as stream:
            wish = Opening(name=name, settings=settings, columns=columns, start=start, path=path)
            yield from split(read(opening_of(stream, wish)), settings, start)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError("E004", f"{name}: the source cannot be read: {why}") from error


def opened_stream(
    stream: BinaryIO, name: str, settings: Settings, columns: Columns | None = None, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Read the documents of a stream, such as standard input; see `opened`."""
    wish = Opening(name=name, settings=settings, columns=columns, start=start)
    yield from split(read(opening_of(stream, wish)), settings, start)
