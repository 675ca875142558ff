"""ninjs, the IPTC's news in JSON: versions 1, 2 and 3, and what content systems make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import fragment, xml
from dateline.reading.agency.model import AgencyItem, Rights, status_of
from dateline.reading.agency.sources import items_of
from dateline.reading.feeds.words import language, plain
from dateline.reading.items import Item
from dateline.reading.moments import moment
from dateline.reading.pieces import Piece
from dateline.structure.byline import is_agency

# Keys that ninjs has and other JSON about articles has not; two of them make an item.
_KEYS: Final = re.compile(
    r"\"(versioncreated|firstcreated|contentcreated|contentmodified|pubstatus|copyrightholder|copyrightnotice|usageterms"
    r"|representationtype|body_x?html|body_text|description_text|bodies|headlines|slugline|ednote|infosources|renditions)\"\s*:",
    re.IGNORECASE,
)
_STANDARD: Final = re.compile(r"\"standard\"\s*:\s*\{[^{}]{0,200}\"ninjs\"|ninjs-schema", re.IGNORECASE)
_LISTS: Final = ("items", "_items", "item", "data", "results")
"""Keys under which services put the items of an answer."""
_NO_DECK: Final = ("caption", "ednote", "note", "published", "creditline", "keywords")
_SHOWN: Final = ("picture", "graphic", "photo", "image", "video")


def sniff(head: bytes, name: str = "") -> bool:
    """Say whether a file is ninjs, by its first 4,000 bytes: an object, a list of them, or one a line."""
    del name
    text = xml.decoded(head[:4000]).lstrip("\ufeff \t\r\n")
    if text[:1] not in ("{", "["):
        return False
    return bool(_STANDARD.search(text)) or len({key.casefold() for key in _KEYS.findall(text)}) >= 2


def items(data: bytes, name: str, settings: Settings) -> Iterator[Item | DatelineError]:
    """Read a ninjs file: one item, a list, an answer of a service that holds a list, or one item a line.

    Yields:
        Reports, or why an item is none; see `sources.items_of`.

    Raises:
        DatelineError: E001, E003, E006, E007: the file cannot be read.
    """
    yield from items_of(read(data, name, settings), name, settings)


def read(data: bytes, name: str, settings: Settings) -> Iterator[AgencyItem | DatelineError]:
    """Read the items of a ninjs file.

    Yields:
        The items; E008 for one that is no object, E007 for one whose HTML is nested too deeply.

    Raises:
        DatelineError: E001, E003, E006, E007: the file cannot be read.
    """
    text = xml.decoded(xml.sized(data, name, settings)).lstrip("\ufeff \t\r\n")
    for number, found in enumerate(_objects(text, name), start=1):
        if not isinstance(found, dict):
            yield DatelineError("E008", f"{name or 'the file'}#{number} is no object")
            continue
        try:
            yield item_of(found, settings, name)
        except DatelineError as error:
            yield error


def _objects(text: str, name: str) -> list[Any]:
    """Return the items of a file.

    Raises:
        DatelineError: E006, it is no JSON; E007, it is nested too deeply.
    """
    try:
        try:
            found = msgspec.json.decode(text)
        except msgspec.DecodeError:
            lines = [line for line in text.splitlines() if line.strip()]
            if len(lines) < 2:
                raise
            return [msgspec.json.decode(line) for line in lines]
    except msgspec.DecodeError as error:
        raise DatelineError("E006", f"{name or 'the file'} is no JSON: {error}") from error
    except RecursionError as error:
        raise DatelineError(
            "E007", f"{name or 'the file'} nests too many values inside each other"
        ) from error
    if isinstance(found, dict) and "uri" not in found and "guid" not in found:
        found = next((found[key] for key in _LISTS if isinstance(found.get(key), list)), found)
    return found if isinstance(found, list) else [found]


def item_of(data: dict[str, Any], settings: Settings, name: str = "") -> AgencyItem:
    """Read one ninjs object.

    Args:
        data: the object; keys it should not have, and values of another type than they should be, do not count.
        settings: the limit on depth.
        name: name of the file, for messages.

    Raises:
        DatelineError: E007, its HTML is nested too deeply.
    """
    data = _folded(data)
    main, *others = _headlines(data) or [""]
    kind = _text(data, "type").casefold() or "text"
    described = _descriptions(data, settings)
    credited = _credits(data)
    return AgencyItem(
        id=_text(data, "uri") or _text(data, "guid"),
        version=_text(data, "version"),
        type=kind,
        status=status_of(_text(data, "pubstatus")),
        language=language(_text(data, "language")),
        headline=main,
        decks=(*others, *described) if kind not in _SHOWN else tuple(others),
        byline=plain(_text(data, "by") or _text(data, "byline")) or ", ".join(_named(data, "authors")),
        located=plain(_text(data, "located")),
        credit=next((name_ for name_ in credited if is_agency(name_)), credited[0] if credited else ""),
        provider=next(filter(None, (*credited, _text(data, "copyrightholder"), _text(data, "provider"))), ""),
        slugline=_text(data, "slugline"),
        title=plain(_text(data, "title")),
        note=_text(data, "ednote"),
        subjects=_named(data, "subjects") or _named(data, "subject"),
        content_created=moment(_text(data, "contentcreated")),
        first_created=moment(_text(data, "firstcreated") or _published(data)),
        version_created=moment(_text(data, "versioncreated")),
        embargoed=moment(_text(data, "embargoed")),
        body=_body(data, settings, name),
        captions=(*(described if kind in _SHOWN else ()), *_associated(data, settings)),
        rights=Rights(
            holder=_text(data, "copyrightholder"),
            notice=_text(data, "copyrightnotice"),
            terms=_text(data, "usageterms"),
        ),
        refers=len(_associations(data)),
    )


def _headlines(data: dict[str, Any]) -> list[str]:
    """Return the main headline and the lines below it."""
    roled = [(role, plain(words)) for role, words in _roled(data, "headlines")]
    main = next((words for role, words in roled if role in ("", "main", "headline")), None)
    listed = [main or roled[0][1]] if roled else []
    listed += [
        words
        for role, words in roled
        if words not in listed and any(s in role for s in ("sub", "deck", "kicker"))
    ]
    return listed or [plain(_text(data, "headline"))]


def _descriptions(data: dict[str, Any], settings: Settings) -> tuple[str, ...]:
    given = [
        words for role, words in _roled(data, "descriptions") if not any(sign in role for sign in _NO_DECK)
    ]
    given = given[:1] or [_text(data, key) for key in ("description_text", "description_html")]
    found = (fragment.plain(words, settings) for words in given if words)
    return tuple(dict.fromkeys(words for words in found if words))[:1]


def _published(data: dict[str, Any]) -> str:
    """Return a day without an hour, for which ninjs has no key; `export.ninjs` writes it as a description."""
    return next((words for role, words in _roled(data, "descriptions") if role == "published"), "")


def _body(data: dict[str, Any], settings: Settings, name: str) -> tuple[Piece, ...]:
    """Read the body: as HTML if there is one, else as text, else whatever there is."""
    given = [(_text(one, "contenttype").casefold(), _text(one, "value")) for one in _listed(data, "bodies")]
    given += [(key, _text(data, key)) for key in sorted(data) if key.startswith("body_")]
    for _, words in sorted(given, key=_rank):
        found = fragment.paragraphs(words, settings, name)
        if found:
            return found
    return ()


def _rank(given: tuple[str, str]) -> int:
    kind = given[0]
    return 0 if "html" in kind else 1 if "text" in kind else 2


def _credits(data: dict[str, Any]) -> tuple[str, ...]:
    """Return whom the item comes from, the first of them who sends it."""
    named = _named(data, "infosources") or _named(data, "infosource")
    return named or tuple(words for key in ("source", "creditline") if (words := plain(_text(data, key))))


def _associations(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the associated items: a list in ninjs 2, an object of objects in ninjs 1."""
    given = data.get("associations")
    listed = list(given.values()) if isinstance(given, dict) else given if isinstance(given, list) else []
    return [_folded(one) for one in listed if isinstance(one, dict)]


