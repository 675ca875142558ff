"""A report written as gold: its text with its records marked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from dateline.model import Count, Event, Report, Span, Statement

_KEPT: Final = {"headline": "# ", "deck": "- ", "subhead": "## ", "body": "", "dateline": ""}
# The markup has no way to write these as words of the text.
_BRACKETS: Final = str.maketrans("[]{}", "()()")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Something of a record that the markup cannot hold.

    Attributes:
        what: event or statement; a part of one (mention, content, actor, speaker ..., time, place, cue); claim or
            agreement, which the markup has no marks for.
        id: id of the record.
        words: its words.
        why: `crosses` another mark, is `outside` the text that is kept, or has `no mark` of its kind.
    """

    what: str
    id: str
    words: str
    why: Literal["crosses", "outside", "no mark"]


@dataclass(frozen=True, slots=True)
class Written:
    """A gold report.

    Attributes:
        text: the file's text; empty if the report has no day of publication or nothing that is kept.
        unmarked: what of its records the file does not hold.
    """

    text: str
    unmarked: tuple[Unmarked, ...] = ()

    @property
    def records(self) -> tuple[Unmarked, ...]:
        """The events and statements that are missing as a whole."""
        return tuple(one for one in self.unmarked if one.what in ("event", "statement"))


@dataclass(slots=True)
class _Marks:
    """The marks so far. Marks nest: one that would cross another is not taken."""

    text: str
    lines: Sequence[Span]
    taken: list[tuple[Span, str]] = field(default_factory=list)
    unmarked: list[Unmarked] = field(default_factory=list)

    def add(self, span: Span, tag: str, what: str, key: str) -> bool:
        """Take a mark; says whether it could be, and notes what could not.

        Args:
            span: the words.
            tag: the tag.
            what: what it marks.
            key: id of the record that it belongs to.
        """
        words = self.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        mark = Span(start, end, self.text[start:end])
        inside = any(line.covers(mark) for line in self.lines)
        crosses = any(
            mark.overlaps(other) and not mark.covers(other) and not other.covers(mark)
            for other, _ in self.taken
        )
        if start == end or not inside or crosses:
            self.unmarked.append(Unmarked(what, key, words, "crosses" if crosses else "outside"))
            return False
        self.taken.append((mark, tag))
        return True


def written(report: Report, *, register: str = "unknown", region: str = "international") -> Written:
    """Write a report in the format of the corpus.

    Kept are headline, decks, subheads and body; events, statements, their cues, and the actors, times and places that
    they name. What the markup cannot hold is left out, and told: a mark that would cross another, what has no words in
    the text that is kept, claims and agreements. The header names events and statements that are missing as a whole
    (`unmarked:`), for those who measure with the file. Brackets and braces of the text become parentheses.

    Args:
        report: the report, its corrections applied.
        register: what sort of text it is.
        region: where it plays.

    Returns:
        The file, and what it does not hold.
    """
    lines = list(_lines(report))
    published = report.document.published
    if not lines or published is None:
        return Written("")
    marks = _Marks(report.document.text, [span for _, span in lines])
    _mark(report, marks)
    body = "\n\n".join(lead + _written(report.document.text, span, marks.taken) for lead, span in lines)
    lost = Written("", (*marks.unmarked, *_without_marks(report)))
    head = f"register: {register}\nregion: {region}\npublished: {published.date}\n"
    if lost.records:
        head += f"unmarked: {'; '.join(map(_named, lost.records))}\n"
    return replace(lost, text=f"{head}\n{body}\n")


def _without_marks(report: Report) -> Iterator[Unmarked]:
    """Yield the records of kinds that the markup does not have."""
    for claim in report.claims:
        yield Unmarked("claim", claim.id, claim.proposition, "no mark")
    for agreement in report.agreements:
        yield Unmarked("agreement", agreement.id, agreement.name, "no mark")


def _named(one: Unmarked) -> str:
    """Name a record on one line; semicolons part the names."""
    words = " ".join(one.words.replace(";", ",").split())
    return f"{one.what} {one.id} “{words[:60]}”"


def _lines(report: Report) -> Iterator[tuple[str, Span]]:
    """Yield the paragraphs that are kept, each with what stands before it; a dateline belongs to what follows it."""
    text, open_ = report.document.text, None
    for zone in (*report.document.zones, None):
        if zone is not None and zone.kind not in _KEPT:
            continue
        if open_ is not None:
            lead, span = open_
            if zone is not None and "\n" not in text[span.end : zone.span.start]:
                open_ = (
                    lead or _KEPT[zone.kind],
                    Span(span.start, zone.span.end, text[span.start : zone.span.end]),
                )
                continue
            yield open_
        open_ = (_KEPT[zone.kind], zone.span) if zone is not None else None


def _mark(report: Report, marks: _Marks) -> None:
    """Take the marks of all records: statements first, since they are the longest."""
    said = {one.id: f"s{number}" for number, one in enumerate(report.statements, 1)}
    told = {one.id: f"e{number}" for number, one in enumerate(report.events, 1)}
    who = _Actors(report, marks)
    contents = [
        one for one in report.statements if marks.add(one.spans[0], f"{said[one.id]}?", "statement", one.id)
    ]
    there = {said[one.id] for one in contents}
    events = [one for one in report.events if marks.add(one.trigger, f"{told[one.id]}?", "event", one.id)]
    tags: dict[str, str] = {}
    number = len(report.events)
    for event in events:
        own = told[event.id]
        for mention in event.mentions:
            tag = f"e{number + 1} same={own}"
            if mention != event.trigger and marks.add(mention, tag, "mention", event.id):
                number += 1
        tags[own] = _event(
            event, own, who, marks, [said[key] for key in event.said_by if said.get(key) in there]
        )
    for place, statement in enumerate(contents, 1):
        own = said[statement.id]
        for span in statement.spans[1:]:
            marks.add(span, own, "content", statement.id)
        tags[own] = _statement(statement, own, who, _cue(statement, events, told, marks, place))
    marks.taken = [(span, tags[tag[:-1]] if tag.endswith("?") else tag) for span, tag in marks.taken]


