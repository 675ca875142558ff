"""`dateline timeline`: what happened between two sides, day by day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import console, display, examples, store_option
from dateline.cli.listing import given, list_options, show, verdict
from dateline.render.cells import day_range

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.store.linking.detail_rows import ValueRow
    from dateline.store.linking.questions import HappeningRow


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline timeline SDN --db news.duckdb",
        "dateline timeline IRN USA --db news.duckdb --since 2025-06",
        "dateline timeline IRN USA --db news.duckdb --csv > timeline.csv",
        "dateline timeline SDN --db news.duckdb --plot",
        "dateline timeline SDN --db news.duckdb --svg sudan.svg",
        "dateline timeline SDN --db news.duckdb --png sudan.png",
    )
)
@click.argument("who", nargs=-1, required=True, metavar="WHO [WHO]")
@store_option
@list_options
@click.option("--plot", "form", flag_value="plot", help="Draw it: sums of intensities over time.")
@click.option("--svg", metavar="FILE", help="Write that picture to a file, as SVG; - is standard output.")
@click.option("--png", metavar="FILE", help="Likewise as PNG, 1600 by 840 pixels.")
def command(
    db: Path,
    who: tuple[str, ...],
    *,
    form: str | None,
    svg: str | None,
    png: str | None,
    **filters: str | int | None,
) -> None:
    """List what happened between two sides, or what one side did and had done to it, by day.

    WHO is a country code (IRN), an id or words of a name (Iran). Each happening stands once, with the number of
    independent reports that tell it, and of all. Where they differ, the values stand side by side with the number of
    independent reports for each, the one shown first; below the table it says who says which, and who confirmed,
    corrected or denied it. A day in brackets is the day of the first report: nothing dates the happening.

    Pictures show the PLOVER intensities of what occurred or goes on, summed by day, week, month or year as the range
    asks: cooperation above the line, conflict below it.
    """
    if len(who) > 2:
        raise click.UsageError("name one side or two; quote a name of several words")
    wanted = {kind: out for kind, out in (("svg", svg), ("png", png)) if out is not None}
    if [*wanted.values(), "-" if form else ""].count("-") > 1:
        raise click.UsageError("standard output takes one of them: name a file for the others")
    from dateline.cli.waiting import tell
    from dateline.store.linking.questions import HappeningRow
    from dateline.store.record import Record

    with Record(db, read_only=True) as record:
        tell(record)
        rows = record.timeline(*who, **given(**filters))
    for kind, out in wanted.items():
        _write(rows, who, kind, out, aside=form is not None or "-" in wanted.values())
    if form == "plot":
        _plot(rows, who)
    elif form is not None or not wanted:
        show(
            rows,
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
        if form is None:
            _details(rows)


def _write(rows: list[HappeningRow], who: tuple[str, ...], kind: str, out: str, *, aside: bool) -> None:
    """Write the picture to a file and say so, on standard error if `aside`."""
    from dateline.export.writing import placed
    from dateline.render.plots import png, svg
    from dateline.render.plots.series import notes, series

    shown, title = series(rows, most=svg.MOST), ", ".join(who)
    data = png.picture(shown, title) if kind == "png" else svg.picture(shown, title).encode("utf-8")
    with placed(out) as stream:
        stream.write(data)
    click.echo(f"{out}: {'; '.join(notes(shown))}", err=aside)


def _plot(rows: list[HappeningRow], who: tuple[str, ...]) -> None:
    """Print the picture in characters."""
    from dateline.render.plots import terminal
    from dateline.render.plots.series import series

    out = console()
    shown = series(rows, most=terminal.columns(out.width))
    if not rows:
        click.echo("nothing on record fits", err=True)
        return
    ascii_only = out.options.ascii_only
    display(terminal.plot(shown, ", ".join(who), width=out.width, ascii_only=ascii_only), out)


def _what(row: HappeningRow) -> str:
    return f"{' '.join((row.type, *row.modes))} · {row.status}{verdict(row.corrected)}: {row.words}"


def _who(row: HappeningRow) -> str:
    actors, recipients = ", ".join(row.actors), ", ".join(row.recipients)
    return f"{actors or '?'} → {recipients}" if recipients else actors


def _told(row: HappeningRow) -> str:
    return f"{row.witnesses} of {row.reports}" if row.witnesses < row.reports else str(row.reports)


def _differing(row: HappeningRow) -> str:
    from dateline.store.linking.detail_rows import PAST

    turns = dict.fromkeys(PAST[turn.what] + (f" by {turn.by}" if turn.by else "") for turn in row.turns)
    return "; ".join((*row.differing, *turns))


def _details(rows: list[HappeningRow]) -> None:
    """Print who says which of the values that differ, and who confirmed, corrected or denied what."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from dateline.render.safe import line

    parts: list[RenderableType] = []
    for row in rows:
        lines = [*map(_value, row.values), *map(str, row.turns)]
        if lines:
            parts.append(Text.assemble((row.id, "dim"), f" {line(_what(row))}"))
            parts.extend(Padding(Text(line(one)), (0, 0, 0, 2), expand=False) for one in lines)
    if parts:
        display(Group("who says which", *parts), console())


def _value(told: ValueRow) -> str:
    return f"{told}{' (shown)' if told.chosen else ''}"
