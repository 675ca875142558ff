"""`dateline agreements`: list agreements, or what became of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import actor_option, given, list_options, show
from dateline.render.cells import day_range

if TYPE_CHECKING:
    from dateline.store.answers.deal_rows import DealRow, StageRow, TellingRow
    from dateline.store.record import Record


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline agreements --db news.duckdb",
        "dateline agreements JCPOA --db news.duckdb",
        "dateline agreements 'High Seas Treaty' --db news.duckdb --json",
    )
)
@click.argument("name", required=False)
@store_option
@actor_option("--actor", "Whom it binds")
@list_options
def command(db: Path, *, name: str | None, form: str | None, **filters: str | int | None) -> None:
    """List agreements and where they stand, or, with NAME, what became of one, step by step.

    NAME is an id, words of a name that reports use, or another name that dateline knows. An agreement stands where
    the last step left it that nobody disputes and that is not known on somebody's word alone. --since and --until
    take the days of the reports that name it.
    """
    from dateline.cli.waiting import tell
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        tell(record)
        deals = record.deals(name=name, **given(**filters))
        if name is None:
            _listed(deals, form)
        else:
            _lives(record, deals, form)


def _listed(deals: list[DealRow], form: str | None) -> None:
    from dateline.store.answers.deal_rows import DealRow

    show(
        deals,
        DealRow,
        form,
        (
            ("agreement", lambda row: row.name),
            ("parties", lambda row: ", ".join(row.parties)),
            ("stands", _stands),
            ("since", lambda row: str(row.status_since or "")),
            ("named", lambda row: day_range(row.first_seen, row.last_seen, None)),
            ("reports", lambda row: str(row.documents)),
            ("id", lambda row: row.id),
        ),
    )


def _lives(record: Record, deals: list[DealRow], form: str | None) -> None:
    from dateline.store.answers.deal_rows import StageRow, views

    lives = [(deal, record.life(deal)) for deal in deals]
    if form is None:
        for deal, stages in lives:
            click.echo(f"{deal.name}: {_stands(deal) or 'no step known'}{_since(deal, stages)}")
            for view in views(stages):
                click.echo(f"  {view.holder}: {view.kind.replace('_', ' ')} ({view.day or 'no day'})")
    show(
        [stage for _, stages in lives for stage in stages],
        StageRow,
        form,
        (
            ("when", lambda row: day_range(row.date_start, row.date_end, row.tellings[0].published)),
            ("step", _step),
            ("by", lambda row: ", ".join(row.by)),
            ("words", lambda row: " · ".join(map(_told, row.tellings))),
            ("id", lambda row: row.deal),
        ),
    )


def _since(deal: DealRow, stages: list[StageRow]) -> str:
    """Write since when an agreement stands so: the day of the step, else that of the first report of it."""
    if deal.status_since:
        return f" since {deal.status_since}"
    told = [
        one.published
        for stage in stages
        if stage.kind == deal.status
        for one in stage.tellings
        if one.published
    ]
    return f" by {min(told)}" if told and deal.status else ""


def _stands(row: DealRow) -> str:
    return f"{(row.status or '').replace('_', ' ')}{' (disputed)' if row.disputed else ''}"


def _step(row: StageRow) -> str:
    marks = [mark for mark, set_ in (("alleged", row.alleged), ("denied", row.disputed)) if set_]
    return row.kind.replace("_", " ") + (f" ({', '.join(marks)})" if marks else "")


def _told(telling: TellingRow) -> str:
    """Write how a report tells a step: the words, the report, who says so and who denies it."""
    voices = [
        f"{verb} {', '.join(names)}"
        for verb, names in (("says", telling.said_by), ("denied by", telling.denied_by))
        if names
    ]
    where = ", ".join((telling.publisher or telling.document, str(telling.published or ""), *voices))
    return f"“{telling.words}” ({where})"
