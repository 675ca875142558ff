"""Saved pages: one parsed tree, read for what it says of itself and for the article's typed blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.html import article, assembly, blocks, body, live, tree, votes
from dateline.reading.html.article import is_prose
from dateline.reading.html.body import Typed
from dateline.reading.html.live import Entry
from dateline.reading.html.metadata import Metadata, read_metadata
from dateline.reading.items import Item
from dateline.reading.source import Source

_TAG: Final = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|article|section|main)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD: Final = frozenset({"headline", "deck", "byline", "date"})
_SHOWN: Final = 0.4
"""Share of the text in the linked data below which the page does not show its article."""


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
    read = _read(root, said, settings)
    size = sum(len(part.words) + 2 for part in read.parts)
    if size > settings.max_chars:
        raise DatelineError(
            "E003",
            f"the article has more than {settings.max_chars:,} characters",
            "split it, or raise max_chars in Settings",
        )
    if not any(part.kind == "body" for part in read.parts):
        raise DatelineError("E005", f"{name or 'the page'} holds no article", "save the article's own page")
    starts = frozenset(entry.first for entry in read.entries)
    words, found = assembly.assembled(
        assembly.completed(read.parts, said.title, said.authors, said.language), starts
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


def entries(text: str, name: str, settings: Settings, *, url: str = "") -> tuple[Item, ...]:
    """Split a live blog into its entries, each a document of its own.

    Args:
        text: the page's source.
        name: its file name; entries are called `name#3`.
        settings: limits on depth.
        url: address it came from, if that is known.

    Returns:
        One item for each entry in the order of the page, with its own time, its headline and the address of
        its place on the page; none if the page is no live blog.

    Raises:
        DatelineError: E005, not one element; E007, the page is nested too deeply.
    """
    root = tree.parse(text, settings)
    said = read_metadata(root, url=url)
    read = _read(root, said, settings)
    # A shown time of day is of an unknown day; linked data of the entry with that headline tell it in full.
    told = {update.headline: update.published for update in said.live_updates if update.headline}
    found = [
        (
            entry.headline,
            told.get(entry.headline) or entry.published,
            entry.fragment,
            _between(read.parts, entry),
        )
        for entry in read.entries
    ] or [
        (update.headline, update.published, "", [Typed(line, "body", "linked-data", -1) for line in lines])
        for update in said.live_updates
        if (lines := update.body.splitlines())
    ]
    return tuple(
        Item(name=f"{name}#{number}", content=_entry(said, *entry), position=number)
        for number, entry in enumerate(found, start=1)
        if any(part.kind == "body" for part in entry[3])
    )


def _between(parts: Sequence[Typed], entry: Entry) -> list[Typed]:
    return [part for part in parts if entry.first <= part.number <= entry.last and part.kind != "headline"]


def _entry(said: Metadata, headline: str, published: str, fragment: str, parts: list[Typed]) -> Source:
    """Make the source of one entry."""
    told = [part for part in parts if part.words != headline]
    end = live.opening(headline)
    clock, title = headline[:end], headline[end:].lstrip(live.MARKS)
    head = [Typed(title, "headline", "entry", -1)] if title else []
    head += [Typed(clock, "date", "clock", -1)] if clock else []
    whole = [*head, *told]
    words, zones = assembly.assembled(whole, frozenset(part.number for part in told[:1]))
    return Source(
        text=words,
        format="html",
        zones=zones,
        title=title,
        authors=said.authors,
        # A time of day alone does not say of which day.
        published=published if _DATED.match(published) else said.published,
        publisher=said.publisher,
        url=f"{said.url}#{fragment}" if said.url and fragment else said.url,
        language=said.language,
        agency=said.agency,
        wire=said.wire,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A page's typed blocks, and the entries that they make up."""

    parts: Sequence[Typed]
    entries: tuple[Entry, ...] = ()


def _read(root: Any, said: Metadata, settings: Settings) -> _Read:
    """Type the article's blocks; take the text of the linked data where the page does not show it."""
    outline = blocks.outline(root)
    voters = [votes.voice(votes.trafilatura(root))]
    if said.article_body:
        voters.append(votes.voice(said.article_body.splitlines()))
    cast = votes.votes(outline.blocks, voters)
    timed = live.entries(outline, cast)
    for entry in timed:
        for number in range(entry.first, entry.last + 1):
            if is_prose(outline.blocks[number].words):
                cast[number] = 1.0
    found = article.find(outline, cast, said.titles, said.heading)
    start = timed[0].first if timed else None
    parts = (
        body.typed(outline, found, said.descriptions, settings.max_chars, start) if found is not None else []
    )
    shown = sum(len(part.words) for part in parts if part.kind == "body")
    hidden: list[Typed] = []
    if shown < _SHOWN * len(said.article_body):
        hidden = [Typed(line, "body", "linked-data", -1) for line in said.article_body.splitlines()]
    elif not shown:
        hidden = list(_updates(said))
    if hidden:
        return _Read([*(part for part in parts if part.kind in _HEAD), *hidden])
    return _Read(parts, timed)


def _updates(said: Metadata) -> Iterator[Typed]:
    """Yield the entries of a live blog as linked data give them: time, headline, text."""
    for update in said.live_updates:
        if update.published:
            yield Typed(update.published, "date", "linked-data", -1)
        if update.headline:
            yield Typed(update.headline, "subhead", "linked-data", -1)
        for line in update.body.splitlines():
            yield Typed(line, "body", "linked-data", -1)
