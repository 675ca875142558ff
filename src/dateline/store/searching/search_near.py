"""What to look for instead, where nothing on record has a word."""

from __future__ import annotations

from typing import Final

import duckdb

from dateline.across.search.words import fold, light, stem, terms

_KNOWN: Final = "SELECT DISTINCT stem FROM terms WHERE stem IN (SELECT unnest($stems))"
# A mistake seldom hits the first letter; looking at one letter's words alone is quick.
_NEAR: Final = """
SELECT stem, min(passages[1]) FROM terms
WHERE starts_with(stem, $first) AND abs(length(stem) - length($stem)) <= 2 AND levenshtein(stem, $stem) <= $most
GROUP BY stem ORDER BY levenshtein(stem, $stem), sum(len(passages)) DESC, stem LIMIT 1
"""
_WORDS: Final = "SELECT words FROM passages WHERE number = $number AND words IS NOT NULL"
_SHORT: Final = 5
"""Letters of a word below which two mistakes make another word of it."""


def instead(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """Return a question with its unknown words replaced by the most similar ones on record; empty if none is.

    Args:
        connection: the store.
        text: the question.
    """
    words = [text[term.start : term.end] for term in terms(text)]
    stems = {word: stem(fold(word)) for word in words if stem(fold(word)) not in light()}
    known = {row[0] for row in connection.execute(_KNOWN, {"stems": list(stems.values())}).fetchall()}
    better = {}
    for word, key in stems.items():
        if key in known or not key.isalpha():
            continue
        most = 1 if len(key) < _SHORT else 2
        found = connection.execute(_NEAR, {"stem": key, "first": key[0], "most": most}).fetchone()
        if found:
            better[word] = _as_written(connection, *found)
    if not better:
        return ""
    return " ".join(better.get(word, word) for word in words)


def _as_written(connection: duckdb.DuckDBPyConnection, key: str, number: int) -> str:
    """Return a word with a stem as a passage has it."""
    found = connection.execute(_WORDS, {"number": number}).fetchone()
    text = found[0] if found else ""
    return next((text[term.start : term.end] for term in terms(text) if term.stem == key), key)
