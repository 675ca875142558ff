"""From an entry of a feed to a source: the whole report where the entry carries it, else title and teaser."""

from __future__ import annotations

import re
from typing import Final

from dateline.config import Settings
from dateline.model import Zone
from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.fragment import breaks_off, paragraphs
from dateline.reading.pieces import Piece, assemble
from dateline.reading.source import Source

SHORTEST_TEXT: Final = 400
"""Characters of running text below which even what a feed calls content is taken for a teaser."""
SHORTEST_SUMMARY: Final = 1000
"""The same for a summary or description: feeds seldom cut those shorter than this, and few reports are."""
_GIVEN: Final = frozenset({"metadata", "fragment", "footer", "cut-off"})
_NO_LETTERS: Final = re.compile(r"[\W_]+")


def source_of(entry: Entry, feed: Feed, settings: Settings, name: str) -> Source:
    """Make a source of an entry.

    Args:
        entry: the entry.
        feed: the feed that it stands in.
        settings: limits on characters and depth.
        name: name of the entry, for messages.

    Returns:
        A source with zones. Of a teaser no zone is `body`: its sentences are `deck`, with the rule `teaser`.

    Raises:
        DatelineError: E003, the text is too long; E007, its markup is nested too deeply.
    """
    content = paragraphs(entry.content, settings, name)
    summary = paragraphs(entry.summary, settings, name)
    if _is_report(content, SHORTEST_TEXT):
        body, whole = content, True
    elif _is_report(summary, SHORTEST_SUMMARY):
        body, whole = summary, True
    else:
        body, whole = max(content, summary, key=_size), False
    head = [Piece(entry.title, "headline")]
    if whole and body is content and summary and not _repeats(summary, content):
        head += [Piece(piece.words, "deck") for piece in summary if piece.kind == "body"]
    if entry.authors and not _names_them(body, entry.authors):
        head.append(Piece(", ".join(entry.authors), "byline"))
    shown = {_key(piece.words) for piece in body}
    captions = [Piece(words, "caption") for words in entry.captions if _key(words) not in shown]
    text, zones = assemble([*head, *_without_title(body, entry.title), *captions], settings, name)
    return Source(
        text=text,
        format="html",
        zones=zones if whole else tuple(_teased(zone) for zone in zones),
        title=entry.title,
        authors=entry.authors,
        published=entry.published.iso or entry.updated.iso,
        publisher=entry.publisher or feed.title,
        url=entry.url,
        language=entry.language,
    )


def _size(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.words) for piece in pieces if piece.kind == "body")


def _is_report(pieces: tuple[Piece, ...], shortest: int) -> bool:
    """Say whether paragraphs are a report to its end, not the beginning of one."""
    kept = [piece for piece in pieces if piece.rule != "footer"]
    return _size(pieces) >= shortest and kept[-1].rule != "cut-off" and not breaks_off(kept[-1].words)


def _key(words: str) -> str:
    return _NO_LETTERS.sub("", words).casefold()


def _repeats(summary: tuple[Piece, ...], content: tuple[Piece, ...]) -> bool:
    """Say whether a summary is only the beginning of the text, as content systems make it."""
    said = _key(" ".join(piece.words for piece in content))
    words = _key(" ".join(piece.words for piece in summary))
    # the end may be "[...] The post ... appeared first on ..."
    return not words or words[:120] in said


def _names_them(body: tuple[Piece, ...], authors: tuple[str, ...]) -> bool:
    opening = " ".join(piece.words for piece in body[:3])[:400].casefold()
    return all(author.casefold() in opening for author in authors)


def _without_title(body: tuple[Piece, ...], title: str) -> tuple[Piece, ...]:
    """Leave out a title that the text repeats as its first line."""
    return body[1:] if body and title and _key(body[0].words) == _key(title) else body


def _teased(zone: Zone) -> Zone:
    """Type what the words alone made body or furniture: a teaser's own ellipsis is the mark of furniture elsewhere."""
    if zone.rule in _GIVEN or zone.kind in ("dateline", "byline", "date"):
        return zone
    return Zone("deck", zone.span, "teaser")
