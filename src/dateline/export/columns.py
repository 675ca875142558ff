"""Tables with a column order of somebody else's: what each column holds, declared as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final, Generic, TypeVar

from dateline.export.entries import Entry, Side
from dateline.render.safe import harmless, line

T = TypeVar("T")
Value = str | int | float | None

_PAIRS: Final = 4096
"""Pairs of one event that are told apart: a text that lists hundreds on both sides makes no more rows."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table.

    Attributes:
        name: its name in the format's published list.
        about: what it holds, and from which of our fields.
        value: makes its value; `None` where we know none.
    """

    name: str
    about: str
    value: Callable[[T], Value]


@dataclass(frozen=True, slots=True)
class Pair:
    """An event between two: who does it, and to whom.

    Attributes:
        entry: the event.
        source: who does it.
        target: to whom, `None` where nobody is named.
        number: which of the event's pairs it is, from 0.
    """

    entry: Entry
    source: Side
    target: Side | None
    number: int

    @property
    def id(self) -> int:
        """Return a number for the pair, below 2 ** 52: `id // 4096` in hexadecimal is the event's id."""
        return int(self.entry.id[1:], 16) * _PAIRS + self.number


def nothing(_: object) -> None:
    """Return no value: a column of which we know nothing."""


def pairs(entry: Entry) -> Iterator[Pair]:
    """Yield every actor with every recipient; of an event of equals, each with each other, in both directions."""
    found: Iterable[tuple[Side, Side]] = ()
    if entry.recipients:
        found = ((a, b) for a, b in product(entry.actors, entry.recipients) if a.id != b.id)
    elif len(entry.actors) > 1:
        found = ((a, b) for a, b in product(entry.actors, repeat=2) if a.id != b.id)
    number = -1
    for number, (source, target) in enumerate(islice(found, _PAIRS)):
        yield Pair(entry, source, target, number)
    if number < 0:
        for number, source in enumerate(islice(entry.actors, _PAIRS)):
            yield Pair(entry, source, None, number)


def header(columns: Sequence[Column[T]]) -> bytes:
    """Return the line of the columns' names."""
    return ("\t".join(column.name for column in columns) + "\n").encode()


def row(columns: Sequence[Column[T]], record: T, *, missing: str = "") -> bytes:
    """Return the line of a record, tab-separated.

    Line ends, tabs and control characters in texts become blanks, and no text can begin a formula, since people
    open such files in spreadsheets: an apostrophe stands before what would be one.

    Args:
        columns: the columns.
        record: what they take their values from.
        missing: what stands for no value.
    """
    return ("\t".join(_cell(column.value(record), missing) for column in columns) + "\n").encode(
        "utf-8", "replace"
    )


def _cell(value: Value, missing: str) -> str:
    if value is None or value == "":
        return missing
    if isinstance(value, float):
        return f"{value:.10g}"
    return harmless(line(value)) if isinstance(value, str) else str(value)
