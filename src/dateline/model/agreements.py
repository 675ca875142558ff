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
]


class Step(Value, frozen=True, kw_only=True):
    """A point in an agreement's life: the event, or the bare words."""

    kind: StepKind
    span: Span
    event: str = ""
    when: When | None = None


class Agreement(Value, frozen=True, kw_only=True):
    """A named or described deal.

    Attributes:
        id: stable id.
        name: fullest wording.
        spans: every mention.
        parties: ids of the actors it binds.
        steps: what became of it, in the order of the text.
        why: how mentions and parties were brought together.
    """

    id: str
    name: str
    spans: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    why: tuple[Reason, ...] = ()
