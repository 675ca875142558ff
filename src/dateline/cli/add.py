"""`dateline add`: read reports and keep their records in a store."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import (
    complain,
    contents,
    examples,
    paths,
    progress,
    reading_options,
    store_option,
)
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.scale.tasks import guarded

if TYPE_CHECKING:
    from dateline.model import Report
    from dateline.store.record import Outcome, Record


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline add 'examples/*.txt' --db news.duckdb --json",
        "DATELINE_DB=news.duckdb dateline add examples/agency-wire.txt",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@click.option("--again", is_flag=True, help="Read what the store holds once more, too.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a source, and one with the counts."
)
@reading_options
def command(
    sources: tuple[str, ...],
    *,
    db: Path,
    again: bool,
    as_json: bool,
    published: str | None,
    pipeline: str,
    language: str | None,
    model: bool,
    imports: bool,
) -> None:
    """Read reports and keep their records in a store, one DuckDB file.

    SOURCE is a file (plain text or HTML), a folder, a quoted pattern, or - for standard input. Each
    report is on disk when the next one is begun, so an interrupted run loses nothing that it had counted:
    run it again. A text that the store holds already is not read twice, unless another version or
    pipeline read it; reading it anew replaces its rows. A source that cannot be read is named with its
    code, the others are added, and the exit status is 1.
    """
    from dateline.store.record import Record

    settings = Settings(pipeline=pipeline, language=language, model=model, imports=imports)
    named = list(paths(sources))
    counts: Counter[str] = Counter()
    interrupted = False
    with Record(db) as record, progress(len(named)) as step:
        try:
            for name, path in named:
                step(name)
                answer = _answer(record, settings, name, path, published=published, again=again)
                counts[answer.get("code") or answer["outcome"]] += 1
                if as_json:
                    _print(answer)
        except KeyboardInterrupt:
            interrupted = True
    _summary(counts, as_json=as_json)
    if interrupted:
        click.echo("interrupted: what is counted is stored, run it again to go on", err=True)
        sys.exit(130)
    if any(key.startswith("E") for key in counts):
        sys.exit(1)


def _answer(
    record: Record,
    settings: Settings,
    name: str,
    path: Path | DatelineError,
    *,
    published: str | None,
    again: bool,
) -> dict[str, str]:
    """Add one source, and say what became of it.

    Raises:
        DatelineError: E020, E021, E040, E042, E072: the next source would not fare better.
    """
    try:
        if isinstance(path, DatelineError):
            raise path
        data = contents(name, path, settings)
        outcome, document = _add(record, settings, data, name, published=published, again=again)
    except DatelineError as error:
        if error.code in ("E020", "E021", "E040", "E042", "E072"):
            raise
        complain(error, name)
        return {"source": name, "outcome": "failed", "code": error.code, "detail": error.detail}
    return {"source": name, "outcome": outcome, "document": document}


def _add(
    record: Record, settings: Settings, data: bytes, name: str, *, published: str | None, again: bool
) -> tuple[Outcome, str]:
    """Read one source, unless the store holds just that, and put it on record.

    Returns:
        What became of it, and the id of the document.
    """
    from dateline import __version__
    from dateline.pipeline import reader

    read = reader(settings)
    document = guarded(lambda: read.document(data, name="" if name == "-" else name, published=published))
    if not again and record.pipeline(document.id) == read.made_with:
        stored = _stored(record, document.id)
        if stored and stored.version == __version__ and stored.document == document:
            return "unchanged", document.id
    outcome = guarded(lambda: record.add(read.code(document), pipeline=read.made_with))
    return outcome, document.id


def _stored(record: Record, document: str) -> Report | None:
    """Return the stored report; `None` too where another version wrote it: it has to be read anew."""
    try:
        return record.report(document)
    except DatelineError:
        return None


def _summary(counts: Counter[str], *, as_json: bool) -> None:
    """Print how many sources were added, and how many failed with which code."""
    outcomes = ("added", "unchanged", "replaced")
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
