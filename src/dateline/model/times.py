"""When something was."""

from __future__ import annotations

from typing import Literal

from dateline.model.spans import Reason, Span, Value

Precision = Literal[
    "minute", "hour", "part", "day", "week", "month", "season", "quarter", "year", "decade", "vague"
]


class When(Value, frozen=True, kw_only=True):
    """A time expression or the time of a record.

    Attributes:
        span: the words, or `None` where the time was inferred.
        type: TIMEX3 type.
        value: TIMEX3 value (`2025-10-20`, `2025-W42`, `P3D`, `PRESENT_REF`); relative to nothing known, an
            `XXXX` pattern such as `XXXX-WXX-1`.
        start: first calendar day of the interval (ISO 8601), empty if unknown.
        end: last calendar day of the interval, inclusive, empty if unknown or open.
        precision: how fine the words are.
        anchor: what a relative expression counts from: `published`, `text` (an earlier date), or empty.
        confidence: of an event's time: 1 where words date it; less where it was inferred (no `span`; `why` says
            from what), about as often as such days were right when measured.
        why: how it was resolved.
    """

    span: Span | None = None
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str = ""
    start: str = ""
    end: str = ""
    precision: Precision = "day"
    anchor: str = ""
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()
