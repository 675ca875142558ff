"""A report as the rows of the store's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dateline.across.shingles import sample
from dateline.model import Claim, Count, Document, Event, Party, Report, Span, Statement, When, to_json

Row = tuple[object, ...]

_LARGEST: Final = 2**63 - 1


def rows_of(report: Report, pipeline: str = "") -> dict[str, list[Row]]:
    """Flatten a report.

    Args:
        report: the report.
        pipeline: name of the language pipeline it was read with.

    Returns:
        For each table its rows, with the columns in the order of `dateline.store.schema`.
    """
    hashes = prose_sample(report.document)
    return {
        "documents": [_document(report, pipeline, len(hashes))],
        "shingles": [(report.document.id, value) for value in hashes],
        "actors": list(_actors(report)),
        "mentions": list(_mentions(report)),
        "events": [_event(report, number, event) for number, event in enumerate(report.events)],
        "event_actors": list(_event_actors(report)),
        "statements": [_statement(report, number, item) for number, item in enumerate(report.statements)],
        "statement_actors": list(_statement_actors(report)),
        "claims": list(_claims(report)),
        "claim_parties": list(_claim_parties(report)),
        "agreements": list(_agreements(report)),
        "agreement_steps": list(_agreement_steps(report)),
    }


def report_json(report: Report) -> str:
    """Return the report as the store keeps it."""
    return to_json(report).decode()


def prose_sample(document: Document) -> list[int]:
    """Return the sampled shingles of a document's prose: headline, deck, subheads and body, without furniture."""
    prose = document.zones_of("headline", "deck", "subhead", "body")
    hashes: list[int] = sample("\n".join(zone.span.words for zone in prose)).tolist()
    return hashes


def _document(report: Report, pipeline: str, shingles: int) -> Row:
    document = report.document
    published = document.published
    return (
        document.id,
        report.version,
        pipeline or None,
        document.publisher or None,
        _said(document.headline),
        [span.words for span in document.bylines],
        _said(document.agency),
        document.wire,
        _said(document.dateline),
        _day(published.date) if published else None,
        ((published.time + published.offset) or None) if published else None,
        published.source if published else None,
        document.url or None,
        document.language or None,
        len(document.text),
        shingles,
        report_json(report),
    )


def _actors(report: Report) -> Iterator[Row]:
    for actor in report.actors:
        yield (
            report.document.id,
            actor.id,
            actor.name,
            actor.kind,
            list(actor.country),
            actor.sector or None,
            list(actor.sectors),
            actor.role or None,
            actor.wikidata or None,
        )


def _mentions(report: Report) -> Iterator[Row]:
    for number, mention in enumerate(report.mentions):
        span = mention.span
        yield report.document.id, number, mention.actor, mention.how, span.words, span.start, span.end


def _event(report: Report, number: int, event: Event) -> Row:
    place = event.place
    return (
        report.document.id,
        event.id,
        number,
        event.type,
        list(event.modes),
        list(event.contexts),
        event.status,
        event.trigger.words,
        event.trigger.start,
        event.trigger.end,
        *_when(event.when),
        place.name if place else None,
        place.span.words if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.geonameid if place else None,
        (place.country or None) if place else None,
        place.precision if place else None,
        *_count(event.killed),
        *_count(event.injured),
        list(event.said_by),
        list(event.denied_by),
        list(event.affirmed_by),
        event.factuality,
        event.intensity,
        event.cameo,
        event.confidence,
    )


def _event_actors(report: Report) -> Iterator[Row]:
    for event in report.events:
        for role, participants in (("actor", event.actors), ("recipient", event.recipients)):
            for number, participant in enumerate(participants):
                span = participant.span
                yield (report.document.id, event.id, role, number, participant.actor, *_words(span))


def _statement(report: Report, number: int, statement: Statement) -> Row:
    return (
        report.document.id,
        statement.id,
        number,
        statement.type,
        statement.stance,
        *_extent(statement.spans),
        _said(statement.cue),
        _said(statement.speaker),
        _said(statement.addressee),
        _said(statement.medium),
        statement.nested_in or None,
        list(statement.refers_to),
        *_when(statement.when),
        statement.zone,
        statement.confidence,
    )


