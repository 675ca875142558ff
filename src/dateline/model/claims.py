"""What is held to be so, and who disputes it."""

from __future__ import annotations

from typing import Literal

from dateline.model.spans import Reason, Span, Value

ClaimKind = Literal["factual", "evaluative", "proposal", "prediction"]
ClaimStatus = Literal["disputed", "one_sided", "uncontested", "author_voice", "rejected"]
PartyStance = Literal["asserts", "denies", "rejects", "doubts", "proposes", "supports"]


class Party(Value, frozen=True, kw_only=True):
    """One side of a claim.

    Attributes:
        actor: id of the actor; empty for the report's own voice.
        stance: what the party holds.
        statements: ids of the statements that show it.
        spans: the words that show it, where no statement does (the report's own voice).
        reported_by: id of the actor through whose mouth alone we know it.
    """

    actor: str
    stance: PartyStance
    statements: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    reported_by: str = ""


class Frame(Value, frozen=True, kw_only=True):
    """A proposition brought to one form, so that its wordings can be compared.

    Attributes:
        predicate: the type of the event that it tells, else the lemma of the word that heads its clause.
        span: the word or words of the predicate.
        negated: the proposition says that it is not so.
        actors: ids of those who do it, or of whom it is said.
        recipients: ids of those to whom it is done.
    """

    predicate: str
    span: Span
    negated: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Claim(Value, frozen=True, kw_only=True):
    """One proposition, however often it is worded.

    Attributes:
        id: stable id.
        proposition: the fullest wording, as the text has it.
        spans: every wording.
        kind: what sort of proposition it is.
        status: whether it is contested, and how.
        frame: the proposition in one form; `None` where no words hold more than a pointer to it.
        parties: who holds what about it.
        event: id of the event that the claim is about: one that it tells, or one that it says did not happen.
        contradicts: ids of claims that cannot hold together with this one.
        confidence: probability that the claim and its parties are right.
        why: how the wordings were brought together and the status found.
    """

    id: str
    proposition: str
    spans: tuple[Span, ...]
    kind: ClaimKind
    status: ClaimStatus
    frame: Frame | None = None
    parties: tuple[Party, ...] = ()
    event: str = ""
    contradicts: tuple[str, ...] = ()
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()
