"""`dateline claims`: list stored claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import examples, store_option
from dateline.cli.listing import actor_option, choice_option, given, list_options, show, verdict
from dateline.model import ClaimKind, ClaimStatus, PartyStance
from dateline.render.cells import day_range

if TYPE_CHECKING:
    from dateline.store.answers.listed import ClaimRow


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline claims --db news.duckdb --status disputed",
        "dateline claims --db news.duckdb --actor RUS --stance denies --csv > claims.csv",
    )
)
@store_option
@actor_option("--actor", "Who holds something about the claim")
@choice_option("--stance", PartyStance, "What somebody (with --actor: that actor) holds")
@choice_option("--status", ClaimStatus, "Status")
@choice_option("--type", ClaimKind, "Kind of claim")
@list_options
def command(
    db: Path,
    *,
    form: str | None,
    type: tuple[str, ...],  # noqa: A002 - the option's name
    **filters: str | int | tuple[str, ...] | None,
) -> None:
    """List stored claims with their sides: who holds what, and who disputes it.

    --since and --until take the day of publication.
    """
    from dateline.store.answers.listed import ClaimRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        show(
            record.claims(**given(type=type, **filters)),
            ClaimRow,
            form,
            (
                ("reported", lambda row: day_range(None, None, row.published)),
                ("status", lambda row: row.status.replace("_", " ") + verdict(row.corrected)),
                ("claim", lambda row: row.proposition),
                ("who holds what", _sides),
                ("id", lambda row: row.id),
            ),
        )


def _sides(row: ClaimRow) -> str:
    """Write the sides: "asserts: Russia; denies: Ukraine, Poland"."""
    sides: dict[str, list[str]] = {}
    for party in row.parties:
        sides.setdefault(party.stance, []).append(party.actor)
    return "; ".join(f"{stance}: {', '.join(dict.fromkeys(names))}" for stance, names in sides.items())
