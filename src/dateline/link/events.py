"""From drafts to events: the same happening told several times in a report becomes one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.find.drafts import EventDraft
from dateline.find.syntax import Passage
from dateline.link.findings import Findings
from dateline.link.sources import Standing, standing
from dateline.model import (
    Actor,
    Document,
    Event,
    EventStatus,
    Participant,
    Place,
    Reason,
    Span,
    Statement,
    When,
    record_id,
)
from dateline.ontology import cameo
from dateline.ontology.plover import Ontology
from dateline.resolve.actors.resolver import Resolution

_T = TypeVar("_T")

_DEFINITE = frozenset({"the", "that", "this", "those", "these", "its", "their"})
# Bounds that no news report comes near, so that the time stays linear in the length of any text.
_WINDOW = 200
_MEMBERS = 8
_NO_WHERE = frozenset({"with", "by", "against", "of", "between", "for", "from", "like", "than", "as"})
_SUMMARY = frozenset({"headline", "deck", "subhead", "caption"})
# The statuses that two tellings of one happening may differ in: a headline's present tense against the
# body's past, a charge against its denial.
_SAME = (
    frozenset({"occurred", "ongoing", "historical"}),
    frozenset({"alleged", "negated"}),
    frozenset({"alleged", "occurred"}),
    frozenset({"future", "hypothetical"}),
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One mention with its participants known."""

    draft: EventDraft
    zone: str
    lemma: str
    definite: bool
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    when: When | None
    place: Place | None
    standing: Standing

    @property
    def fullness(self) -> tuple[bool, int, int]:
        """Order tellings by how much they tell; running text before headlines, early before late."""
        parts = (*self.actors, *self.recipients)
        told = len(parts) + 2 * (self.when is not None) + (self.place is not None) + len(self.draft.modes)
        return (self.zone not in _SUMMARY, told, -self.draft.trigger.start)


def link_events(found: Findings, statements: Sequence[Statement], ontology: Ontology) -> tuple[Event, ...]:
    """Bring the mentions of each happening together.

    Args:
        found: the report's layers.
        statements: the report's statements, in the order of their drafts.
        ontology: for the intensity of types and modes.

    Returns:
        One event a happening, in the order of first mention.
    """
    dated = {when.span: when for when in found.times}
    placed = {place.span: place for place in found.places}
    kinds = {actor.id: actor for actor in found.who.actors}
    groups: list[list[_Telling]] = []
    of_type: dict[str, list[list[_Telling]]] = {}
    for draft in sorted(found.events, key=lambda draft: draft.trigger):
        telling = _telling(found.passages[draft.passage], draft, found.who, (dated, placed), statements)
        if _against_itself(telling, kinds):
            continue
        near = of_type.setdefault(draft.type, [])
        home = next(
            (g for g in near[-_WINDOW:] if all(_same(telling, other, kinds) for other in g[:_MEMBERS])), None
        )
        if home is None:
            groups.append([telling])
            near.append(groups[-1])
        else:
            home.append(telling)
    return tuple(_event(found.document, group, ontology) for group in groups)


def _telling(
    passage: Passage,
    draft: EventDraft,
    who: Resolution,
    settings: tuple[Mapping[Span | None, When], Mapping[Span, Place]],
    statements: Sequence[Statement],
) -> _Telling:
    root = passage.tokens(draft.trigger).root
    dated, placed = settings
    place = placed.get(draft.place) if draft.place else None
    definite = root.pos_ == "NOUN" and any(
        child.dep_ in ("det", "poss")
        and child.lower_ in ("the", "that", "this", "those", "these", "its", "their")
        for child in root.children
    )
    return _Telling(
        draft=draft,
        zone=passage.zone.kind,
        lemma=root.lemma_.lower(),
        definite=definite,
        actors=_accused(draft, statements) or _participants(draft.actors, who),
        recipients=_participants(draft.recipients, who),
        when=dated.get(draft.time) if draft.time else None,
        place=place if place is not None and _locates(passage, place) else None,
        standing=standing(draft, statements),
    )


def _against_itself(telling: _Telling, kinds: Mapping[str, Actor]) -> bool:
    """Say whether somebody would accuse, ask or threaten itself: then the words were misread."""
    if telling.draft.type not in ("ACCUSE", "REQUEST", "THREATEN") or not telling.recipients:
        return False
    actors = {participant.actor for participant in telling.actors}
    recipients = {participant.actor for participant in telling.recipients}
    if actors & recipients:
        return True
    return any(
        kinds[one].country == kinds[other].country and _same_arm(kinds[one], kinds[other])
        for one in actors
        for other in recipients
    )


def _locates(passage: Passage, place: Place) -> bool:
    """Say whether a place name says where: "in Tehran", not "Tehran said", "Iranian sites" or "Iran's army"."""
    if place.metonym:
        return False
    tokens = passage.tokens(place.span)
    if not len(tokens):
        return False
    root = tokens.root
    if root.pos_ == "ADJ" or root.dep_ in ("nsubj", "nsubjpass", "poss", "amod", "dobj"):
        return False
    return not (root.dep_ == "pobj" and root.head.lower_ in _NO_WHERE)


def _accused(draft: EventDraft, statements: Sequence[Statement]) -> tuple[Participant, ...]:
    """The accused, where the parse lays a deed at its accuser's door ("A ... accused B of bombing, killing 14").

    Nobody accuses another of what he did himself, so a doer who is the speaker is a slip of the parse.
    """
    if draft.statement is None or not draft.actors:
        return ()
    said = statements[draft.statement]
    if said.stance != "accuses" or said.type == "direct" or said.speaker is None or said.addressee is None:
        return ()
    if not any(span.overlaps(said.speaker) for span in draft.actors):
        return ()
    return tuple(Participant(actor, said.addressee) for actor in said.addressee_actors)


