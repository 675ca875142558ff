"""`dateline stories`: list the stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import given, list_options, show

if TYPE_CHECKING:
    from dateline.store.linking.questions import StoryRow


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline stories --db news.duckdb",
        "dateline stories --db news.duckdb --least 2 --since 2025-10-01 --json",
    )
)
@store_option
@click.option(
    "--least", metavar="N", type=click.IntRange(min=1), default=1, help="Stories of at least N reports."
)
@list_options
def command(db: Path, *, form: str | None, least: int, **filters: str | int | None) -> None:
    """List stories: reports of the same happening or train of happenings, by first day.

    Reports that are copies of one text count as one independent report. --since and --until keep stories that were
    told on these days.
    """
    from dateline.cli.waiting import tell
    from dateline.store.linking.questions import StoryRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        tell(record)
        show(
            record.stories(least=least, **given(**filters)),
            StoryRow,
            form,
            (
                ("when", _days),
                ("story", lambda row: row.headline or "(no headline)"),
                ("reports", lambda row: str(row.reports)),
                ("independent", lambda row: str(row.independent)),
                ("id", lambda row: row.id),
            ),
        )


def _days(row: StoryRow) -> str:
    if row.first_day is None or row.first_day == row.last_day:
        return str(row.first_day or "")
    return f"{row.first_day} to {row.last_day}"
