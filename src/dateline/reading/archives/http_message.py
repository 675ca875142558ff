"""An HTTP response as a crawler stored it (RFC 9112), bounded at every step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dateline.errors import DatelineError
from dateline.reading import bounded

HEAD: Final = 1 << 16
"""Bytes that status line and header fields may have."""

_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? +(?P<code>\d{3})(?: |$)")
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")
_CHUNK: Final = re.compile(rb"(?P<size>[0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*[\"']?(?P<name>[\w.:+-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """Status and header fields.

    Attributes:
        status: the status code.
        fields: values by name in small letters; repeated fields are joined with commas.
        size: bytes up to the body.
    """

    status: int
    fields: Mapping[str, str]
    size: int

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in small letters, or empty."""
        return media_type(self.fields.get("content-type", ""))

    @property
    def charset(self) -> str:
        """The character set that the response names, or empty."""
        return charset(self.fields.get("content-type", ""))


def media_type(value: str) -> str:
    """Take the media type out of a `Content-Type`."""
    return value.partition(";")[0].strip().casefold()


def charset(value: str) -> str:
    """Take the character set out of a `Content-Type`."""
    found = _CHARSET.search(value)
    return found["name"] if found else ""


def head(data: bytes | bytearray) -> Head:
    """Read status line and header fields.

    Args:
        data: the response from its first byte; `HEAD` bytes of it are enough.

    Raises:
        DatelineError: E006, this is no HTTP response.
    """
    status = _STATUS.match(data.split(b"\n", 1)[0].rstrip())
    end = _BLANK_LINE.search(data)
    if status is None or end is None:
        raise DatelineError("E006", "it holds no HTTP response")
    fields: dict[str, str] = {}
    for line in data[: end.start()].splitlines()[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        key = name.strip().casefold()
        if colon and key:
            fields[key] = f"{fields[key]}, {value.strip()}" if key in fields else value.strip()
    return Head(int(status["code"]), fields, end.end())


def dechunked(body: bytes, *, whole: bool = True) -> bytes:
    """Undo the chunked transfer coding.

    Args:
        body: what follows the header.
        whole: the message was stored to its end, so the last chunk must be there.

    Returns:
        The body. One that does not even begin with a chunk is given back as it is: many crawlers store
        the message decoded and leave the header field.

    Raises:
        DatelineError: E006, the chunks are damaged or cut off.
    """
    return b"".join(_chunks(body, whole)) if _CHUNK.match(body) else body


def _chunks(body: bytes, whole: bool) -> Iterator[memoryview]:
    # views, so that the body is held twice and not three times
    view, at = memoryview(body), 0
    while found := _CHUNK.match(body, at):
        size, start = int(found["size"], 16), found.end()
        if size == 0:
            return
        chunk = view[start : start + size]
        yield chunk
        at = start + size
        if len(chunk) < size or at == len(body):
            break
        # a chunk ends as its first line does; anything else is a wrong size
        end = b"\r\n" if found[0].endswith(b"\r\n") else b"\n"
        if not body.startswith(end, at):
            raise DatelineError("E006", "its chunks are damaged")
        at += len(end)
    if at < len(body) or whole:
        what = "damaged" if at < len(body) else "cut off"
        raise DatelineError("E006", f"its chunks are {what}")


def uncoded(body: bytes, coding: str, limit: int) -> bytes:
    """Undo the content coding, unless the crawler has done so and left the header field.

    Raises:
        DatelineError: E003 more comes out than allowed; E006 damaged, or in a coding that is not read.
    """
    if "gzip" in coding.casefold() and not body.startswith(bounded.GZIP):
        return body
    try:
        return bounded.decoded(body, coding, limit)
    except DatelineError as error:
        if error.code == "E006" and body.lstrip()[:1] == b"<":
            return body
        raise
