"""Feeds of which our own reader makes nothing: feedparser may."""

from __future__ import annotations

import io
import warnings
from typing import Any, Final

from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.words import address, language, people, plain
from dateline.reading.moments import moment

LARGEST: Final = 2_000_000
"""Characters above which it is not asked: it takes minutes for what we read in a second."""


def read(text: str, base: str = "") -> Feed | None:
    """Read a feed with feedparser.

    Args:
        text: the feed, without document type, so that it holds no entity of its own.
        base: address of the feed itself, or empty; relative links start from the feed's link, else from it.

    Returns:
        The feed, or `None` where feedparser finds no entries either.
    """
    if len(text) > LARGEST:
        return None
    import feedparser

    with warnings.catch_warnings():
        # warnings are its own affair
        warnings.simplefilter("ignore")
        # a stream, since a string might be taken for an address or a file's name
        found = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), sanitize_html=False)
    if not found.entries:
        return None
    home = address(found.feed.get("link", ""), base)
    spoken = language(found.feed.get("language"))
    return Feed(
        kind="other",
        title=plain(found.feed.get("title", "")),
        url=home,
        language=spoken,
        entries=tuple(
            _entry(given, number, home or base, spoken) for number, given in enumerate(found.entries, start=1)
        ),
    )


def _entry(given: Any, number: int, home: str, spoken: str) -> Entry:
    content = next((one.get("value", "") for one in given.get("content", ()) if one.get("value")), "")
    summary = given.get("summary", "")
    return Entry(
        id=given.get("id", ""),
        url=address(given.get("link", ""), home),
        title=plain(given.get("title", "")),
        summary=summary if summary != content else "",
        content=content,
        authors=people(*(one.get("name", "") for one in given.get("authors", ()))),
        # the words, not its struct_time, which is moved to UTC
        published=moment(given.get("published")),
        updated=moment(given.get("updated")),
        language=spoken,
        number=number,
    )
