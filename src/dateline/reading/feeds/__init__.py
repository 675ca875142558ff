"""Feeds and sitemaps: RSS 0.9 to 2.0, RDF, Atom, JSON Feed, news sitemaps."""

from __future__ import annotations

from dateline.reading.feeds.model import Entry, Feed, FeedKind
from dateline.reading.feeds.reading import items, read, sniff

__all__ = ["Entry", "Feed", "FeedKind", "items", "read", "sniff"]
