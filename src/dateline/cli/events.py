"""`dateline events`: list stored events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import actor_option, choice_option, given, list_options, show, verdict
from dateline.model import EventStatus, EventType
from dateline.render.cells import day_range

if TYPE_CHECKING:
    from dateline.store.answers.listed import EventRow


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline events --db news.duckdb --actor SDN --type RETREAT",
        "dateline events --db news.duckdb --since 2025-10-01 --status occurred --csv > events.csv",
    )
)
@store_option
@actor_option("--actor", "Who acts")
@actor_option("--recipient", "Who is acted upon")
@choice_option("--type", EventType, "Type of event")
@choice_option("--status", EventStatus, "Status")
@click.option("--place", metavar="WHERE", help="Country of the place (SDN), or words of its name (Khartoum).")
@click.option("--source", metavar="PUBLISHER", help="Words of the publisher's name.")
@list_options
def command(
    db: Path,
    *,
    form: str | None,
    type: tuple[str, ...],  # noqa: A002 - the option's name
    **filters: str | int | tuple[str, ...] | None,
) -> None:
    """List stored events: who did what to whom, by date.

    A day in brackets is the day of publication: the event itself is not dated. With --since or --until
    only dated events are listed.
    """
    from dateline.store.answers.listed import EventRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        show(
            record.events(**given(type=type, **filters)),
            EventRow,
            form,
            (
                ("when", lambda row: day_range(row.date_start, row.date_end, row.published)),
                ("what", _what),
                ("who", lambda row: ", ".join(row.actors)),
                ("to whom", lambda row: ", ".join(row.recipients)),
                ("words", lambda row: row.words),
                ("id", lambda row: row.id),
            ),
        )


def _what(row: EventRow) -> str:
    """Write type, modes and status, and whose word it is if only a party says so."""
    said = f" (says {', '.join(row.claimed_by)})" if row.claimed_by else ""
    return " ".join((row.type, *row.modes, f"· {row.status}")) + said + verdict(row.corrected)
