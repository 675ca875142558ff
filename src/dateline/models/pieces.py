"""Pieces: words cut into the pieces that an uncased BERT encoder knows, with their places in the text.

The algorithm is WordPiece (Schuster and Nakajima 2012) after BERT's own splitting (Devlin et al. 2019). It is
written out here because the library that has it brings a download client along; `training/train_coder.py`
checks that both cut the whole corpus alike.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

_LONGEST: Final = 100
"""A word of more characters is unknown as a whole, as in BERT."""


class Cutter:
    """Cuts texts.

    Args:
        vocabulary: file with one piece a line; its number is its line, from 0.
        pieces: length at which a text is cut off, marks at both ends included.
    """

    def __init__(self, vocabulary: Path, pieces: int) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(lines) if piece}
        self._first, self._last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]
        self._pieces = pieces
        self._cut = lru_cache(maxsize=50_000)(self._cut_word)

    def cut(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Cut a text.

        Returns:
            The numbers of its pieces with a mark at both ends, and where each piece stands in the text
            (characters; the marks stand nowhere: 0, 0).
        """
        numbers, places = [self._first], [(0, 0)]
        room = self._pieces - 1
        for start, end in _words(text):
            for number, first, last in self._cut(text[start:end]):
                if len(numbers) >= room:
                    break
                numbers.append(number)
                places.append((start + first, start + last))
        return [*numbers, self._last], [*places, (0, 0)]

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Cut one word: the longest known piece first, each with its place in the word."""
        plain, origin = _plain(word)
        if not plain:
            return ()
        if len(plain) > _LONGEST:
            return ((self._unknown, 0, len(word)),)
        found = []
        start = 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                number = self._numbers.get(("##" if start else "") + plain[start:end])
                if number is not None:
                    found.append((number, origin[start], origin[end - 1] + 1))
                    start = end
                    break
            else:
                return ((self._unknown, 0, len(word)),)
        return tuple(found)


def _words(text: str) -> list[tuple[int, int]]:
    """Part a text at blanks, and around punctuation and ideographs."""
    found: list[tuple[int, int]] = []
    start = -1
    for index, character in enumerate(text):
        kind = _kind(character)
        if kind == "letter":
            start = index if start < 0 else start
            continue
        if start >= 0 and kind != "nothing":
            found.append((start, index))
            start = -1
        if kind == "alone":
            found.append((index, index + 1))
    if start >= 0:
        found.append((start, len(text)))
    return found


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """Say whether a character parts words, stands alone, belongs to a word, or is as if it were not there."""
    if character in " \t\n\r" or unicodedata.category(character) == "Zs":
        return "blank"
    code = ord(character)
    category = unicodedata.category(character)
    if code in (0, 0xFFFD) or category in ("Cc", "Cf", "Cn", "Co"):
        return "nothing"
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return "alone"
    if category.startswith("P") or 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF:
        return "alone"
    return "letter"


def _plain(word: str) -> tuple[str, list[int]]:
    """Write a word small and without accents; say from which character each one comes."""
    plain: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(word):
        if _kind(character) == "nothing":
            continue
        for part in unicodedata.normalize("NFD", character):
            if unicodedata.category(part) != "Mn":
                for small in part.lower():
                    plain.append(small)
                    origin.append(index)
    return "".join(plain), origin
