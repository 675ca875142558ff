"""A report laid out for reading: its text in blocks, its records beside it, each tied to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from dateline.model import Actor, Claim, Event, Report, Span, Statement, When
from dateline.render.marks import Kind, marks
from dateline.render.pieces import Block, Piece, blocks, pieces
from dateline.render.safe import line
from dateline.render.view import CONTESTED, Item, Quote, View, counts, days, quote, wording
from dateline.render.why import Explanation, codes, explained, words_of


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the text as it is shown.

    Attributes:
        text: its characters, safe to show.
        kinds: the kinds of the marks over it, the innermost last.
        record: id of the record that the innermost mark with a record belongs to, or empty.
        numbers: the numbers of the records to whose words it belongs, that record's first.
        places: the spans of records that begin with it: `c612-655`.
    """

    text: str
    kinds: tuple[Kind, ...]
    record: str
    numbers: tuple[int, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A zone of the text, or what stands between two.

    Attributes:
        kind: kind of the zone, empty between zones.
        start: offset of its first character.
        runs: its text, piece by piece.
    """

    kind: str
    start: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report laid out.

    Attributes:
        view: the report and its records.
        parts: the text; what is only white space between zones is left out.
        numbers: the number of each record on this sheet, from 1, by id.
        claims: the claims, those that somebody holds against first.
        home: address of the page that shows the whole text, empty if it is the very page that this is drawn on.
    """

    view: View
    parts: tuple[Part, ...]
    numbers: dict[str, int]
    claims: tuple[Claim, ...]
    home: str = ""

    @classmethod
    def of(cls, report: Report, home: str = "") -> Self:
        """Lay a report out."""
        view = View.of(report)
        items = view.items()
        numbers = {key: number for number, key in enumerate(items, 1)}
        words = [(key, span) for key, item in items.items() for span in _lit(view, item)]
        places: dict[int, list[str]] = {}
        for item in items.values():
            for start, end in _extents(view, item):
                places.setdefault(start, []).append(place(start, end))
        known = {start: tuple(dict.fromkeys(names)) for start, names in places.items()}
        cut = blocks(pieces(report.document, marks(report), words))
        return cls(
            view,
            tuple(_part(block, numbers, known) for block in cut if block.zone or not block.blank),
            numbers,
            tuple(sorted(report.claims, key=lambda claim: claim.status not in CONTESTED)),
            home,
        )

    @property
    def headed(self) -> int:
        """Where the part begins that is the headline of all, -1 if there is none."""
        return next((part.start for part in self.parts if part.kind == "headline"), -1)

    @property
    def absent(self) -> tuple[str, ...]:
        """What there is none of on record."""
        return counts(self.view.report)[1]

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of marks in the text."""
        return frozenset(kind for part in self.parts for run in part.runs for kind in run.kinds)

    def days(self, when: When) -> str:
        """Return the days of a time, else its value."""
        return days(when.start, when.end) or line(when.value)

    def why(self, item: Item) -> Explanation:
        """Return what a record rests on."""
        return explained(self.view, item)

    def field(self, name: str) -> str:
        """Return the name of a field as words, without the ids of statements behind it."""
        said = self.view.statements
        return " ".join(word for word in name.replace("_", " ").split() if word.rstrip(":") not in said)

    def counted(self, item: Item) -> tuple[str, ...]:
        """Return what a record is counted as beside its type, and how sure it is."""
        sure = getattr(item, "confidence", None)
        return (*codes(item), *((f"confidence {sure:.2f}",) if sure is not None else ()))

    def quotes(self, item: Item) -> tuple[Quote, ...]:
        """Return the words that stand for a record where it is shown."""
        if isinstance(item, Event):
            return (quote((item.trigger,)),)
        if isinstance(item, Claim):
            return (wording(item),)
        if isinstance(item, Statement):
            return (quote(item.spans),)
        return tuple(quote((span,)) for _, span in words_of(self.view, item))

    def voices(self, keys: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return who speaks in statements, each speaker once with the ids of their statements."""
        said: dict[str, list[str]] = {}
        for key in dict.fromkeys(keys):
            if key in self.view.statements:
                said.setdefault(self.view.speakers(self.view.statements[key]), []).append(key)
        return tuple((name, tuple(found)) for name, found in said.items())

    def around(self, item: Item) -> tuple[Part, ...]:
        """Return the parts of the text that hold words of a record's own."""
        number = self.numbers[item.id]
        return tuple(part for part in self.parts if any(number in run.numbers for run in part.runs))


def place(start: int, end: int) -> str:
    """Return the name of a span in addresses: `c612-655`."""
    return f"c{start}-{end}"


def _lit(view: View, item: Item) -> Iterator[Span]:
    """Yield the words that light up with a record: its own, and those of the parties of a claim."""
    for _, span in words_of(view, item):
        yield span
    if isinstance(item, Claim):
        for party in item.parties:
            for key in party.statements:
                if key in view.statements:
                    yield from view.statements[key].spans


def _extents(view: View, item: Item) -> Iterator[tuple[int, int]]:
    """Yield the places of the text to which a record leads."""
    for _, span in words_of(view, item):
        yield span.start, span.end
    if isinstance(item, Actor):
        return
    if isinstance(item, Claim):
        _, start, end = wording(item)
        yield start, end
        for party in item.parties:
            yield from ((one.start, one.end) for one in view.party_words(party))
        return
    spans = getattr(item, "spans", ())
    if spans:
        _, start, end = quote(spans)
        yield start, end


def _part(block: Block, numbers: dict[str, int], places: dict[int, tuple[str, ...]]) -> Part:
    return Part(
        block.zone.kind if block.zone else "",
        block.start,
        tuple(_run(piece, numbers, places) for piece in block.pieces),
    )


def _run(piece: Piece, numbers: dict[str, int], places: dict[int, tuple[str, ...]]) -> Run:
    owners = [mark.record for mark in reversed(piece.marks) if mark.record in numbers]
    return Run(
        piece.text,
        tuple(dict.fromkeys(mark.kind for mark in piece.marks)),
        owners[0] if owners else "",
        tuple(dict.fromkeys(numbers[key] for key in (*owners, *piece.words_of))),
        places.get(piece.start, ()),
    )
