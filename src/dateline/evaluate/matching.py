"""The program measured on gold reports: what it finds is set beside the marks, field by field.

- **Events** are paired one to one where the words that name them share a character, of several the one of the same type
  first, then the one that shares most. A later mention of an event counts as well as the first.
- **Statements** are paired one to one where their contents share at least half of the letters of both together; a
  leading "that", quotation marks and spaces do not count.
- **Actors**, recipients and speakers are the same if words that stand for them share half the letters of the shorter.
- Of a pair, a field is right if it is that of the mark. Every field's precision is of all that was found, its recall of
  all that is marked: what is not paired is wrong in every field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.evaluate.gold import Gold
from dateline.model import Document, Participant, Report, Span

SHARE: Final = 0.5
"""Share of letters from which a content, or an actor, counts as the marked one."""
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "events": ("found", "type", "status", "actors", "recipients", "date"),
    "statements": ("found", "stance", "speaker"),
}
"""What is measured, in the order in which it is printed."""
_THAT: Final = re.compile(r"\W*that\b", re.IGNORECASE)

Letters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event, marked or found.

    Attributes:
        words: the characters of all its mentions.
        type: PLOVER type.
        status: its status.
        actors: for each the letters of the words that stand for it.
        recipients: likewise.
        date: TIMEX3 value of the words that date it, or empty.
    """

    words: Letters
    type: str
    status: str
    actors: tuple[tuple[Letters, ...], ...]
    recipients: tuple[tuple[Letters, ...], ...]
    date: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement, marked or found: letters of its content, stance, and for each speaker the letters of its words."""

    content: Letters
    stance: str
    speakers: tuple[tuple[Letters, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How often a field was right, was found, is marked."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: Figure) -> Figure:
        """Return both together."""
        return Figure(self.right + other.right, self.found + other.found, self.marked + other.marked)

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the marked that is found right; 1 where nothing is marked."""
        return self.right / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.marked
        return 2 * self.right / both if both else 1.0


Figures = dict[tuple[str, str], Figure]
"""For each group and field of `FIELDS` its figure."""


def measure(golds: Iterable[Gold], code: Callable[[Document], Report]) -> Figures:
    """Read gold reports from their plain text and compare.

    Args:
        golds: the marked-up reports.
        code: what makes the record of a document.
    """
    total: Figures = {(group, field): Figure() for group, fields in FIELDS.items() for field in fields}
    for gold in golds:
        for key, figure in compared(gold, code(gold.document)).items():
            total[key] += figure
    return total


def compared(gold: Gold, report: Report) -> Figures:
    """Compare one report with its marks.

    Args:
        gold: the marked-up report.
        report: what was found in its text.
    """
    figures = _events(list(_marked_events(gold)), list(_found_events(report)))
    figures |= _statements(list(_marked_statements(gold)), list(_found_statements(report)))
    return figures


def _events(marked: Sequence[Deed], found: Sequence[Deed]) -> Figures:
    likely = [
        ((one.type != other.type, -len(one.words & other.words)), i, j)
        for i, one in enumerate(marked)
        for j, other in enumerate(found)
        if one.words & other.words
    ]
    pairs = [(marked[i], found[j]) for i, j in _one_to_one(likely)]
    return {
        ("events", "found"): Figure(len(pairs), len(found), len(marked)),
        ("events", "type"): Figure(
            sum(one.type == other.type for one, other in pairs), len(found), len(marked)
        ),
        ("events", "status"): Figure(
            sum(one.status == other.status for one, other in pairs), len(found), len(marked)
        ),
        ("events", "actors"): Figure(
            sum(_same(one.actors, other.actors) for one, other in pairs),
            sum(len(one.actors) for one in found),
            sum(len(one.actors) for one in marked),
        ),
        ("events", "recipients"): Figure(
            sum(_same(one.recipients, other.recipients) for one, other in pairs),
            sum(len(one.recipients) for one in found),
            sum(len(one.recipients) for one in marked),
        ),
        ("events", "date"): Figure(
            sum(bool(one.date) and one.date == other.date for one, other in pairs),
            sum(bool(one.date) for one in found),
            sum(bool(one.date) for one in marked),
        ),
    }


def _statements(marked: Sequence[Saying], found: Sequence[Saying]) -> Figures:
    likely = []
    for i, one in enumerate(marked):
        for j, other in enumerate(found):
            share = len(one.content & other.content) / max(1, len(one.content | other.content))
            if share >= SHARE:
                likely.append(((-share,), i, j))
    pairs = [(marked[i], found[j]) for i, j in _one_to_one(likely)]
    stances = sum(one.stance == other.stance for one, other in pairs)
    speakers = sum(_spoken(one.speakers, other.speakers) for one, other in pairs)
    return {
        ("statements", "found"): Figure(len(pairs), len(found), len(marked)),
        ("statements", "stance"): Figure(stances, len(found), len(marked)),
        ("statements", "speaker"): Figure(speakers, len(found), len(marked)),
    }


