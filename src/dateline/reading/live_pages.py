"""Live blogs among the documents of a file: each entry becomes a document of its own.

A live blog grows while it is read. As one document it would be another one at every visit; its entries stay what they
are, and each has its own time, from which "an hour ago" counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item

# Linked data that call a page a live blog and list its entries; pages that merely look like one stay whole.
_MARKS: Final = (b"LiveBlogPosting", b"liveBlogUpdate")


def split(
    found: Iterator[Item | DatelineError], settings: Settings, start: int
) -> Iterator[Item | DatelineError]:
    """Put the entries of live blogs in the place of their pages.

    Args:
        found: the documents of a file.
        settings: limits on the pages.
        start: where reading of the file began.

    Yields:
        The documents. An entry is called `page#3`; reading goes on after a page with its last entry alone, so that
        a run which stops among them begins the page anew.
    """
    before = start
    for each in found:
        if not isinstance(each, Item):
            yield each
            continue
        parts = _entries(each, settings)
        for part in parts[:-1]:
            yield replace(part, carrier=each.carrier, position=before)
        yield replace(parts[-1], carrier=each.carrier, position=each.position)
        before = each.position


def _entries(item: Item, settings: Settings) -> tuple[Item, ...]:
    if not isinstance(item.content, bytes) or not all(mark in item.content for mark in _MARKS):
        return (item,)
    from dateline.reading.html import page
    from dateline.reading.load import characters

    try:
        text = characters(item.content, settings, item.carrier.charset)
        if not page.looks_like_html(text, item.name):
            return (item,)
        found = page.entries(text, item.name, settings, url=item.carrier.url)
    except DatelineError:
        # whoever reads the page will meet the same error, and name it
        return (item,)
    return found if len(found) > 1 else (item,)
