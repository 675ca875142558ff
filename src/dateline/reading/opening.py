"""A file whose format is still to be told: its first bytes, its name, and what the user wants of it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.tables.columns import Columns

HEAD: Final = 1 << 16
"""Bytes from which a format is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A file that is being opened.

    Attributes:
        name: its name, for the names of items and for what its ending tells.
        settings: the limits.
        columns: the columns of tables that the user names.
        start: where to go on.
        path: where it lies, or `None` for a stream.
        within: it was taken out of an archive or is compressed.
        stream: its bytes from the first on.
        head: the first of them, at most `HEAD`.
    """

    name: str
    settings: Settings
    columns: Columns | None = None
    start: int = 0
    path: Path | None = None
    within: bool = False
    stream: BinaryIO = field(default_factory=io.BytesIO)
    head: bytes = b""

    def data(self) -> bytes:
        """Read the whole file.

        Raises:
            DatelineError: E003.
        """
        limit = self.settings.max_bytes
        try:
            return bounded.read_whole(self.stream, limit)
        except DatelineError as error:
            if error.code != "E003":
                raise
            what = f"{self.name}: the source is larger than {limit:,} bytes"
            raise DatelineError("E003", what, "split it, or raise max_bytes in Settings") from error

    def ends(self, *endings: str) -> bool:
        """Say whether the name has one of some endings, compressed or not."""
        return bare(self.name).endswith(endings)


def opening_of(stream: BinaryIO, wish: Opening) -> Opening:
    """Take the first bytes of a stream, and leave it standing before them.

    Args:
        stream: the bytes from the first on.
        wish: everything else.
    """
    head = b""
    while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
        head += piece
    if stream.seekable():
        stream.seek(0)
    else:
        stream = bounded.stream_of(chain([head], bounded.pieces_of(stream)))
    return replace(wish, stream=stream, head=head)


def bare(name: str) -> str:
    """Fold a name, and take the ending of gzip off."""
    return name.casefold().removesuffix(".gz")
