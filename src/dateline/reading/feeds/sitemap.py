"""Sitemaps: lists of addresses; those for news give title, date and publication too."""

from __future__ import annotations

from typing import Any

from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.names import name_of
from dateline.reading.feeds.words import address, language, plain, text_of
from dateline.reading.moments import moment


def read(root: Any, cut: int = 0, base: str = "") -> Feed:
    """Read a sitemap, or an index of sitemaps.

    Args:
        root: its root element.
        cut: number of the address that the end of the file cut off, 0 for none.
        base: address of the sitemap itself, from which relative addresses start, or empty.

    Returns:
        The feed: an entry an address. An index has the addresses of further sitemaps.
    """
    kept = "sitemap" if name_of(root) == "sitemapindex" else "url"
    entries = []
    for number, element in enumerate((e for e in root.iter() if name_of(e) == kept), start=1):
        if number != cut:
            entries.append(_entry(element, number, base))
    return Feed(kind="sitemap_index" if kept == "sitemap" else "sitemap", entries=tuple(entries))


def _entry(element: Any, number: int, base: str) -> Entry:
    said: dict[str, str] = {}
    captions = []
    for child in element.iter():
        words = child.text.strip() if len(child) == 0 and child.text else ""
        if words and name_of(child) == "image:caption":
            captions.append(plain(text_of(child)))
        elif words:
            said.setdefault(name_of(child), words)
    return Entry(
        id=said.get("loc", ""),
        url=address(said.get("loc", ""), base),
        title=plain(said.get("news:title", "")),
        published=moment(said.get("news:publication_date")),
        updated=moment(said.get("lastmod")),
        captions=tuple(captions),
        publisher=plain(said.get("news:name", "")),
        language=language(said.get("news:language")),
        number=number,
    )
