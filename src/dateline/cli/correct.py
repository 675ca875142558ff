"""`dateline correct`: say what is wrong or right, list what was said, write gold reports of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import show

if TYPE_CHECKING:
    from dateline.evaluate.writing import Unmarked
    from dateline.store.correcting import CorrectionRow


@click.command(
    epilog=examples(
        "dateline correct ID wrong --why 'the raid was planned, not carried out' --db news.duckdb",
        "dateline correct ID status=future date_start= --why 'planned' --by Ana --db news.duckdb",
        "dateline correct ID right --why 'checked against the text' --db news.duckdb",
        "dateline correct --gold my-corpus --db news.duckdb",
    )
)
@click.argument("key", metavar="[ID]", required=False)
@click.argument("said", metavar="[wrong|right|FIELD=VALUE...]", nargs=-1)
@store_option
@click.option("--why", default="", metavar="TEXT", help="The reason, which every correction needs.")
@click.option("--by", default="", metavar="NAME", help="Who says so.")
@click.option(
    "--no-link", is_flag=True, help="Leave what is known across reports as it is, until dateline link."
)
@click.option("--list", "listing", is_flag=True, help="List the corrections, of ID or all.")
@click.option(
    "--gold",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write every report whose events and statements are all checked, marked up.",
)
@click.option("--partly", is_flag=True, help="With --gold: reports of which something is checked, too.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one correction a line.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV with a header row.")
def command(
    db: Path,
    *,
    key: str | None,
    said: tuple[str, ...],
    why: str,
    by: str,
    no_link: bool,
    listing: bool,
    gold: Path | None,
    partly: bool,
    form: str | None,
) -> None:
    """Say that a record is wrong or right, or which of its fields have other values.

    ID is that of an event, a statement, a claim or an agreement; "right" and "wrong" can also be said of a record
    across reports, and "right" of a document: of all its records that nothing else is said of. What the machine
    found stays as it is; corrections are kept beside it, also when the report is read anew. What is known across
    reports follows: at once, or with `dateline link` where other reports wait for it, too. docs/corrections.md names
    the fields.
    """
    from dateline.cli.waiting import tell
    from dateline.store.opening import PATIENCE
    from dateline.store.record import Record

    if gold is not None:
        if key or said or listing:
            raise click.UsageError("--gold stands alone")
        _gold(db, gold, partly=partly)
        return
    if not listing and key is None:
        raise click.UsageError("name a record by its ID, or give --list or --gold")
    if listing and said:
        raise click.UsageError("--list takes no correction")
    with Record(db, read_only=listing, patience=PATIENCE) as record:
        if listing or key is None:
            rows = list(record.corrections(key or ""))
        else:
            rows = record.correct(key, *said, why=why, by=by, link=not no_link)
            tell(record)
    _show(rows, form)


def _show(rows: list[CorrectionRow], form: str | None) -> None:
    from dateline.store.correcting import CorrectionRow

    show(
        rows,
        CorrectionRow,
        form,
        (
            ("number", lambda row: str(row.number)),
            ("at", lambda row: f"{row.at:%Y-%m-%d %H:%M}"),
            ("said", lambda row: f"{row.field} = {row.value}" if row.field else row.verdict),
            ("why", lambda row: row.why),
            ("by", lambda row: row.by),
            ("", lambda row: "orphaned" if row.orphaned else ""),
            ("id", lambda row: row.target),
        ),
    )
    if form is None and any(row.orphaned for row in rows):
        click.echo("orphaned: a later reading no longer finds the record; the correction is kept")


def _gold(db: Path, folder: Path, *, partly: bool) -> None:
    from dateline.evaluate.harvest import harvest
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        for found in harvest(record, folder, partly=partly):
            checked = f"{found.checked} of {found.records} events and statements checked"
            what = str(found.path) if found.path else f"{found.document}: left out"
            whole = found.path is None and found.checked == found.records
            lost = f"; not marked: {_unmarked(found.unmarked)}" if found.unmarked else ""
            click.echo(
                f"{what}: {checked}"
                + (", but no day of publication, or marked wrong" if whole else "")
                + lost
            )


def _unmarked(lost: Sequence[Unmarked]) -> str:
    """Name the events and statements that the file does not hold, and count the rest."""
    from collections import Counter

    from dateline.render.safe import line

    why = {"crosses": "it would cross another mark", "outside": "it is not in the text that is kept"}
    records = [one for one in lost if one.what in ("event", "statement")]
    parts = Counter(one.what for one in lost if one not in records)
    named = [f"{one.what} {one.id} “{line(one.words)[:60]}” ({why[one.why]})" for one in records]
    return ", ".join([*named, *(f"{what}: {number}" for what, number in sorted(parts.items()))])
