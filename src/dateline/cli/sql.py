"""`dateline sql`: ask a store in SQL, reading only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import console, display, examples, store_option
from dateline.cli.listing import csv_line
from dateline.render.safe import json_text, line

if TYPE_CHECKING:
    from dateline.store.sandbox import Answer


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline sql 'SHOW TABLES' --db news.duckdb",
        "dateline sql 'SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC' --db news.duckdb",
        "dateline sql 'FROM statements WHERE stance = $$denies$$' --db news.duckdb --csv > denials.csv",
    )
)
@click.argument("query", metavar="QUERY")
@store_option
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    default=10.0,
    show_default=True,
    help="How long it may take.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="Print at most so many rows.",
)
@click.option("--json", "form", flag_value="json", help="Print JSON, one row a line.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV with a header row.")
def command(query: str, *, db: Path, seconds: float, limit: int, form: str | None) -> None:
    """Ask the store in SQL (DuckDB's). QUERY is one SELECT; docs/store.md describes the tables.

    The store is only read, and nothing else is: no file, network, extension or setting is in reach of QUERY.
    """
    from dateline.store.sandbox import ask

    answer = ask(db, query, seconds=seconds, rows=limit)
    if form == "json":
        _json(answer)
    elif form == "csv":
        csv_line(answer.columns)
        for row in answer.rows:
            csv_line([tuple(map(_text, value)) if isinstance(value, list) else value for value in row])
    else:
        _table(answer)
    if answer.cut:
        click.echo(f"only the first {limit:,} rows are shown: give LIMIT or --limit", err=True)


def _json(answer: Answer) -> None:
    """Print each row as an object; columns of one name are told apart by a number."""
    import msgspec

    names: list[str] = []
    for name in answer.columns:
        same = sum(one == name or one.startswith(f"{name}:") for one in names)
        names.append(f"{name}:{same}" if same else name)
    for row in answer.rows:
        data = msgspec.json.encode(dict(zip(names, row, strict=True)), enc_hook=str)
        click.echo(json_text(data))


def _table(answer: Answer) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not answer.rows:
        click.echo("nothing on record fits", err=True)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in answer.columns:
        table.add_column(line(name), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(line(_text(value))) for value in row))
    display(table, console())


def _text(value: object) -> str:
    """Write a value as text; lists are joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return str(value)