def _associated(data: dict[str, Any], settings: Settings) -> tuple[str, ...]:
    """Return the captions of pictures that go with a text."""
    shown = [one for one in _associations(data) if _text(one, "type").casefold() in _SHOWN]
    return tuple(words for one in shown for words in _caption(one, settings))


def _caption(data: dict[str, Any], settings: Settings) -> tuple[str, ...]:
    roled = _roled(data, "descriptions")
    given = next((words for role, words in roled if "caption" in role), roled[0][1] if roled else "")
    words = fragment.plain(given or _text(data, "description_text"), settings)
    return (words,) if words else ()


def _roled(data: dict[str, Any], key: str) -> list[tuple[str, str]]:
    """Return role and value of the objects that ninjs 2 has for headlines and descriptions."""
    return [
        (_text(one, "role").casefold(), words) for one in _listed(data, key) if (words := _text(one, "value"))
    ]


def _named(data: dict[str, Any], key: str) -> tuple[str, ...]:
    listed = [one for one in _listed(data, key) if isinstance(one, dict)]
    return tuple(
        dict.fromkeys(
            words for one in listed if (words := plain(_text(one, "name") or _text(one, "literal")))
        )
    )


def _listed(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects of a list; what else stands in it does not count."""
    given = data.get(key)
    return [_folded(one) for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _folded(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object with its keys in small letters: ninjs 3 writes `versionCreated` for `versioncreated`."""
    return {key.casefold(): value for key, value in data.items()}


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
