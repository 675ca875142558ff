"""Writing what was fetched into an archive: WARC 1.1, one gzip member a record, whole records alone.

An answer's records are written in one piece and are on the disk when `Archive.add` returns. A run that is killed in
the middle of a record leaves a tail that is no record; it is cut off when the archive is opened again.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import re
import uuid
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from dateline import __version__
from dateline.errors import DatelineError
from dateline.fetching.client import Fetched
from dateline.fetching.exchange import Answer, Headers
from dateline.reading.archives import told

_CHUNK: Final = 1 << 20
_MAGIC: Final = b"WARC/1."
_HEAD: Final = 1 << 16
_LENGTH: Final = re.compile(rb"^Content-Length: *(\d{1,15})\r?$", re.MULTILINE | re.IGNORECASE)
# Of a body that is handed on with its transfer coding undone these no longer hold.
_FRAMING: Final = frozenset({b"transfer-encoding", b"content-length"})


class Archive:
    """An archive that is open for appending.

    Args:
        path: the file, made if it does not exist.
        sound: size up to which the archive is known to be whole (bytes); what comes after it is checked.

    Attributes:
        size: bytes of whole records.
        cut: bytes that were cut off at its end, because they were no whole record.

    Raises:
        DatelineError: E087, it cannot be opened, or is no archive to which one could append.
    """

    def __init__(self, path: Path, *, sound: int = 0) -> None:
        self.path = path
        self.cut = 0
        try:
            self._stream: IO[bytes] = path.open("r+b" if path.exists() else "x+b", buffering=0)
        except OSError as error:
            raise _failed(path, error) from error
        try:
            self.size = self._repaired(sound)
            if self.size == 0:
                self._append(_record("warcinfo", _about(), _INFO, datetime.now(UTC)))
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Close the archive; what was added is on the disk already."""
        self._stream.close()

    def add(self, fetched: Fetched, known: Mapping[str, str] | None = None) -> None:
        """Add what was got from an address: each answer on the way with its request.

        Args:
            fetched: what was got.
            known: what else is known of the page, by the keys of `told.FIELDS`; kept with its last answer.

        Raises:
            DatelineError: E087, it cannot be written; the archive is then as it was.
        """
        last = fetched.hops[-1]
        self._append(
            b"".join(_pair(answer, known if answer is last and known else {}) for answer in fetched.hops)
        )

    def _append(self, data: bytes) -> None:
        try:
            self._stream.seek(self.size)
            rest = memoryview(data)
            while rest:
                rest = rest[self._stream.write(rest) :]
            os.fsync(self._stream.fileno())
        except BaseException as error:
            # if this fails, too, the tail is cut off when the archive is opened again
            with suppress(OSError):
                self._stream.truncate(self.size)
            if isinstance(error, OSError):
                raise _failed(self.path, error) from error
            raise
        self.size += len(data)

    def _repaired(self, sound: int) -> int:
        """Find where the whole records end, and cut off what follows; return that size."""
        try:
            size = self._stream.seek(0, os.SEEK_END)
            end = _sound_end(self._stream, sound)
            if end != size:
                end = _sound_end(self._stream, 0)
            if end != size and not _torn(self._stream, end):
                what = "it is not a WARC file" if end == 0 else f"it is damaged from byte {end:,} on"
                raise DatelineError(
                    "E087",
                    f"{self.path}: nothing can be appended to it: {what} with one gzip member a record",
                    "name another file, ending in .warc.gz",
                )
            self._stream.truncate(end)
        except OSError as error:
            raise _failed(self.path, error) from error
        self.cut = size - end
        return end


def _failed(path: Path, error: OSError) -> DatelineError:
    why = (error.strerror or str(error)).lower()
    return DatelineError(
        "E087", f"{path}: the archive cannot be written: {why}", "check folder, space and rights"
    )


def _sound_end(stream: IO[bytes], start: int) -> int:
    """Return where the last whole record ends of those that follow each other from `start` on."""
    stream.seek(start)
    end, rest = start, b""
    while True:
        try:
            whole, head, rest, _ = _member(stream, rest)
        except zlib.error:
            return end
        if not whole or not head.startswith(_MAGIC):
            return end
        end = stream.tell() - len(rest)


