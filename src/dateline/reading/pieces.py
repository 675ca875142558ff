"""From the parts of a report that its carrier names (headline, byline, paragraphs) to a text with zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Span, Zone, ZoneKind
from dateline.structure import dateline, furniture, zones

_PROSE: Final = 60
"""Characters of a paragraph behind which no dateline is looked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a carrier gives as one part of a report.

    Attributes:
        words: the words; blanks at the ends and line breaks do not count.
        kind: what they are. A `body` may still hold a dateline, and be a credit or furniture by its own words;
            every other kind is taken as given.
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
    return text, tuple(_typed(given))


def _typed(given: list[tuple[str, Piece]]) -> Iterator[Zone]:
    """Give the zones of pieces that are joined by a blank line.

    Unlike the lines of a scraped text, a carrier's paragraphs need no search for where the body begins and ends.
    """
    start, opened = 0, False
    for words, piece in given:
        paragraph = Span(start, start + len(words), words)
        start += len(words) + 2
        if piece.kind != "body":
            yield from (Zone(piece.kind, span, piece.rule) for span in zones.pieces(paragraph))
            continue
        told = furniture.verdict(words)
        if told is not None and told[1] != "mark":
            yield Zone(told[0], paragraph, told[1])
            continue
        found = None if opened else dateline.opening(words)
        opened = opened or len(words) >= _PROSE
        if found is not None and found.strong:
            opened = True
            end = len(words[: found.end].rstrip())
            yield Zone("dateline", Span(paragraph.start, paragraph.start + end, words[:end]), "dateline")
            rest = words[found.end :].lstrip()
            paragraph = Span(paragraph.end - len(rest), paragraph.end, rest)
        yield from (Zone("body", span, "paragraph") for span in zones.pieces(paragraph))