@dataclass(slots=True)
class _Actors:
    """The actors that records name, marked when they are first asked for."""

    report: Report
    marks: _Marks
    known: dict[str, str] = field(default_factory=dict)

    def named(self, ids: Iterable[str], spans: Iterable[Span | None] = ()) -> str:
        """Return the ids of the marks of actors, joined; empty if none can be marked."""
        extra = [*spans]
        found = [
            self._one(key, extra[place] if place < len(extra) else None) for place, key in enumerate(ids)
        ]
        return ",".join(dict.fromkeys(name for name in found if name))

    def _one(self, key: str, span: Span | None) -> str:
        if key not in self.known:
            actor = next((one for one in self.report.actors if one.id == key), None)
            mentions = [one.span for one in self.report.mentions if one.actor == key and one.how != "implied"]
            own = f"a{len(self.known) + 1}"
            spans = sorted(dict.fromkeys([*mentions, *([span] if span else [])]))
            country = "/".join(actor.country) if actor else ""
            sectors = "+".join(filter(None, (actor.sector, *actor.sectors))) if actor else ""
            first = f"{own} {country or '-'} {sectors or '-'}"
            marked, before = False, len(self.marks.unmarked)
            for one in spans:
                marked = self.marks.add(one, own if marked else first, "mention", key) or marked
            self.known[key] = own if marked else ""
            if not marked:
                # the number stays taken, so that no other actor gets it
                why = self.marks.unmarked[before].why if spans else "outside"
                self.marks.unmarked[before:] = [Unmarked("actor", key, actor.name if actor else key, why)]
                return ""
        elif span is not None and self.known[key] and all(one != span for one, _ in self.marks.taken):
            self.marks.add(span, self.known[key], "mention", key)
        return self.known[key]


def _event(event: Event, own: str, who: _Actors, marks: _Marks, said: Sequence[str]) -> str:
    number = own[1:]
    tag = f"{own} {event.type} {'+'.join(event.modes) or '-'} {event.status}"
    keys = {
        "by": who.named((one.actor for one in event.actors), [one.span for one in event.actors]),
        "to": who.named((one.actor for one in event.recipients), [one.span for one in event.recipients]),
        "said": ",".join(said),
        "killed": _count(event.killed),
        "injured": _count(event.injured),
        "ctx": "+".join(event.contexts),
    }
    when, place = event.when, event.place
    value = when.value if when and re.fullmatch(r"\S+", when.value) else ""
    if when and (when.span is None or not value):
        marks.unmarked.append(Unmarked("time", event.id, when.value or when.start, "outside"))
    elif when and when.span and marks.add(when.span, f"t{number} {value}", "time", event.id):
        keys["when"] = f"t{number}"
    if place and marks.add(place.span, f"p{number} {place.country or '-'}", "place", event.id):
        keys["where"] = f"p{number}"
    for what, count in (("killed", event.killed), ("injured", event.injured)):
        if count and count.low is None:
            marks.unmarked.append(Unmarked(what, event.id, f"at most {count.high}", "no mark"))
    return " ".join((tag, *(f"{key}={value}" for key, value in keys.items() if value)))


def _statement(statement: Statement, own: str, who: _Actors, cue: str) -> str:
    keys = {
        "by": who.named(statement.speaker_actors, [statement.speaker]) or "-",
        "to": who.named(statement.addressee_actors, [statement.addressee]),
        "via": who.named(statement.via),
        "cue": cue,
    }
    return " ".join(
        (f"{own} {statement.stance}", *(f"{key}={value}" for key, value in keys.items() if value))
    )


def _cue(
    statement: Statement, events: Sequence[Event], told: dict[str, str], marks: _Marks, number: int
) -> str:
    """Return the id of the cue: an event's where its trigger is the cue."""
    if statement.cue is None:
        return ""
    same = [event for event in events if event.trigger.overlaps(statement.cue)]
    if same:
        return told[same[0].id]
    return f"c{number}" if marks.add(statement.cue, f"c{number}", "cue", statement.id) else ""


def _count(count: Count | None) -> str:
    if count is None or count.low is None:
        return ""
    return f"{count.low}" if count.high == count.low else f"{count.low}+"


def _written(text: str, line: Span, marks: Sequence[tuple[Span, str]]) -> str:
    """Write one paragraph with the marks inside it."""
    inside = sorted(
        (one for one in marks if line.covers(one[0])), key=lambda one: (one[0].start, -one[0].end)
    )
    pieces: list[str] = []
    open_: list[tuple[Span, str]] = []
    for position in range(line.start, line.end + 1):
        while open_ and open_[-1][0].end == position:
            pieces.append(f"]{{{open_.pop()[1]}}}")
        while inside and inside[0][0].start == position:
            open_.append(inside.pop(0))
            pieces.append("[")
        if position < line.end:
            character = text[position].translate(_BRACKETS)
            pieces.append(" " if character == "\n" else character)
    return "".join(pieces)
