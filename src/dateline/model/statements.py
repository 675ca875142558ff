"""Who said what, and how."""

from __future__ import annotations

from typing import Literal

from dateline.model.documents import ZoneKind
from dateline.model.spans import Reason, Span, Value
from dateline.model.times import When

StatementType = Literal["direct", "mixed", "indirect"]
Stance = Literal[
    "asserts",
    "denies",
    "rejects",
    "doubts",
    "accuses",
    "demands",
    "proposes",
    "promises",
    "threatens",
    "supports",
    "concedes",
    "asks",
    "declines",
    "relays",
]
Treatment = Literal["relays", "repeats", "confirms", "denies", "rejects", "doubts", "mocks", "answers"]


class Statement(Value, frozen=True, kw_only=True):
    """What somebody said, and how.

    Attributes:
        id: stable id.
        spans: the content, without outer quote marks; several where a cue interrupts a quotation.
        type: `direct`, `mixed` or `indirect`.
        stance: what the speaker does with the content.
        cue: the words that make it a statement, if any.
        speaker: the words for the speaker; `None` where the text leaves the speaker out.
        speaker_actors: ids of the actors who speak, also where `speaker` is a pronoun or left out.
        speaks_for: the words for whom the speaker speaks ("a spokesman for *the ministry*").
        speaks_for_actors: ids of the actors for whom the speaker speaks, also where an earlier or later
            statement says so ("Peskov said").
        addressee: the words for whom it was said to.
        addressee_actors: ids of the actors addressed.
        medium: the words for where it was said or who carried it ("state media", "in a post on X").
        via: ids of the actors through whom the report has it, the nearest to the report first: the speakers
            of the statements around it, then the medium or whoever was told.
        quoted: quoted words inside an indirect content.
        nested_in: id of the statement this one is part of.
        treatment: what the speaker of the statement around does with this one; empty where none is around.
        refers_to: ids of the statements that an anaphoric content ("a charge") stands for.
        when: when it was said.
        zone: kind of the zone it stands in.
        confidence: probability that content and speaker are right.
        why: cue, stance, speaker: where each comes from.
    """

    id: str
    spans: tuple[Span, ...]
    type: StatementType
    stance: Stance
    cue: Span | None = None
    speaker: Span | None = None
    speaker_actors: tuple[str, ...] = ()
    speaks_for: Span | None = None
    speaks_for_actors: tuple[str, ...] = ()
    addressee: Span | None = None
    addressee_actors: tuple[str, ...] = ()
    medium: Span | None = None
    via: tuple[str, ...] = ()
    quoted: tuple[Span, ...] = ()
    nested_in: str = ""
    treatment: Treatment | Literal[""] = ""
    refers_to: tuple[str, ...] = ()
    when: When | None = None
    zone: ZoneKind = "body"
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()
