"""`dateline actor`: what is on record of one actor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import show
from dateline.render.safe import json_text, line

if TYPE_CHECKING:
    from dateline.store.answers.portrait import Office, Portrait


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline actor 'Rapid Support Forces' --db news.duckdb",
        "dateline actor Sudan --db news.duckdb --json",
    )
)
@click.argument("name", metavar="NAME")
@store_option
@click.option(
    "--limit", type=click.IntRange(min=1), help="Print at most so many deeds and words, the latest."
)
@click.option("--json", "form", flag_value="json", help="Print JSON, one object.")
@click.option("--csv", "form", flag_value="csv", help="Print what it did, said and holds as CSV.")
def command(name: str, *, db: Path, limit: int | None, form: str | None) -> None:
    """Show an actor: names, offices by date, what it did, what it said, what it holds of claims.

    NAME is its id, its name, words of the name, or a name that reports use for it. Where several actors have that
    name they are listed, and one can be named by its id. An office is the one at the date of the report.
    """
    import msgspec

    from dateline.store.answers.portrait import ActRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        found = record.actor(name)
    if form == "json":
        click.echo(json_text(msgspec.json.encode(found)))
        return
    if form is None:
        _head(found)
    show(
        found.acts[-limit:] if limit else found.acts,
        ActRow,
        form,
        (
            ("when", lambda row: str(row.day or "")),
            ("", lambda row: row.kind),
            ("what", lambda row: row.what),
            ("words", lambda row: row.words),
            ("id", lambda row: row.id),
        ),
    )


def _head(found: Portrait) -> None:
    """Print who it is."""
    codes = " ".join((*found.country, *filter(None, (found.sector, found.wikidata))))
    click.echo(line(f"{found.name}, {found.kind.replace('_', ' ')} {codes} · {found.id}"))
    if found.aliases:
        click.echo(line(f"called {'; '.join(found.aliases[:10])}"))
    for office in found.offices:
        click.echo(f"  {_days(office)}  {line(office.role)}")
    click.echo(f"named in {found.reports:,} report{'s' if found.reports != 1 else ''}")


def _days(office: Office) -> str:
    days = dict.fromkeys(str(day) for day in (office.first, office.last) if day)
    return " to ".join(days) or "undated"
