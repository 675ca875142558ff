"""A feed as it was read: what it says of itself, and its entries, each with what it says."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.errors import DatelineError
from dateline.reading.moments import NEVER, Moment

FeedKind = Literal["rss", "rdf", "atom", "json", "sitemap", "sitemap_index", "other"]
"""`sitemap_index` lists further sitemaps; `other` is what only feedparser could read."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of a feed, or one address of a sitemap.

    Attributes:
        id: what the feed calls it (`guid`, `id`), or empty.
        url: absolute address of the report, or empty.
        title: title as plain text.
        summary: summary or description as the feed gives it: HTML or text.
        content: full text as the feed gives it (`content:encoded`, Atom `content`, `content_html`): HTML, or text.
        authors: names of the authors.
        published: when it was published.
        updated: when it was changed last.
        captions: descriptions of its pictures.
        publisher: whom it was taken from, where the entry says so (`source`, `dc:publisher`, `news:name`).
        language: ISO 639-1, or empty.
        number: its place in the feed, from 1.
    """

    id: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    published: Moment = NEVER
    updated: Moment = NEVER
    captions: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    number: int = 0


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or a sitemap.

    Attributes:
        kind: its family.
        title: its title as plain text.
        url: address of the site it is of, or empty.
        language: ISO 639-1, or empty.
        ttl: minutes after which to ask again, where the feed says so.
        entries: the entries, in the order of the feed.
        damage: what could not be read: E003, more entries than allowed; E008, an entry that is cut off or empty.
    """

    kind: FeedKind
    title: str = ""
    url: str = ""
    language: str = ""
    ttl: int | None = None
    entries: tuple[Entry, ...] = ()
    damage: tuple[DatelineError, ...] = ()
