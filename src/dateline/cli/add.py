"""`dateline add`: read reports and keep their records in a store."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import complain, examples, paths, progress, reading_options, store_option
from dateline.cli.sources import Coming, column_option, coming
from dateline.config import Settings
from dateline.reading.tables.columns import Columns
from dateline.scale.tasks import Task

if TYPE_CHECKING:
    from dateline.cli.keeping import Kept


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline add 'examples/*.txt' --db news.duckdb --json",
        "dateline add crawl.warc.gz --db news.duckdb --workers 4",
        "dateline add examples/carried.csv --db news.duckdb --column publisher=paper --column published=day",
        "DATELINE_DB=news.duckdb dateline add examples/agency-wire.txt",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@click.option("--again", is_flag=True, help="Read what the store holds once more, too.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    envvar="DATELINE_WORKERS",
    show_envvar=True,
    help="Processes that read, each with its models (0.5 GB). With 0 this one reads, without a limit of time.",
)
@click.option(
    "--seconds",
    metavar="S",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Time for each of the two steps of reading a document: to find its text, to code it.",
)
@click.option(
    "--link/--no-link", default=True, help="At the end, bring stories and happenings up to date, or not."
)
@column_option
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a source, and one with the counts."
)
@reading_options
def command(
    sources: tuple[str, ...],
    *,
    db: Path,
    again: bool,
    workers: int,
    seconds: float,
    link: bool,
    columns: Columns,
    as_json: bool,
    published: str | None,
    pipeline: str,
    language: str | None,
    model: bool,
    imports: bool,
) -> None:
    """Read reports and keep their records in a store, one DuckDB file.

    SOURCE is a file, a folder, a quoted pattern, or - for standard input. A file holds one report (text, HTML) or
    many: a crawl (WARC), a feed, a zip, a table (CSV, JSON lines, Parquet), agency files. Of a folder the CSV,
    XML, JSON and zip files are left out: name those yourself. Each report is on disk when it is counted, so an
    interrupted run loses nothing: run it again. A text that the store holds already is not read twice, unless
    another version or pipeline read it; reading it anew replaces its rows; the same text from somewhere else is
    noted as carried. What cannot be read, takes too long or crashes its process is named with its code, the rest
    is added, and the exit status is 1.
    """
    from dateline.cli.keeping import keeping

    settings = Settings(pipeline=pipeline, language=language, model=model, imports=imports)
    named = list(paths(sources))
    counts: Counter[str] = Counter()
    interrupted = False
    with (
        keeping(db, settings, workers=workers, seconds=seconds, again=again, link=link) as keep,
        progress(len(named)) as step,
    ):
        behind: deque[float] = deque()
        try:
            for kept in keep(_noted(coming(named, settings, columns, published), behind)):
                step(kept.task.name, behind.popleft())
                counts[kept.error.code if kept.error else kept.outcome] += 1
                _tell(kept, as_json=as_json)
        except KeyboardInterrupt:
            interrupted = True
    _summary(counts, as_json=as_json)
    if interrupted:
        click.echo("interrupted: what is counted is stored, run it again to go on", err=True)
        sys.exit(130)
    if any(key.startswith("E") for key in counts):
        sys.exit(1)


def _noted(documents: Iterable[Coming], behind: deque[float]) -> Iterator[Task]:
    """Hand on tasks, and note for each how many sources are behind it: answers come in the same order."""
    for one in documents:
        behind.append(one.done)
        yield one.task


def _tell(kept: Kept, *, as_json: bool) -> None:
    """Say what became of a document: failures on standard error, all of them as JSON if that is asked for."""
    if kept.error is not None:
        complain(kept.error, kept.task.name)
    if not as_json:
        return
    answer = {"source": kept.task.name, "outcome": kept.outcome}
    if kept.error is not None:
        _print({**answer, "code": kept.error.code, "detail": kept.error.detail})
    else:
        _print({**answer, "document": kept.document})


def _summary(counts: Counter[str], *, as_json: bool) -> None:
    """Print how many sources were added, and how many failed with which code."""
    outcomes = ("added", "unchanged", "replaced", "carried")
    failed = {code: number for code, number in sorted(counts.items()) if code not in outcomes}
    if as_json:
        _print({**{key: counts[key] for key in outcomes}, "failed": sum(failed.values()), "codes": failed})
        return
    codes = f" ({', '.join(f'{code}: {number}' for code, number in failed.items())})" if failed else ""
    parts = [f"{counts[key]} {key}" for key in outcomes]
    click.echo(", ".join((*parts, f"{sum(failed.values())} failed{codes}")))


def _print(answer: object) -> None:
    import msgspec

    from dateline.render.safe import json_text

    click.echo(json_text(msgspec.json.encode(answer)))
