"""Make up any number of reports from a few that were read: what `benchmarks/scale.py` fills its stores with.

A made-up report is the record of a real one with other words of the same length in it, so that every span still holds
its words, with other actors, days and agreements, and with ids of its own. Little words stay, as do those that many
reports have. Reports of one story share what became of their words and actors, but for a part of each; so they share
stories, happenings, claims and deals as reports of one story do, and differ where those differ.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from dateline.across.stories.words import background, stem
from dateline.knowledge import agreements
from dateline.knowledge.packaged import rows
from dateline.model import Report, document_id, from_json, to_json

A_DAY: Final = 40
START: Final = date(2015, 1, 1)

_WORD: Final = re.compile(r"[^\W\d_]+")
_RECORD: Final = re.compile(r"[a-z][0-9a-f]{10}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WORDED: Final = frozenset({"text", "words", "proposition"})
_SHORT: Final = 3
_USUAL: Final = 2.0
"""Words that are no rarer than that (one report in seven) stay as they are."""
_EVEN: Final = 30
"""Of so many the first ones are drawn hardly more often than the last: the law of Zipf and Mandelbrot."""
_FIRST: Final = ("USA", "RUS", "CHN", "ISR", "IRN", "UKR", "GBR", "FRA", "DEU", "IND")
_PUBLISHERS: Final = 300
_ACTORS: Final = 20_000
_WORDS: Final = 5_000
_LETTERS: Final = ("aeiou", "bcdfghklmnprstvw")
_DESCRIBED: Final = frozenset({"unnamed", "unknown", "collective"})

Slot = tuple[str, str]
"""What is to be put in, and what stood there."""


@dataclass(frozen=True, slots=True)
class Template:
    """A report taken apart: its JSON as fixed text with a slot after each piece but the last."""

    fixed: tuple[str, ...]
    slots: tuple[Slot, ...]
    day: date


@dataclass(slots=True)
class Story:
    """What has become of words and actors in the reports of one story."""

    templates: Sequence[Template]
    left: int
    apart: float
    values: dict[Slot, str] = field(default_factory=dict)


class MadeUp:
    """Reports without end, `A_DAY` a day, the same for the same seed.

    Args:
        reports: the reports that they are made from.
        seed: decides all.
        later: how long after `START` they begin.
    """

    def __init__(self, reports: Sequence[Report], seed: int = 0, later: timedelta = timedelta()) -> None:
        self._first = START + later
        self._dice = random.Random(seed)  # noqa: S311 - no secret
        kept = _kept(reports)
        self._templates = [_template(report, kept) for report in reports]
        self._words = _vocabulary(reports)
        self._states = _states()
        self._deals = [known.name for known in agreements.load()]
        self._running: list[Story] = []
        self._made = 0

    def take(self, count: int) -> Iterator[Report]:
        """Yield the next reports."""
        for _ in range(count):
            if self._made % A_DAY == 0:
                self._running = [story for story in self._running if self._dice.random() < 0.9]
            while len(self._running) < A_DAY // 2:
                self._running.append(self._story())
            story = self._dice.choice(self._running)
            story.left -= 1
            if not story.left:
                self._running.remove(story)
            yield self._report(story, self._first + timedelta(days=self._made // A_DAY))
            self._made += 1

    def _few(self, count: int) -> int:
        """Draw a number below another, the first ones by far the most often (Zipf)."""
        return int(count ** self._dice.random()) - 1

    def _story(self) -> Story:
        """Begin a story of 1 to 40 reports, most of them short."""
        templates = self._dice.sample(self._templates, 3)
        return Story([*templates, templates[0]], self._few(41) + 1, self._dice.uniform(0.05, 0.4))

    def _report(self, story: Story, day: date) -> Report:
        template = self._dice.choice(story.templates)
        # one in seven is much the same text as another
        apart = 0.01 if self._dice.random() < 0.15 else story.apart
        own: dict[Slot, str] = {
            ("url", ""): f"https://news.example/{day:%Y/%m/%d}/{self._dice.getrandbits(40):x}",
            ("publisher", ""): f"Publisher {self._few(_PUBLISHERS)}",
        }
        parts = []
        for fixed, slot in zip(template.fixed, template.slots, strict=False):
            value = own.get(slot)
            if value is None:
                value = own[slot] = self._value(slot, story, apart, day - template.day)
            parts += [fixed, value]
        data = "".join([*parts, template.fixed[-1]])
        key = document_id(json.loads(data)["document"]["text"])
        return from_json(data.replace("{document}", key))

    def _value(self, slot: Slot, story: Story, apart: float, later: timedelta) -> str:
        """Return what is put in place of something, once a report."""
        kind, old = slot
        if kind == "id":
            return f"{old[0]}{self._dice.getrandbits(40):010x}"
        if kind == "day":
            return (date.fromisoformat(old) + later).isoformat()
        if kind == "word" and self._dice.random() < apart:
            return self._word(old)
        if slot not in story.values:
            if kind == "word":
                story.values[slot] = self._word(old)
            elif kind == "deal":
                story.values[slot] = self._dice.choice(self._deals) if self._dice.random() < 0.2 else ""
            else:
                sort = kind.partition(".")[0]
                drawn = self._state() if sort == "state" else self._actor()
                story.values.update({(f"{sort}.{name}", old): value for name, value in drawn.items()})
        return story.values[slot]

    def _word(self, old: str) -> str:
        words = self._words[len(old)]
        new = words[int(_EVEN * ((len(words) + _EVEN) / _EVEN) ** self._dice.random()) - _EVEN]
        return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new

    def _state(self) -> dict[str, str]:
        code, name = self._states[self._few(len(self._states))]
        return {"id": f"a-{name.lower().replace(' ', '-')}", "name": name, "code": code}

    def _actor(self) -> dict[str, str]:
        number = self._few(_ACTORS)
        code, _ = self._states[number % 7 if number % 3 else number % len(self._states)]
        return {"id": f"a-named-{number}", "name": f"Actor {number}", "code": code}


def _template(report: Report, kept: frozenset[str]) -> Template:
    """Take a report apart."""
    fixed, slots = [""], []
    tree = json.loads(to_json(report))
    tree["document"] |= {"id": "{document}"}
    sorts = _sorts(report)
    for actor in tree["actors"]:
        actor.pop("wikidata", None)
    for part in _parts(tree, "", sorts, kept):
        if isinstance(part, str):
            fixed[-1] += part
        else:
            slots.append(part)
            fixed.append("")
    published = report.document.published
    return Template(tuple(fixed), tuple(slots), date.fromisoformat(published.date) if published else START)


def _sorts(report: Report) -> dict[str, Slot]:
    """Return for the id of each named actor what sort it is of, and what it stands for in a story."""
    return {
        actor.id: ("state", actor.country[0])
        if actor.kind == "state" and actor.country
        else ("named", actor.id)
        for actor in report.actors
        if actor.kind not in _DESCRIBED
    }


def _parts(tree: Any, key: str, sorts: Mapping[str, Slot], kept: frozenset[str]) -> Iterator[str | Slot]:
    """Yield the JSON of a value in pieces: fixed text and slots."""
    if isinstance(tree, dict):
        yield "{"
        actor = sorts.get(tree["id"]) if "id" in tree and "kind" in tree else None
        for number, (name, value) in enumerate(tree.items()):
            yield f'{", " if number else ""}"{name}": '
            if actor and name == "name":
                yield from ('"', (f"{actor[0]}.name", actor[1]), '"')
            elif actor and name == "country" and len(value) == 1:
                yield from ('["', (f"{actor[0]}.code", actor[1]), '"]')
            else:
                yield from _parts(value, name, sorts, kept)
        yield "}"
    elif isinstance(tree, list):
        yield "["
        for number, value in enumerate(tree):
            yield ", " if number else ""
            yield from _parts(value, key, sorts, kept)
        yield "]"
    elif isinstance(tree, str):
        yield from ('"', *_string(tree, key, sorts, kept), '"')
    else:
        yield json.dumps(tree)


def _string(text: str, key: str, sorts: Mapping[str, Slot], kept: frozenset[str]) -> Iterator[str | Slot]:
    """Yield the inside of a string in pieces."""
    if text in sorts:
        yield f"{sorts[text][0]}.id", sorts[text][1]
    elif key in ("url", "publisher"):
        yield key, ""
    elif key == "known":
        yield "deal", text
    elif _RECORD.fullmatch(text):
        yield "id", text
    elif _DAY.fullmatch(text):
        yield "day", text
    elif key in _WORDED or (key == "name" and not text.isupper()):
        end = 0
        for found in _WORD.finditer(text):
            if found.end() - found.start() > _SHORT and found.group().casefold() not in kept:
                yield json.dumps(text[end : found.start()], ensure_ascii=False)[1:-1]
                yield "word", found.group()
                end = found.end()
        yield json.dumps(text[end:], ensure_ascii=False)[1:-1]
    else:
        yield json.dumps(text, ensure_ascii=False)[1:-1]


def _kept(reports: Sequence[Report]) -> frozenset[str]:
    """Return the words that most reports have, and those by which somebody says something."""
    words = {word for report in reports for word in _WORD.findall(report.document.text.casefold())}
    cues = {statement.cue.words for report in reports for statement in report.statements if statement.cue}
    usual = {word for word in words if background()(stem(word)) < _USUAL}
    return frozenset(usual | {word.casefold() for cue in cues for word in _WORD.findall(cue)})


def _vocabulary(reports: Sequence[Report]) -> defaultdict[int, list[str]]:
    """Return words by length, the most used first: those of the reports, and after them made-up ones."""
    dice = random.Random(1)  # noqa: S311 - no secret
    counts = Counter(word for report in reports for word in _WORD.findall(report.document.text.casefold()))
    words: defaultdict[int, list[str]] = defaultdict(list)
    for word, _ in counts.most_common():
        words[len(word)].append(word)
    for length, known in words.items():
        made = ("".join(dice.choice(_LETTERS[place % 2]) for place in range(length)) for _ in range(_WORDS))
        known += [word for word in dict.fromkeys(made) if word not in counts]
    return words


def _states() -> list[tuple[str, str]]:
    """Return codes and names of states, those that the news are full of first."""
    names = {row["code"]: row["name"] for row in rows("states.tsv")}
    return [(code, names[code]) for code in dict.fromkeys((*_FIRST, *names))]
