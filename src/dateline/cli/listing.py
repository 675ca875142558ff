"""What the lists share: options, and rows as a table, JSON or CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import click

from dateline.cli.common import console, day_option, display
from dateline.render.cells import cell
from dateline.render.safe import line

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import RenderableType


F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R", bound="DataclassInstance")

Form = Literal["table", "json", "csv"]


def actor_option(name: str, what: str) -> Callable[[F], F]:
    """Make an option that names an actor."""
    return click.option(
        name, metavar="WHO", help=f"{what}: words of the name (Iran), a country code (IRN) or an id."
    )


def choice_option(name: str, values: Any, what: str) -> Callable[[F], F]:
    """Make an option that takes one of the values of a `Literal`, and may be repeated."""
    return click.option(
        name,
        multiple=True,
        type=click.Choice(get_args(values), case_sensitive=False),
        metavar="|".join(get_args(values)) if len(get_args(values)) < 6 else name.lstrip("-").upper(),
        help=f"{what}; may be repeated."
        + ("" if len(get_args(values)) < 6 else f" One of {', '.join(get_args(values))}."),
    )


def list_options(command: F) -> F:
    """Add the options of every list."""
    options: tuple[Callable[[F], F], ...] = (
        click.option("--csv", "form", flag_value="csv", help="Print CSV with a header row."),
        click.option("--json", "form", flag_value="json", help="Print JSON, one record a line."),
        click.option("--limit", type=click.IntRange(min=1), help="Print at most so many."),
        click.option("--doc", metavar="ID", help="Only of this document."),
        day_option("--until", "Latest day."),
        day_option("--since", "Earliest day (2025-10-21)."),
    )
    for option in options:
        command = option(command)
    return command


def given(**filters: Any) -> dict[str, Any]:
    """Return the filters that the user gave."""
    return {key: value for key, value in filters.items() if value not in (None, ())}


def show(
    rows: Sequence[R],
    kind: type[R],
    form: str | None,
    columns: Sequence[tuple[str, Callable[[Any], str]]],
) -> None:
    """Print rows.

    Args:
        rows: the rows.
        kind: their type, whose fields are the columns of CSV.
        form: `json`, `csv`, or nothing for a table.
        columns: titles and contents of the table's columns; the last one holds the id.
    """
    if form == "json":
        import msgspec

        from dateline.render.safe import json_text

        for row in rows:
            click.echo(json_text(msgspec.json.encode(row)))
    elif form == "csv":
        _csv(rows, [field.name for field in fields(kind)])
    else:
        _table(rows, columns)


def _table(rows: Sequence[Any], columns: Sequence[tuple[str, Callable[[Any], str]]]) -> None:
    out = console()
    if not rows:
        click.echo("nothing on record fits", err=True)
        return
    display(_grid(rows, columns) if out.width >= 80 else _stack(rows, columns), out)


def _grid(rows: Sequence[Any], columns: Sequence[tuple[str, Callable[[Any], str]]]) -> RenderableType:
    """Lay out rows as a table."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title, _ in columns:
        # A day and an id are never broken.
        table.add_column(
            title, overflow="fold", no_wrap=title == "id", min_width=12 if title == "when" else None
        )
    for row in rows:
        cells = [Text(line(content(row))) for _, content in columns]
        cells[-1].stylize("dim")
        table.add_row(*cells)
    return table


def _stack(rows: Sequence[Any], columns: Sequence[tuple[str, Callable[[Any], str]]]) -> RenderableType:
    """Lay out rows one below the other, for a narrow terminal."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for row in rows:
        *cells, key = [(title, line(content(row))) for title, content in columns]
        parts.append(Text.assemble((key[1], "dim")))
        lines = [Text.assemble((f"{title}: ", "dim"), cell) for title, cell in cells if cell]
        parts.extend(Padding(text, (0, 0, 0, 2), expand=False) for text in lines)
    return Group(*parts)


def _csv(rows: Sequence[Any], names: Sequence[str]) -> None:
    """Print rows as CSV under their names."""
    csv_line(names)
    for row in rows:
        csv_line([getattr(row, name) for name in names])


def csv_line(values: Sequence[object]) -> None:
    """Print a line of CSV; lists are joined by semicolons, and no text can begin a formula."""
    csv.writer(sys.stdout, lineterminator="\n").writerow([cell(value) for value in values])


def verdict(corrected: str) -> str:
    """Write what users said of a record, to stand after what the machine says; empty if nothing."""
    words = {"wrong": "marked wrong", "right": "marked right", "changed": "corrected"}.get(corrected, "")
    return f" · {words}" if words else ""
