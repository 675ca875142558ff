"""Deals, and what became of them."""

from __future__ import annotations

from typing import Literal

from dateline.model.spans import Reason, Span, Value
from dateline.model.times import When

StepKind = Literal[
    "proposed",
    "talks",
    "signed",
    "ratified",
    "in_force",
    "breached",
    "suspended",
    "withdrawn",
    "scrapped",
    "restored",
    "snapped_back",
]


class Step(Value, frozen=True, kw_only=True):
    """A point in an agreement's life: the event, or the bare words.

    Attributes:
        kind: what became of the agreement.
        span: the words.
        event: id of the event that it is.
        actors: ids of those who took the step.
        when: its day.
    """

    kind: StepKind
    span: Span
    event: str = ""
    actors: tuple[str, ...] = ()
    when: When | None = None


class Agreement(Value, frozen=True, kw_only=True):
    """A named or described deal.

    Attributes:
        id: stable id.
        name: fullest wording.
        known: its usual name, where the tables know it.
        spans: every mention.
        parties: ids of the actors it binds.
        steps: what became of it, in the order of the text.
        why: how mentions and parties were brought together.
    """

    id: str
    name: str
    spans: tuple[Span, ...]
    known: str = ""
    parties: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    why: tuple[Reason, ...] = ()
