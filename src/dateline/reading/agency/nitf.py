"""NITF: a report's own format, alone or inside NewsML-G2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import xml
from dateline.reading.agency.model import AgencyItem, Rights, status_of
from dateline.reading.agency.sources import items_of
from dateline.reading.feeds.names import LANGUAGE
from dateline.reading.feeds.words import language
from dateline.reading.fragment import walked
from dateline.reading.items import Item
from dateline.reading.moments import NEVER, Moment, moment
from dateline.reading.xml import local

_ROOT: Final = re.compile(r"<(?:[\w.-]{1,20}:)?nitf[\s>]", re.IGNORECASE)


def sniff(head: bytes, name: str = "") -> bool:
    """Say whether a file is NITF, by its first 4,000 bytes."""
    del name
    text = xml.decoded(head[:4000])
    found = _ROOT.search(text)
    return found is not None and "<newsitem" not in text[: found.start()].casefold()


def items(data: bytes, name: str, settings: Settings) -> Iterator[Item | DatelineError]:
    """Read a NITF file: one report.

    Yields:
        The report, or why it is none; see `sources.items_of`.

    Raises:
        DatelineError: E001, E003, E006, E007: the file cannot be read.
    """
    root = rooted(data, name, settings)
    if local(root.tag) != "nitf":
        raise DatelineError("E006", f"{name or 'the file'} is no NITF")
    yield from items_of(iter((read(root),)), name, settings)


def rooted(data: bytes, name: str, settings: Settings) -> Any:
    """Parse an agency's XML file, mended where it is not well formed.

    Raises:
        DatelineError: E001 nothing there; E003 too large; E006 damaged, or with entities of its own; E007 too deep.
    """
    text = xml.without_doctype(xml.decoded(xml.sized(data, name, settings)), name)
    root = xml.parse(text, name, settings)
    if root is None:
        root = xml.parse(xml.mended(text), name, settings)
    if root is None:
        raise DatelineError("E006", f"{name or 'the file'} is damaged: its XML is not well formed")
    return root


def read(root: Any) -> AgencyItem:
    """Read an `nitf` element."""
    data = first(root, "docdata")
    head = first(root, "body.head")
    content = first(root, "body.content")
    placed = first(head, "dateline")
    place = first(placed, "location")
    issued = moment(_attribute(data, "date.issue", "norm"))
    return AgencyItem(
        id=_attribute(data, "doc-id", "id-string"),
        version=_attribute(data, "du-key", "version"),
        status=status_of(data.get("management-status", "")) if data is not None else "usable",
        language=language(root.get("baselang") or root.get(LANGUAGE)),
        headline=words_of(first(head, "hl1")) or words_of(first(first(root, "head"), "title")),
        decks=tuple(words for part in each(head, "hl2", "abstract") if (words := words_of(part))),
        byline=_byline(first(head, "byline")),
        dateline="" if place is not None else words_of(placed),
        located=words_of(place),
        credit=words_of(first(head, "distributor")),
        provider=words_of(first(head, "distributor")) or _attribute(data, "doc.copyright", "holder"),
        content_created=issued if issued.iso else moment(_attribute(root, "pubdata", "date.publication")),
        embargoed=_released(data),
        body=walked(content) if content is not None else (),
        rights=Rights(holder=_attribute(data, "doc.copyright", "holder")),
    )


def _byline(element: Any) -> str:
    """Return the byline; what an author is stands behind the name, with a comma."""
    if element is None:
        return ""
    title = words_of(first(element, "byttl"))
    parts = [part for part in element.itertext() if isinstance(part, str)]
    line = " ".join(" ".join(parts).split())
    name = line.removesuffix(title).rstrip(" ,") if title else line
    return f"{name}, {title}" if title and name and line.endswith(title) else line


def merged(inner: AgencyItem, outer: AgencyItem) -> AgencyItem:
    """Fill what an item says of itself with what the NITF inside it says."""
    given = {
        name: value
        for name in (
            "headline",
            "decks",
            "byline",
            "dateline",
            "located",
            "credit",
            "provider",
            "captions",
            "language",
        )
        if not getattr(outer, name) and (value := getattr(inner, name))
    }
    if outer.located and inner.located:
        # what is printed above the text outweighs where the desk is
        given["located"] = inner.located
    return msgspec.structs.replace(outer, body=inner.body, **given)


def _released(data: Any) -> Moment:
    return moment(_attribute(data, "date.release", "norm")) if data is not None else NEVER


def each(parent: Any, *names: str) -> Iterator[Any]:
    """Give the elements of these names, at any depth, in the order of the file."""
    if parent is not None:
        yield from (element for element in parent.iter() if local(element.tag) in names)


def first(parent: Any, name: str) -> Any:
    """Return the first element of a name, at any depth, or `None`."""
    return next(each(parent, name), None)


def words_of(element: Any) -> str:
    """Return the text of an element in one line."""
    if element is None:
        return ""
    return " ".join("".join(part for part in element.itertext() if isinstance(part, str)).split())


def _attribute(parent: Any, name: str, attribute: str) -> str:
    element = first(parent, name)
    return (element.get(attribute) or "").strip() if element is not None else ""
