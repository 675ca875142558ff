"""Saved pages: trafilatura finds the article, its metadata name title, authors and date."""

from __future__ import annotations

import re
from typing import Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Span, Zone, ZoneKind
from dateline.reading.source import Source
from dateline.structure import byline, zones

_TAG: Final = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|article|section|main)\b[^<>]{0,300}>",
    re.IGNORECASE,
)

_PUBLISHED: Final = re.compile(
    r"(?:\"datePublished\"\s{0,9}:\s{0,9}|(?:article:published_time|datePublished)[\"']\s{1,9}content=)"
    r"[\"'](\d{4}-\d\d-\d\d[^\"'<>]{0,20})[\"']"
)


def looks_like_html(text: str, name: str = "") -> bool:
    """Say whether a text is a page: by its first tags, or by the file's name and any tag."""
    head = text[:4000]
    if name.casefold().endswith((".html", ".htm", ".xhtml")):
        return bool(re.search(r"<\w+[^<>]{0,300}>", head))
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and bool(_TAG.search(head))


def read_html(text: str, name: str, settings: Settings) -> Source:
    """Read a saved page.

    Args:
        text: the page's source.
        name: its file name, for messages.
        settings: limits on the text.

    Returns:
        A source whose text is headline, deck, byline, date and the article's paragraphs in their order,
        with zones.

    Raises:
        DatelineError: E005, no article was found.
    """
    found = _extract(text)
    if found is None:
        raise DatelineError("E005", f"{name or 'the page'} holds no article", "save the article's own page")
    body = [line.strip() for line in (found.text or "").splitlines() if line.strip()]
    if not body:
        raise DatelineError("E005", f"{name or 'the page'} holds no article", "save the article's own page")
    title = " ".join((found.title or "").split())
    authors = tuple(part.strip() for part in (found.author or "").split(";") if part.strip())
    assembled = _assemble(title, authors, body)
    if not any(zone.kind == "body" for zone in assembled[1]):
        raise DatelineError("E005", f"{name or 'the page'} holds no article", "save the article's own page")
    if len(assembled[0]) > settings.max_chars:
        raise DatelineError(
            "E003",
            f"the article has {len(assembled[0]):,} characters",
            "split it, or raise max_chars in Settings",
        )
    return Source(
        text=assembled[0],
        format="html",
        zones=assembled[1],
        title=title,
        authors=authors,
        published=_moment(text, found.date or ""),
        publisher=found.sitename or "",
        url=found.url or "",
        language=(found.language or "")[:2].casefold(),
    )


def _moment(text: str, day: str) -> str:
    """Give the time of day and offset that the page's metadata print beside the day, if they do."""
    for match in _PUBLISHED.finditer(text):
        if day and match[1].startswith(day):
            return match[1]
    return day


def _extract(text: str) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False)


def _assemble(title: str, authors: tuple[str, ...], body: list[str]) -> tuple[str, tuple[Zone, ...]]:
    """Put the article together and type its lines."""
    head: list[tuple[str, ZoneKind]] = []
    if title:
        head.append((title, "headline"))
    if authors:
        names = ", ".join(authors)
        head.append((names if byline.opener(names) else f"By {names}", "byline"))
    text = "\n\n".join([words for words, _ in head] + body)
    found: list[Zone] = []
    position = 0
    for words, kind in head:
        found.append(Zone(kind, Span(position, position + len(words), words), "metadata"))
        position += len(words) + 2
    rest = zones.find(text[position:], title)
    for zone in rest:
        start, end = zone.span.start + position, zone.span.end + position
        found.append(Zone(zone.kind, Span(start, end, text[start:end]), zone.rule))
    return text, tuple(found)