def _torn(stream: IO[bytes], start: int) -> bool:
    """Say whether all from `start` on is the beginning of one record, or zeros, as a crash leaves them."""
    stream.seek(start)
    try:
        whole, head, _, size = _member(stream, b"")
    except zlib.error:
        whole, head, size = True, b"", 0
    if not whole and head.startswith(_MAGIC[: len(head)]):
        # more than its header announces is an archive that was packed as a whole
        fields, ended, _ = head.partition(b"\r\n\r\n")
        length = _LENGTH.search(fields)
        if not ended:
            return size <= len(head)
        return length is not None and size <= len(fields) + int(length[1]) + 8
    stream.seek(start)
    return not any(any(data) for data in iter(lambda: stream.read(_CHUNK), b""))


def _member(stream: IO[bytes], rest: bytes) -> tuple[bool, bytes, bytes, int]:
    """Read one gzip member.

    Args:
        stream: the file.
        rest: what was read of it already and belongs to what comes next.

    Returns:
        Whether the member is whole, its first bytes, what was read beyond it, and its size unpacked.

    Raises:
        zlib.error: it is damaged, or no gzip at all.
    """
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    head, size = b"", 0
    while not member.eof:
        data = member.unconsumed_tail or rest or stream.read(_CHUNK)
        rest = b""
        part = member.decompress(data, _CHUNK)
        if not data and not part:
            return False, head, b"", size
        size += len(part)
        head += part[: _HEAD - len(head)]
    return True, head, member.unused_data, size


_INFO: Final = (("Content-Type", "application/warc-fields"),)


def _about() -> bytes:
    lines = (
        f"software: dateline/{__version__}",
        "format: WARC File Format 1.1",
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    )
    return "".join(f"{text}\r\n" for text in lines).encode("utf-8")


def _pair(answer: Answer, known: Mapping[str, str]) -> bytes:
    """Return the records of an answer and its request."""
    address = answer.address
    response, request = _name(), _name()
    common = (("WARC-Target-URI", address.url), *((("WARC-IP-Address", answer.ip),) if answer.ip else ()))
    status = f"HTTP/1.1 {answer.status} {answer.reason}".encode("latin-1")
    head = _lines(
        status, (*_kept(answer.headers), (b"Content-Length", str(len(answer.body)).encode("ascii")))
    )
    fields = (
        ("Content-Type", "application/http;msgtype=response"),
        *common,
        ("WARC-Payload-Digest", _digest(answer.body)),
        *told.lines(known),
    )
    asked = _lines(f"GET {address.target} HTTP/1.1".encode("ascii"), answer.sent)
    return _record("response", head + answer.body, fields, answer.time, response) + _record(
        "request",
        asked,
        (("Content-Type", "application/http;msgtype=request"), *common, ("WARC-Concurrent-To", response)),
        answer.time,
        request,
    )


def _kept(headers: Headers) -> Headers:
    """Return header lines that say of the body as it is kept what is true of it.

    The body is kept without its transfer coding, as most archives do; what the server said of it is renamed.
    """
    return tuple((b"X-Crawl-" + key if key.lower() in _FRAMING else key, value) for key, value in headers)


def _lines(first: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"".join((first, b"\r\n", *(key + b": " + value + b"\r\n" for key, value in headers), b"\r\n"))


def _record(
    kind: str, block: bytes, fields: Iterable[tuple[str, str]], time: datetime, name: str = ""
) -> bytes:
    """Return a record as one gzip member."""
    head = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", name or _name()),
        ("WARC-Date", time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        *fields,
        ("WARC-Block-Digest", _digest(block)),
        ("Content-Length", str(len(block))),
    )
    text = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in head) + "\r\n"
    return gzip.compress(text.encode("utf-8", "replace") + block + b"\r\n\r\n", mtime=0)


def _name() -> str:
    return f"<{uuid.uuid4().urn}>"


def _digest(data: bytes) -> str:
    # what archives are compared by; it protects against nothing
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")
