"""Records of claims: kind, status and parties of the wordings that were brought together, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from dateline.link.chains import is_mouth
from dateline.link.narration import Narrated
from dateline.link.propositions import Wording
from dateline.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    Document,
    Event,
    Frame,
    Party,
    PartyStance,
    Reason,
    Span,
    Statement,
    record_id,
)

AGAINST: Final[frozenset[PartyStance]] = frozenset({"denies", "rejects", "doubts"})
_FOR: Final[frozenset[PartyStance]] = frozenset({"asserts", "proposes", "supports"})


@dataclass(frozen=True, slots=True, eq=False)
class Contradiction:
    """A claim that cannot hold together with another.

    Attributes:
        other: the other claim.
        reason: why not.
        counter: one says that what the other tells did not happen.
    """

    other: ClaimDraft
    reason: str
    counter: bool


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A claim in the making; local to one call of `link_claims`."""

    wordings: list[Wording]
    parties: dict[tuple[str, PartyStance], list[Statement]] = field(default_factory=dict)
    narrated: list[Narrated] = field(default_factory=list)
    contradicts: list[Contradiction] = field(default_factory=list)

    def add(self, statement: Statement, stance: PartyStance) -> None:
        """Add the speakers of a statement as parties."""
        for actor in statement.speaker_actors:
            shown = self.parties.setdefault((actor, stance), [])
            if statement not in shown:
                shown.append(statement)

    @property
    def spoken(self) -> list[Wording]:
        """The wordings that do not only point to another statement."""
        return [wording for wording in self.wordings if not wording.anaphoric]


def records(
    document: Document,
    drafts: Sequence[ClaimDraft],
    by_id: Mapping[str, Statement],
    events: Mapping[str, Event],
) -> tuple[Claim, ...]:
    """Make the claims of a report, in the order of their first wording.

    Args:
        document: the report.
        drafts: its claims in the making.
        by_id: its statements.
        events: its events by id.
    """
    order = sorted(drafts, key=_first)
    ids = {id(draft): record_id("c", document.id, *_spans(draft)[:1]) for draft in order}
    told = {id(draft): _event(draft) for draft in order}
    return tuple(_claim(draft, ids, told, by_id, events) for draft in order)


def _spans(draft: ClaimDraft) -> list[Span]:
    return sorted({wording.span for wording in draft.wordings} | {told.span for told in draft.narrated})


def _first(draft: ClaimDraft) -> Span:
    return _spans(draft)[0]


def _event(draft: ClaimDraft) -> str:
    """The event that a claim tells."""
    # the same one each time, whatever the order of a set
    events = Counter(event for wording in draft.spoken for event in sorted(wording.events))
    return events.most_common(1)[0][0] if events else ""


def _claim(
    draft: ClaimDraft,
    ids: Mapping[int, str],
    told: Mapping[int, str],
    by_id: Mapping[str, Statement],
    events: Mapping[str, Event],
) -> Claim:
    spoken = draft.spoken or draft.wordings
    fullest = max(
        [wording.span for wording in spoken] or [told.span for told in draft.narrated],
        key=lambda span: (len(span), -span.start),
    )
    kind, why = _kind(draft, spoken)
    parties = [
        Party(
            actor=actor,
            stance=stance,
            statements=tuple(statement.id for statement in shown),
            reported_by=_mouth(actor, shown, by_id),
        )
        for (actor, stance), shown in draft.parties.items()
    ]
    if draft.narrated:
        voice = tuple(sorted(told.span for told in draft.narrated))
        parties.append(Party(actor="", stance="asserts", spans=voice))
    if len(spoken) > 1:
        why.append(Reason("spans", "same-proposition", None, f"{len(_spans(draft))} wordings"))
    event = told[id(draft)]
    frame = _frame(spoken, fullest, events.get(event))
    if not event:
        event, countered = _countered(draft, told)
        if event:
            why.append(
                Reason("event", "says-it-did-not-happen", countered, "told by a claim that contradicts")
            )
            frame = _opposed(frame, events[event])
    status, reason = _status(draft, kind)
    return Claim(
        id=ids[id(draft)],
        proposition=fullest.words,
        spans=tuple(_spans(draft)),
        kind=kind,
        status=status,
        frame=frame,
        parties=tuple(parties),
        event=event,
        contradicts=tuple(ids[id(c.other)] for c in draft.contradicts if id(c.other) in ids),
        confidence=round(min((wording.statement.confidence for wording in spoken), default=0.5), 3),
        why=(*why, reason),
    )


