"""Golden records: what dateline puts on record for each example report, whole, in a form that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.config import Settings
from dateline.model import Actor, Event, Report, Span, When, from_json, spans_of, to_json
from dateline.pipeline import Reader

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    reader = Reader(Settings())
    return {path.stem: reader.read(path.read_bytes(), name=path.name) for path in EXAMPLES}


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_the_record_is_the_golden_one(
    reports: dict[str, Report], name: str, snapshot: SnapshotAssertion
) -> None:
    assert digest(reports[name]) == snapshot


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_span_is_its_words(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    spans = list(spans_of(report))
    assert spans
    assert all(report.document.text[span.start : span.end] == span.words for span in spans)


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_the_record_survives_json_and_rereading(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    assert from_json(to_json(report)) == report
    path = next(path for path in EXAMPLES if path.stem == name)
    assert Reader(Settings()).read(path.read_bytes(), name=path.name) == report


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_reference_leads_somewhere(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    actors = {actor.id for actor in report.actors}
    statements = {statement.id for statement in report.statements}
    events = {event.id for event in report.events}
    claims = {claim.id for claim in report.claims}
    agreements = {agreement.id for agreement in report.agreements}
    number = len(report.statements) + len(report.events) + len(report.claims) + len(report.agreements)
    assert len(statements | events | claims | agreements) == number
    for statement in report.statements:
        assert {*statement.speaker_actors, *statement.addressee_actors} <= actors
        assert {*statement.refers_to, *filter(None, [statement.nested_in])} <= statements
    for event in report.events:
        assert {part.actor for part in (*event.actors, *event.recipients)} <= actors
        assert {*event.said_by, *event.denied_by} <= statements
        assert event.trigger in event.mentions
    for claim in report.claims:
        assert {party.actor for party in claim.parties if party.actor} <= actors
        assert {said for party in claim.parties for said in party.statements} <= statements
        assert set(claim.contradicts) <= claims
        assert not claim.event or claim.event in events
    for agreement in report.agreements:
        assert set(agreement.parties) <= actors
        assert {step.event for step in agreement.steps if step.event} <= events
    for mention in report.mentions:
        assert mention.actor in actors


def digest(report: Report) -> str:
    """Write a report as lines that a person can check against the text."""
    actors = {actor.id: actor for actor in report.actors}
    document = report.document
    lines = [f"published {document.published.date if document.published else '-'}"]
    lines += [
        f"dateline {_words(document.dateline)}",
        "bylines " + ", ".join(b.words for b in document.bylines),
    ]
    lines += [f"zone {zone.kind}: {_short(zone.span.words)}" for zone in document.zones]
    lines += [_actor(actor) for actor in report.actors]
    for event in report.events:
        lines.extend(_event(event, actors))
    for said in report.statements:
        nested = " nested" if said.nested_in else ""
        lines.append(f"statement {said.type} {said.stance}{nested}: {_names(actors, said.speaker_actors)}")
        lines.append(f"  cue {_words(said.cue)}; to {_words(said.addressee)}; when {_when(said.when)}")
        lines.extend(f"  | {_short(span.words)}" for span in said.spans)
    for claim in report.claims:
        lines.append(f"claim {claim.kind} {claim.status}: {_short(claim.proposition)}")
        lines.extend(
            f"  {party.stance}: {_names(actors, [party.actor]) if party.actor else 'the report'}"
            for party in claim.parties
        )
    for agreement in report.agreements:
        steps = ", ".join(f"{step.kind} ({step.span.words})" for step in agreement.steps)
        lines.append(f"agreement {agreement.name}: {_names(actors, agreement.parties)}: {steps or '-'}")
    lines += [f"note {note.code}" for note in report.notes]
    return "\n".join(lines)


def _event(event: Event, actors: dict[str, Actor]) -> list[str]:
    modes = "".join(f" {mode}" for mode in event.modes)
    lines = [f"event {event.type}{modes} {event.status}: {event.trigger.words}"]
    lines.append("  actors " + _names(actors, [part.actor for part in event.actors]))
    lines.append("  recipients " + _names(actors, [part.actor for part in event.recipients]))
    lines.append(f"  when {_when(event.when)}; where {event.place.name if event.place else '-'}")
    for kind, count in (("killed", event.killed), ("injured", event.injured)):
        if count is not None:
            lines.append(f"  {kind} {count.span.words}: {count.low}..{count.high}")
    lines.append(f"  cameo {event.cameo or '-'}; contexts {', '.join(event.contexts) or '-'}")
    if len(event.mentions) > 1:
        lines.append("  told " + ", ".join(mention.words for mention in event.mentions))
    if event.said_by or event.denied_by:
        lines.append(f"  said by {len(event.said_by)}, denied by {len(event.denied_by)}")
    return lines


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 100 else f"{flat[:70]} ... {flat[-25:]}"


def _words(span: Span | None) -> str:
    return _short(span.words) if span else "-"


def _names(actors: dict[str, Actor], ids: tuple[str, ...] | list[str]) -> str:
    return ", ".join(actors[one].name for one in ids) or "-"


def _actor(actor: Actor) -> str:
    where = "/".join(actor.country) or "-"
    return f"actor {actor.name} [{actor.kind} {where} {actor.sector or '-'}] {actor.role}".rstrip()


def _when(when: When | None) -> str:
    return "-" if when is None else f"{when.value} {when.start}..{when.end}"
