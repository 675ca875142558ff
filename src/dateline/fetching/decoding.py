"""The content of an answer: unpacked, and never more of it than allowed."""

from __future__ import annotations

import zlib
from typing import Final

from dateline.errors import DatelineError

ACCEPTED: Final = "gzip, deflate"
"""The codings that are asked for: those that can be unpacked piece by piece under a limit."""

# What some servers send for "as it is".
_NONE: Final = frozenset({"", "identity", "none", "utf-8", "binary"})
_GZIP: Final = frozenset({"gzip", "x-gzip"})


def unpack(body: bytes, coding: str, limit: int) -> bytes:
    """Undo the content coding of an answer.

    Args:
        body: the answer's body as it arrived.
        coding: what its header `Content-Encoding` says.
        limit: size above which the content is refused (bytes).

    Raises:
        DatelineError: E085, there is more than the limit; E086, the coding is not one that was asked for, or the
            body is damaged or cut off.
    """
    coding = coding.strip().casefold()
    if coding in _NONE or not body:
        found, whole = body[: limit + 1], True
    elif coding in _GZIP:
        found, whole = _gzip(body, limit)
    elif coding == "deflate":
        found, whole = _deflate(body, limit)
    else:
        raise DatelineError("E086", f"the answer is coded as {coding[:40]!r}, which was not asked for")
    if len(found) > limit:
        raise DatelineError(
            "E085", f"the answer holds more than {limit:,} bytes", "raise the limit with --max-bytes"
        )
    if not whole:
        raise DatelineError("E086", f"the answer ends in the middle of its {coding} data")
    return found


def _gzip(body: bytes, limit: int) -> tuple[bytes, bool]:
    """Unpack gzip, one or more members; return the content, and whether it is whole."""
    parts: list[bytes] = []
    size = 0
    rest = body
    while rest and size <= limit:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            part = unpacker.decompress(rest, limit + 1 - size)
        except zlib.error as error:
            # browsers, too, pass over what some servers append after the end
            if parts:
                break
            raise DatelineError("E086", f"the answer is not the gzip data that it claims: {error}") from error
        parts.append(part)
        size += len(part)
        if size <= limit and not unpacker.eof:
            return b"".join(parts), False
        rest = unpacker.unused_data
    return b"".join(parts), True


def _deflate(body: bytes, limit: int) -> tuple[bytes, bool]:
    """Unpack deflate, with the zlib header that the standard asks for or, as some send it, without."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            found = unpacker.decompress(body, limit + 1)
        except zlib.error:
            continue
        return found, unpacker.eof or len(found) > limit
    raise DatelineError("E086", "the answer is not the deflate data that it claims")
