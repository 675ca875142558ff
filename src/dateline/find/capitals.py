"""Capitals: headlines and shouted words written as running text would, so that the parser reads them well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_SHOUTED = re.compile(r"(?<![\w’'.&-])[A-Z]{5,}(?![\w’'.&-])(?![ ,]+[A-Z]{3,})")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


@lru_cache(maxsize=2)
def spelled_in_tables(names: frozenset[str]) -> dict[str, str]:
    """Return `spelled` of the names of the tables, which are the same for every report: they are lowered once."""
    return spelled(names)


def spelled(names: frozenset[str]) -> dict[str, str]:
    """Return how each name is spelled, by its lower case; of "NATO" and "Nato" the one with capitals earlier on."""
    return {name.lower(): name for name in sorted(names, reverse=True)}


def mid_sentence_capitals(running: str) -> frozenset[str]:
    """Words that running text writes with a capital although no sentence begins there."""
    found = set()
    for match in _WORD.finditer(running):
        word = match.group().rstrip(".’'")
        before = running[max(0, match.start() - 2) : match.start()]
        shouted = len(word) >= 5 and word.isupper()
        if (
            word[:1].isupper()
            and not shouted
            and before[-1:] in (" ", "-", "—")
            and before[:1].isalnum() | (before[:1] == ",")
        ):
            found.add(word.removesuffix("’s").removesuffix("'s"))
    return frozenset(found)


def shouts(words: str) -> bool:
    """Say whether a line is set in headline capitals."""
    long = [w for w in _WORD.findall(words) if len(w) > 3]
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def lower_voice(words: str, by_lower: Mapping[str, str], nlp: Language) -> str:
    """Write single words that are shouted ("the ministry DENIED it") as running text would.

    A shouted word is plain if the names do not have it and the language does; acronyms stay.
    """
    if words.isupper() or not _SHOUTED.search(words):
        return words

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        name = by_lower.get(word.lower())
        if name is not None:
            return name if len(name) == len(word) else word
        lowered = word.lower()
        lexeme = nlp.vocab[lowered]
        return lowered if len(lowered) == len(word) and not lexeme.is_oov else word

    return _SHOUTED.sub(plain, words)


def undo_capitals(words: str, by_lower: Mapping[str, str]) -> str:
    """Write a headline as running text would: capitals only for names. The length stays the same."""

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        core = word.removesuffix("’s").removesuffix("'s").rstrip(".")
        known = by_lower.get(core.lower())
        if known is not None:
            return known + word[len(core) :] if len(known) == len(core) else word
        if "." in core or (core.isupper() and len(core) <= 5 and not words.isupper()):
            return word
        lowered = word.lower()
        return lowered if len(lowered) == len(word) else word

    lowered = _WORD.sub(plain, words)
    return words[:1] + lowered[1:]
