"""A report with its records by id, and the small phrases that every rendering needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple, Self

from dateline.model import (
    Actor,
    Agreement,
    Claim,
    Event,
    Participant,
    Party,
    Report,
    Span,
    Statement,
    When,
)
from dateline.render.safe import line

Item = Event | Statement | Claim | Agreement | Actor
"""A record that has an id of its own."""

AGAINST: Final = frozenset({"denies", "rejects", "doubts"})
"""Stances of the side that holds against a claim; the other stances are for it."""

CONTESTED: Final = frozenset({"disputed", "rejected"})
"""Statuses of claims that somebody holds against."""


_CLAUSE: Final = 120
"""Characters of the longest clause that is shown for a content that only points."""


NOBODY: Final = "somebody"
"""Who speaks or acts where no words say who."""


class Quote(NamedTuple):
    """Words of a report in one line, and where they stand.

    Attributes:
        words: the words; with an ellipsis where something lies between.
        start: offset of the first character.
        end: offset behind the last.
    """

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Parties of a claim that hold the same in the same words.

    Attributes:
        names: the parties, with their codes.
        stance: what they hold.
        source: the names of those through whose mouths alone it is known, or an empty string.
        words: their words, where they are not the proposition itself.
        places: where each of these words stand in the text: first offset, and the one behind the last.
    """

    names: tuple[str, ...]
    stance: str
    source: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A report and its records by id.

    Attributes:
        report: the report.
        actors: its actors.
        statements: its statements.
        events: its events.
        claims: its claims.
    """

    report: Report
    actors: dict[str, Actor]
    statements: dict[str, Statement]
    events: dict[str, Event]
    claims: dict[str, Claim]

    @classmethod
    def of(cls, report: Report) -> Self:
        """Index a report."""
        return cls(
            report,
            {actor.id: actor for actor in report.actors},
            {statement.id: statement for statement in report.statements},
            {event.id: event for event in report.events},
            {claim.id: claim for claim in report.claims},
        )

    def items(self) -> dict[str, Item]:
        """Return every record by its id."""
        report = self.report
        records: tuple[Item, ...] = (
            *report.events,
            *report.statements,
            *report.claims,
            *report.agreements,
            *report.actors,
        )
        return {record.id: record for record in records}

    def name(self, actor: str) -> str:
        """Return an actor's name; "the report" for its own voice, the id where the actor is not listed."""
        if not actor:
            return "the report"
        known = self.actors.get(actor)
        return line(known.name) if known else line(actor)

    def label(self, actor: str) -> str:
        """Return an actor's name with its codes: "Ali Khamenei (IRN GOV)"."""
        known = self.actors.get(actor)
        codes = line(" ".join((*known.country, known.sector)).strip()) if known else ""
        return f"{self.name(actor)} ({codes})" if codes else self.name(actor)

    def labels(self, participants: tuple[Participant, ...]) -> str:
        """Return the participants of one side of an event, with codes."""
        return ", ".join(self.label(participant.actor) for participant in participants)

    def speakers(self, statement: Statement) -> str:
        """Return who speaks: the actors, else the words, else "somebody"."""
        if statement.speaker_actors:
            return ", ".join(self.label(actor) for actor in statement.speaker_actors)
        return line(statement.speaker.words) if statement.speaker else NOBODY

    def party_words(self, party: Party) -> tuple[Quote, ...]:
        """Return the words in which a party holds its stance."""
        found = [self.statements[key] for key in party.statements if key in self.statements]
        return tuple(self._own_words(statement) for statement in found) or tuple(
            Quote(line(span.words), span.start, span.end) for span in party.spans
        )

    def _own_words(self, statement: Statement) -> Quote:
        """Return the content; of one that only points ("a charge"), the clause around: "a charge Mali denies"."""
        if statement.refers_to:
            parts = [*statement.spans, *(span for span in (statement.cue, statement.speaker) if span)]
            start, end = min(part.start for part in parts), max(part.end for part in parts)
            if end - start <= _CLAUSE:
                return Quote(line(self.report.document.text[start:end]), start, end)
        return quote(statement.spans)

    def party_label(self, party: Party) -> str:
        """Return a party with its codes and whom it speaks for: "Ana Ruiz (PER GOV), for the ministry"."""
        shown = [self.statements[key] for key in party.statements if key in self.statements]
        behind = dict.fromkeys(
            self.name(actor) for one in shown for actor in one.speaks_for_actors if actor != party.actor
        )
        label = self.label(party.actor)
        return f"{label}, for {', '.join(behind)}" if behind else label

    def chain(self, party: Party) -> str:
        """Return through whom alone a party's stance is known, the nearest to the report first."""
        shown = [self.statements[key].via for key in party.statements if key in self.statements]
        if party.reported_by and shown and all(via == shown[0] for via in shown) and shown[0]:
            return ", by ".join(self.name(actor) for actor in reversed(shown[0]))
        return self.name(party.reported_by) if party.reported_by else ""

    def side(self, claim: Claim, *, against: bool) -> tuple[Holding, ...]:
        """Return one side of a claim: who is against it, or the others.

        Who holds a claim that contradicts this one is against it. Words that hold the whole proposition are
        left out: it stands above already.
        """
        proposition = line(claim.proposition).removeprefix("that ").rstrip(" ,.")
        groups: dict[tuple[str, str, tuple[str, ...]], tuple[list[str], tuple[Quote, ...]]] = {}

        def hold(party: Party, quotes: Iterable[Quote]) -> None:
            own = {one.words: one for one in reversed(tuple(quotes))}
            said = tuple(sorted(own.values(), key=lambda one: (one.start, one.end)))
            key = (party.stance, self.chain(party), tuple(one.words for one in said))
            groups.setdefault(key, ([], said))[0].append(self.party_label(party))

        for party in claim.parties:
            if (party.stance in AGAINST) is against:
                hold(party, (one for one in self.party_words(party) if proposition not in one.words))
        rivals = [self.claims[key] for key in claim.contradicts if key in self.claims] if against else []
        for rival in rivals:
            for party in rival.parties:
                if party.stance not in AGAINST:
                    hold(party, (wording(rival),))
        return tuple(
            Holding(
                tuple(dict.fromkeys(names)), stance, source, own, tuple((one.start, one.end) for one in said)
            )
            for (stance, source, own), (names, said) in groups.items()
        )


