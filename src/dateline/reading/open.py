"""Placeholder until the table of formats is here: every file is one document. (The author of archives/ and tables/ replaces this module; keep the two functions' names and signatures, cli/sources.py calls them.)"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.tables.columns import Columns


def opened(
    path: Path, name: str, settings: Settings, columns: Columns | None = None, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Open a file."""
    try:
        with path.open("rb") as stream:
            yield from opened_stream(stream, name, settings, columns, start)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError("E004", f"{name}: the source cannot be read: {why}") from error


def opened_stream(
    stream: BinaryIO, name: str, settings: Settings, columns: Columns | None = None, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Open a stream."""
    del columns, start
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise DatelineError(
            "E003", f"{name}: the source is larger than {settings.max_bytes:,} bytes", "split it"
        )
    yield Item(name=name, content=data)
