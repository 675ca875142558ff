"""From the rows of any table to items: one report a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Carrier, Item
from dateline.reading.source import Source
from dateline.reading.tables import cells
from dateline.reading.tables.columns import Columns, choose
from dateline.structure import byline
from dateline.structure.parts import title_key

Row = tuple[int, Mapping[str, object] | DatelineError]
"""The number of a row, from 1, and its values by column, or why it cannot be read."""

_LOOKED_AT: Final = 50
_MOST_DAMAGED: Final = 1000
_ENOUGH: Final = 1 << 20
_DEEPEST: Final = 4
_OPENING_LINES: Final = 8
_OPENING: Final = 1000
_LOOKED_AT_FOR_CONTROLS: Final = 20_000
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_FRAGMENT: Final = re.compile(
    r"\s*<(?:p|div|article|section|main|h[1-6]|figure|ul|blockquote|span|!--)\b[^<>]{0,500}>", re.IGNORECASE
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x7f]")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a file are read.

    Attributes:
        name: name of the file.
        columns: the columns that the user names, or `None`.
        settings: the limits on characters and rows.
        start: rows up to this number are passed over.
    """

    name: str
    columns: Columns | None
    settings: Settings
    start: int = 0


def items(rows: Iterator[Row], plan: Plan, present: Sequence[str] = ()) -> Iterator[Item | DatelineError]:
    """Make an item of each row.

    Args:
        rows: the rows from the first one on.
        plan: how to read them.
        present: the columns there are, where the file says so; else the first rows tell.

    Yields:
        Items named `FILE:NUMBER`, the number as their position; the error of a row that cannot be read or
        holds no text.

    Raises:
        DatelineError: E001 no rows; E003 more than allowed; E006 no row could be read, or no longer any;
            E009 a column is missing.
    """
    name, settings = plan.name, plan.settings
    first, found = (list(islice(rows, 1)), present) if present else _opening(rows)
    if not first:
        raise DatelineError("E001", f"{name} holds no rows", "give a table with a report a row")
    if not found:
        reason = next((row.detail for _, row in first if isinstance(row, DatelineError)), "")
        raise DatelineError("E006", f"{name}: no row of its beginning can be read: {reason}")
    chosen = choose(plan.columns or Columns(), found, name)
    taken = damaged = 0
    for number, row in chain(first, rows):
        if number <= plan.start:
            continue
        taken += 1
        damaged = damaged + 1 if isinstance(row, DatelineError) else 0
        if damaged > _MOST_DAMAGED:
            what = f"{name}: {_MOST_DAMAGED:,} rows up to {number:,} are damaged, one after the other"
            raise DatelineError("E006", what, "mend the table from the first of them on")
        if taken > settings.max_items:
            raise DatelineError(
                "E003",
                f"{name}: the table has more than {settings.max_items:,} rows",
                "split it, or raise max_items in Settings",
            )
        if isinstance(row, DatelineError):
            yield row
            continue
        try:
            yield _item(row, chosen, f"{name}:{number}", number, settings)
        except DatelineError as error:
            yield error


def _opening(rows: Iterator[Row]) -> tuple[list[Row], Sequence[str]]:
    """Take the first rows, and list the columns they have: rows of JSON need not have the same."""
    first: list[Row] = []
    present: dict[str, None] = {}
    size = 0
    for row in rows:
        first.append(row)
        if not isinstance(row[1], DatelineError):
            present.update(dict.fromkeys(_paths(row[1])))
            size += sum(len(value) for value in row[1].values() if isinstance(value, str))
        if len(first) == _LOOKED_AT or size > _ENOUGH:
            break
    return first, list(present)


def _paths(row: Mapping[str, object], above: str = "", depth: int = 1) -> Iterator[str]:
    """List the columns of a row, and instead of one that holds further columns, those."""
    for key, value in row.items():
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _paths(value, f"{above}{key}.", depth + 1)
        else:
            yield f"{above}{key}"


def value_at(row: Mapping[str, object], path: str) -> object:
    """Return the value in a column, or at a path of dots into nested values; `None` where there is none."""
    if path in row:
        return row[path]
    # a name may have dots of its own, so every dot may be where a nested value begins
    for dot in (place for place, letter in enumerate(path) if letter == "."):
        inside = row.get(path[:dot])
        if isinstance(inside, Mapping) and (found := value_at(inside, path[dot + 1 :])) is not None:
            return found
    return None


