"""`dateline export`: write what is on record for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from dateline.cli.common import day_option, examples, store_option
from dateline.cli.listing import actor_option, choice_option
from dateline.export.formats import FORMATS, Format
from dateline.export.papers import Citation
from dateline.model import EventStatus, EventType

if TYPE_CHECKING:
    from dateline.export.events import Exported


@click.command(
    epilog="\b\nFormats:\n"
    + "".join(f"  {name:8} {about}\n" for name, about in FORMATS.items())
    + "\n"
    + examples(
        "dateline export polecat --db news.duckdb --out events.tsv",
        "dateline export gdelt --db news.duckdb --out iran.csv --actor IRN --dates known",
        "dateline export zip --db news.duckdb --out record.zip --author 'A. Researcher'",
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(get_args(Format), case_sensitive=False))
@store_option
@click.option(
    "--out", required=True, metavar="FILE", help="Where to; - is standard output. For parquet a new folder."
)
@actor_option("--actor", "Who acts")
@actor_option("--recipient", "Who is acted upon")
@choice_option("--type", EventType, "Type of event")
@choice_option("--status", EventStatus, "Status, in place of occurred and ongoing")
@day_option("--since", "Earliest day (2025-10-21); then only dated events.")
@day_option("--until", "Latest day; likewise.")
@click.option("--doc", metavar="ID", help="Only of this document.")
@click.option(
    "--by",
    type=click.Choice(["report", "happening"]),
    help="Each event of each report (the default), or each happening once, however many reports tell it.",
)
@click.option(
    "--dates",
    type=click.Choice(["known", "first", "published"]),
    help="The day where a format must have one: only days that are known, or also the first day of a longer time, or"
    " also, for events without a date, the day of publication (the default).",
)
@click.option("--title", default="", help="zip: title of the record.")
@click.option("--author", "authors", multiple=True, help="zip: whose it is; may be repeated.")
@day_option("--released", "zip: day of release.")
def command(
    form: str,
    db: Path,
    *,
    out: str,
    title: str,
    authors: tuple[str, ...],
    released: str | None,
    **choice: Any,
) -> None:
    """Write what is on record in FORMAT, for other programs.

    What a format cannot say is left out, and counted. Under its final name there is only a whole file. docs/exports.md
    says what each column holds.
    """
    from dateline.store.record import Record

    citation = Citation(title=title, authors=authors, released=released or "")
    with Record(db, read_only=True) as record:
        done = record.export(cast("Format", form), out, citation=citation, **choice)
    click.echo(_told(done, out), err=out == "-")


def _told(done: Exported, out: str) -> str:
    """Say how much was written, under which days, and what was left out."""
    parts = [f"{done.written} written"]
    parts += [f"{number} of them under {day}" for day, number in sorted(done.stretched.items())]
    text = f"{out}: " + ", ".join(parts)
    left = ", ".join(f"{number} {reason}" for reason, number in sorted(done.left_out.items()))
    return text + (f"; left out: {left}" if left else "")
