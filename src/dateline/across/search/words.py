"""The words of a passage, in the form in which a question's words are looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
# the words that a tag or an account's name is run together of: #GrainDeal, @ExampleNews
_TAG: Final = re.compile(r"(?<=[#@])[A-Za-z0-9_]+(?!\w)")
_PIECE: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W_]")
_VOWEL: Final = re.compile("[aeiouy]")
_ENDINGS: Final = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")
_SHORTEST: Final = 3


class Term(NamedTuple):
    """A word of a passage.

    Attributes:
        stem: its stem, always the beginning of the folded word.
        start: offset of its first character.
        end: offset behind its last.
    """

    stem: str
    start: int
    end: int


def terms(text: str) -> Iterator[Term]:
    """Yield the words and numbers of a text in their order, those that a tag is run together of one by one."""
    tags = {match.start(): match.end() for match in _TAG.finditer(text)} if "#" in text or "@" in text else {}
    inside = 0
    for match in _WORD.finditer(text):
        if match.start() in tags:
            inside = tags[match.start()]
            pieces = list(_PIECE.finditer(text, match.start(), inside))
        else:
            pieces = [match] if match.start() >= inside else []
        for piece in pieces:
            word = piece.group()
            yield Term(stem(fold(word)), piece.start(), piece.end())


def fold(text: str) -> str:
    """Return a text without case and accents, with plain apostrophes."""
    if text.isascii():
        return text.lower()
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(bare).casefold().replace("’", "'")


@cache
def stem(word: str) -> str:
    """Return a folded word without the endings of English inflection.

    Endings come off; none is put on, so that the stem is the beginning of each form: "countr" of "country" and
    "countries", "scrap" of "scrapped", "strik" of "striking".
    """
    word = word.removesuffix("'s")
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and _VOWEL.search(rest) and not word.endswith("ss"):
            word = rest
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > _SHORTEST and word[-1] in "eyi" else word


@cache
def light() -> frozenset[str]:
    """Return the stems of words that tell nothing of what a passage is about."""
    table = files(__package__).joinpath("light.txt").read_text(encoding="utf-8")
    rows = [row for row in table.splitlines() if not row.startswith("#")]
    return frozenset(stem(word) for row in rows for word in row.split())