def _kind(draft: ClaimDraft, spoken: Sequence[Wording]) -> tuple[ClaimKind, list[Reason]]:
    """Return the kind of most wordings, and the reason of the first that has it."""
    if not spoken:
        told = draft.narrated[0]
        return told.kind, [Reason("kind", "report's-own-voice", told.span)]
    kind = Counter(wording.kind for wording in spoken).most_common(1)[0][0]
    reason = next((one.why for one in spoken if one.kind == kind and one.why is not None), None)
    return kind, [] if reason is None else [reason]


def _frame(spoken: Sequence[Wording], fullest: Span, event: Event | None) -> Frame | None:
    """Bring a proposition to one form: the frame of the event that it tells, else that of its clause."""
    wording = next((one for one in spoken if one.span == fullest and one.clause is not None), None)
    if wording is None or wording.clause is None:
        return None
    clause = wording.clause
    if event is None:
        return Frame(
            predicate=clause.lemma,
            span=clause.predicate,
            negated=wording.negated,
            actors=clause.actors,
            recipients=clause.recipients,
        )
    trigger = next((one for one in event.mentions if wording.span.covers(one)), clause.predicate)
    return Frame(
        predicate=event.type,
        span=trigger,
        negated=wording.negated,
        actors=tuple(dict.fromkeys(one.actor for one in event.actors)),
        recipients=tuple(dict.fromkeys(one.actor for one in event.recipients)),
    )


def _countered(draft: ClaimDraft, told: Mapping[int, str]) -> tuple[str, Span | None]:
    """Return the event that a claim says did not happen, and the words that tell it."""
    for contradiction in draft.contradicts:
        event = told.get(id(contradiction.other), "")
        if contradiction.counter and event:
            return event, _first(contradiction.other)
    return "", None


def _opposed(frame: Frame | None, event: Event) -> Frame | None:
    """Return the frame of an event as one that did not happen, in the words that say so."""
    if frame is None:
        return None
    actors = tuple(dict.fromkeys(one.actor for one in event.actors))
    recipients = tuple(dict.fromkeys(one.actor for one in event.recipients))
    return replace(frame, predicate=event.type, negated=True, actors=actors, recipients=recipients)


def _mouth(actor: str, shown: Sequence[Statement], by_id: Mapping[str, Statement]) -> str:
    """The one through whom alone we know that a party holds something, or an empty string."""
    around = [by_id.get(statement.nested_in) for statement in shown]
    mouths = [one for one in around if one is not None and is_mouth(one)]
    if len(mouths) < len(around) or not mouths[0].speaker_actors or actor in mouths[0].speaker_actors:
        return ""
    return mouths[0].speaker_actors[0]


def _status(draft: ClaimDraft, kind: ClaimKind) -> tuple[ClaimStatus, Reason]:
    """Return whether a claim is contested, and what shows it."""
    held = {stance for _, stance in draft.parties}
    if not held:
        return "author_voice", Reason("status", "report's-own-voice", note="no party is named for it")
    answer = next(
        (shown[0] for (_, stance), shown in draft.parties.items() if stance in AGAINST and shown), None
    )
    if answer is not None:
        words = answer.cue or answer.spans[0]
        # Who denies a fact answers somebody, named or not; a judgement that nobody holds is just turned down.
        if kind == "proposal" or (kind == "evaluative" and not held & _FOR):
            return "rejected", Reason("status", "turned-down", words)
        return "disputed", Reason("status", "denied", words)
    mine = {actor for actor, _ in draft.parties}
    for one in draft.contradicts:
        if {actor for actor, _ in one.other.parties} - mine:
            return "disputed", Reason("status", "contradicted", _first(one.other), one.reason)
    holders = {actor for actor, stance in draft.parties if stance in _FOR}
    if draft.narrated:
        return "uncontested", Reason("status", "report-agrees", draft.narrated[0].span)
    if len(holders) > 1:
        return "uncontested", Reason(
            "status", "several-hold-it", note=f"{len(holders)} parties, nobody against"
        )
    return "one_sided", Reason("status", "one-party", note="nobody else speaks to it")
