"""JSON with a report a row: one object a line, an array of objects, or an answer of a search service."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import BinaryIO, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.items import Item
from dateline.reading.tables import rows
from dateline.reading.tables.columns import Columns, table

_BLANK: Final = b" \t\r\n"
_FIRST_LOOK: Final = 1 << 16
_Line = tuple[int, bytes | None]
"""The number of a line and its bytes; `None` where it is too long."""


def sniff(head: bytes) -> bool:
    """Say whether a file is JSON that may hold rows, by its first bytes: they open an object or an array."""
    opening = head.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK)
    if opening[:1] == b"[":
        return opening[1:].lstrip(_BLANK)[:1] in (b"{", b"]", b"")
    return opening[:1] == b"{" and opening[1:].lstrip(_BLANK)[:1] in (b'"', b"}", b"")


def items(
    stream: BinaryIO, name: str, columns: Columns | None, settings: Settings, start: int = 0
) -> Iterator[Item | DatelineError]:
    """Read the rows of a file of JSON.

    Args:
        stream: the file from its first byte; UTF-8, with a byte order mark or without.
        name: name of the file, for the names of the items: `news.jsonl:12` is line 12, or the twelfth object
            of an array.
        columns: the columns that the user names; a dot leads into nested objects.
        settings: the limits: a row may have `max_bytes`.
        start: the `position` of an item: reading goes on after it.

    Yields:
        An item for each row; E008 for a line that is no object or is damaged, E003 for one that is too long.

    Raises:
        DatelineError: E001, E003, E006 or E009, see `rows.items`.
    """
    return rows.items(_rows(stream, name, settings.max_bytes), rows.Plan(name, columns, settings, start))


def _rows(stream: BinaryIO, name: str, limit: int) -> Iterator[rows.Row]:
    head = stream.read(_FIRST_LOOK)
    whole = bounded.stream_of(chain([head], bounded.pieces_of(stream)))
    if head.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK)[:1] == b"[":
        return _of_array(whole, name, limit)
    lines = ((number, line) for number, line in _lines(whole, limit) if line is None or line.strip())
    opening = list(islice(lines, 2))
    if opening and opening[0][1] is not None and (len(opening) == 1 or _decoded(opening[0][1]) is None):
        return _of_object(opening, lines, name, limit)
    return _of_lines(chain(opening, lines), name, limit)


def _of_object(opening: list[_Line], lines: Iterator[_Line], name: str, limit: int) -> Iterator[rows.Row]:
    """Read one object that fills the file; where it is none, its lines are rows and the first is damaged."""
    size = sum(len(line) for _, line in opening if line is not None)
    for number, line in lines:
        opening.append((number, line))
        size += limit if line is None else len(line)
        if size > limit:
            break
    found = _decoded(b"".join(line for _, line in opening if line is not None)) if size <= limit else None
    if isinstance(found, Mapping):
        return _unwrapped(found)
    return _of_lines(chain(opening, lines), name, limit)


def _lines(stream: BinaryIO, limit: int) -> Iterator[_Line]:
    """Give the lines with their numbers; `None` for one that is longer than the limit."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        whole = len(line) <= limit
        while not line.endswith(b"\n") and (more := stream.readline(bounded.PIECE)):
            whole, line = False, more
        yield number, line if whole else None


def _of_lines(lines: Iterator[_Line], name: str, limit: int) -> Iterator[rows.Row]:
    for number, line in lines:
        if line is None:
            what = f"{name}:{number}: the line has more than {limit:,} bytes"
            yield number, DatelineError("E003", what, "raise max_bytes in Settings")
        elif line.strip():
            found = _decoded(line)
            yield number, found if isinstance(found, Mapping) else _damaged(name, number)


def _damaged(name: str, number: int) -> DatelineError:
    return DatelineError("E008", f"{name}:{number}: this is no JSON object")


def _unwrapped(found: object) -> Iterator[rows.Row]:
    """Give the one object, or the rows that it holds as the answer of a search service does."""
    if isinstance(found, Mapping):
        for path in table().records:
            inside = rows.value_at(found, path)
            if isinstance(inside, list) and inside and all(isinstance(each, Mapping) for each in inside):
                yield from enumerate(inside, 1)
                return
        yield 1, found


def _of_array(stream: BinaryIO, name: str, limit: int) -> Iterator[rows.Row]:
    """Read an array one element at a time, so that it may be longer than memory."""
    reader = codecs.getincrementaldecoder("utf-8-sig")("replace")
    text, at, number, inside, ended = "", 0, 0, False, False
    while True:
        at = _past(text, at)
        if not inside and at < len(text):
            at, inside = at + 1, True
            continue
        if text.startswith("]", at):
            return
        element = _element(text, at, whole=ended)
        if element is not None:
            value, at = element
            number += 1
            yield number, value if isinstance(value, Mapping) else _damaged(name, number)
        elif ended or len(text) - at > limit:
            # there is no telling where the next element begins
            why = (
                "the array is damaged or cut off here" if ended else "the array is damaged, or this too long"
            )
            yield number + 1, DatelineError("E008", f"{name}:{number + 1}: {why}", "write one object a line")
            return
        else:
            text, at = text[at:], 0
            piece = stream.read(max(min(len(text), limit + 1 - len(text)), _FIRST_LOOK))
            ended = not piece
            text += reader.decode(piece, final=ended)


def _past(text: str, at: int) -> int:
    """Pass over blanks and commas."""
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _element(text: str, at: int, *, whole: bool) -> tuple[object, int] | None:
    """Read the element that begins at a place; `None` where it does not end in what has been read."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        return None
    # a number at the very end may go on in what is not read yet
    return (value, end) if whole or end < len(text) or isinstance(value, Mapping) else None


def _decoded(data: bytes) -> object:
    """Decode JSON, and what Python's own writer makes of numbers that are none (`NaN`); `None` if it is none."""
    import msgspec

    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
