"""Saved pages: one parsed tree, read for what it says of itself and for the article's typed blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Span, Zone
from dateline.reading.html import article, blocks, body, tree, votes
from dateline.reading.html.body import Typed
from dateline.reading.html.metadata import Metadata, read_metadata
from dateline.reading.source import Source
from dateline.structure import byline, dateline, furniture, zones

_TAG: Final = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|article|section|main)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_RUN_IN: Final = re.compile(r"[A-Z][A-Z’' ]{2,40}:\s")
_SHOWN: Final = 0.4
"""Share of the text in the linked data below which the page does not show its article."""
_SPLIT: Final = frozenset({"byline", "date", "furniture"})


def looks_like_html(text: str, name: str = "") -> bool:
    """Say whether a text is a page: by its first tags, or by the file's name and any tag."""
    head = text[:4000]
    if name.casefold().endswith((".html", ".htm", ".xhtml")):
        return bool(re.search(r"<\w+[^<>]{0,300}>", head))
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and bool(_TAG.search(head))


def read_html(text: str, name: str, settings: Settings, *, url: str = "") -> Source:
    """Read a saved page.

    Args:
        text: the page's source.
        name: its file name, for messages.
        settings: limits on depth and text.
        url: address it came from, if that is known.

    Returns:
        A source whose text is what a reader of the page sees of the article, in the order of the page, each
        paragraph with a zone: headline, deck, byline, date, captions, subheads, running text, and as
        furniture what stands between them (teasers, sign-ups, messages of a paywall).

    Raises:
        DatelineError: E003, the article is too long; E005, no article was found; E007, the page is nested too
            deeply.
    """
    root = tree.parse(text, settings)
    said = read_metadata(root, url=url)
    parts = _parts(root, said)
    if not any(part.kind == "body" for part in parts):
        raise DatelineError("E005", f"{name or 'the page'} holds no article", "save the article's own page")
    words, found = _assembled(_completed(parts, said.title, said.authors))
    if len(words) > settings.max_chars:
        raise DatelineError(
            "E003",
            f"the article has {len(words):,} characters",
            "split it, or raise max_chars in Settings",
        )
    return Source(
        text=words,
        format="html",
        zones=found,
        title=said.title,
        authors=said.authors,
        published=said.published,
        publisher=said.publisher,
        url=said.url,
        language=said.language,
        agency=said.agency,
        wire=said.wire,
    )


def _parts(root: Any, said: Metadata) -> Sequence[Typed]:
    """Type the article's blocks; take the text of the linked data where the page does not show it."""
    outline = blocks.outline(root)
    voters = [votes.voice(votes.trafilatura(root))]
    if said.article_body:
        voters.append(votes.voice(said.article_body.splitlines()))
    found = article.find(outline, votes.votes(outline.blocks, voters), said.titles, said.heading)
    parts = body.typed(outline, found, said.descriptions) if found is not None else []
    shown = sum(len(part.words) for part in parts if part.kind == "body")
    if shown < _SHOWN * len(said.article_body):
        head = [part for part in parts if part.kind in ("headline", "deck", "byline", "date")]
        hidden = [Typed(line, "body", "linked-data", -1) for line in said.article_body.splitlines() if line]
        return [*head, *hidden]
    return parts


def _completed(parts: Sequence[Typed], title: str, authors: Sequence[str]) -> list[Typed]:
    """Put headline and authors first where the page does not show them."""
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
        at = sum(part.kind == "headline" for part in complete)
        complete.insert(at, Typed(names if byline.opener(names) else f"By {names}", "byline", "metadata", -1))
    return complete


def _assembled(parts: Sequence[Typed]) -> tuple[str, tuple[Zone, ...]]:
    """Join the blocks to the text, and give each part of it its zone."""
    found: list[Zone] = []
    position = 0
    run_in = sum(bool(_RUN_IN.match(part.words)) for part in parts if part.kind == "body")
    opened = False
    for part in parts:
        span = Span(position, position + len(part.words), part.words)
        if part.kind == "body" and not opened:
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


def _zones(span: Span, part: Typed) -> Iterator[Zone]:
    """Give a block its zone, or several where it holds author, date and buttons in one line."""
    if part.kind in _SPLIT:
        pieces = furniture.split(span.words)
        if pieces:
            for piece in pieces:
                yield Zone(piece.verdict[0], _part(span, piece.start, piece.end), piece.verdict[1])
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
