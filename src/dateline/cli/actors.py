"""`dateline actors`: bring actors of your own, list what is known, explain who is meant."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dateline.cli.common import complain, day_option, error_console, examples
from dateline.config import Settings, actors_folder, imported_files
from dateline.errors import DatelineError
from dateline.render.safe import json_text, line

if TYPE_CHECKING:
    from dateline.knowledge.imports.explain import Explanation
    from dateline.knowledge.imports.model import Format, Harvest, Provenance, Row

FORMATS: Final = ("wikidata", "wikidata-dump", "opensanctions", "ucdp", "reign", "petrarch", "own")
KINDS: Final = ("person", "organisation", "armed_group", "role")
_LEAST: Final = 2_000_000
"""Bytes from which on an import shows a bar."""


@click.group(
    epilog=examples(
        "dateline actors explain 'Angela Merkel' --on 2015-06-01",
        "dateline actors import examples/actors.csv",
        "dateline actors list --country NOR --kind person",
    )
)
def command() -> None:
    """Bring actors of your own, list what is known, explain who is meant.

    Imported sources lie in one folder, DATELINE_DATA or else the system's place for the data of programs, one
    readable file each, with where it comes from. Reports are read with all of them: their rows win over those that
    come with dateline, as docs/actors.md says. `dateline read --no-imports` leaves them aside.
    """


@command.command(
    "import",
    epilog=examples(
        "dateline actors import examples/actors.csv",
        "dateline actors import ucdp-actor-251.csv Phoenix.agents.txt",
        "dateline actors import query.csv --format wikidata --name ministers",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Format of the files. Without it the contents tell."
)
@click.option("--name", metavar="NAME", help="Name of the source; without it that of format and file.")
@click.option("--licence", metavar="TEXT", help="Terms of the data, to be kept with them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
def bring(
    files: tuple[Path, ...], *, form: Format | None, name: str | None, licence: str | None, as_json: bool
) -> None:
    """Import actors: each FILE becomes a source of its own, or takes the place of the one of its name.

    Read are results of Wikidata queries (CSV, TSV, JSON) and lines of its dump, OpenSanctions in FollowTheMoney
    lines, the UCDP Actor Dataset, REIGN, dictionaries of PETRARCH, and tables of your own; also packed with gzip or
    bzip2. A file is imported whole or not at all. Rows that cannot be used are counted with the reason. The same
    file again changes nothing.
    """
    if name is not None and len(files) > 1:
        raise click.UsageError("--name is for one file")
    failed = False
    for file in files:
        try:
            _import(file, form, name, licence, as_json=as_json)
        except DatelineError as error:
            failed = True
            complain(error, str(file))
            if as_json:
                print_json(
                    {"file": str(file), "outcome": "failed", "code": error.code, "detail": error.detail}
                )
    if failed:
        sys.exit(1)


def _import(file: Path, form: Format | None, name: str | None, licence: str | None, *, as_json: bool) -> None:
    """Import one file, and say what became of it.

    Raises:
        DatelineError: E001, E002, E004, E031, E070, E071, E073.
    """
    from dateline.knowledge.imports import formats, store
    from dateline.knowledge.imports.files import digest

    folder = actors_folder(Settings())
    sha256 = digest(file)
    found = form or formats.sniff(file)
    title = store.checked(name) if name is not None else store.name_of(file, found)
    with reading_bar(file) as step:
        harvest = formats.harvest(file, found, step)
    rows = harvest.finished()
    if not rows:
        reasons = "; ".join(f"{reason}: {number:,}" for reason, number in harvest.skipped.most_common(3))
        raise DatelineError(
            "E070",
            f"{file}: read as {found}, it gives no row that can be used ({reasons or 'it has none'})",
            "is it the right --format? docs/actors.md describes each",
        )
    terms = licence or formats.licence(found)
    outcome, provenance = store.keep(folder, store.stamp(title, found, file, sha256, terms, len(rows)), rows)
    _told(file, outcome, provenance, harvest, as_json=as_json)


def _told(file: Path, outcome: str, provenance: Provenance, harvest: Harvest, *, as_json: bool) -> None:
    skipped = dict(harvest.skipped.most_common())
    if as_json:
        answer = {
            "file": str(file),
            "outcome": outcome,
            "source": provenance.source,
            "format": provenance.format,
        }
        print_json({**answer, "rows": provenance.rows, "skipped": skipped})
        return
    left = f", {sum(skipped.values()):,} left out" if skipped else ""
    click.echo(f"{provenance.source}: {outcome}, read as {provenance.format}: {provenance.rows:,} rows{left}")
    for reason, number in skipped.items():
        click.echo(f"{number:>9,}  {line(reason)}")


@contextmanager
def reading_bar(file: Path) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error while a large file is read, on a terminal only."""
    size = file.stat().st_size if file.is_file() else 0
    if size < _LEAST or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=error_console(), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(line(file.name)[-30:], total=size)
        yield lambda done: bar.update(task, completed=done)