def _item(
    row: Mapping[str, object], chosen: Mapping[str, str], name: str, number: int, settings: Settings
) -> Item:
    """Make an item of a row.

    Raises:
        DatelineError: E001 no text, E002 no text but bytes, E003 too long, E007 nested too deeply.
    """
    values = {field: value_at(row, column) for field, column in chosen.items()}
    carrier = Carrier(
        url=cells.words(values.get("url")),
        published=cells.published(values.get("published")),
        publisher=cells.name(values.get("publisher")),
        title=cells.words(values.get("title")),
        authors=cells.authors(values.get("authors")),
        language=cells.language(cells.words(values.get("language"))),
        id=cells.words(values.get("id")),
    )
    text = cells.text(values.get("text")) or cells.text(values.get("html"))
    if not text:
        raise DatelineError("E001", f"{name}: the row holds no text")
    if _PAGE.match(text):
        # the mark decides the character set, whatever the page says that it once was in
        return Item(name=name, content=text.encode("utf-8-sig"), carrier=carrier, position=number)
    if len(text) > settings.max_chars:
        raise DatelineError(
            "E003",
            f"{name}: the text has {len(text):,} characters, more than {settings.max_chars:,}",
            "split it, or raise max_chars in Settings",
        )
    is_markup = _FRAGMENT.match(text) or not cells.text(values.get("text"))
    content = _of_markup(text, carrier, name, settings) if is_markup else _of_text(text, carrier, name)
    return Item(name=name, content=content, carrier=carrier, position=number)


def _of_text(text: str, carrier: Carrier, name: str) -> Source:
    """Make a source of plain text, with the title and the authors above it unless it begins with them.

    Raises:
        DatelineError: E002, it holds control characters.
    """
    looked_at = text[:_LOOKED_AT_FOR_CONTROLS]
    if "\x00" in text or len(_CONTROL.findall(looked_at)) * 50 > len(looked_at):
        raise DatelineError("E002", f"{name}: the row holds control characters as binary files do")
    opening = [line for line in text[: _OPENING * 2].splitlines() if line.strip()][:_OPENING_LINES]
    head = []
    if carrier.title and not _begin_with(opening, carrier.title):
        head.append(carrier.title)
    credit = _credit(carrier.authors, text)
    if credit:
        head.append(credit)
    return _source("\n\n".join([*head, text]), carrier)


def _begin_with(lines: Sequence[str], title: str) -> bool:
    """Say whether one of some lines is a title, or begins with it."""
    key = title_key(title)
    return not key or any(title_key(line[: 2 * len(title) + 20]).startswith(key) for line in lines)


def _credit(names: Sequence[str], text: str) -> str:
    """Write the line that names the authors, where the text does not name them itself."""
    near = f"{text[:_OPENING]} {text[-_OPENING // 2 :]}".casefold()
    known = [name for name in names if byline.is_name(name) or byline.is_agency(name)]
    if not known or any(name.casefold() in near for name in known):
        return ""
    return f"By {', '.join(known)}"


def _of_markup(markup: str, carrier: Carrier, name: str, settings: Settings) -> Source:
    """Make a source of a part of a page."""
    from dateline.reading.fragment import paragraphs
    from dateline.reading.pieces import Piece, assemble

    body = paragraphs(markup, settings, name)
    head = []
    if carrier.title and not _begin_with([piece.words for piece in body[:_OPENING_LINES]], carrier.title):
        head.append(Piece(carrier.title, "headline"))
    credit = _credit(carrier.authors, " ".join(piece.words for piece in body))
    if credit:
        head.append(Piece(credit, "byline"))
    if not body:
        raise DatelineError("E001", f"{name}: the row holds markup, but no text")
    text, zones = assemble([*head, *body], settings, name)
    source = _source(text, carrier)
    return Source(
        text=text,
        format="html",
        zones=zones,
        title=source.title,
        authors=source.authors,
        published=source.published,
        publisher=source.publisher,
        url=source.url,
        language=source.language,
    )


def _source(text: str, carrier: Carrier) -> Source:
    return Source(
        text=text,
        title=carrier.title,
        authors=carrier.authors,
        published=carrier.published,
        publisher=carrier.publisher,
        url=carrier.url,
        language=carrier.language,
    )
