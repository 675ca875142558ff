"""Where the records of a WARC file begin and end, read from the bytes: needed where some are damaged."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from dateline.errors import DatelineError
from dateline.reading import bounded

_LENGTH: Final = re.compile(
    rb"^content-length[ \t]*:[ \t]*(?P<length>\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_START: Final = re.compile(rb"WARC/\d\.\d\r?\n(?=[A-Za-z-]{1,40}:)")
_LONGEST_HEADER: Final = 1 << 16
_SCAN: Final = 1 << 20


def following(stream: BinaryIO, at: int) -> tuple[bytes, int] | None:
    """Look at what follows the block of a record, in its gzip member or in the plain file.

    Args:
        stream: the archive, which can seek.
        at: where the record begins.

    Returns:
        Up to nine bytes after the block, and the offset past the record where its end is in order; `None`
        where the record is damaged or cut off.
    """
    stream.seek(at)
    packed = stream.read(3) == bounded.GZIP
    stream.seek(at)
    text = bounded.stream_of(_member(stream)) if packed else stream
    try:
        length = _block_length(text)
        if length is None or not _skipped(text, length):
            return None
        after = text.read(9)
        if packed:
            bounded.read_whole(text, _LONGEST_HEADER)
            return after, stream.tell()
    except (zlib.error, EOFError, DatelineError):
        return None
    blank = len(after) - len(after.lstrip(b"\r\n"))
    return after, stream.tell() - len(after) + min(blank, 4)


def whole_until(stream: BinaryIO, at: int) -> int | None:
    """Return the offset past the record that begins at an offset, or `None` where it is not whole."""
    found = following(stream, at)
    if found is None:
        return None
    after, end = found
    return end if after[:1] in (b"\r", b"\n", b"") else None


def nothing_follows(stream: BinaryIO, at: int) -> bool:
    """Say whether only blank lines and padding follow an offset; the stream is left where they end."""
    stream.seek(at)
    return not any(piece.strip(b"\r\n\x00") for piece in bounded.pieces_of(stream))


def share_a_member(stream: BinaryIO) -> bool:
    """Say whether the first gzip member holds more than one record, against the standard's advice."""
    found = following(stream, 0)
    return found is not None and found[0].lstrip(b"\r\n").startswith(b"WARC/")


def next_start(stream: BinaryIO, at: int) -> int | None:
    """Find the next place at or after an offset where a record begins, or `None`."""
    stream.seek(0)
    packed = stream.read(3) == bounded.GZIP
    overlap = 2 if packed else 60
    begin = at
    kept = b""
    stream.seek(begin)
    while piece := stream.read(_SCAN):
        window = kept + piece
        base = begin - len(kept)
        for place in _places(window, packed):
            if not packed or _begins(stream, base + place):
                return base + place
        begin += len(piece)
        kept = window[-overlap:]
        stream.seek(begin)
    return None


def _places(window: bytes, packed: bool) -> Iterator[int]:
    if not packed:
        yield from (found.start() for found in _START.finditer(window))
        return
    place = window.find(bounded.GZIP)
    while place >= 0:
        yield place
        place = window.find(bounded.GZIP, place + 1)


def _begins(stream: BinaryIO, at: int) -> bool:
    """Say whether a gzip member that holds a record begins at an offset."""
    stream.seek(at)
    try:
        opening = zlib.decompressobj(31).decompress(stream.read(1024), 16)
    except zlib.error:
        return False
    return opening.lstrip(b"\r\n").startswith(b"WARC/")


def _member(stream: BinaryIO) -> Iterator[bytes]:
    """Inflate one gzip member, and leave the stream just past it.

    Raises:
        EOFError: the member is cut off.
    """
    engine = zlib.decompressobj(31)
    rest = b""
    while not engine.eof:
        rest = rest or stream.read(bounded.PIECE)
        piece = engine.decompress(rest, bounded.PIECE)
        if not rest and not piece:
            raise EOFError
        rest = engine.unconsumed_tail
        yield piece
    stream.seek(-len(engine.unused_data), 1)


def _block_length(text: BinaryIO) -> int | None:
    """Read the header of a record and return the length it gives for the block."""
    header = b""
    while len(header) < _LONGEST_HEADER:
        line = text.readline(_LONGEST_HEADER)
        header += line
        if not line.strip():
            break
    found = _LENGTH.search(header)
    return int(found["length"]) if found and header.startswith(b"WARC/") else None


def _skipped(text: BinaryIO, size: int) -> bool:
    while size > 0:
        piece = text.read(min(size, bounded.PIECE))
        if not piece:
            return False
        size -= len(piece)
    return True
