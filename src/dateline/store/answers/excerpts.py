"""The words around a record, from the text of its report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import msgspec

WIDTH: Final = 90
"""Characters that are shown on each side at most."""

# By where the rows lie, which is looked up first: a condition on ids alone unpacks every report on record.
_TEXTS: Final = """
SELECT id, report FROM documents
WHERE rowid IN (SELECT rowid FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[])))
"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words around a span, from its own paragraph, cut between words.

    Attributes:
        before: what stands before it, with an ellipsis where something was cut.
        words: its words.
        after: what stands after it.
    """

    before: str
    words: str
    after: str


class _Text(msgspec.Struct):
    text: str


class _Report(msgspec.Struct):
    """As much of a stored report as is needed: reading the rest would take ten times as long."""

    document: _Text


def excerpts(
    connection: duckdb.DuckDBPyConnection, spans: Sequence[tuple[str, int, int]], *, width: int = WIDTH
) -> list[Excerpt]:
    """Return the words around spans.

    Args:
        connection: the store.
        spans: document, first character and end of each.
        width: characters on each side at most.
    """
    found = texts(connection, dict.fromkeys(document for document, _, _ in spans))
    return [around(found.get(document, ""), start, end, width=width) for document, start, end in spans]


def around(text: str, start: int, end: int, *, width: int = WIDTH) -> Excerpt:
    """Return the words around a span of a text, nothing where the text does not reach so far; see `Excerpt`."""
    if end > len(text):
        return Excerpt("", text[start:end], "")
    first = max(text.rfind("\n", 0, start) + 1, start - width)
    if first > 0 and text[first - 1] != "\n" and first < start:
        # not amid a word
        gap = text.find(" ", first, start)
        first = gap + 1 if gap >= 0 else start
    line_end = text.find("\n", end)
    last = min(line_end if line_end >= 0 else len(text), end + width)
    if last < len(text) and text[last] != "\n":
        gap = text.rfind(" ", end, last)
        last = max(gap, end)
    head = "… " if first > 0 and text[first - 1] != "\n" else ""
    tail = " …" if last < len(text) and text[last] != "\n" else ""
    return Excerpt(head + text[first:start], text[start:end], text[end:last] + tail)


def texts(connection: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> dict[str, str]:
    """Return the texts of documents by their ids."""
    found = connection.execute(_TEXTS, [list(documents)]).fetchall()
    return {key: msgspec.json.decode(report, type=_Report).document.text for key, report in found}
