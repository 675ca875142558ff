"""The words of a claim brought to a form in which claims of different reports can be compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from dateline.find.events.numbers import exact_number
from dateline.link.clauses import stem

ABLE: Final = "able"
"""What stands among the words of a claim that something can be done: that it is done is another claim."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*\d|\d")
_NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
_COUNTED: Final = re.compile(r"\s*[-‑]?\s*(%|[^\W\d_]+)(?:\s+([^\W\d_]+))?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_UNITS: Final = {"%": "percent", "cent": "percent", "kilograms": "kg", "kilogrammes": "kg", "kilos": "kg"}
_SCALES: Final = frozenset({"hundred", "thousand", "million", "billion", "trillion", "m", "bn"})
_NO_NUMBERS: Final = frozenset({"a", "an", "one", "another", "zero", "second", "first"})
_LOOSE: Final = 28
"""Characters before a number within which a word can make it a bound: "at least twelve"."""
_BESIDE: Final = re.compile(
    r"\W*(?:$|[,;.:!?]|(?:and|or|but|on|in|under|by|for|to|of|as|after|before|since|if|when|at)\b)"
)
_NOT_SAID: Final = re.compile(r"\b(?:to|after|before|of|from|by|for|the|a|an|without)\s+$", re.IGNORECASE)
_NEGATED: Final = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|cannot|\w+n[’']t)(?:\s+\S+){0,2}\s+$", re.IGNORECASE
)


class Said(NamedTuple):
    """What a wording says, by its words.

    Attributes:
        words: stems of its content words, of each group of words that tell the same the name.
        figures: its numbers with what they count ("60 percent").
        negated: a word of grammar says that something is not so.
        turned: its words of content tell the opposite of their group ("abides by", "has given up").
        traits: on which side of which pair of opposites it puts what it is about: "law+", "law-".
    """

    words: frozenset[str]
    figures: frozenset[str]
    negated: bool
    turned: bool
    traits: frozenset[str] = frozenset()


class _Table(NamedTuple):
    light: frozenset[str]
    able: frozenset[str]
    negating: frozenset[str]
    abandoning: re.Pattern[str]
    untrue: frozenset[str]
    concepts: dict[str, str]
    opposites: dict[str, str]
    qualities: dict[str, re.Pattern[str]]
    acts: dict[str, re.Pattern[str]]
    bounds: dict[str, re.Pattern[str]]


@cache
def _table() -> _Table:
    table = _lists()
    given_up = "|".join(re.escape(words) for words in table["abandoning"])
    return _Table(
        frozenset(table["light"].split()),
        frozenset(table["able"]),
        frozenset(table["negating"]),
        re.compile(rf"\b(?:{given_up})\b", re.IGNORECASE),
        frozenset(table["untrue"]),
        {word: name for name, words in table["concepts"].items() for word in words},
        {word: name for name, words in table["opposites"].items() for word in words},
        _sides(table["qualities"]),
        _sides(table["acts"]),
        {
            sign: re.compile(rf"\b(?:{_any(words)})\b", re.IGNORECASE)
            for sign, words in table["bounds"].items()
        },
    )


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, in which "*" stands for up to four words."""
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\*\ ", r"(?:\S+\s+){0,4}?") for phrase in longest)


def _sides(axes: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, re.Pattern[str]]:
    """Return a pattern for each side of each pair of opposites."""
    return {
        f"{axis}{sign}": re.compile(rf"(?<![\w-])(?:{_any(sides[side])})(?![\w-])", re.IGNORECASE)
        for axis, sides in axes.items()
        for side, sign in (("one", "+"), ("other", "-"))
        if side in sides
    }


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
            and (word in _NO_NUMBERS or exact_number(word) is None)
        ):
            words.add(stem(word))
    return Said(
        frozenset(words), frozenset(_figures(text, table)), negated, opposite, frozenset(_traits(text, table))
    )


def _figures(text: str, table: _Table) -> set[str]:
    """Return the numbers with what they count; a bound is marked: "≥12 dead"."""
    found = set()
    for match in _NUMBER.finditer(text):
        number = match.group().casefold()
        if not number[0].isdigit():
            value = None if number in _NO_NUMBERS else exact_number(number)
            if value is None:
                continue
            number = str(value)
        if _YEAR.fullmatch(number):
            continue
        told = _COUNTED.match(text, match.end())
        unit, after = (
            ("", "") if told is None else (told.group(1).casefold(), (told.group(2) or "").casefold())
        )
        counted = after if unit == "per" else unit
        if unit in _SCALES:
            number, counted = f"{number} {unit}".replace(" ", ""), after
        before = text[max(0, match.start() - _LOOSE) : match.start()]
        sign = next((sign for sign, words in table.bounds.items() if words.search(before)), "")
        found.add(f"{sign}{number.replace(',', '').rstrip('.')} {_UNITS.get(counted, counted)}".strip())
    return found


def _traits(text: str, table: _Table) -> Iterable[str]:
    """Yield on which side of which opposites a wording puts what it is about.

    A quality counts where it is said of something, not where it stands before a noun: "the step was illegal", not
    "the illegal step failed"; an act where it is told, not where it is the aim or the time of another.
    """
    for trait, pattern in table.qualities.items():
        for match in pattern.finditer(text):
            if _BESIDE.match(text, match.end()):
                yield _signed(trait, text[: match.start()])
    for trait, pattern in table.acts.items():
        for match in pattern.finditer(text):
            if not _NOT_SAID.search(text[: match.start()]):
                yield _signed(trait, text[: match.start()])


def _signed(trait: str, before: str) -> str:
    """Turn a trait to the other side where it is negated."""
    if not _NEGATED.search(before):
        return trait
    return trait[:-1] + ("-" if trait.endswith("+") else "+")


def stance_by_cue(stance: str, cue: str, *, negated: bool, judged: bool = False, plain: bool = False) -> str:
    """Return what a party holds about a wording, as the words that make its statement tell.

    A content that says itself that something is not so is asserted, unless the words for saying deny it: "maintains
    that it never did" is no denial of it. And who opposes something only turns it down.

    Args:
        stance: what the report's own record has.
        cue: the words that make it a statement, empty if there are none.
        negated: the wording says that something is not so.
        judged: the wording is a judgement with its reason ("the step as illegal"): who turns down the one thing holds
            the other.
        plain: the party says the very words, and they call nothing untrue: of two sentences of a quotation the other
            one denies.
    """
    if stance in ("rejects", "denies") and judged:
        return "asserts"
    if stance != "denies" or not cue:
        return stance
    cues = _cues()
    words = {word.casefold() for word in _WORD.findall(cue)}
    if words & cues["opposing"]:
        return "rejects"
    return "asserts" if (negated or plain) and not words & cues["denying"] else stance


def plain(text: str, words: str) -> bool:
    """Say whether a party's words hold a wording that calls nothing untrue."""
    untrue = _table().untrue
    return text in words and not any(word.casefold() in untrue for word in _WORD.findall(text))


@cache
def sole() -> frozenset[str]:
    """Return what one alone can have done to one thing, in the form of the words of a wording."""
    return frozenset(one for word in _lists()["sole"] for one in said(word).words)


@cache
def passing() -> frozenset[str]:
    """Return the opposites of which one can follow the other: open today, closed tomorrow."""
    return frozenset(_lists()["passing"])


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _lists()["cues"].items()}


@cache
def _lists() -> dict[str, Any]:
    text = files("dateline.across.propositions").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
