"""Finding the names and terms of the tables in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")

_WORD: Final = re.compile(r"\w+")
_SEPARATOR: Final = "\x1f"


@cache
def _folding() -> dict[int, str]:
    """Map accented Latin letters, quotes and hyphens to plain ones, one character to one."""
    table = {ord(c): "'" for c in "’‘´ʼ"} | {ord(c): " " for c in "‐‑‒–—\u00a0\u202f"}
    table |= {
        ord("ø"): "o",
        ord("Ø"): "O",
        ord("ł"): "l",
        ord("Ł"): "L",
        ord("đ"): "d",
        ord("Đ"): "D",
        ord("ı"): "i",
    }
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    return table


def fold(text: str) -> str:
    """Write a text in lower case, without accents, with plain quotes, hyphens as spaces.

    The length stays the same, so that offsets into the folded text are offsets into the text.
    """
    plain = text
    for mark in "-/\n\t":
        plain = plain.replace(mark, " ")
    if not text.isascii():
        # A text holds few different letters beyond ASCII: replacing each beats translating every character.
        table = _folding()
        for letter in set(plain):
            if letter > "\x7f":
                base = table.get(ord(letter))
                if base is not None:
                    plain = plain.replace(letter, base)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _folded(phrases: list[str]) -> list[str]:
    """Fold many phrases; as one text, plain and accented ones apart, that is many times quicker."""
    keys = fold(_SEPARATOR.join(p if p.isascii() else "" for p in phrases)).split(_SEPARATOR)
    accented = [number for number, phrase in enumerate(phrases) if not phrase.isascii()]
    if accented:
        folded = fold(_SEPARATOR.join(phrases[number] for number in accented)).split(_SEPARATOR)
        for number, key in zip(accented, folded, strict=True):
            keys[number] = key
    return keys


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase of the index in a text: character offsets, what it stands for, and how the table writes it."""

    start: int
    end: int
    value: Value
    phrase: str


class PhraseIndex(Generic[Value]):
    """Phrases by their first word; built once, then only read."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        """Index phrases; of several values for one phrase the first wins."""
        items = list(phrases)
        keys = _folded([phrase for phrase, _ in items])
        values: dict[str, tuple[str, Value]] = {}
        lengths: dict[str, set[int]] = {}
        for key, item in zip(keys, items, strict=True):
            if key in values:
                continue
            first = key.partition(" ")[0]
            if not first.isalnum():
                match = _WORD.match(key)
                if match is None:
                    continue
                first = match.group()
            values[key] = item
            sizes = lengths.get(first)
            if sizes is None:
                lengths[first] = {len(key)}
            else:
                sizes.add(len(key))
        self._values = values
        self._lengths = {
            word: tuple(sizes) if len(sizes) == 1 else tuple(sorted(sizes, reverse=True))
            for word, sizes in lengths.items()
        }

    def __len__(self) -> int:
        """Return the number of phrases."""
        return len(self._values)

    def get(self, phrase: str) -> Value | None:
        """Return the value of a whole phrase."""
        found = self._values.get(fold(phrase))
        return None if found is None else found[1]

    def scan(self, folded: str) -> Iterator[Found[Value]]:
        """Yield the longest phrases of a folded text, left to right, without overlaps."""
        values, lengths, size = self._values, self._lengths, len(folded)
        past = 0
        for match in _WORD.finditer(folded):
            start = match.start()
            if start < past:
                continue
            for length in lengths.get(match.group(), ()):
                end = start + length
                if end > size or (end < size and folded[end].isalnum() and folded[end - 1].isalnum()):
                    continue
                found = values.get(folded[start:end])
                if found is not None:
                    yield Found(start, end, found[1], found[0])
                    past = end
                    break
