"""What the finders and resolvers hand to the linkers: the layers of one report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.find.drafts import EventDraft, StatementDraft
from dateline.find.syntax import Passage
from dateline.model import Document, Place, Span, When
from dateline.resolve.actors.resolver import Resolution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings:
    """The layers of one report, before ids.

    Attributes:
        document: the document.
        passages: its prose, parsed; drafts point to them by index.
        times: its time expressions.
        places: its place names.
        statements: statements found; drafts point to each other by index.
        events: event mentions found; they point to statements by index.
        who: the report's actors.
    """

    document: Document
    passages: tuple[Passage, ...]
    times: tuple[When, ...]
    places: tuple[Place, ...]
    statements: tuple[StatementDraft, ...]
    events: tuple[EventDraft, ...]
    who: Resolution

    def passage_of(self, span: Span) -> Passage | None:
        """Return the passage in which a span begins."""
        return next((p for p in self.passages if p.zone.span.start <= span.start < p.zone.span.end), None)


def participant_spans(statements: Iterable[StatementDraft], events: Iterable[EventDraft]) -> tuple[Span, ...]:
    """List the words for speakers, addressees, carriers, actors and recipients, in the order of the text."""
    spans: set[Span] = set()
    for statement in statements:
        named = (
            statement.speaker,
            statement.speaker_from,
            statement.speaks_for,
            statement.addressee,
            statement.medium,
        )
        spans.update(span for span in named if span is not None)
    for event in events:
        spans.update(event.actors)
        spans.update(event.recipients)
    return tuple(sorted(spans))


def speaker_spans(statements: Iterable[StatementDraft]) -> tuple[Span, ...]:
    """List the words for speakers, in the order of the text."""
    named = (span for one in statements for span in (one.speaker, one.speaker_from))
    return tuple(sorted({span for span in named if span is not None}))
