"""`dateline timeline`: what happened between two sides, day by day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import day_range, given, list_options, show

if TYPE_CHECKING:
    from dateline.store.linking.questions import HappeningRow


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline timeline SDN --db news.duckdb",
        "dateline timeline IRN USA --db news.duckdb --since 2025-06",
        "dateline timeline IRN USA --db news.duckdb --csv > timeline.csv",
    )
)
@click.argument("who", nargs=-1, required=True, metavar="WHO [WHO]")
@store_option
@list_options
def command(db: Path, who: tuple[str, ...], *, form: str | None, **filters: str | int | None) -> None:
    """List what happened between two sides, or what one side did and had done to it, by day.

    WHO is a country code (IRN), an id or words of a name (Iran). Each happening stands once, with the number of
    independent reports that tell it, and of all; where they differ, the values stand side by side with the number
    of independent reports for each. A day in brackets is the day of the first report: nothing dates the happening.
    """
    if len(who) > 2:
        raise click.UsageError("name one side or two; quote a name of several words")
    from dateline.cli.waiting import tell
    from dateline.store.linking.questions import HappeningRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        tell(record)
        show(
            record.timeline(*who, **given(**filters)),
            HappeningRow,
            form,
            (
                ("when", lambda row: day_range(row.date_start, row.date_end, row.first_reported)),
                ("what", _what),
                ("who", _who),
                ("told by", _told),
                ("differing", _differing),
                ("id", lambda row: row.id),
            ),
        )


def _what(row: HappeningRow) -> str:
    return f"{' '.join((row.type, *row.modes))} · {row.status}: {row.words}"


def _who(row: HappeningRow) -> str:
    actors, recipients = ", ".join(row.actors), ", ".join(row.recipients)
    return f"{actors or '?'} → {recipients}" if recipients else actors


def _told(row: HappeningRow) -> str:
    return f"{row.witnesses} of {row.reports}" if row.witnesses < row.reports else str(row.reports)


def _differing(row: HappeningRow) -> str:
    denied = (f"denied by {', '.join(row.denied_by)}",) if row.denied_by else ()
    return "; ".join((*row.differing, *denied))
