"""Who did what to whom."""

from __future__ import annotations

from typing import Literal

from dateline.model.places import Place
from dateline.model.spans import Reason, Span, Value
from dateline.model.times import When

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal["occurred", "ongoing", "historical", "future", "hypothetical", "negated", "alleged"]


class Participant(Value, frozen=True):
    """An actor in an event.

    Attributes:
        actor: id of the actor.
        span: the words; `None` where the participant is understood (see the event's `why`).
    """

    actor: str
    span: Span | None = None


class Count(Value, frozen=True):
    """A number of people, as a range (`None`: open), with its words."""

    low: int | None
    high: int | None
    span: Span


class Event(Value, frozen=True, kw_only=True):
    """Who did what to whom.

    Attributes:
        id: stable id.
        type: PLOVER event type.
        modes: PLOVER modes, where the words give them.
        contexts: PLOVER contexts.
        status: PLOVER's auxiliary modes as one field.
        trigger: the words that name the event, in its fullest mention.
        mentions: triggers of every mention in the report, `trigger` included.
        actors: the sources; all sides of a symmetric event.
        recipients: the targets.
        when: when it happened; the interval and how it was found.
        place: where it happened.
        killed: number killed, as the report gives it.
        injured: number injured.
        said_by: ids of the statements by which alone it is known; empty where the report vouches for it.
        denied_by: ids of the statements that deny it.
        affirmed_by: ids of the statements that affirm it, also where the report vouches; `said_by` is among them
            unless the event is negated.
        claims: ids of the claims that concern it.
        factuality: how far a reader takes it to have happened by the day of the report, or to be happening:
            3 certainly, 0 nobody can tell, -3 certainly not, or not yet (see the codebook).
        intensity: PLOVER's table, -10 to +10.
        cameo: the CAMEO code that type, modes and status answer to, two to four digits; empty where they
            answer to codes of several categories, or to none (see the codebook).
        confidence: probability that type, actors and recipients are right.
        why: rule and words for type, modes, status, factuality, roles, date and place.
    """

    id: str
    type: EventType
    status: EventStatus
    trigger: Span
    mentions: tuple[Span, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    when: When | None = None
    place: Place | None = None
    killed: Count | None = None
    injured: Count | None = None
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    affirmed_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    factuality: float = 0.0
    intensity: float | None = None
    cameo: str = ""
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()
