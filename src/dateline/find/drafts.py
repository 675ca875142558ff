"""Drafts: what the finders hand to the resolvers, before actors and ids are known."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import (
    Count,
    EventStatus,
    EventType,
    Reason,
    Span,
    Stance,
    StatementType,
    When,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """A statement whose speaker is still words.

    Attributes:
        passage: index of the passage in which the content begins.
        spans: the content, without outer quote marks.
        type: direct, mixed or indirect.
        stance: what the speaker does with the content.
        cue: the cue's words.
        speaker: the speaker's words in the statement's own clause or sentence, which may be a pronoun.
        speaker_from: where the clause leaves the speaker out ("Tells US president to ..."): the words
            elsewhere in the report that name the speaker.
        speaks_for: the words for whom the speaker speaks ("a spokesman for *the ministry*").
        addressee: the addressee's words.
        medium: the words for the carrier.
        quoted: quoted words inside an indirect content.
        time: the words that say when it was said; one of the report's time expressions.
        cue_lemma: lemma of the verb or noun of saying.
        nested_in: index, among the drafts, of the statement that this one is part of.
        refers_to: indices of the statements that an anaphoric content stands for.
        confidence: probability that content and speaker are right.
        why: cue, stance, speaker: the rule and the words.
    """

    passage: int
    spans: tuple[Span, ...]
    type: StatementType
    stance: Stance
    cue: Span | None = None
    speaker: Span | None = None
    speaker_from: Span | None = None
    speaks_for: Span | None = None
    addressee: Span | None = None
    medium: Span | None = None
    quoted: tuple[Span, ...] = ()
    time: Span | None = None
    cue_lemma: str = ""
    nested_in: int | None = None
    refers_to: tuple[int, ...] = ()
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event mention whose participants are still words.

    Attributes:
        passage: index of the passage in which the trigger stands.
        type: PLOVER type.
        status: PLOVER auxiliary modes as one field.
        trigger: the words that name the event.
        modes: PLOVER modes.
        contexts: PLOVER contexts.
        actors: words for each source, one span for each side of a compound.
        recipients: words for each target, likewise.
        time: the words that date it; one of the report's time expressions.
        dated: its time where no words of its own date it.
        place: the words that place it; one of the report's place names.
        killed: number killed.
        injured: number injured.
        statement: index, among the statement drafts, of the innermost statement it stands in.
        vouched: the report itself vouches for it, although it stands in a statement.
        denied_by: indices of statements that deny it.
        confidence: probability that type and participants are right.
        why: the rule and the words for each field.
    """

    passage: int
    type: EventType
    status: EventStatus
    trigger: Span
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    time: Span | None = None
    dated: When | None = None
    place: Span | None = None
    killed: Count | None = None
    injured: Count | None = None
    statement: int | None = None
    vouched: bool = False
    denied_by: tuple[int, ...] = ()
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()
