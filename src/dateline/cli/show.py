"""`dateline show`: why a stored record says what it says."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.common import console, display, examples, store_option


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline events --db news.duckdb          (the last column holds the ids)",
        "dateline show ID --db news.duckdb",
    )
)
@click.argument("key", metavar="ID")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one report's record a line.")
def command(key: str, *, db: Path, as_json: bool) -> None:
    """Show the words, rules and derivation of a stored record.

    ID is that of a document, an event, a statement, a claim, an agreement or an actor. An actor is shown
    for each report that names it; a document is shown with its whole record.
    """
    import msgspec

    from dateline.model import to_json
    from dateline.render.safe import json_text, line
    from dateline.render.terminal import record as whole
    from dateline.render.why import explain, shown
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        document = record.report(key)
        reports = [document] if document else record.reports_of(key)
        said = record.corrections(key)
    for number, report in enumerate(reports):
        if as_json:
            data = to_json(report) if document else msgspec.json.encode(explain(report, key))
            click.echo(json_text(data))
            continue
        if number:
            click.echo()
        display(whole(report) if document else shown(report, explain(report, key)), console())
    if said and not as_json:
        click.echo("\nCorrections")
        for row in said:
            what = f"{row.field} = {row.value}" if row.field else f"marked {row.verdict}"
            about = f"{row.target}: " if row.target != key else ""
            by = f" ({row.by})" if row.by else ""
            click.echo(line(f"  {about}{what}: {row.why}{by}"))
