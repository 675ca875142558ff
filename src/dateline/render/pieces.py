"""The text of a report cut at every border of what lies over it.

Findings overlap, elements of a page cannot: a text that is cut wherever a zone, a mark or the words of a record begin
or end can be shown piece by piece, each with all that lies over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from dateline.model import Document, Span, Zone
from dateline.render.marks import Kind, Mark
from dateline.render.safe import plain

_ORDER: Final[tuple[Kind, ...]] = ("statement", "place", "time", "actor", "cue", "agreement", "event")
"""Which of two marks on the very same words lies on top: the later one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text over which the same lies from its first character to its last.

    Attributes:
        start: offset of its first character in the document's text.
        end: offset behind its last character.
        text: its characters, safe to show; as many as the document has there.
        zone: the zone that it stands in, `None` between zones.
        marks: the marks over it, the innermost last.
        words_of: ids of the records to whose words it belongs, in the order in which they were given.
    """

    start: int
    end: int
    text: str
    zone: Zone | None
    marks: tuple[Mark, ...]
    words_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The pieces of one zone, or those between two.

    Attributes:
        zone: the zone, `None` between zones.
        pieces: its pieces, at least one.
    """

    zone: Zone | None
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.pieces[0].start

    @property
    def blank(self) -> bool:
        """It holds nothing but white space."""
        return not any(piece.text.strip() for piece in self.pieces)


def pieces(
    document: Document, marks: Iterable[Mark], words: Iterable[tuple[str, Span]] = ()
) -> Iterator[Piece]:
    """Cut the text of a document.

    Args:
        document: the document.
        marks: what is marked.
        words: ids of records, each with words that it rests on.

    Yields:
        The pieces in the order of the text; together they are the whole text.
    """
    text = plain(document.text)
    over: list[tuple[Span, Zone | Mark | str]] = [(zone.span, zone) for zone in document.zones]
    over += [(mark.span, mark) for mark in sorted(marks, key=_outer_first)]
    over += [(span, key) for key, span in words]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (span, _) in enumerate(over):
        if not len(span):
            continue
        opening.setdefault(span.start, []).append(number)
        closing.setdefault(span.end, []).append(number)
    active: set[int] = set()
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        yield _piece(start, end, text, [over[number][1] for number in sorted(active)])


def blocks(cut: Iterable[Piece]) -> tuple[Block, ...]:
    """Bring the pieces of each zone together."""
    return tuple(Block(zone, tuple(group)) for zone, group in groupby(cut, key=lambda piece: piece.zone))


def _outer_first(mark: Mark) -> tuple[int, int]:
    return -len(mark.span), _ORDER.index(mark.kind)


def _piece(start: int, end: int, text: str, over: list[Zone | Mark | str]) -> Piece:
    zones = [one for one in over if isinstance(one, Zone)]
    return Piece(
        start,
        end,
        text[start:end],
        zones[-1] if zones else None,
        tuple(one for one in over if isinstance(one, Mark)),
        tuple(dict.fromkeys(one for one in over if isinstance(one, str))),
    )
