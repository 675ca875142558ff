"""Words of time and the patterns over them: where a time expression stands, before it is understood.

Each passage becomes a string with one letter a word, the letter being the word's class; the patterns of
`ontology/times.toml` are regular expressions over that string. So the text is read once, and a pattern
costs next to nothing where no word of time stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

OTHER: Final = "\x01"
_WORDS: Final = frozenset({"LONG", "SHORT", "WORD", "ABBR"})
_MACRO_ROUNDS: Final = 3
_LONGEST: Final = 40
_MOST_DIGITS: Final = 12
_NAME: Final = re.compile(r"(?<!\(\?)(?<!\w)[A-Z][A-Z0-9]*(?![\w>])")
_BUILT_IN: Final = (
    "DNUM", "NNUM", "YEAR", "ORDN", "ISO", "TIME", "MIL", "QN", "HOLIDAY", "OCLOCK",
    "FRAC", "COMMA", "HYPHEN", "PAREN", "POSS", "SLASH", "STOP",
)  # fmt: skip
_MARKS: Final = {
    ",": "COMMA",
    "-": "HYPHEN",
    "–": "HYPHEN",
    "—": "STOP",
    "(": "PAREN",
    ")": "PAREN",
    "/": "SLASH",
} | dict.fromkeys('.;:!?_"”“', "STOP")
_CENTURIES: Final = frozenset({"eighteen", "nineteen", "twenty"})
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_YEAR_IN_WORDS: Final = re.compile(
    rf"(?:eighteen|nineteen|twenty)\s(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:{_ONES}))?)\b(?![\s-](?:{_ONES}|hundred|year))",
    re.IGNORECASE,
)
# The first two take most words at once, so that the rest is tried for few.
_TOKENS: Final = r"""
    (?P<LONG>[^\W\d_]{6,})
  | (?P<SHORT>(?!am\b|pm\b)[a-z]{2,5}(?![\w.]))
  | (?P<ISO>(?<![\w-])[0-9]{4}-[0-9][0-9]-[0-9][0-9]
       (?:T[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?(?:Z|[+-][0-9][0-9]:?[0-9][0-9])?)?(?![\w-])
     |\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b|\b[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9][0-9]\b)
  | (?P<FRAC>\b[1-3]/[2-4]\b(?!/)|½|¼|¾)
  | (?P<TIME>\b[0-9]{1,2}[:.h][0-9][0-9](?::[0-9][0-9])?(?=\s?[ap]\.?m\b|\s?(?:GMT|UTC)\b)
     |\b[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?\b)
  | (?P<MIL>\b[0-2][0-9][0-5][0-9](?=\s?(?:GMT|UTC|local\ time|[ECMP][SD]?T|CES?T|MSK)\b)
     |(?:\b0[0-9]|(?<=\b[Aa]t\ )[12][0-9])[0-5][0-9](?=\s?(?:hours|hrs)\b))
  | (?P<DECADE>(?:\b[0-9][0-9]|['’‘])?[0-9]0['’]?s\b)
  | (?P<ORDN>\b[0-9]{1,2}(?:st|nd|rd|th)\b)
  | (?P<QN>\b[QH][1-4](?!\w))
  | (?P<NUMBER>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)
  | (?P<AMPM>\b[ap]\.m\b\.?|(?:(?<=[0-9])|(?<=[0-9][ ]))[ap]m\b)
  | (?P<OCLOCK>o['’]clock\b)
  | (?P<ABBR>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)
  | (?P<POSS>['’]s\b)
  | (?P<WORD>[^\W\d_]+)
  | (?P<MARK>[^\s\w]|_)
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over word classes and the name of the function that reads its matches.

    Attributes:
        make: name of the reader in `dateline.find.times.values`.
        source: the pattern over class names, as the table has it.
        needs: class letters of which one must be there for the pattern to match.
        skip: words at the front that are no part of the expression.
        order: place in the table.
        units: the pairs of values that the groups `u` and `u2` may have; empty where there is no such pair.
    """

    make: str
    source: str
    needs: frozenset[str]
    skip: int
    order: int
    units: frozenset[str] = frozenset()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern over class letters, compiled when first needed: few reports need them all."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class Table:
    """The compiled table.

    Attributes:
        words: lower-case word to its class letter and value.
        letters: class name to its letter.
        macros: names for parts of patterns.
        by_need: class letter to the rules that need it.
        holidays: lower-case name to its rule (see `dateline.resolve.calendar.holiday`).
        feasts: tables of feasts by year, `MM-DD`.
        generic: what "today's" names no day of ("today's world").
        openings: first word of a holiday to the names that begin with it, the longest first.
        tokens: splits a text into words, numbers and marks.
    """

    words: Mapping[str, tuple[str, str | int]]
    letters: Mapping[str, str]
    macros: Mapping[str, str]
    by_need: Mapping[str, tuple[Rule, ...]]
    holidays: Mapping[str, str]
    feasts: Mapping[str, Mapping[str, str]]
    generic: frozenset[str]
    openings: Mapping[str, tuple[str, ...]]
    tokens: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as words with classes; all sequences have one item a word.

    A run of words of no class counts as one, its last.

    Attributes:
        text: the passage's text; `starts` and `ends` are offsets into it.
        letters: the class letters, as one string.
    """

    text: str
    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[str | int, ...]

    def lower(self, index: int) -> str:
        """Return a word in lower case."""
        return self.text[self.starts[index] : self.ends[index]].lower()


@dataclass(frozen=True, slots=True)
class Match:
    """A time expression as it stands.

    Attributes:
        rule: the pattern that found it.
        found: the match over `words.letters`.
        words: the passage's words.
        first: index of the first word of the expression.
        last: index past the last.
    """

    rule: Rule
    found: re.Match[str]
    words: Words
    first: int
    last: int

    @property
    def start(self) -> int:
        """Offset of the first character in the passage's text."""
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        """Offset past the last character in the passage's text."""
        return self.words.ends[self.last - 1]

    def has(self, group: str) -> bool:
        """Say whether the pattern has the group and it matched at least one word."""
        return group in self.rule.pattern.groupindex and self.found.end(group) > self.found.start(group)

    def indices(self, group: str) -> range:
        """Return the indices of a group's words (empty where it did not match)."""
        return range(*self.found.span(group)) if self.has(group) else range(0)

    def value(self, group: str) -> str | int:
        """Return the value of a group's last word, or an empty string."""
        indices = self.indices(group)
        return self.words.values[indices[-1]] if indices else ""

    def number(self, group: str) -> int:
        """Return the value of a group's last word as a number."""
        return int(self.value(group))

    def lower(self, group: str) -> str:
        """Return a group's words in lower case, with single blanks."""
        return " ".join(self.words.lower(index) for index in self.indices(group))


@cache
def load_table() -> Table:
    """Load `ontology/times.toml`."""
    data = tomllib.loads(files("dateline.ontology").joinpath("times.toml").read_text(encoding="utf-8"))
    names = sorted({*data["words"], *_BUILT_IN})
    letters = {name: chr(0x100 + number) for number, name in enumerate(names)}
    words: dict[str, tuple[str, str | int]] = {}
    for name, members in data["words"].items():
        for word, value in members.items():
            words.setdefault(word, (letters[name], value))
    rules = tuple(
        Rule(
            row["make"],
            row["pattern"],
            frozenset(letters[name] for name in row["needs"].split()),
            row.get("skip", 0),
            order,
            frozenset(row.get("units", ())),
        )
        for order, row in enumerate(data["rule"])
    )
    by_need = {
        letter: tuple(rule for rule in rules if letter in rule.needs)
        for rule in rules
        for letter in rule.needs
    }
    holidays: dict[str, str] = data["holidays"]
    openings: dict[str, list[str]] = {}
    for name in sorted(holidays, key=len, reverse=True):
        openings.setdefault(name.split()[0].split("'")[0].rstrip("."), []).append(name)
    first = {word: tuple(named) for word, named in openings.items()}
    return Table(
        words,
        letters,
        data["macros"],
        by_need,
        holidays,
        data["feasts"],
        frozenset(data["generic"]["today"]),
        first,
        re.compile(_TOKENS, re.VERBOSE),
    )


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Turn a pattern over class names into one over class letters."""
    table = load_table()
    pattern = source
    for _ in range(_MACRO_ROUNDS):
        pattern = _NAME.sub(lambda match: table.macros.get(match[0], match[0]), pattern)
    pattern = _NAME.sub(lambda match: table.letters[match[0]], pattern)
    return re.compile(pattern.replace(" ", ""))


def read_words(text: str) -> Words:
    """Split a passage's text into words with classes."""
    table = load_table()
    words, letters = table.words, table.letters
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str | int] = []
    months = (letters["MONTH"], letters["MON3"], letters["WD3"])
    number = letters["NUM"]
    get, openings = words.get, table.openings
    resume = 0
    for match in table.tokens.finditer(text):
        start, end = match.span()
        if start < resume:
            continue
        kind, word = match.lastgroup or "", match.group()
        letter: str
        value: str | int = word
        if kind in _WORDS:
            lowered = word if kind == "SHORT" else word.lower()
            entry = get(lowered)
            if lowered in openings and (named := _holiday_at(text, start, openings[lowered])):
                letter, value, end = letters["HOLIDAY"], named, start + len(named)
                resume = end
            elif entry is None:
                letter = OTHER
            elif entry[0] == number and lowered in _CENTURIES and (year := _YEAR_IN_WORDS.match(text, start)):
                letter, value, end = letters["YEAR"], _year_in_words(year, words), year.end()
                resume = end
            elif entry[0] in months and word[0].islower():
                letter = OTHER
            else:
                letter, value = entry
        elif kind == "NUMBER":
            letter, value = _number(word, letters)
        elif kind == "MARK":
            name = _MARKS.get(word)
            letter = letters[name] if name else OTHER
        elif kind == "AMPM":
            letter, value = letters[kind], word.lower()[0] + "m"
        elif kind == "ORDN":
            letter, value = letters[kind], int(word[:-2])
        else:
            letter = letters[kind]
        if letter == OTHER and classes and classes[-1] == OTHER:
            # of a run of other words only the last is kept: it may govern the expression that follows
            starts[-1], ends[-1], values[-1] = start, end, value
            continue
        classes.append(letter)
        starts.append(start)
        ends.append(end)
        values.append(value)
    return Words(text, "".join(classes), tuple(starts), tuple(ends), tuple(values))


def _year_in_words(found: re.Match[str], words: Mapping[str, tuple[str, str | int]]) -> int:
    """Return the year that is written out ("nineteen ninety-four")."""
    parts = [int(words[part][1]) for part in re.split(r"[\s-]+", found[0].lower())]
    return parts[0] * 100 + sum(parts[1:])


def _holiday_at(text: str, start: int, names: Sequence[str]) -> str:
    """Return the holiday named at a place of the text, or an empty string."""
    here = text[start : start + _LONGEST].lower().replace("’", "'")
    for name in names:
        if here.startswith(name) and not here[len(name) : len(name) + 1].isalnum():
            return name
    return ""


def _number(word: str, letters: Mapping[str, str]) -> tuple[str, str | int]:
    if word.isdecimal() and len(word) <= _MOST_DIGITS:
        number = int(word)
        if len(word) <= 2 and 1 <= number <= 31:
            return letters["DNUM"], number
        if len(word) == 4 and 1000 <= number <= 2100:
            return letters["YEAR"], number
        return letters["NNUM"], number
    return letters["NNUM"], word.replace(",", "") if len(word) <= _MOST_DIGITS else 10**_MOST_DIGITS


def find_matches(text: str) -> Iterator[Match]:
    """Yield the time expressions of a passage's text, in its order, without overlaps."""
    words = read_words(text)
    present = frozenset(words.letters)
    taken: list[Match] = []
    by_need = load_table().by_need
    for rule in {
        rule.order: rule for letter in present & by_need.keys() for rule in by_need[letter]
    }.values():
        for found in rule.pattern.finditer(words.letters):
            first, last = found.start() + rule.skip, found.end()
            match = Match(rule, found, words, first, last)
            if last > first and (not rule.units or f"{match.value('u')} {match.value('u2')}" in rule.units):
                taken.append(match)
    taken.sort(key=lambda match: (match.first - match.last, match.rule.order))
    used: set[int] = set()
    kept = []
    for match in taken:
        here = range(match.first, match.last)
        if used.isdisjoint(here):
            used.update(here)
            kept.append(match)
    kept.sort(key=lambda match: match.first)
    yield from kept


@cache
def capitalised_letters() -> frozenset[str]:
    """Return the letters of the classes whose words have a capital wherever they stand."""
    letters = load_table().letters
    return frozenset(letters[name] for name in ("WEEKDAY", "MONTH", "MON3", "WD3", "WEEKDAYS", "HOLIDAY"))
