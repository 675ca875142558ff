"""The words of a claim brought to a form in which claims of different reports can be compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from dateline.link.clauses import stem

ABLE: Final = "able"
"""What stands among the words of a claim that something can be done: that it is done is another claim."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*\d|\d")
_FIGURE: Final = re.compile(r"(\d[\d.,]*\d|\d)\s*(?:-|‑)?\s*(%|[^\W\d_]+)?(?:\s+([^\W\d_]+))?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Said(NamedTuple):
    """What a wording says, by its words.

    Attributes:
        words: stems of its content words, of each group of words that tell the same the name.
        figures: its numbers with what they count ("60 percent").
        negated: a word of grammar says that something is not so.
        turned: its words of content tell the opposite of their group ("abides by", "has given up").
    """

    words: frozenset[str]
    figures: frozenset[str]
    negated: bool
    turned: bool


class _Table(NamedTuple):
    light: frozenset[str]
    able: frozenset[str]
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
        frozenset(table["able"]),
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
    negated = False
    opposite = False
    given_up = table.abandoning.search(text)
    for match in _WORD.finditer(text):
        if given_up is not None and match.start() >= given_up.end() and not opposite:
            # only of what is given up: "not given up its aim of arms", not "seeks no arms and gives up none"
            opposite, given_up = not words, None
        word = match.group().replace("’", "'").casefold().removesuffix("'s")
        if word in table.negating or word.endswith("n't"):
            negated = not negated
        elif word in table.able:
            words.add(ABLE)
        elif word in table.opposites:
            opposite = not opposite
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
    return Said(frozenset(words), frozenset(_figures(text)), negated, opposite)


def _figures(text: str) -> set[str]:
    found = set()
    for number, unit, after in _FIGURE.findall(text):
        if _YEAR.fullmatch(number):
            continue
        counted = {"%": "percent", "per": after or "per"}.get(unit.casefold(), unit.casefold())
        counted = {"cent": "percent", "kilograms": "kg", "kilogrammes": "kg"}.get(counted, counted)
        found.add(f"{number.replace(',', '').rstrip('.')} {counted}".strip())
    return found


def stance_by_cue(stance: str, cue: str, *, negated: bool) -> str:
    """Return what a party holds about a wording, as the words that make its statement tell.

    A content that says itself that something is not so is asserted, unless the words for saying deny it: "maintains
    that it never did" is no denial of it. And who opposes something only turns it down.

    Args:
        stance: what the report's own record has.
        cue: the words that make it a statement, empty if there are none.
        negated: the wording says that something is not so.
    """
    if stance != "denies" or not cue:
        return stance
    cues = _cues()
    words = {word.casefold() for word in _WORD.findall(cue)}
    if words & cues["opposing"]:
        return "rejects"
    return "asserts" if negated and not words & cues["denying"] else stance


@cache
def _cues() -> dict[str, frozenset[str]]:
    text = files("dateline.across.propositions").joinpath("words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text)["cues"].items()}