def counts(report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say how much is on record.

    Returns:
        What there is, with its number ("3 events", "5 claims (2 contested)"), and what there is
        none of ("agreements").
    """
    contested = sum(claim.status in CONTESTED for claim in report.claims)
    present: list[str] = []
    absent: list[str] = []
    for name, number in (
        ("event", len(report.events)),
        ("claim", len(report.claims)),
        ("agreement", len(report.agreements)),
        ("statement", len(report.statements)),
        ("actor", len(report.actors)),
    ):
        if not number:
            absent.append(f"{name}s")
            continue
        more = f" ({contested} contested)" if name == "claim" and contested else ""
        present.append(f"{number} {name}{'' if number == 1 else 's'}{more}")
    return tuple(present), tuple(absent)


def wording(claim: Claim) -> Quote:
    """Return the fullest wording of a claim."""
    fullest = [span for span in claim.spans if span.words == claim.proposition] or claim.spans[:1]
    start, end = (fullest[0].start, fullest[0].end) if fullest else (0, 0)
    return Quote(line(claim.proposition), start, end)


def quote(spans: tuple[Span, ...]) -> Quote:
    """Return the words of a record with the place where they stand."""
    return Quote(words(spans), min(span.start for span in spans), max(span.end for span in spans))


def words(spans: tuple[Span, ...]) -> str:
    """Return the words of a record in one line, with an ellipsis where something lies between."""
    return " … ".join(line(span.words) for span in spans)


def days(start: str, end: str) -> str:
    """Write an interval of days as shortly as it can be: `2025`, `2025-06`, `2025-06-14`, or from and to."""
    if not start or not end:
        return f"from {start}" if start else f"until {end}" if end else ""
    if start == end:
        return start
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return start[:7]
        if (first.month, last.month) == (1, 12):
            return start[:4]
    return f"{start} to {end}"


def dates(when: When | None) -> str:
    """Return a time as the record dates it, with its words: `2025-06 (“in June”)`."""
    if when is None:
        return ""
    found = days(when.start, when.end) or line(when.value)
    said = f"“{line(when.span.words)}”" if when.span else ""
    return f"{found} ({said})" if found and said else found or said


def excerpt(report: Report, span: Span, width: int = 100) -> tuple[str, int]:
    """Return the words around a span, from its own paragraph.

    Args:
        report: the report.
        span: the words to show.
        width: about how many characters to show.

    Returns:
        The excerpt, safe to show, and the offset in it at which the span begins.
    """
    text = report.document.text
    zone = next((z.span for z in report.document.zones if z.span.covers(span)), span)
    room = max(0, width - len(span)) // 2
    low, high = max(zone.start, span.start - room), min(zone.end, span.end + room)
    while zone.start < low < span.start and not text[low - 1].isspace():
        low += 1
    while span.end < high < zone.end and not text[high].isspace():
        high -= 1
    head = "… " if low > zone.start else ""
    tail = " …" if high < zone.end else ""
    body = plain_line(text[low:high])
    return f"{head}{body}{tail}", len(head) + span.start - low


def plain_line(text: str) -> str:
    """Return the text on one line without changing its length."""
    from dateline.render.safe import plain

    return plain(text).replace("\n", " ")