def _statement_actors(report: Report) -> Iterator[Row]:
    for statement in report.statements:
        roles = (
            ("speaker", statement.speaker_actors),
            ("speaks_for", statement.speaks_for_actors),
            ("via", statement.via),
            ("addressee", statement.addressee_actors),
        )
        for role, actors in roles:
            for number, actor in enumerate(actors):
                yield report.document.id, statement.id, role, number, actor


def _claims(report: Report) -> Iterator[Row]:
    for number, claim in enumerate(report.claims):
        # The extent is that of the fullest wording, not of all wordings together.
        fullest = next((span for span in claim.spans if span.words == claim.proposition), None)
        extent = _words(fullest or (claim.spans[0] if claim.spans else None))
        yield (
            report.document.id,
            claim.id,
            number,
            claim.proposition,
            *extent[1:],
            claim.kind,
            claim.status,
            claim.event or None,
            list(claim.contradicts),
            claim.confidence,
        )


def party_extents(report: Report) -> Iterator[tuple[str, int, int | None, int | None]]:
    """Yield for each party of each claim the claim's id, its number, and where its words begin and end."""
    for claim, number, _, spans in _parties(report):
        _, start, end = _extent(spans)
        yield claim.id, number, start, end


def _parties(report: Report) -> Iterator[tuple[Claim, int, Party, Sequence[Span]]]:
    """Yield every party with its number and the words in which it holds the claim."""
    statements = {statement.id: statement for statement in report.statements}
    for claim in report.claims:
        for number, party in enumerate(claim.parties):
            shown = [span for key in party.statements if key in statements for span in statements[key].spans]
            yield claim, number, party, shown or party.spans


def _claim_parties(report: Report) -> Iterator[Row]:
    for claim, number, party, spans in _parties(report):
        yield (
            report.document.id,
            claim.id,
            number,
            party.actor or None,
            party.stance,
            *_extent(spans),
            list(party.statements),
            party.reported_by or None,
        )


def _agreements(report: Report) -> Iterator[Row]:
    for number, agreement in enumerate(report.agreements):
        fullest = next((span for span in agreement.spans if span.words == agreement.name), None)
        extent = _words(fullest or (agreement.spans[0] if agreement.spans else None))
        yield (
            report.document.id,
            agreement.id,
            number,
            agreement.name,
            list(agreement.parties),
            *extent[1:],
        )


def _agreement_steps(report: Report) -> Iterator[Row]:
    for agreement in report.agreements:
        for number, step in enumerate(agreement.steps):
            yield (
                report.document.id,
                agreement.id,
                number,
                step.kind,
                *_words(step.span),
                step.event or None,
                *_when(step.when),
            )


def _when(when: When | None) -> Row:
    if when is None:
        return (None, None, None, None, None)
    return (_day(when.start), _day(when.end), when.value or None, when.precision, _said(when.span))


def _count(count: Count | None) -> Row:
    if count is None:
        return (None, None)
    # A text may name a number that no column can hold; the report keeps it.
    return tuple(None if n is None or n > _LARGEST else n for n in (count.low, count.high))


def _extent(spans: Sequence[Span]) -> tuple[str | None, int | None, int | None]:
    """Return the words of several spans, and where the first begins and the last ends."""
    if not spans:
        return (None, None, None)
    return (_joined(spans), min(span.start for span in spans), max(span.end for span in spans))


def _words(span: Span | None) -> Row:
    return (span.words, span.start, span.end) if span else (None, None, None)


def _said(span: Span | None) -> str | None:
    return span.words if span else None


def _joined(spans: Sequence[Span]) -> str:
    return " … ".join(span.words for span in spans)


def _day(text: str) -> date | None:
    """Return a calendar day, `None` where the text is not one that a DATE column can hold."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
