"""A number phrase as a range: "at least twelve", "between 10 and 15", "two thousand or so", "dozens".

What the words before and after a number make of it, and the least that words without a number promise, is in
`ontology/counts.toml`; `dateline.find.events.counts` tells the conventions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.events.count_words import Table, load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int | None, int | None]

_DECIMAL: Final = re.compile(r"\d{1,3}\.\d{1,2}")
_TEN: Final = 10
_TWENTY: Final = 20
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MOST_DIGITS: Final = 9
_MOST: Final = 50_000_000
"""Larger numbers are no counts of people in a report's events."""


def exact_number(word: str) -> int | None:
    """Return the number that one lower-case word names ("twelve", "1,200"), or `None`."""
    return _value(word, load_table())


def first_number(tokens: Sequence[Token], table: Table, *, bare: bool) -> tuple[Range, int, int] | None:
    """Read the first number in a run of words: its range, and the first and last index of its words."""
    lowered = [token.lower_ for token in tokens]
    for index, word in enumerate(lowered):
        follow = lowered[index + 1] if index + 1 < len(lowered) else ""
        if word in ("a", "an") and follow not in table.scale:
            continue
        if word == "another" and (_value(follow, table) is not None or follow in table.at_least):
            continue
        if word == "half" and "dozen" in lowered[index + 1 : index + 3]:
            end = lowered.index("dozen", index)
            begin, low, high = _bound(lowered, index, 6, 6, table)
            return (low, high), begin, end
        value = _value(word, table)
        if value is None and _DECIMAL.fullmatch(word) and follow in table.scale:
            value = 0
        if value is None and word not in table.at_least and word not in table.scale:
            continue
        if word == "many" and follow == "as":
            continue
        if bare and tokens[index].ent_type_ in ("DATE", "TIME", "ORDINAL", "MONEY", "PERCENT", "AGE"):
            continue
        if follow == "year" or (follow == "-" and lowered[index + 2 : index + 3] == ["year"]):
            continue  # "a 22-year-old member"
        (low, high), end = _read(lowered, index, table)
        begin, low, high = _bound(lowered, index, low, high, table)
        return ((low, high), begin, end) if (low or high or 0) <= _MOST else None
    return None


def bounded_after(number: Range, lowered: Sequence[str], index: int, table: Table) -> tuple[Range, int]:
    """Apply the words that stand after a number ("or more") to it.

    Args:
        number: the number as read so far.
        lowered: a run of lower-case words.
        index: where in the run the words after the number begin.
        table: the words.

    Returns:
        The range, and how many of the words belong to it.
    """
    words = tuple(lowered[index : index + 2])
    kind = table.after.get(words)
    low, high = number
    if kind is None:
        return number, 0
    if low is None or high is None:
        return number, len(words)
    if kind == "least":
        return (low, None), len(words)
    if kind == "most":
        return (None, high), len(words)
    return (low - _tenth(low), high + _tenth(high)), len(words)


def _value(word: str, table: Table) -> int | None:
    if word in table.exact:
        return table.exact[word]
    plain = word.replace(",", "")
    if plain.isdecimal() and plain.isascii() and len(plain) <= _MOST_DIGITS:
        return int(plain)
    if "-" in word:
        parts = [table.exact.get(part) for part in word.split("-")]
        if len(parts) == 2 and parts[0] and parts[1] and parts[0] >= 20:
            return parts[0] + parts[1]
    return None


def _read(lowered: Sequence[str], index: int, table: Table) -> tuple[Range, int]:
    """Read a number from an index on; returns its range and the index of its last word."""
    word = lowered[index]
    if word in table.at_least:
        low, end = table.at_least[word], index
        if word == "few" and index and lowered[index - 1] == "a":
            low = 3
        if index + 1 < len(lowered) and lowered[index + 1] in table.scale:
            return (low * table.scale[lowered[index + 1]], None), index + 1
        if lowered[index + 1 : index + 2] == ["of"] and lowered[index + 2 : index + 3] == ["thousands"]:
            return (low * 1000, None), index + 2
        return (low, None), end
    value, end = _cardinal(lowered, index, table)
    if end + 2 < len(lowered) and lowered[end + 1] in ("to", "and", "or", "-", "–"):
        other, last = _cardinal(lowered, end + 2, table)
        joined = lowered[end + 1] != "and" or (index and lowered[index - 1] == "between")
        if other > value and joined:
            return (value, other), last
    number, more = bounded_after((value, value), lowered, end + 1, table)
    return number, end + more


def _cardinal(lowered: Sequence[str], index: int, table: Table) -> tuple[int, int]:
    """Read a plain number ("two thousand three hundred and five"): its value (0: none) and its last word's index."""
    total = part = 0.0
    last = index
    step = None
    for here in range(index, len(lowered)):
        word, before = lowered[here], lowered[here - 1] if here > index else ""
        value = _value(word, table)
        if word in table.scale:
            part = (part or 1) * table.scale[word]
            if table.scale[word] >= _THOUSAND:
                total, part = total + part, 0.0
            step = table.scale[word]
        elif value is not None and (step is None or (step >= _HUNDRED and value < step)):
            part, step = part + value, 0
        elif "." in word and step is None and _DECIMAL.fullmatch(word):
            part, step = float(word), 0
        elif word == "-" and part >= _TWENTY and step == 0:
            unit = _value(lowered[here + 1], table) if here + 1 < len(lowered) else None
            if before not in table.exact or unit is None or not 0 < unit < _TEN:
                break
            part, last = part + unit, here + 1
            continue
        elif list(lowered[here : here + 3]) == ["and", "a", "half"] and lowered[here + 3 : here + 4]:
            scale = table.scale.get(lowered[here + 3])
            return (int((part + 0.5) * scale), here + 3) if scale else (int(total + part), last)
        elif word == "and" and step in (_HUNDRED, _THOUSAND) and here + 1 < len(lowered):
            if not 0 < (_value(lowered[here + 1], table) or 0) < _HUNDRED:
                break
            continue
        else:
            break
        last = here
    return int(total + part), last


def _tenth(number: int) -> int:
    """Return a tenth of a number, one at the least: "a dozen or so" is 11 to 13."""
    return max(1, number // 10)


def _bound(
    lowered: Sequence[str], index: int, low: int | None, high: int | None, table: Table
) -> tuple[int, int | None, int | None]:
    """Apply the words before a number ("at least"); returns the index where they begin, and the range."""
    for length in (3, 2, 1):
        begin = index - length
        kind = table.bounds.get(tuple(lowered[begin:index])) if begin >= 0 else None
        if kind is None or low is None:
            continue
        if kind == "least":
            return begin, low, None
        if kind == "more":
            return begin, low + 1, None
        if kind == "most":
            return begin, None, high
        if kind == "fewer":
            return begin, None, low - 1
        if kind == "nearly" and high == low:
            return begin, low - low // 10, low
        if high == low:
            return begin, low - low // 10, low + low // 10
        return begin, low, high
    if index and lowered[index - 1] == "between":
        return index - 1, low, high
    return (index - 1 if index and lowered[index - 1] in ("a", "an") else index), low, high
