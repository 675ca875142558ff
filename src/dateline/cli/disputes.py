"""`dateline disputes`: list what is disputed, with both sides in their words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import actor_option, given, list_options, show, verdict

if TYPE_CHECKING:
    from dateline.store.answers.dispute_rows import DisputeRow
    from dateline.store.answers.dispute_sides import Held


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline disputes --db news.duckdb",
        "dateline disputes --db news.duckdb --since 2025-06-01 --json",
    )
)
@store_option
@actor_option("--actor", "Who holds something about it")
@list_options
def command(db: Path, *, form: str | None, **filters: str | int | None) -> None:
    """List what is disputed: who affirms it and who denies it, in their words, with days and reports.

    Wordings of one proposition are brought together over all reports and years. First come those of which both sides
    are named, then those that most independent reports tell. An asterisk marks who held the opposite before.
    """
    from dateline.cli.waiting import tell
    from dateline.store.answers.dispute_rows import DisputeRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        tell(record)
        show(
            record.disputes(**given(**filters)),
            DisputeRow,
            form,
            (
                ("said", _days),
                ("disputed", lambda row: row.wording + verdict(row.corrected)),
                ("affirm it", lambda row: _side(row.affirmed)),
                ("deny it", lambda row: _side(row.denied)),
                ("id", lambda row: row.id),
            ),
        )


def _days(row: DisputeRow) -> str:
    if row.first_said is None or row.first_said == row.last_said:
        return str(row.first_said or "")
    return f"{row.first_said} to {row.last_said}"


def _side(held: Iterable[Held]) -> str:
    """Write a side: day, name and words of each; the same of one day from several reports once."""
    lines = dict.fromkeys(
        f"{one.day or ''}{'*' if one.changed else ''} {one.actor}: “{one.words or ''}” [{one.document}]"
        f"{f' ({one.reason})' if one.reason else ''}"
        for one in held
    )
    return " · ".join(line.strip() for line in lines)
