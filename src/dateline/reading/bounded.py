"""Decompression that never holds more than it is allowed to: gzip, deflate, brotli, zstd.

A megabyte of gzip can stand for a gigabyte, so everything here works piece by piece and stops at the limit.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE: Final = 1 << 16
GZIP: Final = b"\x1f\x8b\x08"
"""First bytes of a gzip member: the magic number and the only method there is."""

_CODINGS: Final = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
_LARGEST_WINDOW: Final = 8 << 20  # what RFC 8878 and RFC 9659 ask of a zstd decoder
_MOST_CODINGS: Final = 3


class Pieces(io.RawIOBase):
    """A readable stream made of pieces as they come; it goes forward only, and `tell` counts its bytes."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def tell(self) -> int:
        """Return the number of bytes given so far."""
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer with what comes next; 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        self._at += size
        return size


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """Give a stream in pieces."""
    while piece := stream.read(PIECE):
        yield piece


def stream_of(pieces: Iterable[bytes]) -> BinaryIO:
    """Make a buffered stream of pieces."""
    return io.BufferedReader(Pieces(pieces), PIECE)


def gunzipped(stream: BinaryIO) -> BinaryIO:
    """Open a gzip file as a stream of what it holds, members one after the other.

    Args:
        stream: the compressed bytes, from where it stands.

    Returns:
        A stream that goes forward only. Reading it raises E006 where the file is damaged, cut off, or
        followed by bytes other than the zeros that tapes are filled up with. It has no limit: who reads it
        asks for as much as may be held.
    """
    return stream_of(inflated_members(pieces_of(stream)))


def decoded(data: bytes, coding: str, limit: int) -> bytes:
    """Undo the content coding of an HTTP message.

    Args:
        data: the coded bytes.
        coding: the value of `Content-Encoding`: `gzip`, `deflate` (with or without its zlib wrapper),
            `br`, `zstd`, or several in the order in which they were applied.
        limit: bytes that may come out, at every step.

    Returns:
        The bytes themselves. What follows a whole gzip stream is left aside, as browsers do.

    Raises:
        DatelineError: E003 more comes out than allowed; E006 damaged, cut off, or an unknown coding.
    """
    names = [name.strip().casefold() for name in coding.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > _MOST_CODINGS or not _CODINGS.issuperset(names):
        raise DatelineError("E006", f"the content coding {coding[:40]!r} is not read")
    for name in reversed(names):
        data = collected(_uncoded(data, name), limit)
    return data


def collected(pieces: Iterable[bytes], limit: int) -> bytes:
    """Put pieces together, and refuse as soon as they are more than the limit.

    Raises:
        DatelineError: E003.
    """
    kept, size = [], 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > limit:
            raise DatelineError(
                "E003", f"it expands to more than {limit:,} bytes", "split it, or raise max_bytes in Settings"
            )
    return b"".join(kept)


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """Read a stream to its end.

    Raises:
        DatelineError: E003, it holds more bytes than the limit.
    """
    return collected(pieces_of(stream), limit)


def inflated_members(pieces: Iterable[bytes], *, trailing: bool = False) -> Iterator[bytes]:
    """Inflate gzip members one after the other.

    Args:
        pieces: the compressed bytes.
        trailing: bytes that are no member may follow the last one; they are left aside.

    Yields:
        What they hold, in pieces of at most `PIECE` bytes.

    Raises:
        DatelineError: E006, damaged or cut off.
    """
    member = None
    members = 0
    for piece in pieces:
        rest = piece
        while rest:
            if member is None:
                if members:
                    rest = rest.lstrip(b"\x00")
                if members and trailing and rest and not GZIP.startswith(rest[:3]):
                    return
                if not rest:
                    break
                member = zlib.decompressobj(31)
            yield from _some(member, rest)
            if member.eof:
                rest, member, members = member.unused_data, None, members + 1
            else:
                rest = member.unconsumed_tail
    if member is not None:
        yield from _last(member)
    elif not members:
        raise _damaged("gzip", "it is empty")


def _uncoded(data: bytes, name: str) -> Iterator[bytes]:
    if name in ("gzip", "x-gzip"):
        return inflated_members([data], trailing=True)
    if name == "deflate":
        return _inflated(data)
    return _from_fastwarc(data, name)


def _inflated(data: bytes) -> Iterator[bytes]:
    """Inflate `deflate`: RFC 9110 means the zlib format, many servers send the bare one."""
    wrapped = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    engine = zlib.decompressobj(15 if wrapped else -15)
    rest = data
    while rest and not engine.eof:
        yield from _some(engine, rest)
        rest = engine.unconsumed_tail
    yield from _last(engine)


def _some(engine: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    try:
        piece = engine.decompress(data, PIECE)
    except zlib.error as error:
        raise _damaged("compressed", str(error)) from error
    if piece:
        yield piece


def _last(engine: zlib._Decompress) -> Iterator[bytes]:
    """Give what is still inside when the input is spent; it must then have come to its end."""
    while not engine.eof:
        inside = list(_some(engine, b""))
        if not inside:
            raise _damaged("compressed", "it is cut off")
        yield from inside


def _from_fastwarc(data: bytes, name: str) -> Iterator[bytes]:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if name == "zstd" and _window(data) > _LARGEST_WINDOW:
        raise _damaged("zstd", "its window is larger than decoders have to allow")
    reader = (ZstdReader if name == "zstd" else BrotliReader)(io.BytesIO(data))
    while True:
        try:
            piece = reader.read(PIECE)
        except OSError as error:
            raise _damaged(name, str(error)) from error
        if not piece:
            return
        yield piece


def _window(data: bytes) -> int:
    """Read the size of the window off the first zstd frame (RFC 8878, 3.1.1.1)."""
    if len(data) < 6:
        return 0
    descriptor = data[4]
    if descriptor & 0x20:
        # one segment: the window is the content
        size = (1, 2, 4, 8)[descriptor >> 6]
        start = 5 + (0, 1, 2, 4)[descriptor & 3]
        return int.from_bytes(data[start : start + size], "little")
    exponent, mantissa = data[5] >> 3, data[5] & 7
    base: int = 1 << (10 + exponent)
    return base + base // 8 * mantissa


def _damaged(what: str, why: str) -> DatelineError:
    return DatelineError("E006", f"the {what} data are damaged: {why}", "get it again")
