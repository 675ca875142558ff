"""The door for feeds: bytes in, a `Feed` or readable items out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import xml
from dateline.reading.feeds import atom, fallback, jsonfeed, rss, sitemap, tolerant
from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.names import name_of
from dateline.reading.items import Carrier, Item

_ROOT: Final = re.compile(
    r"<(?:(?P<prefix>[\w.-]{1,20}):)?(?P<name>rss|rdf|feed|urlset|sitemapindex)[\s>]", re.IGNORECASE
)
_PAGE: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_RDF_FEED: Final = re.compile(
    r"purl\.org/(?:rss|net/rss)|netscape\.com|<(?:\w+:)?channel[\s>]", re.IGNORECASE
)
_JSON: Final = re.compile(r"\s*\{.*jsonfeed\.org\\?/version", re.DOTALL | re.IGNORECASE)
_HEAD: Final = 4000


def sniff(head: bytes, name: str = "") -> bool:
    """Say whether a file is a feed or a sitemap, by its first bytes.

    Args:
        head: the first 4,000 bytes or more; fewer only where the file has no more.
        name: the file's name; an ending says nothing that the bytes do not say better.
    """
    del name
    text = xml.decoded(head[:_HEAD])
    if _JSON.match(text):
        return True
    root = _ROOT.search(text)
    if root is None:
        return False
    page = _PAGE.search(text)
    if page is not None and page.start() < root.start():
        return False
    return root["name"].casefold() != "rdf" or bool(_RDF_FEED.search(text))


def read(data: bytes, name: str, settings: Settings, charset: str = "") -> Feed:
    """Read a feed or a sitemap.

    What is well formed is parsed as XML. What is not has its text mended (entities, `&`, control characters), then
    its tags; what then holds no entries is given to feedparser.

    Args:
        data: the bytes.
        name: name of the feed, for messages; where it is an address, relative links may start from it.
        settings: limits on bytes, depth and entries.
        charset: what the answer's header says of the character set; the feed's own bytes win.

    Returns:
        The feed with those entries that could be read, and what could not be in its `damage`.

    Raises:
        DatelineError: E001 nothing there; E003 more bytes than `max_bytes`; E006 no feed, or one that declares
            entities; E007 nested too deeply.
    """
    text = xml.decoded(xml.sized(data, name, settings), charset)
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return _checked(jsonfeed.read(text.lstrip("\ufeff \t\r\n"), name, _base(name)), name, settings)
    return _checked(_parsed(xml.without_doctype(text, name), name, settings), name, settings)


def _parsed(text: str, name: str, settings: Settings) -> Feed:
    """Read XML, as well as it is formed."""
    limit = None
    try:
        root = xml.parse(text, name, settings)
        if root is None:
            text = xml.mended(text)
            root = xml.parse(text, name, settings)
    except DatelineError as error:
        # items that are never closed lie inside each other too, and one huge entry should not cost the others
        root, limit, text = None, error, xml.mended(text)
    feed = _of_root(root, _base(name)) if root is not None else _rebuilt(text, name)
    if limit is not None and not (feed and feed.entries):
        raise limit
    if feed is None or not (feed.entries or feed.damage or _is_root(root)):
        feed = fallback.read(text, _base(name)) or feed
    if feed is None:
        raise DatelineError(
            "E006", f"{name or 'the file'} is no feed", "give an RSS, Atom or JSON feed, or a sitemap"
        )
    return feed


def _base(name: str) -> str:
    return name if name.startswith(("http://", "https://")) else ""


def _rebuilt(text: str, name: str) -> Feed | None:
    """Read a feed that is no XML, and name what its end cuts off."""
    found = tolerant.read(text)
    feed = _of_root(found.root, _base(name), found.cut) if found is not None else None
    if found is None or feed is None:
        return None
    called = name or "the feed"
    if found.cut:
        return replace(
            feed, damage=(DatelineError("E008", f"{called}#{found.cut} breaks off: the file ends inside it"),)
        )
    if found.short:
        return replace(
            feed, damage=(DatelineError("E008", f"{called} breaks off behind its last whole entry"),)
        )
    return feed


def _is_root(root: Any) -> bool:
    """Say whether an element is that of a feed, which may well be empty."""
    return root is not None and name_of(root) in ("rss", "rdf:rdf", "atom:feed", "urlset", "sitemapindex")


def _of_root(root: Any, base: str, cut: int = 0) -> Feed | None:
    name = name_of(root).removeprefix("atom:")
    if name in ("feed", "entry"):
        return atom.read(root, cut, base)
    if name in ("urlset", "sitemapindex"):
        return sitemap.read(root, cut, base)
    if name in ("rss", "rdf:rdf", "channel"):
        return rss.read(root, cut, base)
    return None


def _checked(feed: Feed, name: str, settings: Settings) -> Feed:
    """Leave out entries that say nothing, and those above the limit; name them in the damage."""
    damage = list(feed.damage)
    kept = []
    for entry in feed.entries:
        if entry.url or entry.title or entry.summary or entry.content:
            kept.append(entry)
        else:
            damage.append(
                DatelineError("E008", f"{name or 'the feed'}#{entry.number} holds no title, text or address")
            )
    if len(kept) > settings.max_items:
        above = f"{name or 'the feed'} has {len(kept):,} entries; the first {settings.max_items:,} are read"
        damage.append(DatelineError("E003", above, "raise max_items in Settings"))
        del kept[settings.max_items :]
    return replace(feed, entries=tuple(kept), damage=tuple(damage))


def items(data: bytes, name: str, settings: Settings) -> Iterator[Item | DatelineError]:
    """Read what a feed itself says of each report, without fetching anything.

    An entry with its full text becomes a report. One with a teaser becomes a report without a body: title and
    teaser are headline and deck, and its record says so (note N002).

    Args:
        data: the bytes of a feed or a news sitemap.
        name: name of the file; items are called `name#number`.
        settings: limits on bytes, characters, depth and entries.

    Yields:
        Items whose content is a complete `Source`, in the order of the feed; for an entry that cannot be read its
        error, E003, E007 or E008. E005 where a sitemap or feed gives addresses only.

    Raises:
        DatelineError: as `read`.
    """
    from dateline.reading.feeds.sources import source_of

    feed = read(data, name, settings)
    yield from feed.damage
    worded = [entry for entry in feed.entries if entry.title or entry.summary or entry.content]
    if feed.entries and not worded:
        listed = f"{name or 'the file'} lists {len(feed.entries):,} addresses and no text"
        yield DatelineError("E005", listed, "fetch them: dateline fetch")
    for entry in worded:
        called = f"{name}#{entry.number}"
        try:
            source = source_of(entry, feed, settings, called)
        except DatelineError as error:
            yield error
            continue
        yield Item(name=called, content=source, carrier=_carrier(entry, feed), position=entry.number)


def _carrier(entry: Entry, feed: Feed) -> Carrier:
    return Carrier(
        url=entry.url,
        published=entry.published.iso or entry.updated.iso,
        publisher=entry.publisher or feed.title,
        title=entry.title,
        authors=entry.authors,
        language=entry.language,
        id=entry.id,
    )
