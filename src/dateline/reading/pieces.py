"""From the parts of a report that its carrier names (headline, byline, paragraphs) to a text with zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Span, Zone, ZoneKind
from dateline.structure import zones

_IN_BODY: Final = frozenset({"body", "dateline", "byline", "date", "caption", "subhead", "furniture"})
"""What may stand inside the body that a carrier gives; a headline or a deck it would have named."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a carrier gives as one part of a report.

    Attributes:
        words: the words; blanks at the ends and line breaks do not count.
        kind: what they are. For `body` the words themselves still decide whether they are a dateline, a credit or
            furniture; every other kind is taken as given.
        rule: how the kind is known.
    """

    words: str
    kind: ZoneKind = "body"
    rule: str = "metadata"


def assemble(pieces: Iterable[Piece], settings: Settings, name: str = "") -> tuple[str, tuple[Zone, ...]]:
    """Put pieces together, a blank line between them, and type the result.

    Args:
        pieces: the pieces in their order; those without words are left out.
        settings: the limit on characters.
        name: name of the report, for messages.

    Returns:
        The text, and zones that cover every character that is not blank.

    Raises:
        DatelineError: E003, the text is too long.
    """
    given = [(words, piece) for piece in pieces if (words := " ".join(piece.words.split()))]
    text = "\n\n".join(words for words, _ in given)
    if len(text) > settings.max_chars:
        raise DatelineError(
            "E003",
            f"{name or 'the report'} has {len(text):,} characters, more than {settings.max_chars:,}",
            "split it, or raise max_chars in Settings",
        )
    return text, tuple(_typed(text, given))


def _typed(text: str, given: list[tuple[str, Piece]]) -> Iterator[Zone]:
    """Give the zones of a text whose pieces are known."""
    title = next((words for words, piece in given if piece.kind == "headline"), "")
    found = zones.find(text, title)
    start = number = 0
    for words, piece in given:
        end = start + len(words)
        inside = []
        while number < len(found) and found[number].span.start < end:
            inside.append(found[number])
            number += 1
        if piece.kind == "body":
            yield from (_in_body(zone) for zone in inside)
        elif len(words) <= zones.LONGEST:
            yield Zone(piece.kind, Span(start, end, words), piece.rule)
        else:
            yield from (Zone(piece.kind, zone.span, piece.rule) for zone in inside)
        start = end + 2


def _in_body(zone: Zone) -> Zone:
    return zone if zone.kind in _IN_BODY else Zone("body", zone.span, "given")
