"""The word lists that lines are typed by, read once from the TOML files beside this module."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_DIGITS: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_QUOTES: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u200b": ""}
)


def fold(line: str) -> str:
    """Fold a line for look-up: case, quotes and blanks unified, HTML entities read, numbers as 0."""
    plain = html.unescape(line) if "&" in line else line
    if not plain.isascii():
        plain = plain.translate(_QUOTES)
    return _DIGITS.sub("0", " ".join(plain.casefold().split()))


def bare(folded: str) -> str:
    """Take the punctuation and symbols off both ends of a folded line."""
    return _EDGES.sub("", folded)


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Beginnings of lines, found by their first word.

    A beginning that ends in a letter or digit stands for whole words: "share on" does not begin
    "share only".
    """

    by_first: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Iterable[str]) -> Prefixes:
        """Index beginnings by their first word, longest first."""
        table: dict[str, list[str]] = {}
        for entry in entries:
            key = _first_word(entry)
            table.setdefault(key, []).append(entry.rstrip())
        return cls({key: tuple(sorted(found, key=len, reverse=True)) for key, found in table.items()})

    def match(self, folded: str) -> str:
        """Return the longest beginning that a folded line has, or an empty string."""
        for entry in self.by_first.get(_first_word(folded), ()):
            if folded.startswith(entry):
                end = len(entry)
                if end == len(folded) or not (entry[-1].isalnum() and folded[end].isalnum()):
                    return entry
        return ""


def _first_word(folded: str) -> str:
    match = re.match(r"[^\w]*\w*", folded)
    return match.group() if match else ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that a line may hold anywhere, as whole words.

    Plain substring search over a hundred phrases is ten times as fast as one pattern of alternatives.
    """

    entries: tuple[str, ...]

    def find(self, folded: str, start: int = 0) -> tuple[int, int] | None:
        """Return start and end of the first phrase in a folded line from `start` on, or `None`."""
        best: tuple[int, int] | None = None
        for entry in self.entries:
            at = folded.find(entry, start)
            if at < 0 or (best is not None and at >= best[0]):
                continue
            end = at + len(entry)
            before = at > 0 and entry[0].isalnum() and folded[at - 1].isalnum()
            behind = end < len(folded) and entry[-1].isalnum() and folded[end].isalnum()
            if not before and not behind:
                best = (at, end)
        return best


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words of page furniture; see `furniture.toml`."""

    whole: frozenset[str]
    starts: Prefixes
    long_starts: Prefixes
    holds: Phrases
    links: frozenset[str]
    stops: frozenset[str]
    credits: Phrases
    credit_starts: Prefixes
    credit_alone: frozenset[str]
    captions: Prefixes
    menu: frozenset[str]
    hollow: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """Words of bylines and credits; see `people.toml`. `agencies`: each name, to the one it is called by."""

    openers: Prefixes
    credits: Prefixes
    not_authors: tuple[str, ...]
    jobs: frozenset[str]
    job_words: frozenset[str]
    desks: frozenset[str]
    desk_words: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    agencies: Mapping[str, str]
    agency_credits: frozenset[str]
    beside_agency: frozenset[str]
    no_places: frozenset[str]
    cities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of date lines; see `calendar.toml`."""

    months: Mapping[str, int]
    offsets: Mapping[str, str]
    beside: frozenset[str]
    labels: frozenset[str]
    first: frozenset[str]
    later: frozenset[str]
    ago: frozenset[str]


@cache
def furniture() -> Furniture:
    """Read the words of page furniture."""
    raw = _load("furniture.toml")
    return Furniture(
        whole=frozenset(filter(None, map(bare, raw["whole"]))) | {"+"},
        starts=Prefixes.of(raw["starts"]),
        long_starts=Prefixes.of(raw["long_starts"]),
        holds=Phrases(tuple(raw["holds"])),
        links=frozenset(raw["links"]),
        stops=frozenset(raw["stops"]),
        credits=Phrases(tuple(raw["credits"])),
        credit_starts=Prefixes.of(raw["credits"]),
        credit_alone=frozenset(raw["credit_alone"]),
        captions=Prefixes.of(raw["captions"]),
        menu=frozenset(raw["menu"]),
        hollow=frozenset(raw["hollow"]),
    )


@cache
def people() -> People:
    """Read the words of bylines and credits."""
    raw = _load("people.toml")
    byline = raw["byline"]
    return People(
        openers=Prefixes.of(byline["openers"]),
        credits=Prefixes.of(byline["credits"]),
        not_authors=tuple(byline["not_authors"]),
        jobs=frozenset(byline["jobs"]),
        job_words=frozenset(byline["job_words"]),
        desks=frozenset(byline["desks"]),
        desk_words=frozenset(byline["desk_words"]),
        particles=frozenset(byline["particles"]),
        not_names=frozenset(byline["not_names"]),
        no_places=frozenset(raw["dateline"]["no_places"]),
        cities=frozenset(raw["dateline"]["cities"]),
        agencies={name.casefold(): row[0] for row in raw["agencies"]["rows"] for name in row},
        agency_credits=frozenset(raw["agencies"]["credits"]),
        beside_agency=frozenset(raw["agencies"]["beside"]),
    )


@cache
def calendar() -> Calendar:
    """Read the words of date lines."""
    raw = _load("calendar.toml")
    words = raw["words"]
    months = {name: int(number) for number, names in raw["months"].items() for name in names}
    labels, ago = frozenset(words["labels"]), frozenset(words["ago"])
    first, later = frozenset(words["first"]), frozenset(words["later"])
    labels = labels | first | later
    beside = frozenset().union(
        words["weekdays"], words["zones"], words["fillers"], labels, ago, raw["offsets"]
    )
    return Calendar(
        months=months,
        offsets=raw["offsets"],
        beside=beside,
        labels=labels,
        first=first,
        later=later,
        ago=ago,
    )


@cache
def languages() -> Mapping[str, frozenset[str]]:
    """Read the function words, and index them: word to the languages that use it."""
    table: dict[str, set[str]] = {}
    for language, words in _load("languages.toml").items():
        for word in words:
            table.setdefault(word, set()).add(language)
    return {word: frozenset(found) for word, found in table.items()}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
