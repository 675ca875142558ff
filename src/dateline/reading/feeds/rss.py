"""RSS 0.9 to 2.0 and RDF: they differ in where the items stand, not in what an item holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.names import LANGUAGE, PREFIXES, name_of
from dateline.reading.feeds.words import address, language, markup_of, people, plain, text_of
from dateline.reading.moments import NEVER, Moment, moment

# Elements that may say the same, the best first.
_LINK: Final = ("feedburner:origlink", "link")
_SUMMARY: Final = (
    "description",
    "atom:summary",
    "dc:description",
    "summary",
    "itunes:summary",
    "itunes:subtitle",
)
_CONTENT: Final = ("content:encoded", "atom:content", "xhtml:body", "xhtml:div", "fulltext", "content")
_AUTHOR: Final = ("dc:creator", "author", "itunes:author", "atom:author", "dc:contributor")
_PUBLISHED: Final = (
    "pubdate",
    "dcterms:issued",
    "dc:date",
    "atom:published",
    "dcterms:created",
    "published",
    "date",
)
_UPDATED: Final = ("atom:updated", "dcterms:modified", "lastbuilddate", "updated")
_ABOUT: Final = f"{{{PREFIXES['rdf']}}}about"
_MARKUP: Final = frozenset((*_SUMMARY, *_CONTENT))
_MEDIA: Final = ("media:description", "media:content", "media:group", "media:thumbnail", "enclosure", "image")


def read(root: Any, cut: int = 0, base: str = "") -> Feed:
    """Read an RSS or RDF feed.

    Args:
        root: its root element, or whatever holds its items.
        cut: number of the item that the end of the file cut off, 0 for none.
        base: address of the feed itself, or empty; relative links start from the channel's link, else from it.

    Returns:
        The feed; an item that was cut off is left out.
    """
    channel = next((child for child in root.iter() if name_of(child) == "channel"), root)
    said = _first_of(channel)
    home = address(said.get("link", ""), base)
    spoken = language(said.get("language") or said.get("dc:language") or root.get(LANGUAGE))
    entries = []
    for number, item in enumerate(_items(root, channel), start=1):
        if number != cut:
            entries.append(_entry(item, number, home or base, spoken))
    return Feed(
        kind="rdf" if name_of(root) == "rdf:rdf" else "rss",
        title=plain(said.get("title", "")),
        url=home,
        language=spoken,
        ttl=minutes(said.get("ttl", "")),
        entries=tuple(entries),
    )


def minutes(words: str) -> int | None:
    """Return a whole number of minutes, or `None` where there is none."""
    words = words.strip()
    return int(words) if words.isdecimal() and len(words) < 7 else None


def _items(root: Any, channel: Any) -> Iterator[Any]:
    """Give the items: of the channel (RSS 0.91 to 2.0), or beside it (RSS 0.9, 1.0), or wherever they are."""
    found = [child for parent in ((channel,) if channel is root else (channel, root)) for child in parent]
    near = [child for child in found if name_of(child) == "item"]
    return iter(near) if near else (element for element in root.iter() if name_of(element) == "item")


def _first_of(channel: Any) -> dict[str, str]:
    """Return the texts of a channel's own elements, the first of each name."""
    said: dict[str, str] = {}
    for child in channel:
        name = name_of(child)
        if name != "item" and len(child) == 0 and child.text:
            said.setdefault(name, child.text.strip())
    return said


def _entry(item: Any, number: int, home: str, spoken: str) -> Entry:
    given: dict[str, list[Any]] = {}
    for child in item:
        given.setdefault(name_of(child), []).append(child)

    def first(*names: str) -> str:
        for name in names:
            if name not in given:
                continue
            for element in given[name]:
                words = markup_of(element) if name in _MARKUP else text_of(element).strip()
                if words:
                    return words
        return ""

    def dated(names: tuple[str, ...]) -> Moment:
        """Return the first date that can be read, else the first that is given."""
        unread = NEVER
        for name in names:
            for element in given.get(name, ()):
                found = moment(text_of(element))
                if found.iso:
                    return found
                unread = unread or found
        return unread

    guid = first("guid", "atom:id", "id") or item.get(_ABOUT, "")
    summary, content = first(*_SUMMARY), first(*_CONTENT)
    own = "dc:language" in given or item.get(LANGUAGE) is not None
    return Entry(
        id=guid,
        url=_url(given, first(*_LINK), guid, home),
        title=plain(first("title", "dc:title", "media:title")),
        summary=summary if summary != content else "",
        content=content,
        authors=people(*(author(e) for e in next((given[n] for n in _AUTHOR if n in given), []))),
        published=dated(_PUBLISHED),
        updated=dated(_UPDATED),
        captions=_captions(given),
        publisher=plain(first("source", "dc:publisher", "dc:source")),
        language=(language(first("dc:language") or item.get(LANGUAGE)) or spoken) if own else spoken,
        number=number,
    )


def author(element: Any) -> str:
    """Return the words for an author: the text, or the name inside it."""
    for child in element:
        if name_of(child).rpartition(":")[2] == "name":
            return text_of(child)
    return text_of(element) if len(element) == 0 else ""


def _url(given: dict[str, list[Any]], link: str, guid: str, home: str) -> str:
    found = address(link, home)
    for element in (*given.get("link", ()), *given.get("atom:link", ())):
        if not found and element.get("href") and element.get("rel", "alternate") == "alternate":
            found = address(element.get("href"), home)
    if not found and guid.startswith(("http://", "https://")):
        told = next((e.get("isPermaLink") or e.get("ispermalink") for e in given.get("guid", ())), None)
        found = address(guid, "") if (told or "true").casefold() != "false" else ""
    return found


def _captions(given: dict[str, list[Any]]) -> tuple[str, ...]:
    """Return what is said of the pictures of an item."""
    if given.keys().isdisjoint(_MEDIA):
        return ()
    found = [text_of(element) for element in given.get("media:description", ())]
    for name in _MEDIA[1:]:
        for element in given.get(name, ()):
            found += [text_of(child) for child in element.iter() if name_of(child) == "media:description"]
    return tuple(dict.fromkeys(words for each in found if (words := plain(each))))
