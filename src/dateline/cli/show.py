"""`dateline show`: why a stored record says what it says."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import console, display, examples, store_option

if TYPE_CHECKING:
    from dateline.store.correcting import CorrectionRow
    from dateline.store.record import Record


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
    for each report that names it; a document is shown with its whole record. Of a story, a happening, a claim or an
    agreement across reports all that lists tell is shown; the id of one that is withdrawn leads to the one that it is
    now part of.
    """
    import msgspec

    from dateline.model import to_json
    from dateline.render.safe import json_text
    from dateline.render.terminal import record as whole
    from dateline.render.why import explain, shown
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        if _across(record, key, as_json=as_json):
            return
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
    if not as_json:
        _corrections(said, key)


def _across(record: Record, key: str, *, as_json: bool) -> bool:
    """Show a record across reports, or the one that it is now part of; say whether there is one."""
    import msgspec

    from dateline.render.safe import json_text, line

    now = key
    found = record.across(key)
    if found is None:
        now = record.now_part_of(key) or ""
        found = record.across(now) if now else None
    if found is None:
        return False
    if now != key:
        click.echo(line(f"{key} is now part of {now}"), err=as_json)
    if as_json:
        click.echo(json_text(msgspec.json.encode(found)))
        return True
    for field in fields(found):
        for number, told in enumerate(_told(getattr(found, field.name))):
            click.echo(line(f"{'' if number else field.name.replace('_', ' '):16}{told}"))
    _corrections(record.corrections(now), now)
    return True


def _told(value: Any) -> list[str]:
    """Write a value of a record across reports: of several each on a line of its own, nothing of what is not known."""
    from dataclasses import is_dataclass

    if value in (None, "", ()):
        return []
    if not isinstance(value, tuple):
        return [str(value)]
    if not any(is_dataclass(one) and type(one).__str__ is object.__str__ for one in value):
        return [str(one) for one in value]
    return [
        ", ".join(f"{field.name} {told}" for field in fields(one) for told in _told(getattr(one, field.name)))
        for one in value
    ]


def _corrections(said: list[CorrectionRow], key: str) -> None:
    """Print what users said of a record."""
    from dateline.render.safe import line

    if said:
        click.echo("\nCorrections")
    for row in said:
        what = f"{row.field} = {row.value}" if row.field else f"marked {row.verdict}"
        about = f"{row.target}: " if row.target != key else ""
        by = f" ({row.by})" if row.by else ""
        click.echo(line(f"  {about}{what}: {row.why}{by}"))
