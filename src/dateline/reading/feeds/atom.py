"""Atom 1.0 and 0.3."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final
from urllib.parse import urljoin

from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.names import BASE, LANGUAGE, name_of
from dateline.reading.feeds.rss import author
from dateline.reading.feeds.words import address, language, markup_of, people, plain, text_of
from dateline.reading.moments import moment


def read(root: Any, cut: int = 0, base: str = "") -> Feed:
    """Read an Atom feed.

    Args:
        root: its root element; an `entry` alone is a feed of one.
        cut: number of the entry that the end of the file cut off, 0 for none.
        base: address of the feed itself, or empty; `xml:base` wins over it.

    Returns:
        The feed; an entry that was cut off is left out.
    """
    head = _children(root)
    base = urljoin(base, root.get(BASE, ""))
    home = _link(head, base)
    spoken = language(root.get(LANGUAGE))
    writers = _authors(head)
    found = [root] if _name(root) == "entry" else [e for e in root.iter() if _name(e) == "entry"]
    entries = []
    for number, element in enumerate(found, start=1):
        if number != cut:
            entries.append(_entry(element, number, base or home, spoken, writers))
    return Feed(
        kind="atom",
        title=_plain(head, "title"),
        url=home,
        language=spoken,
        entries=tuple(entries),
    )


def _name(element: Any) -> str:
    return name_of(element).removeprefix("atom:")


def _children(element: Any) -> dict[str, list[Any]]:
    given: dict[str, list[Any]] = {}
    for child in element:
        given.setdefault(_name(child), []).append(child)
    return given


def _entry(element: Any, number: int, home: str, spoken: str, writers: tuple[str, ...]) -> Entry:
    given = _children(element)
    base = element.get(BASE)
    source = _children(given["source"][0]) if "source" in given else {}
    return Entry(
        id=_plain(given, "id"),
        url=_link(given, urljoin(home, base) if base else home),
        title=_plain(given, "title"),
        summary=_markup(given, "summary"),
        content=_markup(given, "content") or _markup(given, "content:encoded"),
        authors=_authors(given) or _authors(source) or writers,
        published=moment(_text(given, "published", "issued", "created", "dc:date")),
        updated=moment(_text(given, "updated", "modified")),
        captions=tuple(
            words
            for child in element.iter()
            if name_of(child) == "media:description" and (words := plain(text_of(child)))
        ),
        publisher=_plain(source, "title"),
        language=language(element.get(LANGUAGE)) or spoken,
        number=number,
    )


def _text(given: dict[str, list[Any]], *names: str) -> str:
    for name in names:
        for element in given.get(name, ()):
            words = text_of(element).strip()
            if words:
                return words
    return ""


def _plain(given: dict[str, list[Any]], name: str) -> str:
    """Return a text construct without its markup; one of type `text` means its characters literally."""
    for element in given.get(name, ()):
        words = text_of(element)
        # feeds that escape HTML in titles without saying so are commoner than titles about tags
        if words.strip() and element.get("type") != "xhtml":
            return plain(_unpacked(words) if _is_packed(element) else words)
        if words.strip():
            return " ".join(words.split())
    return ""


def _markup(given: dict[str, list[Any]], name: str) -> str:
    for element in given.get(name, ()):
        kind = (element.get("type") or "").casefold()
        if _is_packed(element):
            words = "" if kind.startswith(("image", "application/pdf")) else _unpacked(text_of(element))
        else:
            words = markup_of(element)
        if words:
            return words
    return ""


_BINARY: Final = ("application/octet-stream", "application/pdf", "image/")


def _is_packed(element: Any) -> bool:
    """Say whether the text of an element is base64."""
    kind = (element.get("type") or "").casefold()
    return (element.get("mode") or "").casefold() == "base64" or kind.startswith(_BINARY)


def _unpacked(words: str) -> str:
    """Read the base64 that Atom 0.3 allows for content."""
    try:
        return base64.b64decode(words, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _authors(given: dict[str, list[Any]]) -> tuple[str, ...]:
    return people(*(author(element) for name in ("author", "dc:creator") for element in given.get(name, ())))


def _link(given: dict[str, list[Any]], base: str) -> str:
    """Return the address of the page itself: the link without a relation, or `alternate`."""
    links = given.get("feedburner:origlink", [])
    if links:
        return address(text_of(links[0]), base)
    for element in given.get("link", ()):
        if element.get("rel", "alternate") in ("alternate", "") and element.get("href"):
            return address(element.get("href"), base)
        if not element.attrib and element.text:
            return address(element.text, base)
    found = _text(given, "id")
    return found if found.startswith(("http://", "https://")) else ""
