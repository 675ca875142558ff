"""`dateline copies`: list who carried whose text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import given, list_options, show

if TYPE_CHECKING:
    from dateline.store.answers.copy_families import FamilyRow
    from dateline.store.answers.copy_rows import CopyRow


@click.command(
    epilog=examples(
        "dateline add examples/ examples/carried.csv --db news.duckdb",
        "dateline copies --db news.duckdb",
        "dateline copies --db news.duckdb --pairs",
        "dateline copies --db news.duckdb --since 2025-10-01 --csv > copies.csv",
    )
)
@store_option
@list_options
@click.option("--pairs", is_flag=True, help="List every two texts of which one holds much of the other.")
def command(db: Path, *, pairs: bool, form: str | None, **filters: str | int | None) -> None:
    """List texts that appeared more than once: who carried whose text, and how much of it.

    Copies of one text, and copies of these, stand in one line: the source first, then who carried it, with the share
    of the source's prose. The source is the agency that another one credits, else the earliest; where nothing tells,
    it says so. --since and --until take the day of publication.
    """
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        if pairs:
            _pairs(record.copies(**given(**filters)), form)
        else:
            _families(record.families(**given(**filters)), form)


def _families(rows: list[FamilyRow], form: str | None) -> None:
    from dateline.store.answers.copy_families import FamilyRow

    show(
        rows,
        FamilyRow,
        form,
        (
            ("text", lambda row: row.headline),
            ("by", lambda row: _who(row.publisher, row.published)),
            ("carried by", lambda row: "; ".join(map(str, row.carriers))),
            ("source", _why),
            ("id", lambda row: row.id),
        ),
    )


def _pairs(rows: list[CopyRow], form: str | None) -> None:
    from dateline.store.answers.copy_rows import CopyRow

    show(
        rows,
        CopyRow,
        form,
        (
            ("text", lambda row: row.headline or row.copy_headline),
            ("by", lambda row: _who(row.publisher, row.published)),
            ("carried by", lambda row: _who(row.copy_publisher, row.copy_published)),
            ("kept", lambda row: f"{row.kept:.0%}"),
            ("source", _why),
            ("id", lambda row: row.copy),
        ),
    )


def _who(name: str, day: date | None) -> str:
    # The day first: a narrow column breaks the name, never the day.
    return f"{f'{day} ' if day else ''}{name or 'unknown'}"


def _why(row: Any) -> str:
    return {"agency": "credits the agency", "date": "earlier day"}.get(row.why, "not known")
