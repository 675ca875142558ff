"""Acronyms that the report itself explains: "the Italian Episcopal Conference (CEI)"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.knowledge.phrases import fold
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.roles import Reader


def explained(readers: Sequence[Reader]) -> Mapping[str, Reading]:
    """Return the bodies that acronyms stand for in a report, by folded acronym; the first explanation counts.

    Args:
        readers: the readers of its passages.
    """
    found: dict[str, Reading] = {}
    for reader in readers:
        for acronym, reading in _pairs(reader):
            found.setdefault(fold(acronym), reading)
    return found


def _pairs(reader: Reader) -> Iterator[tuple[str, Reading]]:
    text = reader.line.text
    for index in range(1, len(text) - 2):
        if text[index] != "(":
            continue
        if text[index + 2] == ")" and _short(text[index + 1]):
            before = next((m for m in reader.marks if m.last == index and m.last - m.first > 1), None)
            body = None if before is None else _body(reader, before.first, before.last)
            if body is not None:
                yield text[index + 1], body
        elif _short(text[index - 1]) and ")" in text[index + 2 :]:
            body = _body(reader, index + 1, text.index(")", index))
            if body is not None:
                yield text[index - 1], body


def _short(word: str) -> bool:
    return 2 <= len(word) <= 8 and word.isupper() and word.isalpha()


def _body(reader: Reader, first: int, last: int) -> Reading | None:
    """Read words as the name of one body of several words, if they are one."""
    readings = reader.read(first, last)
    if len(readings) != 1 or readings[0].kind not in ("organisation", "armed_group"):
        return None
    return readings[0] if len(readings[0].name.split()) > 1 else None
