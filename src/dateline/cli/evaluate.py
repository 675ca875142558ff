"""`dateline evaluate`: measure dateline on marked-up reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import console, display, examples, imports_option, text_options

if TYPE_CHECKING:
    from dateline.evaluate.matching import Figures


@click.command(
    epilog=examples(
        "dateline evaluate my-corpus",
        "dateline evaluate my-corpus/d0123456789abcdef.txt --no-model --json",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@text_options
@click.option(
    "--model/--no-model",
    default=True,
    show_default=True,
    help="Let the learned coder judge events beside the rules.",
)
@imports_option
@click.option("--json", "form", flag_value="json", help="Print JSON, one figure a line.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV with a header row.")
def command(
    sources: tuple[Path, ...],
    *,
    language: str | None,
    pipeline: str,
    model: bool,
    imports: bool,
    form: str | None,
) -> None:
    """Read marked-up reports from their plain text, and print how much of what is marked is found.

    GOLD is a file or a folder of files in the format of the corpus (docs/corpus.md); `dateline correct --gold` writes
    them. docs/corrections.md says what counts as right. The learned coder was trained on the corpus of dateline
    itself (corpus/), so figures on that are no measure of how well it reads.
    """
    from dateline.config import Settings
    from dateline.evaluate import gold, matching
    from dateline.pipeline import reader
    from dateline.render.safe import line

    settings = Settings(pipeline=pipeline, model=model, imports=imports, language=language)
    golds = [gold.read(path) for source in sources for path in gold.paths(source)]
    figures = matching.measure(golds, reader(settings).code)
    _print(figures, len(golds), form)
    for one in golds:
        if one.unmarked:
            names = ", ".join(one.unmarked)
            click.echo(
                line(f"{one.name}: the marks could not hold {names}; if found, it counts as wrong"), err=True
            )


def _print(figures: Figures, reports: int, form: str | None) -> None:
    if form == "json":
        import json

        for (group, field), figure in figures.items():
            counts = {"right": figure.right, "found": figure.found, "marked": figure.marked}
            rates = {name: round(getattr(figure, name), 4) for name in ("precision", "recall", "f1")}
            click.echo(json.dumps({"group": group, "field": field, **counts, **rates}))
        return
    if form == "csv":
        from dateline.cli.listing import csv_line

        csv_line(("group", "field", "right", "found", "marked", "precision", "recall", "f1"))
        for (group, field), one in figures.items():
            rounded = (round(rate, 4) for rate in (one.precision, one.recall, one.f1))
            csv_line((group, field, one.right, one.found, one.marked, *rounded))
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("", "precision", "recall", "F1", "right", "found", "marked"):
        table.add_column(title, justify="right" if title else "left")
    for (group, field), one in figures.items():
        shares = [f"{rate:.3f}" for rate in (one.precision, one.recall, one.f1)]
        name = group if field == "found" else f"  {field}"
        table.add_row(name, *shares, f"{one.right:,}", f"{one.found:,}", f"{one.marked:,}")
    display(table, console())
    click.echo(f"{reports:,} report{'s' if reports != 1 else ''}; dateline's own corpus trained its coder")
