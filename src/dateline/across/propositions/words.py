"""The words of a claim brought to a form in which claims of different reports can be compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from dateline.link.clauses import stem

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*\d|\d")
_FIGURE: Final = re.compile(r"(\d[\d.,]*\d|\d)\s*(?:-|‑)?\s*(%|[^\W\d_]+)?(?:\s+([^\W\d_]+))?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Said(NamedTuple):
    """What a wording says, by its words.

    Attributes:
        words: stems of its content words, of each group of words that tell the same the name.
        figures: its numbers with what they count ("60 percent").
        negated: it says that something is not so.
    """

    words: frozenset[str]
    figures: frozenset[str]
    negated: bool


class _Table(NamedTuple):
    light: frozenset[str]
    negating: frozenset[str]
    abandoning: re.Pattern[str]
    untrue: frozenset[str]
    concepts: dict[str, str]
    opposites: dict[str, str]


@cache
def _table() -> _Table:
    text = files("dateline.across.propositions").joinpath("words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    given_up = "|".join(re.escape(words) for words in table["abandoning"])
    return _Table(
        frozenset(table["light"].split()),
        frozenset(table["negating"]),
        re.compile(rf"\b(?:{given_up})\b", re.IGNORECASE),
        frozenset(table["untrue"]),
        {word: name for name, words in table["concepts"].items() for word in words},
        {word: name for name, words in table["opposites"].items() for word in words},
    )


def said(text: str, names: Collection[str] = ()) -> Said:
    """Read what a wording says.

    Args:
        text: the words of the claim.
        names: folded words that name somebody or some place; they are no content.

    Returns:
        Stems, figures, and whether it says that something is not so. The same text gives the same, whatever else
        is on record.
    """
    table = _table()
    words: set[str] = set()
    negated = bool(table.abandoning.search(text))
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'").casefold().removesuffix("'s")
        if word in table.negating or word.endswith("n't"):
            negated = not negated
        elif word in table.opposites:
            negated = not negated
            words.add(table.opposites[word])
        elif word in table.concepts:
            words.add(table.concepts[word])
        elif (
            word not in table.light
            and word not in table.untrue
            and word not in names
            and not word[0].isdigit()
        ):
            words.add(stem(word))
    return Said(frozenset(words), frozenset(_figures(text)), negated)


def _figures(text: str) -> set[str]:
    found = set()
    for number, unit, after in _FIGURE.findall(text):
        if _YEAR.fullmatch(number):
            continue
        counted = {"%": "percent", "per": after or "per"}.get(unit.casefold(), unit.casefold())
        counted = {"cent": "percent", "kilograms": "kg", "kilogrammes": "kg"}.get(counted, counted)
        found.add(f"{number.replace(',', '').rstrip('.')} {counted}".strip())
    return found