def _participants(spans: Sequence[Span], who: Resolution) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for span in spans:
        for actor in who.of(span):
            found.setdefault(actor, Participant(actor, span))
    return tuple(found.values())


def _same(one: _Telling, other: _Telling, kinds: dict[str, Actor]) -> bool:
    """Say whether two mentions tell one happening.

    They must agree in type and status, in nobody's role and in no date be at odds, share somebody, and one of
    them must be a summary (headline, deck), a definite noun ("the attack") or the same predicate again.
    """
    a, b = one.draft, other.draft
    if a.type != b.type or not _statuses_agree(one.standing.status, other.standing.status):
        return False
    actors = _sides_agree(one.actors, other.actors, kinds)
    recipients = _sides_agree(one.recipients, other.recipients, kinds)
    if actors is False or recipients is False or not (actors or recipients):
        return False
    if not _dates_agree(one.when, other.when) or (a.modes and b.modes and not set(a.modes) & set(b.modes)):
        return False
    if (
        one.place
        and other.place
        and one.place.name != other.place.name
        and not _inside(one.place, other.place)
    ):
        return False
    retold = one.zone in _SUMMARY or other.zone in _SUMMARY or one.definite or other.definite
    return retold or one.lemma == other.lemma


def _statuses_agree(one: EventStatus, other: EventStatus) -> bool:
    return one == other or any(one in pair and other in pair for pair in _SAME)


def _sides_agree(
    one: tuple[Participant, ...], other: tuple[Participant, ...], kinds: dict[str, Actor]
) -> bool | None:
    """True if somebody stands on both sides, False if they are at odds, None if one side is silent."""
    if not one or not other:
        return None
    ids = {participant.actor for participant in one}
    if ids & {participant.actor for participant in other}:
        return True
    # "Iran" in the headline may be "Khamenei" in the body: a state and somebody who acts for it.
    for left in one:
        for right in other:
            a, b = kinds[left.actor], kinds[right.actor]
            if a.country and a.country == b.country and ("state" in (a.kind, b.kind) or _same_arm(a, b)):
                return True
    return False


def _same_arm(one: Actor, other: Actor) -> bool:
    """Say whether two bodies are one arm of a state: "troops" and "the army", "officers" and "police"."""
    return (
        one.sector == other.sector and one.sector in ("MIL", "COP") and "person" not in (one.kind, other.kind)
    )


def _dates_agree(one: When | None, other: When | None) -> bool:
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return True
    return one.start <= other.end and other.start <= one.end


def _inside(one: Place, other: Place) -> bool:
    wide = {"country", "region", "admin1"}
    return (one.precision in wide or other.precision in wide) and (
        not one.country or not other.country or one.country == other.country
    )


def _event(document: Document, group: list[_Telling], ontology: Ontology) -> Event:
    best = max(group, key=lambda telling: telling.fullness)
    draft = best.draft
    modes = _first([telling.draft.modes for telling in _from(best, group)], ())
    why = list(draft.why)
    actors = _first([telling.actors for telling in _from(best, group)], ())
    recipients = _first([telling.recipients for telling in _from(best, group)], ())
    when = _first([telling.when for telling in _from(best, group)], None)
    if len(group) > 1:
        told = ", ".join(f"“{telling.draft.trigger.words}”" for telling in group)
        why.append(Reason("mentions", "same-happening", None, f"told {len(group)} times: {told}"))
    why.extend(reason for telling in group for reason in telling.standing.why)
    said_by, denied_by = _witnesses(group)
    status = _status(group, best)
    return Event(
        id=record_id("e", document.id, draft.type, draft.trigger.start, draft.trigger.end),
        type=draft.type,
        status=status,
        trigger=draft.trigger,
        mentions=tuple(sorted(telling.draft.trigger for telling in group)),
        modes=modes,
        contexts=tuple(sorted({name for telling in group for name in telling.draft.contexts})),
        actors=actors,
        recipients=recipients,
        when=when,
        place=_first([telling.place for telling in _from(best, group)], None),
        killed=_first([telling.draft.killed for telling in _from(best, group)], None),
        injured=_first([telling.draft.injured for telling in _from(best, group)], None),
        said_by=said_by,
        denied_by=denied_by,
        intensity=ontology.intensity(draft.type, modes),
        cameo=cameo.load().code(draft.type, modes, status),
        confidence=max(telling.draft.confidence for telling in group),
        why=tuple(why),
    )


def _from(best: _T, group: list[_T]) -> list[_T]:
    return [best, *(telling for telling in group if telling is not best)]


def _first(values: Sequence[_T], default: _T) -> _T:
    return next((value for value in values if value), default)


def _status(group: list[_Telling], best: _Telling) -> EventStatus:
    """A charge and its denial are one alleged event; else what the report vouches for, else the fullest telling."""
    statuses = {telling.standing.status for telling in group}
    if statuses >= {"alleged", "negated"}:
        return "alleged"
    if "alleged" in statuses:
        vouched = any(
            telling.standing.status in ("occurred", "ongoing") and not telling.standing.said_by
            for telling in group
        )
        return "occurred" if vouched else "alleged"
    return best.standing.status


def _witnesses(group: list[_Telling]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The statements by which alone the event is known, and those that deny it."""
    denied = {one for telling in group for one in telling.standing.denied_by}
    if any(not telling.standing.said_by and not telling.standing.denied_by for telling in group):
        return (), tuple(sorted(denied))
    said = {one for telling in group for one in telling.standing.said_by}
    return tuple(sorted(said - denied)), tuple(sorted(denied))
