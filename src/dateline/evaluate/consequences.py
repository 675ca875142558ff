"""What follows from corrections within a report: its other records as they are once the corrected ones are right.

A user corrects one record; others of the report rest on it. Who holds a claim is known from statements, what became of
an agreement from events. What is known across reports is made of reports as they are read here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

import msgspec

from dateline.evaluate.fields import Correction, applied
from dateline.model import Agreement, Claim, Event, Party, Report, Statement, Step

T = TypeVar("T", Event, Statement)
_AGAINST: Final = frozenset({"denies", "rejects", "doubts"})
_TAKEN: Final = frozenset({"occurred", "ongoing", "historical", "alleged"})
"""What an event is where a step of an agreement rests on it: what is only planned is none."""


def as_corrected(report: Report, corrections: Sequence[Correction]) -> Report:
    """Return a report as its corrections have it, with what follows from them.

    What was found wrong takes no part. Intensity and CAMEO code of an event follow its type, modes and status; who
    holds a claim, and who denies or affirms an event, follow the statements that show it; the steps of agreements
    follow their events.

    Args:
        report: the report.
        corrections: what was said of its records, in that order.
    """
    if not corrections:
        return report
    new = applied(report, corrections)
    statements = _changed(report.statements, new.statements)
    events = _changed(report.events, new.events)
    gone = {one.id for one in report.statements} - {one.id for one in new.statements}
    return msgspec.structs.replace(
        new,
        events=tuple(
            _turned(followed(one, events.get(one.id, (one, one))[0]), statements) for one in new.events
        ),
        claims=tuple(held for claim in new.claims for held in _claim(claim, statements, gone)),
        agreements=tuple(
            _agreement(agreement, events, {one.id for one in new.events}, report)
            for agreement in new.agreements
        ),
    )


def followed(event: Event, before: Event) -> Event:
    """Return a corrected event with the intensity and the CAMEO code of its type, modes and status.

    Args:
        event: the event.
        before: the same as the machine read it.
    """
    from dateline.ontology import cameo, plover

    if (event.type, event.modes, event.status) == (before.type, before.modes, before.status):
        return event
    return msgspec.structs.replace(
        event,
        intensity=plover.load().intensity(event.type, event.modes),
        cameo=cameo.load().code(event.type, event.modes, event.status),
    )


def _changed(old: Iterable[T], new: Iterable[T]) -> dict[str, tuple[T, T]]:
    """Return the records that were changed: as they were, and as they are."""
    before = {one.id: one for one in old}
    return {one.id: (before[one.id], one) for one in new if one != before[one.id]}


def _turned(event: Event, statements: Mapping[str, tuple[Statement, Statement]]) -> Event:
    """Return an event with its statements on the sides that their corrected stances put them on."""
    moved = {
        key: new.stance in _AGAINST
        for key, (old, new) in statements.items()
        if (old.stance in _AGAINST) != (new.stance in _AGAINST)
    }
    both = (*event.affirmed_by, *event.denied_by)
    if not moved.keys() & set(both):
        return event
    denied = [key for key in both if moved.get(key, key in event.denied_by)]
    return msgspec.structs.replace(
        event,
        denied_by=tuple(denied),
        affirmed_by=tuple(key for key in both if key not in denied),
        said_by=tuple(key for key in event.said_by if key not in denied),
    )


def _claim(
    claim: Claim, statements: Mapping[str, tuple[Statement, Statement]], gone: Collection[str]
) -> Iterator[Claim]:
    """Yield a claim with its parties as the statements have them; nothing if nobody is left who holds anything."""
    parties = [one for party in claim.parties for one in _parties(party, statements, gone)]
    if parties or not claim.parties:
        yield (
            claim
            if parties == list(claim.parties)
            else msgspec.structs.replace(claim, parties=_merged(parties))
        )


def _parties(
    party: Party, statements: Mapping[str, tuple[Statement, Statement]], gone: Collection[str]
) -> Iterator[Party]:
    """Yield who holds what a party was said to hold, statement by statement where one was corrected."""
    from dateline.link.propositions import STANCES

    shown = [key for key in party.statements if key not in gone]
    same = tuple(key for key in shown if key not in statements)
    if same or party.spans or not party.statements:
        yield party if same == party.statements else msgspec.structs.replace(party, statements=same)
    for old, new in (statements[key] for key in shown if key in statements):
        stance = party.stance if old.stance == new.stance else STANCES.get(new.stance)
        if stance is None:
            continue
        # whom the statement was not said to be from holds it all the same: the one it speaks for
        own = old.speaker_actors == new.speaker_actors or party.actor not in old.speaker_actors
        for actor in (party.actor,) if own else new.speaker_actors:
            yield msgspec.structs.replace(party, actor=actor, stance=stance, statements=(new.id,), spans=())


def _merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return parties, each with one stance once."""
    found: dict[tuple[str, str, str], Party] = {}
    for party in parties:
        key = (party.actor, party.stance, party.reported_by)
        if key in found:
            known = found[key]
            party = msgspec.structs.replace(  # noqa: PLW2901 - the same party, with more that shows it
                known,
                statements=tuple(dict.fromkeys((*known.statements, *party.statements))),
                spans=tuple(dict.fromkeys((*known.spans, *party.spans))),
            )
        found[key] = party
    return tuple(found.values())


def _agreement(
    agreement: Agreement, events: Mapping[str, tuple[Event, Event]], there: Collection[str], report: Report
) -> Agreement:
    """Return an agreement with its steps as their events have them."""
    gone = {one.id for one in report.events} - set(there)
    steps = tuple(
        _step(step, *events[step.event]) if step.event in events else step
        for step in agreement.steps
        if step.event not in gone and not _only_planned(step, events)
    )
    return agreement if steps == agreement.steps else msgspec.structs.replace(agreement, steps=steps)


def _only_planned(step: Step, events: Mapping[str, tuple[Event, Event]]) -> bool:
    if step.event not in events:
        return False
    old, new = events[step.event]
    return old.status != new.status and new.status not in _TAKEN


def _step(step: Step, old: Event, new: Event) -> Step:
    actors = tuple(one.actor for one in new.actors)
    return msgspec.structs.replace(
        step,
        actors=step.actors if old.actors == new.actors else actors,
        when=step.when if old.when == new.when else new.when,
    )
