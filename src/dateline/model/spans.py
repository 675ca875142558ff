"""Words of the text, and the reasons that rest on them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of every record: immutable, compared by value, small when written out."""


class Span(Value, frozen=True, order=True):
    """Words of the text: `text[start:end] == words`."""

    start: int
    end: int
    words: str

    def __len__(self) -> int:
        """Return the length in characters."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Reason(Value, frozen=True):
    """Why a field has its value.

    Attributes:
        field: the field that is explained ("type", "speaker", "when" ...).
        rule: name of the rule, table row or model that decided.
        words: the words it rests on, if any.
        note: what was inferred from what, in plain English.
    """

    field: str
    rule: str
    words: Span | None = None
    note: str = ""


def spans_of(value: object) -> Iterator[Span]:
    """Yield every span inside a record, at any depth."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
