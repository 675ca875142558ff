"""NewsML-G2: news items, alone, in messages and in packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import xml
from dateline.reading.agency import nitf
from dateline.reading.agency.model import AgencyItem, Rights, status_of
from dateline.reading.agency.nitf import each, words_of
from dateline.reading.agency.sources import items_of
from dateline.reading.feeds.names import LANGUAGE
from dateline.reading.feeds.words import language
from dateline.reading.fragment import paragraphs, walked
from dateline.reading.items import Item
from dateline.reading.moments import moment
from dateline.reading.xml import local

_ROOT: Final = re.compile(r"<(?:[\w.-]{1,20}:)?(?:newsItem|newsMessage|packageItem)[\s>]")
_ITEMS: Final = ("newsitem", "packageitem")
_SUBHEADLINES: Final = ("sub", "deck", "secondary", "overline", "kicker")


def sniff(head: bytes, name: str = "") -> bool:
    """Say whether a file is NewsML-G2, by its first 4,000 bytes."""
    del name
    text = xml.decoded(head[:4000])
    return bool(_ROOT.search(text))


def items(data: bytes, name: str, settings: Settings) -> Iterator[Item | DatelineError]:
    """Read a NewsML-G2 file: a news item, a package, or a message that holds several.

    Yields:
        Reports, or why an item is none; see `sources.items_of`. A package that only refers to items of the same
        message is left out, since those are read.

    Raises:
        DatelineError: E001, E003, E006, E007: the file cannot be read.
    """
    root = nitf.rooted(data, name, settings)
    found = [root] if local(root.tag) in _ITEMS else list(each(root, *_ITEMS))
    if not found:
        raise DatelineError("E006", f"{name or 'the file'} holds no NewsML-G2 item")
    here = {element.get("guid") for element in found}
    kept = [element for element in found if not _only_refers(element, here)]
    yield from items_of((_read(element, settings, name) for element in kept), name, settings)


def _only_refers(element: Any, here: set[str | None]) -> bool:
    """Say whether an element is a package all of whose items stand in the same file."""
    if local(element.tag) != "packageitem":
        return False
    refers = [ref.get("residref") for ref in each(element, "itemref")]
    return bool(refers) and all(ref in here for ref in refers)


def _read(element: Any, settings: Settings, name: str) -> AgencyItem | DatelineError:
    try:
        return read(element, settings, name)
    except DatelineError as error:
        return error


def read(element: Any, settings: Settings, name: str = "") -> AgencyItem:
    """Read a `newsItem` or `packageItem` element.

    Raises:
        DatelineError: E007, HTML inside it is nested too deeply.
    """
    meta, content, rights = (
        _child(element, "itemmeta"),
        _child(element, "contentmeta"),
        _child(element, "rightsinfo"),
    )
    kind = _value(_child(meta, "itemclass")).replace("/", ":").rpartition(":")[2].casefold() or "text"
    headlines = list(_children(content, "headline"))
    main = next((h for h in headlines if not _is_sub(h)), None)
    described = [
        words
        for part in _children(content, "description")
        if (words := words_of(part))
        and (kind != "text" or "caption" not in (part.get("role") or "").casefold())
    ]
    sent, holder = _child(content, "creditline"), _name(_child(rights, "copyrightholder"))
    item = AgencyItem(
        id=element.get("guid", ""),
        version=element.get("version", ""),
        type=kind,
        status=status_of(_value(_child(meta, "pubstatus"))),
        language=_language(element, content),
        headline=words_of(main),
        decks=(*(words_of(h) for h in headlines if h is not main), *(described if kind == "text" else ())),
        byline=words_of(_child(content, "by")),
        dateline=words_of(_child(content, "dateline")),
        located=_name(_child(content, "located")),
        credit=words_of(sent)
        or next((n for s in _children(content, "infosource") if (n := _name(s))), holder),
        provider=_name(_child(meta, "provider"))
        or _name(_child(rights, "copyrightholder"))
        or words_of(sent),
        slugline=words_of(_child(content, "slugline")),
        title=words_of(_child(meta, "title")),
        note=words_of(_child(meta, "ednote")),
        subjects=tuple(dict.fromkeys(n for s in _children(content, "subject") if (n := _given_name(s)))),
        content_created=moment(words_of(_child(content, "contentcreated"))),
        first_created=moment(words_of(_child(meta, "firstcreated"))),
        version_created=moment(words_of(_child(meta, "versioncreated"))),
        embargoed=moment(words_of(_child(meta, "embargoed"))),
        captions=() if kind == "text" else tuple(described),
        rights=Rights(
            holder=holder,
            notice=words_of(_child(rights, "copyrightnotice")),
            terms=words_of(_child(rights, "usageterms")),
        ),
        refers=sum(1 for _ in each(element, "itemref")),
    )
    return _with_body(item, _child(element, "contentset"), settings, name)


def _with_body(item: AgencyItem, content: Any, settings: Settings, name: str) -> AgencyItem:
    """Take the fullest of the renditions that are text."""
    best = item
    for part in content if content is not None else ():
        if local(part.tag) == "inlinexml":
            inner = next((child for child in part if isinstance(child.tag, str)), None)
            if inner is None:
                continue
            whole = local(inner.tag) == "nitf"
            told = nitf.merged(nitf.read(inner), item) if whole else replace(item, body=walked(inner))
        elif local(part.tag) == "inlinedata" and not part.get("encoding"):
            told = replace(item, body=paragraphs(part.text or "", settings, name))
        else:
            continue
        if _size(told) > _size(best):
            best = told
    return best


def _size(item: AgencyItem) -> int:
    return sum(len(piece.words) for piece in item.body)


def _is_sub(headline: Any) -> bool:
    role = (headline.get("role") or "").casefold()
    return any(word in role for word in _SUBHEADLINES)


def _language(element: Any, content: Any) -> str:
    told = _child(content, "language")
    return language((told.get("tag") if told is not None else "") or element.get(LANGUAGE))


def _children(parent: Any, name: str) -> Iterator[Any]:
    if parent is not None:
        yield from (child for child in parent if local(child.tag) == name)


def _child(parent: Any, name: str) -> Any:
    return next(_children(parent, name), None)


def _value(element: Any) -> str:
    """Return the code of a controlled value, however it is given."""
    if element is None:
        return ""
    return element.get("qcode") or element.get("uri") or element.get("literal") or words_of(element)


def _given_name(element: Any) -> str:
    """Return the name of a concept, in English if there are several."""
    names = list(_children(element, "name"))
    english = next((n for n in names if language(n.get(LANGUAGE)) == "en"), names[0] if names else None)
    return words_of(english)


def _name(element: Any) -> str:
    """Return the name of a party or place: its name, else its literal; a code says nothing to readers."""
    if element is None:
        return ""
    return _given_name(element) or (element.get("literal") or "").strip()
