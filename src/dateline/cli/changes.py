"""`dateline changes`: list what was added, altered, withdrawn and corrected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import show

if TYPE_CHECKING:
    from dateline.store.history import ChangeRow

KINDS: Final = (
    *("document", "event", "statement", "claim", "agreement"),
    *("happening", "proposition", "deal", "story"),
)


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline changes --db news.duckdb --kind document",
        "dateline changes --db news.duckdb --since 2025-10-21 --json",
        "dateline changes --db news.duckdb --kind happening --kind proposition",
        "dateline changes --db news.duckdb --since 100 --limit 50",
    )
)
@store_option
@click.option(
    "--since",
    metavar="DATE|NUMBER",
    help="From this day (UTC), this moment (2025-10-21T06:00) or this number on.",
)
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help="Kind of record; may be repeated. One of " + ", ".join(KINDS) + ".",
)
@click.option("--limit", type=click.IntRange(min=1), help="Print at most so many, the first ones.")
@click.option(
    "--json", "form", flag_value="json", help='Print JSON, one change a line, then {"next": NUMBER}.'
)
@click.option("--csv", "form", flag_value="csv", help="Print CSV with a header row.")
def command(
    db: Path, *, since: str | None, kind: tuple[str, ...], limit: int | None, form: str | None
) -> None:
    """List what was added, altered, withdrawn and corrected, in the order in which it happened.

    Of a correction it says who made it, and why. Every change has a number. To go on where a list ended, give
    --since the number after its last one, which is printed as "next". A record that is read anew with the same
    outcome has not changed. What is known across reports changes when reports are linked; a happening, a claim, an
    agreement or a story that is withdrawn says which one it is now part of.
    """
    from dateline.store.history import ChangeRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        rows = record.changes(since=since, kind=kind, limit=limit)
        after = rows[-1].number + 1 if rows else record.next_change()
    show(
        rows,
        ChangeRow,
        form,
        (
            ("number", lambda row: str(row.number)),
            ("at", lambda row: f"{row.at:%Y-%m-%d %H:%M}"),
            ("what", _what),
            ("kind", lambda row: row.kind),
            ("document", lambda row: row.document or ""),
            ("id", lambda row: row.id),
        ),
    )
    if form == "json":
        click.echo(f'{{"next":{after}}}')
    elif form is None:
        click.echo(f"next: {after}")


def _what(row: ChangeRow) -> str:
    if row.what != "corrected":
        return f"{row.what}: now part of {row.replaced_by}" if row.replaced_by else row.what
    return f"corrected{f' by {row.by}' if row.by else ''}: {row.said} ({row.why})"
