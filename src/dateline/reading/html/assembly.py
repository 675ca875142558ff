"""An article's typed blocks put together: one text, and a zone for each part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.model import Span, Zone
from dateline.reading.html import live
from dateline.reading.html.body import Typed
from dateline.structure import byline, dateline, furniture, zones

_RUN_IN: Final = re.compile(r"[A-Z][A-Z’' ]{2,40}:\s")
_SPLIT: Final = frozenset({"byline", "date", "furniture"})


def completed(parts: Sequence[Typed], title: str, authors: Sequence[str], language: str) -> list[Typed]:
    """Put headline and authors first where the page does not show them.

    Args:
        parts: the article's blocks.
        title: the title that metadata give.
        authors: the authors that metadata give.
        language: the page's language, or empty; "By" is English.
    """
    complete = list(parts)
    complete.sort(key=lambda part: part.kind != "headline")
    if title and not any(part.kind == "headline" for part in parts):
        complete.insert(0, Typed(title, "headline", "metadata", -1))
    text = " ".join(part.words for part in complete)
    if (
        authors
        and not any(part.kind == "byline" for part in parts)
        and not any(name in text for name in authors)
    ):
        names = ", ".join(authors)
        named = byline.opener(names) or language not in ("", "en")
        at = sum(part.kind == "headline" for part in complete)
        complete.insert(at, Typed(names if named else f"By {names}", "byline", "metadata", -1))
    return complete


def assembled(parts: Sequence[Typed], starts: frozenset[int] = frozenset()) -> tuple[str, tuple[Zone, ...]]:
    """Join blocks to a text, and give each part of it its zone.

    Args:
        parts: the article's blocks.
        starts: numbers of the blocks with which the entries of a live blog begin.

    Returns:
        The text, its paragraphs divided by blank lines, and its zones in order.
    """
    found: list[Zone] = []
    position = 0
    run_in = sum(bool(_RUN_IN.match(part.words)) for part in parts if part.kind == "body")
    opened = False
    for part in parts:
        span = Span(position, position + len(part.words), part.words)
        if part.number in starts and part.kind in ("body", "subhead"):
            found.extend(_timed(span, part))
        elif part.kind == "body" and not opened:
            opened = True
            found.extend(_opening(span, part, bare=run_in < 2))
        else:
            found.extend(_zones(span, part))
        position = span.end + 2
    return "\n\n".join(part.words for part in parts), tuple(found)


def _opening(span: Span, part: Typed, *, bare: bool) -> Iterator[Zone]:
    """Cut the dateline off the first paragraph."""
    opened = dateline.opening(span.words)
    start = 0
    if opened is not None and (opened.strong or bare):
        place = _part(span, 0, opened.end)
        yield Zone("dateline", place, "dateline")
        start = opened.end
    yield from _long(_part(span, start, len(span.words)), part)


def _timed(span: Span, part: Typed) -> Iterator[Zone]:
    """Cut the time of day off the first line of an entry."""
    end = live.opening(span.words)
    if end:
        yield Zone("date", _part(span, 0, end), "clock")
    rest = span.words[end:]
    lead = len(rest) - len(rest.lstrip(live.MARKS)) if end else 0
    if rest[lead:].strip():
        yield from _long(_part(span, end + lead, len(span.words)), part)


def _zones(span: Span, part: Typed) -> Iterator[Zone]:
    """Give a block its zone, or several where it holds author, date and buttons in one line."""
    # Who wrote a message shown in the article, and when, tells nothing of the article.
    if part.kind in _SPLIT and part.rule != "embed":
        pieces = furniture.split(span.words)
        if pieces:
            for piece in pieces:
                kind, rule = piece.verdict
                if part.kind == "byline" and rule == "beside-date":
                    kind, rule = "byline", part.rule
                yield Zone(kind, _part(span, piece.start, piece.end), rule)
            return
    yield from _long(span, part)


def _long(span: Span, part: Typed) -> Iterator[Zone]:
    for piece in zones.pieces(span):
        yield Zone(part.kind, piece, part.rule)


def _part(span: Span, start: int, end: int) -> Span:
    """Return a part of a span without the blanks at its ends."""
    words = span.words[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(span.start + start, span.start + start + len(words), words)
