"""`dateline link`: bring what is known across reports up to date."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import examples, store_option


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb --no-link",
        "dateline link --db news.duckdb",
        "dateline stories --db news.duckdb",
    )
)
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(db: Path, *, as_json: bool) -> None:
    """Bring what is known across reports up to date: stories, happenings, claims and agreements.

    `add` and `watch` do it at their end, unless --no-link is given. Only what the new reports can change is looked
    at; the outcome does not depend on the order in which reports came.
    """
    from dateline.store.opening import PATIENCE
    from dateline.store.record import Record

    with Record(db, patience=PATIENCE) as record:
        done = record.link()
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(done).decode())
    else:
        told = f"{done.stories} stories, {done.happenings} happenings"
        held = f"{done.propositions} claims, {done.deals} agreements"
        click.echo(f"{done.documents} linked: {told}, {held} renewed")
