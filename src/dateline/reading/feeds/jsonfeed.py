"""JSON Feed 1 and 1.1."""

from __future__ import annotations

import html
from typing import Any

import msgspec

from dateline.errors import DatelineError
from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.words import address, language, people, plain
from dateline.reading.moments import moment


def read(text: str, name: str, base: str = "") -> Feed:
    """Read a JSON Feed.

    Args:
        text: the file.
        name: its name, for messages.
        base: address of the feed itself, or empty; relative addresses start from it if nothing else is given.

    Returns:
        The feed; an item that is no object is named in its damage.

    Raises:
        DatelineError: E006, the file is no JSON or has no items; E007, it is nested too deeply.
    """
    try:
        data = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise DatelineError("E006", f"{name or 'the file'} is no JSON: {error}") from error
    except RecursionError as error:
        raise DatelineError(
            "E007", f"{name or 'the file'} nests too many values inside each other"
        ) from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise DatelineError("E006", f"{name or 'the file'} has no list of items", "give a JSON Feed")
    home = address(_text(data, "home_page_url"), _text(data, "feed_url") or base)
    spoken = language(_text(data, "language"))
    writers = _authors(data)
    entries: list[Entry] = []
    damage: list[DatelineError] = []
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            entries.append(_entry(item, number, home or base, spoken, writers))
        else:
            damage.append(DatelineError("E008", f"{name or 'the feed'}#{number} is no object"))
    return Feed(
        kind="json",
        title=plain(_text(data, "title")),
        url=home,
        language=spoken,
        entries=tuple(entries),
        damage=tuple(damage),
    )


def _entry(item: dict[str, Any], number: int, home: str, spoken: str, writers: tuple[str, ...]) -> Entry:
    ident = _text(item, "id")
    return Entry(
        id=ident,
        url=address(_text(item, "url") or _text(item, "external_url") or ident, home),
        # by its definition a title is plain text; that it holds HTML is commoner than that it means to
        title=plain(_text(item, "title")),
        summary=html.escape(_text(item, "summary"), quote=False),
        content=_text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False),
        authors=_authors(item) or writers,
        published=moment(_text(item, "date_published")),
        updated=moment(_text(item, "date_modified")),
        language=language(_text(item, "language")) or spoken,
        number=number,
    )


def _authors(data: dict[str, Any]) -> tuple[str, ...]:
    given = data.get("authors")
    listed = given if isinstance(given, list) else [data.get("author")]
    return people(*(_text(one, "name") for one in listed if isinstance(one, dict)))


def _text(data: dict[str, Any], key: str) -> str:
    """Return a text; a number, which ids often are, as its figures."""
    value = data.get(key)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
