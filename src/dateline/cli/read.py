"""`dateline read`: read reports and print what they put on record."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import complain, console, display, examples, paths, progress, reading_options
from dateline.cli.sources import column_option, coming
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.tables.columns import Columns
from dateline.render.safe import line
from dateline.scale.tasks import read

if TYPE_CHECKING:
    from dateline.model import Report


@click.command(
    epilog=examples(
        "dateline read examples/agency-wire.txt",
        "dateline read examples/agency-wire.txt --text",
        "dateline read examples/*.txt --json > records.jsonl",
        "dateline read examples/agency-wire.txt --html wire.html",
        "cat examples/local-paper.txt | dateline read - --published 2025-03-12",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--text", "form", flag_value="text", help="Print the text with the findings marked in place.")
@click.option("--json", "form", flag_value="json", help="Print the whole report as JSON, one a line.")
@click.option(
    "--html",
    "pages",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the report as a page that stands alone; into a folder, one page a report.",
)
@click.option("--why", metavar="ID", help="Print the words, rules and derivation of one record.")
@column_option
@reading_options
def command(
    sources: tuple[str, ...],
    *,
    form: str | None,
    why: str | None,
    pages: Path | None,
    columns: Columns,
    published: str | None,
    pipeline: str,
    language: str | None,
    model: bool,
    imports: bool,
) -> None:
    """Read reports and print what they put on record: events, statements, claims, agreements.

    SOURCE is a file, a folder, a quoted pattern, or - for standard input. A file holds one report (text, HTML) or
    many: a crawl (WARC), a feed, a zip, a table (CSV, JSON lines, Parquet), agency files. Of a folder the CSV,
    XML, JSON and zip files are left out: name those yourself. Each record stands with its id, its words, its
    actors and its date. What cannot be read is named on standard error with its code, the rest is read, and the
    exit status is 1.
    """
    from dateline.pipeline import reader

    settings = Settings(pipeline=pipeline, language=language, model=model, imports=imports)
    named = list(paths(sources))
    failed = shown = 0
    show = partial(_show, form=form, why=why) if pages is None else _Pages(pages).write
    missing: DatelineError | None = None
    with progress(0 if sys.stdout.isatty() else len(named)) as step:
        for one in coming(named, settings, columns, published):
            name = one.task.name
            step(name, one.done)
            try:
                report = read(reader(settings), one.task)
                show(report, name=name if len(named) > 1 or name != named[0][0] else "")
                shown += 1
            except DatelineError as error:
                if error.code == "E050":
                    missing = error
                else:
                    failed += 1
                    complain(error, name)
                if error.code in ("E020", "E021", "E043"):
                    # No other source would fare better.
                    break
    if missing and not shown:
        # With --why and several sources, one report that has the record is enough.
        raise missing
    if failed:
        sys.exit(1)


class _Pages:
    """Writes reports as pages that stand alone.

    Args:
        out: a file for one page, `-` for standard output, or a folder for one page a report, named by its id.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._written = 0

    def write(self, report: Report, *, name: str) -> None:
        """Write the page of a report, and say where.

        Raises:
            DatelineError: E043, it cannot be written, or a second report is to go into the same file.
        """
        from dateline.export.writing import placed
        from dateline.web.alone import alone

        out = self._out / f"{report.document.id}.html" if self._out.is_dir() else self._out
        if self._written and out == self._out:
            raise DatelineError(
                "E043",
                f"{out}: the page of a report stands there already",
                "name a folder that exists: one page a report",
            )
        with placed(out) as stream:
            stream.write(alone(report).encode("utf-8", "replace"))
        self._written += 1
        if str(out) != "-":
            click.echo(line(f"{name}: {out}" if name else str(out)))


def _show(report: Report, form: str | None, why: str | None, name: str) -> None:
    """Print one report in the form that was asked for, under its name if there are several.

    Raises:
        DatelineError: E050, it has no record with the id asked for.
    """
    if form == "json":
        _json(report, why, pretty=not name and sys.stdout.isatty())
        return
    out = console()
    if name and why is None:
        out.print(line(name), style="dim")
    if why is not None:
        from dateline.render.why import explain, shown

        display(shown(report, explain(report, why)), out)
    elif form == "text":
        from dateline.render.text import bracketed, coloured, legend

        colour = out.color_system is not None and not out.no_color
        wrap = not out.is_terminal
        out.print(legend(colour=colour), soft_wrap=wrap)
        out.print()
        out.print(coloured(report) if colour else bracketed(report), soft_wrap=wrap)
    else:
        from dateline.render.terminal import record

        display(record(report), out)
    if name:
        out.print()


def _json(report: Report, why: str | None, *, pretty: bool) -> None:
    """Print a report, or the explanation of one record, as JSON."""
    import msgspec

    from dateline.model import to_json
    from dateline.render.safe import json_text

    if why is None:
        data = to_json(report)
    else:
        from dateline.render.why import explain

        data = msgspec.json.encode(explain(report, why))
    click.echo(json_text(msgspec.json.format(data, indent=2) if pretty else data).encode())