def _one_to_one(likely: Iterable[tuple[tuple[float, ...], int, int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs, the best first, so that each side has one partner at most."""
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(likely):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _same(marked: Sequence[tuple[Letters, ...]], found: Sequence[tuple[Letters, ...]]) -> int:
    """Count the participants that both have, one to one."""
    likely = [
        ((0.0,), i, j) for i, one in enumerate(marked) for j, other in enumerate(found) if _is(one, other)
    ]
    return sum(1 for _ in _one_to_one(likely))


def _spoken(marked: Sequence[tuple[Letters, ...]], found: Sequence[tuple[Letters, ...]]) -> bool:
    """Say whether two statements share a speaker, or both name nobody."""
    if not marked or not found:
        return not marked and not found
    return _same(marked, found) > 0


def _is(one: Iterable[Letters], other: Iterable[Letters]) -> bool:
    there = list(other)
    return any(a and b and len(a & b) >= SHARE * min(len(a), len(b)) for a in one for b in there)


def _marked_events(gold: Gold) -> Iterator[Deed]:
    marked = gold.marked
    mentions: dict[str, list[Span]] = {}
    for mark in marked.marks:
        same = (marked.first(mark.id) or mark).keys.get("same", (mark.id,))[0]
        mentions.setdefault(same, []).append(mark.span)
    for own in dict.fromkeys(mark.id for mark in marked.of("event")):
        first = marked.first(own)
        if first is None or len(first.values) != 3:
            continue
        times = [marked.first(key) for key in first.keys.get("when", ())]
        yield Deed(
            _letters(marked.text, mentions[own]),
            first.values[0],
            first.values[2],
            tuple(_words(gold, key) for key in first.keys.get("by", ()) if key != "-"),
            tuple(_words(gold, key) for key in first.keys.get("to", ()) if key != "-"),
            next((time.values[0] for time in times if time and time.values), ""),
        )


def _found_events(report: Report) -> Iterator[Deed]:
    for event in report.events:
        # a day that no words give is not marked either
        dated = event.when is not None and event.when.span is not None
        yield Deed(
            _letters(report.document.text, event.mentions or (event.trigger,)),
            event.type,
            event.status,
            tuple(_participant(report, one) for one in event.actors),
            tuple(_participant(report, one) for one in event.recipients),
            event.when.value if event.when is not None and dated else "",
        )


def _marked_statements(gold: Gold) -> Iterator[Saying]:
    marked = gold.marked
    for own in dict.fromkeys(mark.id for mark in marked.of("statement")):
        first = marked.first(own)
        if first is None or not first.values:
            continue
        spans = [mark.span for mark in marked.marks if mark.id == own]
        yield Saying(
            _content(marked.text, spans),
            first.values[0],
            tuple(_words(gold, key) for key in first.keys.get("by", ()) if key != "-"),
        )


def _found_statements(report: Report) -> Iterator[Saying]:
    for said in report.statements:
        actors = [_participant(report, Participant(key)) for key in said.speaker_actors]
        if said.speaker is not None:
            actors = [
                (_letters(report.document.text, [said.speaker]), *(words for one in actors for words in one))
            ]
        yield Saying(_content(report.document.text, said.spans), said.stance, tuple(actors))


def _participant(report: Report, one: Participant) -> tuple[Letters, ...]:
    """Return the words of a participant; those of all its mentions where it is understood."""
    text = report.document.text
    if one.span is not None:
        return (_letters(text, [one.span]),)
    return tuple(_letters(text, [mention.span]) for mention in report.mentions if mention.actor == one.actor)


def _words(gold: Gold, key: str) -> tuple[Letters, ...]:
    text = gold.marked.text
    return tuple(_letters(text, [mark.span]) for mark in gold.marked.marks if mark.id == key)


def _content(text: str, spans: Sequence[Span]) -> Letters:
    first, *rest = sorted(spans)
    lead = _THAT.match(text, first.start, first.end)
    start = lead.end() if lead and lead.end() < first.end else first.start
    return _letters(text, [Span(start, first.end, text[start : first.end]), *rest])


def _letters(text: str, spans: Iterable[Span]) -> Letters:
    """Return the places of the letters and digits of some words."""
    return frozenset(i for span in spans for i in range(span.start, span.end) if text[i].isalnum())
