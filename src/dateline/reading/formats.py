"""The formats that are read: one row each, in the order in which they are tried."""

from __future__ import annotations

import io
import string
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.items import Item
from dateline.reading.opening import HEAD, Opening, bare, opening_of
from dateline.reading.tables.columns import Columns

Found = Iterator[Item | DatelineError]

_PAGES: Final = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
_DELIMITED: Final = (".csv", ".tsv", ".tab", ".psv")
# Archives and packings that are not read: first bytes, the place they stand at, and what to call them.
_NOT_READ: Final = (
    (b"BZh", 0, "a bzip2 archive"),
    (b"\xfd7zXZ", 0, "an xz archive"),
    (b"\x28\xb5\x2f\xfd", 0, "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7-Zip archive"),
    (b"Rar!\x1a\x07", 0, "a RAR archive"),
    (b"ustar", 257, "a tar archive"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Attributes:
        name: what people call it.
        endings: endings of names by which files of a folder or an archive are taken.
        fits: says whether a file has it; the bytes are asked before the name.
        read: reads it.
    """

    name: str
    endings: tuple[str, ...]
    fits: Callable[[Opening], bool]
    read: Callable[[Opening], Found]


def is_read(name: str) -> bool:
    """Say whether a file of a folder or an archive is read, by the ending of its name."""
    return bare(name).endswith(tuple(ending for each in FORMATS for ending in each.endings))


def read(opening: Opening) -> Found:
    """Read the documents of a file in the first format that it has; see `open.opened`."""
    found = next(each for each in FORMATS if each.fits(opening)).read(opening)
    return found if opening.start else _anything(found, opening.name)


def _anything(found: Found, name: str) -> Found:
    """Let nobody take a file without a report for one that was read.

    Raises:
        DatelineError: E001, nothing was found.
    """
    nothing = True
    for each in found:
        nothing = False
        yield each
    if nothing:
        raise DatelineError(
            "E001", f"{name or 'the source'} holds no report", "see docs/reading.md for what is read"
        )


def _counted(found: Found, start: int) -> Found:
    """Number what is found, and pass over what lies before the place to go on."""
    for number, each in enumerate(found, 1):
        if number > start:
            yield replace(each, position=number) if isinstance(each, Item) else each


def _is_crawl(opening: Opening) -> bool:
    from dateline.reading.archives import warc

    head = opening.head
    return warc.sniff(_inflated(head) if head.startswith(bounded.GZIP) else head)


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, HEAD)
    except zlib.error:
        return b""


def _crawl(opening: Opening) -> Found:
    from dateline.reading.archives import warc

    return warc.items(opening.stream, opening.name, opening.settings, opening.start)


def _gzip(opening: Opening) -> Found:
    """Read what a gzip file holds."""
    inner = opening_of(bounded.gunzipped(opening.stream), replace(opening, path=None, within=True))
    if inner.head.startswith(bounded.GZIP):
        raise _twice(opening.name)
    return read(inner)


def _twice(name: str) -> DatelineError:
    return DatelineError("E006", f"{name}: an archive inside an archive is not read", "unpack the outer one")


def _is_zip(opening: Opening) -> bool:
    from dateline.reading.archives import zip as archive

    return archive.sniff(opening.head)


def _zip(opening: Opening) -> Found:
    if opening.within:
        raise _twice(opening.name)
    stream = opening.stream if opening.stream.seekable() else io.BytesIO(opening.data())
    return _counted(_members(replace(opening, stream=stream)), opening.start)


def _members(opening: Opening) -> Found:
    from dateline.reading.archives import zip as archive

    for found in archive.members(opening.stream, opening.name, opening.settings, is_read):
        if isinstance(found, DatelineError):
            yield found
            continue
        name, stream = found
        try:
            member = replace(opening, name=f"{opening.name}!{name}", start=0, path=None, within=True)
            yield from read(opening_of(stream, member))
        except DatelineError as error:
            yield error


def _is_parquet(opening: Opening) -> bool:
    from dateline.reading.tables import parquet

    return parquet.sniff(opening.head)


def _parquet(opening: Opening) -> Found:
    from dateline.reading.tables import parquet

    if opening.path is None:
        what = f"{opening.name or 'the stream'}: Parquet is read from a file of its own only"
        raise DatelineError("E006", what, "unpack it, or save it, and give the file")
    return parquet.items(opening.path, opening.name, opening.columns, opening.settings, opening.start)


class _Whole(Protocol):
    """A module that reads a format from all bytes of a file."""

    def sniff(self, head: bytes, name: str = "") -> bool: ...

    def items(self, data: bytes, name: str, settings: Settings) -> Found: ...


def _whole(name: str, endings: tuple[str, ...], opens: bytes, module: Callable[[], _Whole]) -> Format:
    """Make the row of a format that is read from all bytes of a file.

    Args:
        name: what people call it.
        endings: endings of names.
        opens: what its first byte may be, so that the module is imported only where it may be needed.
        module: imports it.
    """

    def fits(opening: Opening) -> bool:
        first = opening.head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
        return first != b"" and first in opens and module().sniff(opening.head, opening.name)

    def read_whole(opening: Opening) -> Found:
        return _counted(module().items(opening.data(), opening.name, opening.settings), opening.start)

    return Format(name, endings, fits, read_whole)


def _ninjs() -> _Whole:
    from dateline.reading.agency import ninjs

    return ninjs


def _newsml() -> _Whole:
    from dateline.reading.agency import newsml

    return newsml


def _nitf() -> _Whole:
    from dateline.reading.agency import nitf

    return nitf


def _feeds() -> _Whole:
    from dateline.reading import feeds

    return feeds


def _mail() -> _Whole:
    from dateline.reading import mail

    return mail


def _is_json(opening: Opening) -> bool:
    from dateline.reading.tables import jsonl

    return jsonl.sniff(opening.head)


def _is_named_json(opening: Opening) -> bool:
    """Say whether it is JSON of which the user names columns: then it is a table, whatever else it may be."""
    return opening.columns not in (None, Columns()) and _is_json(opening)


def _json(opening: Opening) -> Found:
    from dateline.reading.tables import jsonl

    return jsonl.items(opening.stream, opening.name, opening.columns, opening.settings, opening.start)


def _is_delimited(opening: Opening) -> bool:
    # nothing in the bytes tells a table from a text with commas; on a nameless stream the user's columns do
    return opening.ends(*_DELIMITED) or (not opening.name and opening.columns not in (None, Columns()))


def _delimited(opening: Opening) -> Found:
    from dateline.reading.tables import csv

    return csv.items(opening.stream, opening.name, opening.columns, opening.settings, opening.start)


def _is_not_read(opening: Opening) -> bool:
    return any(opening.head.startswith(magic, at) for magic, at, _ in _NOT_READ)


def _not_read(opening: Opening) -> Found:
    what = next(what for magic, at, what in _NOT_READ if opening.head.startswith(magic, at))
    raise DatelineError("E006", f"{opening.name} is {what}, which is not read", "unpack it first")


def _document(opening: Opening) -> Found:
    if opening.start < 1:
        yield Item(name=opening.name, content=opening.data(), position=1)


FORMATS: Final[tuple[Format, ...]] = (
    Format("WARC", (".warc",), _is_crawl, _crawl),
    Format("gzip", (), lambda opening: opening.head.startswith(bounded.GZIP), _gzip),
    Format("zip", (".zip",), _is_zip, _zip),
    Format("Parquet", (".parquet",), _is_parquet, _parquet),
    Format("other archives", (), _is_not_read, _not_read),
    Format("table of JSON", (), _is_named_json, _json),
    _whole("ninjs", (".ninjs",), b"{[", _ninjs),
    _whole("NewsML-G2", (".xml",), b"<", _newsml),
    _whole("NITF", (".nitf",), b"<", _nitf),
    _whole("feed", (".rss", ".atom", ".rdf", ".xml"), b"<{", _feeds),
    _whole("mail", (".eml",), string.ascii_letters.encode(), _mail),
    Format("JSON", (".jsonl", ".ndjson", ".json"), _is_json, _json),
    Format("CSV", _DELIMITED, _is_delimited, _delimited),
    Format("document", _PAGES, lambda _: True, _document),
)
"""The formats in the order in which they are tried; what is read of the rest is one document."""
