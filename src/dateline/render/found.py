"""Times, places and actors found alone, as a table in a terminal: each with its words in their line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline import __version__
from dateline.model import Appearance, Document, Mention, Place, Report, Span, When
from dateline.render.safe import line
from dateline.render.text import KINDS
from dateline.render.view import days, excerpt

_NARROW: Final = 80
"""A terminal of fewer columns gets the findings one below the other."""
_WIDEST: Final = 26
"""Columns of the terminal that a cell other than the line may take before it is broken."""
_SHORTEST: Final = 24
"""Characters that are shown of a line at least."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: the words, and what is said of them.

    Attributes:
        span: the words.
        cells: what they mean, under the titles of `TITLES`.
    """

    span: Span
    cells: tuple[str, ...]


TITLES: Final = {
    "times": ("days", "value", "type"),
    "places": ("place", "in", "coordinates"),
    "actors": ("actor", "role", "named by"),
}
"""Titles of the columns beside the line, for each of the three."""
_STYLES: Final = {"times": KINDS["time"][1], "places": KINDS["place"][1], "actors": KINDS["actor"][1]}


def time_row(when: When) -> tuple[Finding, ...]:
    """Make the row of a time expression."""
    if when.span is None:
        return ()
    return (Finding(when.span, (days(when.start, when.end) or "–", when.value, when.type.lower())),)


def place_row(place: Place) -> tuple[Finding, ...]:
    """Make the row of a place."""
    inside = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
    where = "unknown" if place.lat is None or place.lon is None else f"{place.lat:.2f}, {place.lon:.2f}"
    name = f"{place.name} (metonym)" if place.metonym else place.name
    return (Finding(place.span, (name, inside, where)),)


def actor_rows(appearance: Appearance) -> tuple[Finding, ...]:
    """Make the rows of an actor, one for each mention."""
    actor = appearance.actor
    codes = " ".join((*actor.country, actor.sector)).strip()
    name = f"{actor.name} ({codes})" if codes else actor.name

    def row(mention: Mention) -> Finding:
        return Finding(mention.span, (name, actor.role or actor.kind.replace("_", " "), mention.how))

    return tuple(map(row, appearance.mentions))


def table(
    what: str, document: Document, findings: Sequence[Finding], width: int, *, colour: bool
) -> RenderableType:
    """Lay out findings in the order of the text.

    Args:
        what: `times`, `places` or `actors`.
        document: the text they are from.
        findings: the rows.
        width: columns of the terminal.
        colour: whether colour shows the words in their line; without it they stand in brackets.
    """
    report = Report(version=__version__, document=document)
    style = _STYLES[what] if colour else ""
    rows = sorted(findings, key=lambda one: one.span)
    if width < _NARROW:
        return _stack(report, rows, width, style)
    titles = TITLES[what]
    widest = [max((len(line(one.cells[i])) for one in rows), default=0) for i in range(len(titles))]
    sizes = [min(_WIDEST, max(len(title), size)) for title, size in zip(titles, widest, strict=True)]
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    grid.add_column("in its line", overflow="fold")
    for title, size in zip(titles, sizes, strict=True):
        grid.add_column(title, overflow="fold", min_width=min(size, 10))
    room = max(_SHORTEST, width - sum(sizes) - 2 * len(titles) - 14)
    for one in rows:
        grid.add_row(_marked(report, one.span, room, style), *(Text(line(cell)) for cell in one.cells))
    return grid


def _stack(report: Report, rows: Sequence[Finding], width: int, style: str) -> RenderableType:
    """Lay out findings one below the other."""
    parts: list[RenderableType] = []
    for one in rows:
        parts.append(_marked(report, one.span, max(_SHORTEST, width - 6), style))
        told = " · ".join(line(cell) for cell in one.cells if cell)
        parts.append(Padding(Text(told, style="dim"), (0, 0, 0, 2), expand=False))
    return Group(*parts)


def _marked(report: Report, span: Span, width: int, style: str) -> Text:
    """Return the line around words with the words marked: by a style, or in brackets where there is none."""
    shown, start = excerpt(report, span, width)
    end = start + len(span)
    if not style:
        return Text(f"{shown[:start]}[{shown[start:end]}]{shown[end:]}")
    text = Text(shown)
    text.stylize(style, start, end)
    return text
