"""`dateline statements`: list stored statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import actor_option, choice_option, given, list_options, show, verdict
from dateline.model import Stance, StatementType
from dateline.render.cells import day_range

if TYPE_CHECKING:
    from dateline.store.answers.listed import StatementRow


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline statements --db news.duckdb --actor 'Rapid Support Forces' --stance denies",
        "dateline statements --db news.duckdb --type direct --json",
    )
)
@store_option
@actor_option("--actor", "Who speaks")
@actor_option("--recipient", "Who is spoken to")
@choice_option("--type", StatementType, "Type of statement")
@choice_option("--stance", Stance, "What the speaker does with the content")
@list_options
def command(
    db: Path,
    *,
    form: str | None,
    type: tuple[str, ...],  # noqa: A002 - the option's name
    **filters: str | int | tuple[str, ...] | None,
) -> None:
    """List stored statements: who said what, by date.

    A day in brackets is the day of publication: the statement itself is not dated, and --since and
    --until count it as said on that day.
    """
    from dateline.store.answers.listed import StatementRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        show(
            record.statements(**given(type=type, **filters)),
            StatementRow,
            form,
            (
                ("when", lambda row: day_range(row.date_start, row.date_end, row.published)),
                ("who", _who),
                ("stance", lambda row: row.stance + verdict(row.corrected)),
                ("words", lambda row: f"“{row.words}”" if row.type == "direct" else row.words),
                ("id", lambda row: row.id),
            ),
        )


def _who(row: StatementRow) -> str:
    """Write who speaks: the actors, else the words for them."""
    return ", ".join(row.speakers) or row.speaker_words or "somebody"
