"""From an agency's item to a source: its fields become the zones of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.agency.model import AgencyItem
from dateline.reading.items import Carrier, Item
from dateline.reading.pieces import Piece, assemble
from dateline.reading.source import Source
from dateline.structure import byline, dateline
from dateline.structure.dates import is_date_line

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_OPENING: Final = 3
"""Paragraphs at the beginning of a body in which a byline or dateline may be repeated."""


def items_of(
    found: Iterator[AgencyItem | DatelineError], name: str, settings: Settings
) -> Iterator[Item | DatelineError]:
    """Make readable items of an agency's.

    Args:
        found: the items of a file, or what was wrong with one.
        name: name of the file; where it holds several, items are called `name#number`.
        settings: limits.

    Yields:
        Items whose content is a complete `Source`; for others an error: E014, withdrawn or held back; E005, without
        any text (a video, a package of references); E003, too long or one too many; E008, damaged.
    """
    first = next(found, None)
    if first is None:
        yield DatelineError("E005", f"{name or 'the file'} holds no item")
        return
    second = next(found, None)
    several = second is not None
    number = 0
    for item in (first, *(() if second is None else (second,)), *found):
        number += 1
        if number > settings.max_items:
            above = f"{name or 'the file'} has more than {settings.max_items:,} items: the rest is left out"
            yield DatelineError("E003", above, "raise max_items in Settings")
            return
        called = f"{name}#{number}" if several else name
        if isinstance(item, DatelineError):
            yield item
            continue
        try:
            yield Item(
                name=called,
                content=source_of(item, settings, called),
                carrier=carrier_of(item),
                position=number,
            )
        except DatelineError as error:
            yield error


def carrier_of(item: AgencyItem) -> Carrier:
    """Say what is known of an item beside its text."""
    return Carrier(
        url=_url(item.id),
        published=item.published.iso,
        publisher=item.provider,
        title=item.headline or item.title,
        authors=_names(item.byline),
        language=item.language,
        id=item.id,
    )


def source_of(item: AgencyItem, settings: Settings, name: str) -> Source:
    """Make a source of an item.

    Args:
        item: the item.
        settings: the limit on characters.
        name: what to call it in messages.

    Returns:
        A source with zones. What the body says itself (a dateline, a byline) is not put above it again.

    Raises:
        DatelineError: E014, the item is withdrawn or held back; E005, it has no text; E003, too long.
    """
    called = f"{name or 'the item'}{f' ({item.id})' if item.id else ''}"
    if item.status != "usable":
        what = (
            "was withdrawn by its publisher" if item.status == "canceled" else "is held back by its publisher"
        )
        raise DatelineError("E014", f"{called} {what}", "earlier versions of it should not be used either")
    if not item.body and not item.captions and not (item.type == "text" and (item.headline or item.decks)):
        what = f"refers to {item.refers} other items" if item.refers else f"is of type {item.type}"
        raise DatelineError("E005", f"{called} {what} and holds no text")
    text, zones = assemble(_pieces(item), settings, name)
    return Source(
        text=text,
        format="html",
        zones=zones,
        title=item.headline or item.title,
        authors=_names(item.byline),
        published=item.published.iso,
        publisher=item.provider,
        url=_url(item.id),
        language=item.language,
    )


def _pieces(item: AgencyItem) -> Iterator[Piece]:
    body = _without(item.body, item.headline)
    prose = [piece.words for piece in body if piece.kind == "body"]
    opening = " ".join(prose[:_OPENING])
    said = _key(opening)
    yield Piece(item.headline, "headline")
    for words in dict.fromkeys(item.decks):
        # what names the headline again is a label for those who handle the item
        if _key(words)[:120] not in said and (_key(item.headline) or "-") not in _key(words):
            yield Piece(words, "deck")
    # a byline may stand above the paragraph that the dateline opens
    named = next(
        (found for words in prose[:_OPENING] if (found := dateline.opening(words)) and found.strong), None
    )
    if item.byline and _key(item.byline) not in said:
        yield Piece(item.byline, "byline")
    if item.credit and byline.is_agency(item.credit) and not _credited(item, named is not None, opening):
        yield Piece(item.credit, "byline", "credit")
    if named is None:
        yield from _place(item, said)
    yield from body
    shown = {_key(piece.words) for piece in body}
    yield from (Piece(words, "caption") for words in dict.fromkeys(item.captions) if _key(words) not in shown)


def _credited(item: AgencyItem, opened: bool, opening: str) -> bool:
    """Say whether byline or dateline name the agency already."""
    name = item.credit.casefold()
    return (
        name in item.byline.casefold()
        or name in item.dateline.casefold()
        or (opened and name in opening[:200].casefold())
    )


def _place(item: AgencyItem, said: str) -> Iterator[Piece]:
    """Give the dateline: in its own words, or the place alone."""
    words = " ".join(item.dateline.split())
    if words and not is_date_line(words) and _key(words) not in said:
        whole = dateline.opening(f"{words} .") or dateline.opening(f"{words} - .")
        yield Piece(words, "dateline", "located" if whole is None else "dateline")
    elif item.located:
        yield Piece(item.located, "dateline", "located")


def _without(body: tuple[Piece, ...], headline: str) -> tuple[Piece, ...]:
    """Leave out a headline that the body repeats as its first line."""
    return body[1:] if body and headline and _key(body[0].words) == _key(headline) else body


def _key(words: str) -> str:
    return _NO_LETTERS.sub("", words).casefold()


def _names(line: str) -> tuple[str, ...]:
    return tuple(line[start:end] for start, end in byline.names(line)) if line else ()


def _url(ident: str) -> str:
    return ident if ident.startswith(("http://", "https://")) else ""
