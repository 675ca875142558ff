"""`dateline copies`: list who carried whose text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import given, list_options, show

if TYPE_CHECKING:
    from dateline.store.copy_rows import CopyRow


@click.command(
    epilog=examples(
        "dateline add examples/ examples/carried.csv --db news.duckdb",
        "dateline copies --db news.duckdb",
        "dateline copies --db news.duckdb --since 2025-10-01 --csv > copies.csv",
    )
)
@store_option
@list_options
def command(db: Path, *, form: str | None, **filters: str | int | None) -> None:
    """List texts that appeared more than once: who carried whose text, and how much of it.

    The source of two texts is the agency that the other one credits, else the one of the earlier day;
    where nothing tells, none is named. --since and --until take the day of publication.
    """
    from dateline.store.copy_rows import CopyRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        show(
            record.copies(**given(**filters)),
            CopyRow,
            form,
            (
                ("text", lambda row: row.headline or row.copy_headline),
                ("by", lambda row: _who(row.publisher, row.published)),
                (
                    "carried by",
                    lambda row: _who(row.copy_publisher, row.copy_published),
                ),
                ("kept", lambda row: f"{row.kept:.0%}"),
                ("source", _why),
                ("id", lambda row: row.copy),
            ),
        )


def _who(name: str, day: date | None) -> str:
    # The day first: a narrow column breaks the name, never the day.
    return f"{f'{day} ' if day else ''}{name or 'unknown'}"


def _why(row: CopyRow) -> str:
    return {"agency": "credits the agency", "date": "earlier day"}.get(row.why, "not known")
