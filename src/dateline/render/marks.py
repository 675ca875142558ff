"""What is marked in a report's text, whatever it is shown on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dateline.model import Event, Report, Span, Statement

Kind = Literal["statement", "cue", "event", "actor", "time", "place", "agreement"]


class Mark(NamedTuple):
    """Words of the text that are marked.

    Attributes:
        kind: what they are.
        span: the words.
        record: id of the record that they belong to; of a time or place the first event or statement that it dates
            or places, empty if there is none.
    """

    kind: Kind
    span: Span
    record: str = ""


def marks(report: Report) -> Iterator[Mark]:
    """Yield what is marked in the text."""
    dated, placed = _settings(report)
    for statement in report.statements:
        yield from (Mark("statement", span, statement.id) for span in statement.spans)
        if statement.cue:
            yield Mark("cue", statement.cue, statement.id)
    for event in report.events:
        yield from (Mark("event", span, event.id) for span in (event.mentions or (event.trigger,)))
    yield from (Mark("actor", mention.span, mention.actor) for mention in report.mentions)
    yield from (Mark("time", when.span, dated.get(when.span, "")) for when in report.times if when.span)
    yield from (Mark("place", place.span, placed.get(place.span, "")) for place in report.places)
    for agreement in report.agreements:
        yield from (Mark("agreement", span, agreement.id) for span in agreement.spans)


def _settings(report: Report) -> tuple[dict[Span, str], dict[Span, str]]:
    """Return the first record that the words for each time date, and that those for each place place."""
    dated: dict[Span, str] = {}
    placed: dict[Span, str] = {}
    records: tuple[Event | Statement, ...] = (*report.events, *report.statements)
    for record in records:
        if record.when and record.when.span:
            dated.setdefault(record.when.span, record.id)
    for event in report.events:
        if event.place:
            placed.setdefault(event.place.span, event.id)
    return dated, placed