@command.command("list", epilog=examples("dateline actors list --country NOR --kind person"))
@click.option("--country", metavar="CODE", help="Only of this country slot (NOR, UNO, IMG).")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option(
    "--source", metavar="NAME", help="Only of this source; `packaged` for the rows that come with dateline."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one row a line.")
def show(*, country: str | None, kind: str | None, source: str | None, as_json: bool) -> None:
    """List the actors that are known, a row each: packaged ones, and imported ones laid over them.

    A row is a term of a person in an office, an organisation, a group, or a word for a role (--kind role).
    """
    from dateline.knowledge.imports.explain import PACKAGED, listing, source_of
    from dateline.knowledge.packaged import assemble

    files = imported_files(Settings())
    known = (PACKAGED, *(path.stem for path in files))
    if source is not None and source not in known:
        raise DatelineError("E050", f"there is no source {source!r}", f"there are {', '.join(known)}")
    code = country.upper() if country else None
    rows = [
        (row, source_of(table))
        for row, table in listing(assemble(files))
        if (row.kind == kind or (kind is None and row.kind != "role"))
        and (code is None or code in row.country)
        and (source is None or source_of(table) == source)
    ]
    for row, origin in sorted(rows, key=lambda found: (found[0], found[1])):
        if as_json:
            import msgspec

            print_json({**msgspec.structs.asdict(row), "source": origin})
        else:
            click.echo(f"{_row(row)} · {origin}")
    if not rows:
        click.echo("no actor fits", err=True)


def _row(row: Row) -> str:
    """Write a row on one line."""
    days = f"{row.start or '...'} to {row.end or 'now'}" if row.office or row.start or row.end else ""
    parts = (row.name, row.kind, " ".join(row.country), " ".join(row.sector), row.office, days)
    return line(" · ".join(part for part in parts if part))


@command.command(epilog=examples("dateline actors sources"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one source a line.")
def sources(*, as_json: bool) -> None:
    """List the imported sources: file, hash, day of the import, terms; and the folder that holds them."""
    from dateline.knowledge.imports.store import provenance_of

    damaged = False
    for path in imported_files(Settings()):
        try:
            found = provenance_of(path)
        except DatelineError as error:
            damaged = True
            complain(error, str(path))
            continue
        if as_json:
            import msgspec

            print_json(msgspec.structs.asdict(found))
        else:
            click.echo(f"{line(found.source)}: {found.rows:,} rows")
            click.echo(f"    {_origin(found)}")
    if not as_json:
        click.echo(f"folder: {line(str(actors_folder(Settings())))}")
    if damaged:
        sys.exit(1)


def _origin(found: Provenance) -> str:
    hashed = f"SHA-256 {found.sha256[:12]}"
    return line(f"{found.format}, {found.file} ({hashed}), imported {found.date}; {found.licence}")


@command.command(epilog=examples("dateline actors remove own-actors"))
@click.argument("name", metavar="NAME")
def remove(name: str) -> None:
    """Remove the imported source NAME."""
    from dateline.knowledge.imports import store

    store.remove(actors_folder(Settings()), name)
    click.echo(f"{name}: removed")


@command.command(
    epilog=examples(
        "dateline actors explain 'Angela Merkel' --on 2015-06-01",
        "dateline actors explain UNSC --on 2020-01-01 --json",
    )
)
@click.argument("name", metavar="NAME")
@day_option("--on", "Day on which it is to be explained (2015-06-01); without it today.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(name: str, *, on: str | None, as_json: bool) -> None:
    """Say who NAME is on a day: offices, country, PLOVER sectors, and which row says so and why it won.

    NAME is a name in full, an acronym, or the last name of an office holder. All rows that have the name are
    listed, with the reason why one that is not used is not.
    """
    from datetime import UTC, datetime

    from dateline.knowledge.imports.explain import explain as explained

    found = explained(name, on or datetime.now(UTC).date().isoformat(), imported_files(Settings()))
    if as_json:
        import msgspec

        click.echo(json_text(msgspec.json.encode(found)))
        return
    for text in _explained(found):
        click.echo(text)


def _explained(found: Explanation) -> Iterator[str]:
    """Write an explanation, a line each."""
    yield line(
        f"{found.name}, {found.kind.replace('_', ' ')}{f', {found.wikidata}' if found.wikidata else ''}"
    )
    codes = " ".join(
        (*found.country, *filter(None, (found.sector,)), *(f"({code})" for code in found.sectors))
    )
    yield f"  on {found.day}: {line(codes) or 'no codes'}"
    for held in found.offices:
        style = f" ({held.title})" if held.title else ""
        yield "  - " + line(
            f"{held.office}{style}, {held.country}, {held.start or '...'} to {held.end or 'now'}"
        )
    if found.kind == "person" and not found.offices:
        yield "  no office on that day"
    yield "  why: " + line(found.why)
    if found.source is not None:
        yield "  from: " + _origin(found.source)
    if found.others:
        yield "  rows:"
    for other in found.others:
        verdict = "" if other.used else f" [not used: {line(other.why)}]"
        yield f"    {line(other.source)}: {_row(other.row)}{verdict}"


def print_json(answer: dict[str, Any]) -> None:
    """Print an object on one line."""
    import msgspec

    click.echo(json_text(msgspec.json.encode(answer)))
