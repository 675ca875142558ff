"""Reading what a user gives: packed or not, bounded, its hash, as text, lines or a table."""

from __future__ import annotations

import bz2
import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from dateline.errors import DatelineError

MAX_TEXT: Final = 300_000_000
"""Bytes, unpacked, of a file that has to be held whole: ten times the largest table of the formats we know."""
MAX_LINE: Final = 32_000_000
"""Bytes of one line of a file that is read line by line; the longest entity of Wikidata has about 4 million."""
HEAD: Final = 262_144
"""Bytes that are looked at to tell the format."""

_CHUNK: Final = 1 << 20
_GZIP: Final = b"\x1f\x8b"
_BZIP: Final = b"BZh"

Step = Callable[[int], None]
"""Told how many bytes of the file, as it lies on the disk, have been read."""


def quiet(_: int) -> None:
    """Tell nobody."""


def digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        DatelineError: E004, it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> DatelineError:
    why = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
    return DatelineError(
        "E004", f"{path}: the file cannot be read: {why}", "check the name, and that it is whole"
    )


def _unpacked(raw: IO[bytes]) -> Any:
    """Return the stream of a file's contents: gzip and bzip2 are told by their first bytes, not by a name."""
    first = raw.read(3)
    raw.seek(0)
    if first.startswith(_GZIP):
        return gzip.GzipFile(fileobj=raw)
    if first.startswith(_BZIP):
        return bz2.BZ2File(raw)
    return raw


def head(path: Path) -> str:
    """Return the beginning of a file's text.

    Raises:
        DatelineError: E001, it is empty; E002, it is not text; E004, it cannot be read.
    """
    try:
        with path.open("rb") as raw:
            data: bytes = _unpacked(raw).read(HEAD)
    except (OSError, EOFError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not data.strip():
        raise DatelineError("E001", f"{path}: the file is empty")
    if b"\0" in data:
        raise DatelineError(
            "E002", f"{path}: the file is not text", "unpack it: gzip and bzip2 alone are read packed"
        )
    return decoded(data, whole=len(data) < HEAD)


def decoded(data: bytes, *, whole: bool = True) -> str:
    """Return bytes as text: UTF-8, or else the Windows or Latin-1 letters of older tables."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not whole and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8-sig")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def text_of(path: Path, step: Step = quiet, limit: int = MAX_TEXT) -> str:
    """Return the whole text of a file.

    Raises:
        DatelineError: E004, it cannot be read; E071, it is larger than the limit.
    """
    parts = []
    size = 0
    try:
        with path.open("rb") as raw:
            stream = _unpacked(raw)
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > limit:
                    raise DatelineError(
                        "E071",
                        f"{path}: the file holds more than {limit:,} bytes",
                        "import the part you need",
                    )
                parts.append(part)
                step(raw.tell())
    except (OSError, EOFError, ValueError) as error:
        raise _unreadable(path, error) from error
    return decoded(b"".join(parts))


def lines_of(path: Path, step: Step = quiet, limit: int = MAX_LINE) -> Iterator[bytes]:
    """Yield the lines of a file, which may be of any length in all.

    Raises:
        DatelineError: E004, it cannot be read; E071, a line is longer than the limit.
    """
    try:
        with path.open("rb") as raw:
            stream = io.BufferedReader(_unpacked(raw), _CHUNK)
            for number, line in enumerate(iter(lambda: stream.readline(limit + 1), b""), start=1):
                if len(line) > limit:
                    raise DatelineError(
                        "E071",
                        f"{path}: line {number:,} is longer than {limit:,} bytes",
                        "is it one record a line?",
                    )
                if not number % 64:
                    step(raw.tell())
                yield line
    except (OSError, EOFError, ValueError) as error:
        raise _unreadable(path, error) from error


def header(text: str) -> tuple[str, ...]:
    """Return the column names of a table's first line that is no comment."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            try:
                cells = next(csv.reader([line], delimiter=_delimiter(line)))
            except csv.Error:
                return ()
            return tuple(cell.strip() for cell in cells)
    return ()


def _delimiter(line: str) -> str:
    return max("\t;,", key=line.count)


def table(path: Path, text: str, need: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by column, cells stripped; what stands in no column is under an empty name.

    Args:
        path: the file, for messages.
        text: its text; comma, semicolon or tab, told by the first line that is no comment (`#`).
        need: columns that must be there, each with what it is for.

    Raises:
        DatelineError: E070, a column is missing, or the quoting is broken.
    """
    columns = header(text)
    missing = [name for name in need if name not in columns]
    if missing:
        what = ", ".join(f"{name!r} ({need[name]})" for name in missing)
        raise DatelineError(
            "E070", f"{path}: there is no column {what}", "see docs/actors.md for the columns"
        )
    lines = (line for line in io.StringIO(text, newline="") if not line.startswith("#"))
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    # one column has no delimiter, but some mark must be given
    reader = csv.reader(lines, delimiter=_delimiter(first))
    try:
        for cells in reader:
            if not any(cells) or tuple(cell.strip() for cell in cells) == columns:
                continue
            row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            row |= dict.fromkeys(columns[len(cells) :], "")
            row[""] = "".join(cells[len(columns) :]).strip()
            yield row
    except csv.Error as error:
        raise DatelineError(
            "E070", f"{path}: line {reader.line_num:,}: {error}", "is it the whole file?"
        ) from error
