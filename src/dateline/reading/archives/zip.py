"""Zip archives: the files they hold, one after the other. Nothing is unpacked to disk.

Member names are only ever used in messages, so one that climbs out of its folder (`../../x`) does no harm.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded

MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 1 << 16
_SMALLEST_ENTRY: Final = 46
_MOST_ENTRIES: Final = 1_000_000
_SMALL: Final = 1 << 20
_HIGHEST_RATIO: Final = (
    250  # pages shrink to a tenth, tables of dull rows to a fiftieth; bombs to a thousandth
)
_OFFICE: Final = (
    ("xl/", "an Excel workbook", "save its sheet as CSV UTF-8 and give that"),
    ("word/", "a Word document", "save it as plain text or HTML and give that"),
    ("ppt/", "a PowerPoint file", "save it as plain text and give that"),
    ("content.xml", "an OpenDocument file", "save it as plain text, HTML or CSV and give that"),
    ("META-INF/container.xml", "an e-book", "save it as plain text or HTML and give that"),
)


def sniff(head: bytes) -> bool:
    """Say whether a file is a zip archive by its first bytes."""
    return head.startswith(MAGIC)


def members(
    stream: BinaryIO, name: str, settings: Settings, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, BinaryIO] | DatelineError]:
    """Open the files of an archive, in the order in which its directory lists them.

    Args:
        stream: the archive, which can seek.
        name: its name, for messages.
        settings: the limit on documents.
        wanted: says of a member's name whether it is to be read; folders and hidden files never are.

    Yields:
        The name of a member and a stream of its bytes, to be read before the next one is asked for. Reading
        it raises E008 where the member is damaged. E008 for a member that is encrypted, overlaps another or
        is packed in a way that is not read; E003 for one that shrank as only bombs do.

    Raises:
        DatelineError: E001 no file that is wanted; E003 too many members; E006 no zip archive, a damaged
            one, or an office document.
    """
    _check_directory(stream, name, min(settings.max_items, _MOST_ENTRIES))
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise DatelineError("E006", f"{name}: the zip archive is damaged: {error}", "get it again") from error
    with archive:
        infos = archive.infolist()
        _refuse_office({info.filename for info in infos}, name)
        overlapping = _overlapping(infos)
        chosen = [info for info in infos if _is_file(info) and wanted(info.filename)]
        if not chosen:
            raise DatelineError("E001", f"{name}: the archive holds no file of a kind that is read")
        for info in chosen:
            where = f"{name}!{info.filename}"
            fault = _fault(info, where, overlaps=info.header_offset in overlapping)
            yield fault or (info.filename, bounded.stream_of(_pieces(archive, info, where)))


def _check_directory(stream: BinaryIO, name: str, limit: int) -> None:
    """Refuse a directory of more entries than allowed before it is read into memory.

    Raises:
        DatelineError: E003.
    """
    size = stream.seek(0, 2)
    stream.seek(max(size - _LONGEST_COMMENT - _END_SIZE, 0))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        return
    (length,) = struct.unpack_from("<L", tail, at + 12)
    # zip64 keeps the real length elsewhere; it cannot be more than there is
    entries = (size if length == 0xFFFFFFFF else length) // _SMALLEST_ENTRY
    if length == 0xFFFFFFFF and (found := tail.rfind(b"PK\x06\x06", 0, at)) >= 0 and len(tail) - found >= 56:
        entries = struct.unpack_from("<Q", tail, found + 40)[0] // _SMALLEST_ENTRY
    if entries > limit:
        raise DatelineError(
            "E003",
            f"{name}: the archive may list {entries:,} members, more than {limit:,}",
            "split it, or raise max_items in Settings",
        )


def _refuse_office(names: set[str], name: str) -> None:
    if not names & {"[Content_Types].xml", "mimetype"}:
        return
    for sign, what, remedy in _OFFICE:
        if any(each.startswith(sign) for each in names):
            raise DatelineError("E006", f"{name} is {what}", remedy)


def _is_file(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"
    return not info.is_dir() and not hidden


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Find members that begin inside another: one kernel of data given out many times over is a bomb."""
    found: set[int] = set()
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            found.add(info.header_offset)
        end = max(end, info.header_offset + 30 + info.compress_size)
    return found


def _fault(info: zipfile.ZipInfo, where: str, *, overlaps: bool) -> DatelineError | None:
    if info.flag_bits & 1:
        return DatelineError("E008", f"{where} is encrypted", "unpack the archive and give the files")
    if overlaps:
        return DatelineError("E008", f"{where} lies inside another member, as in bombs")
    if info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * info.compress_size:
        return DatelineError(
            "E003",
            f"{where} expands to {info.file_size:,} bytes, more than {_HIGHEST_RATIO} times its size",
            "unpack the archive and give the file, if you trust it",
        )
    return None


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> Iterator[bytes]:
    try:
        with archive.open(info) as stream:
            while piece := stream.read(bounded.PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        why = str(error) or "it is cut off"
        raise DatelineError("E008", f"{where} is damaged: {why}", "get the archive again") from error
