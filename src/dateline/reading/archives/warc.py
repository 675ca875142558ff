"""WARC files, plain or gzipped: the pages of a crawl, one after the other (WARC 1.1, ISO 28500).

What is taken: `response` records with an HTTP status of 200 and a type of HTML, XHTML or plain text;
`resource` records of those types, which is how some tools save a page without its HTTP header; `conversion`
records of those types, the texts of a WET file. A `revisit` says that nothing has changed since another
record, so it holds no page. Requests, metadata, pictures, scripts and errors are passed over silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.archives import digests, http_message, record_borders, told
from dateline.reading.items import Carrier, Item

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_AGAIN: Final = "get the archive again if you need that page"


def sniff(head: bytes) -> bool:
    """Say whether a file is a WARC file by its first bytes, uncompressed."""
    return head.lstrip(b"\r\n").startswith(b"WARC/")


def items(stream: BinaryIO, name: str, settings: Settings, start: int = 0) -> Iterator[Item | DatelineError]:
    """Read the pages of a WARC file.

    Nothing but the current record is held. A damaged record gives an error, and reading goes on at the
    next one where the file can seek.

    Args:
        stream: the file from its first byte, plain or gzipped.
        name: name of the file, for the names of the items.
        settings: the limits on bytes and on the number of documents.
        start: the `position` of an item: reading goes on after it.

    Yields:
        An item for each page. Its position is the offset of the next record in the file, or, where the
        file cannot seek or was gzipped as a whole, in what it holds. Its carrier has the address, the
        character set of `Content-Type`, the record's id, and `WARC-Date` as the time of fetching.
        E008 for a record that is cut off, badly chunked or coded, or whose digest does not fit; E003 for
        one that is larger than the limit.

    Raises:
        DatelineError: E003 more documents than allowed; E006 damaged where reading cannot go on.
    """
    archive, whole = _laid_out(stream)
    _forward(archive, start, seeks=whole)
    taken = 0
    for found in _found(archive, name, settings, start, seeks=whole):
        taken += isinstance(found, Item)
        if taken > settings.max_items:
            raise DatelineError(
                "E003",
                f"{name}: the archive holds more than {settings.max_items:,} documents",
                "split it, or raise max_items in Settings",
            )
        yield found


def _laid_out(stream: BinaryIO) -> tuple[BinaryIO, bool]:
    """Choose how to read the file.

    Returns:
        The stream to read records from, and whether it can seek to a record.
    """
    if not stream.seekable():
        opening = stream.read(len(bounded.GZIP))
        pieces = _joined(opening, stream)
        if opening == bounded.GZIP:
            return bounded.stream_of(bounded.inflated_members(pieces)), False
        return bounded.stream_of(pieces), False
    stream.seek(0)
    packed = stream.read(len(bounded.GZIP)) == bounded.GZIP
    shared = packed and record_borders.share_a_member(stream)
    stream.seek(0)
    return (bounded.gunzipped(stream), False) if shared else (stream, True)


def _joined(opening: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield opening
    yield from bounded.pieces_of(stream)


def _forward(stream: BinaryIO, start: int, *, seeks: bool) -> None:
    if seeks:
        stream.seek(start)
        return
    while start > 0 and (piece := stream.read(min(start, bounded.PIECE))):
        start -= len(piece)


def _found(
    stream: BinaryIO, name: str, settings: Settings, start: int, *, seeks: bool
) -> Iterator[Item | DatelineError]:
    """Read records until the end, and from the next whole one on where some are damaged."""
    at: int | None = start
    while at is not None:
        run = _Run(stream, name, settings)
        yield from run.items()
        if not seeks:
            yield from run.rest(stream.tell())
            if run.damage is not None:
                raise DatelineError(
                    "E006",
                    f"{name}: what follows a damaged record cannot be read: {run.damage}",
                    "unpack the archive to a file and give that",
                )
            return
        # Where the last record is whole, damage lies behind it; else it is that record.
        end = at if run.last is None else record_borders.whole_until(stream, run.last)
        if run.damage is None and end is not None and record_borders.nothing_follows(stream, end):
            yield from run.rest(stream.tell())
            return
        if end is not None:
            yield from run.rest(end)
        if end is None and isinstance(run.pending, DatelineError):
            yield run.pending
        else:
            bad = run.last if end is None else end
            yield _damaged(f"{name}@{bad}", f"the record is damaged: {run.damage or 'it is cut off'}")
        at = record_borders.next_start(stream, (end or run.last or 0) + 1)
        stream.seek(at or 0)


class _Run:
    """One walk along the records, up to the end or to where they are damaged.

    Attributes:
        last: where the last record begins that was reached.
        pending: what was made of it: it is given away when the place of the next record is known.
        damage: what ended the walk before the end of the file.
    """

    def __init__(self, stream: BinaryIO, name: str, settings: Settings) -> None:
        self._stream = stream
        self._name = name
        self._settings = settings
        self.last: int | None = None
        self.pending: Item | DatelineError | None = None
        self.damage: str | None = None

    def items(self) -> Iterator[Item | DatelineError]:
        """Give what the records hold, all but the pending one where there is damage."""
        for record in self._records():
            position = record.stream_pos
            if self.last is not None and position <= self.last:
                raise DatelineError(
                    "E006",
                    f"{self._name}: from {position} on, records share a gzip member",
                    "unpack the archive with gunzip and give that",
                )
            if self.pending is not None:
                yield _placed(self.pending, position)
            self.last, self.pending = position, None
            try:
                self.pending = _document(record, f"{self._name}@{position}", self._settings)
            except OSError as error:
                self.damage = str(error)
                return

    def rest(self, position: int) -> Iterator[Item | DatelineError]:
        """Give the pending one."""
        if self.pending is not None:
            yield _placed(self.pending, position)

    def _records(self) -> Iterator[Any]:
        from fastwarc.warc import ArchiveIterator

        try:
            yield from ArchiveIterator(self._stream, parse_http=False)
        except OSError as error:
            self.damage = str(error)


def _placed(found: Item | DatelineError, position: int) -> Item | DatelineError:
    return replace(found, position=position) if isinstance(found, Item) else found


def _damaged(name: str, what: str) -> DatelineError:
    return DatelineError("E008", f"{name}: {what}", _AGAIN)


def _document(record: Any, name: str, settings: Settings) -> Item | DatelineError | None:
    """Make an item of a record.

    Returns:
        `None` for a record that holds no page, the error of one that is damaged or too large.

    Raises:
        OSError: the compressed data are damaged.
    """
    fields = record.headers
    kind = (fields.get("WARC-Type") or "").casefold()
    if kind not in ("response", "resource", "conversion") or told.is_feed(fields):
        return None
    block = bytearray()
    _read(record.reader, http_message.HEAD, block)
    declared = fields.get("Content-Type") or ""
    head = None
    if kind == "response":
        if http_message.media_type(declared) != "application/http":
            return None
        try:
            head = http_message.head(block)
        except DatelineError as error:
            return _damaged(name, error.detail)
        if head.status != 200:
            return None
    media = head.media_type if head else http_message.media_type(declared)
    media = media or http_message.media_type(fields.get("WARC-Identified-Payload-Type") or "")
    opening = block[head.size if head else 0 :].lstrip()[:1]
    if media not in _PAGES and (media or opening != b"<"):
        return None
    if fields.get("WARC-Segment-Number"):
        return _damaged(name, "the page is stored in segments, which are not put together")
    try:
        _check_length(fields, settings.max_bytes)
        _read(record.reader, _most(settings.max_bytes), block)
        content = _content(block, head, fields, settings.max_bytes)
    except DatelineError as error:
        if error.code == "E003":
            return DatelineError("E003", f"{name}: {error.detail}", error.remedy)
        return _damaged(name, error.detail)
    charset = head.charset if head else http_message.charset(declared)
    carrier = Carrier(
        url=(fields.get("WARC-Target-URI") or "").strip().strip("<>"),
        charset=charset,
        id=(fields.get("WARC-Record-ID") or "").strip().strip("<>"),
        fetched=fields.get("WARC-Date") or "",
    )
    return Item(name=name, content=content, carrier=told.carried(carrier, told.read(fields)))


def _most(limit: int) -> int:
    """Return what a record may have: a document of just the size allowed, its header, and the sizes of chunks."""
    return limit + limit // 8 + http_message.HEAD


def _check_length(fields: Any, limit: int) -> None:
    """Refuse a record that is too long before it is read.

    Raises:
        DatelineError: E003; E006, it gives no length.
    """
    length = (fields.get("Content-Length") or "").strip()
    if not length.isdecimal():
        raise DatelineError("E006", "the record gives no length")
    if len(length) > 18 or int(length) > _most(limit):
        raise DatelineError(
            "E003", f"the record has more than {limit:,} bytes", "raise max_bytes in Settings"
        )


def _content(block: bytearray, head: http_message.Head | None, fields: Any, limit: int) -> bytes:
    """Check the block of a record and take the page out of it.

    Raises:
        DatelineError: E003 too large; E006 cut off, altered, badly chunked or coded.
    """
    if len(block) < int(fields.get("Content-Length")):
        raise DatelineError("E006", "the record is cut off")
    stages = _stages(block, head, limit, whole=not fields.get("WARC-Truncated"))
    content = b""
    digest = fields.get("WARC-Block-Digest") or ""
    verdict = digests.fits(digest, [block])
    payload = fields.get("WARC-Payload-Digest") or ""
    for content in stages:
        # Crawlers that store what they have decoded often keep the digest of one stage or the other.
        if verdict is not True and (fit := digests.fits(payload, [content])) is not None:
            verdict = fit
    if verdict is False:
        raise DatelineError("E006", "its digest does not fit what it holds")
    if len(content) > limit:
        raise DatelineError("E003", f"the page has more than {limit:,} bytes", "raise max_bytes in Settings")
    return content


def _stages(block: bytearray, head: http_message.Head | None, limit: int, *, whole: bool) -> Iterator[bytes]:
    """Give the body as it is stored, without its transfer coding, and without its content coding."""
    body = bytes(memoryview(block)[head.size if head else 0 :])
    yield body
    if head is None:
        return
    if "chunked" in head.fields.get("transfer-encoding", "").casefold():
        body = http_message.dechunked(body, whole=whole)
        yield body
    coding = head.fields.get("content-encoding", "")
    if coding:
        yield http_message.uncoded(body, coding, limit)


def _read(reader: Any, size: int, into: bytearray) -> None:
    """Read on until there are as many bytes as wanted, or no more."""
    while len(into) < size and (piece := reader.read(min(size - len(into), bounded.PIECE))):
        into += piece
