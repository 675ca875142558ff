"""`dateline doctor`: check the installation and say what to do."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import click

from dateline.cli.common import console, examples
from dateline.config import Settings

_SENTENCE: Final = (
    "PARIS: France on Monday rejected an offer of talks from Germany and accused its government of "
    "delaying the meeting, a French official said in Paris.\n"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what was looked at.
        ok: it is as it should be.
        found: what was found.
        remedy: what to do, where it is not.
    """

    name: str
    ok: bool
    found: str
    remedy: str = ""


@click.command(epilog=examples("dateline doctor", "dateline doctor --pipeline en_core_web_trf"))
@click.option(
    "--pipeline",
    metavar="NAME",
    default=Settings().pipeline,
    show_default=True,
    help="spaCy pipeline to check.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def command(*, pipeline: str, as_json: bool) -> None:
    """Check the installation and say what to do.

    Looks at versions, the language pipeline and the packaged tables, reads a sentence, and looks at the
    imported sources, the folder for temporary files and the terminal. The exit status is 1 if something has to be done.
    """
    checks = tuple(examine(pipeline))
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(checks))
    else:
        _show(checks)
    if not all(check.ok for check in checks):
        sys.exit(1)


def examine(pipeline: str) -> Iterator[Check]:
    """Run every check.

    Args:
        pipeline: name or path of the language pipeline.
    """
    from dateline import __version__

    yield Check(
        "dateline", ok=True, found=f"{__version__}, Python {platform.python_version()}, {platform.system()}"
    )
    for package in ("spacy", "duckdb", "trafilatura"):
        yield _package(package)
    found = _pipeline(pipeline)
    yield found
    yield from _tables()
    if found.ok:
        yield _reading(pipeline)
    yield _model()
    yield _imports()
    yield _places()
    yield _temporary()
    yield _terminal()


def _package(name: str) -> Check:
    try:
        return Check(name, ok=True, found=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, ok=False, found="not installed", remedy=f"pip install {name}")


def _pipeline(name: str) -> Check:
    """Load the pipeline as the reader does: a package that is there may still be one that cannot parse."""
    from dateline.errors import DatelineError
    from dateline.find.syntax import load_pipeline

    what = f"pipeline {name}"
    try:
        meta = load_pipeline(name).meta
    except DatelineError as error:
        return Check(what, ok=False, found=error.detail, remedy=error.remedy)
    except Exception as error:  # noqa: BLE001 - whatever a broken package raises is what we are to report
        return Check(what, ok=False, found=f"{type(error).__name__}: {error}", remedy="install it again")
    return Check(what, ok=True, found=f"{meta['version']}, {meta.get('license') or 'licence not stated'}")


def _model() -> Check:
    """Look at the files of the learned coder."""
    from dateline.errors import DatelineError
    from dateline.find.learned.scorer import load

    try:
        scorer = load()
    except DatelineError as error:
        return Check("event coder", ok=False, found=error.detail, remedy=error.remedy)
    if scorer is None:
        return Check("event coder", ok=True, found="not installed: events are coded by the rules alone")
    return Check("event coder", ok=True, found=f"{scorer.name}, files as released")


def _imports() -> Check:
    """Look at the imported actors."""
    from dateline.config import imported_files
    from dateline.errors import DatelineError

    files = imported_files(Settings())
    if not files:
        return Check("imported actors", ok=True, found="none")
    from dateline.knowledge.imports.store import read

    try:
        rows = sum(len(read(path).rows) for path in files)
    except DatelineError as error:
        return Check("imported actors", ok=False, found=error.detail, remedy=error.remedy)
    return Check("imported actors", ok=True, found=f"{rows:,} rows of {len(files)} sources")


def _places() -> Check:
    """Look at the imported places: whether each file is what was imported, its rows and its size."""
    from dateline.config import imported_places, places_folder
    from dateline.errors import DatelineError
    from dateline.knowledge.imports.place_store import unfinished
    from dateline.resolve.places.imported import examine

    name = "imported places"
    found = []
    try:
        for path in imported_places(Settings()):
            origin = examine(path)
            size = path.stat().st_size / 1e6
            found.append(
                f"{origin.source}: {origin.rows:,} places, {size:,.1f} MB, as imported {origin.date}"
            )
    except DatelineError as error:
        return Check(name, ok=False, found=error.detail, remedy=error.remedy)
    left = unfinished(places_folder(Settings()))
    if left:
        size = sum(path.stat().st_size for path in left) / 1e6
        found.append(f"{size:,.1f} MB of an import that is under way or was killed; a later one removes them")
    return Check(name, ok=True, found="; ".join(found) or "none")


def _reading(pipeline: str) -> Check:
    """Read a sentence from end to end."""
    from dateline.pipeline import reader

    try:
        report = reader(Settings(pipeline=pipeline)).read(_SENTENCE)
    except Exception as error:  # noqa: BLE001 - as above
        found = f"{type(error).__name__}: {error}"
        return Check("reading", ok=False, found=found, remedy="install dateline again")
    found = f"{len(report.events)} events and {len(report.statements)} statements in a sentence made for this"
    ok = bool(report.events and report.statements)
    return Check("reading", ok=ok, found=found, remedy="" if ok else "choose another pipeline")


def _tables() -> Iterator[Check]:
    """Read every packaged table."""
    for package in ("ontology", "knowledge", "structure", "find", "resolve", "link"):
        root = files("dateline").joinpath(package)
        for name, path in _below(root, package):
            unit = "entries" if path.name.endswith(".toml") else "rows"
            if path.name.endswith((".toml", ".tsv", ".csv")):
                try:
                    yield Check(name, ok=True, found=f"{_rows(path):,} {unit}")
                except (OSError, ValueError) as error:
                    yield Check(name, ok=False, found=str(error), remedy="install dateline again")


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the files below a folder with their names, in order."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.is_dir():
            yield from _below(path, f"{name}/{path.name}")
        else:
            yield f"{name}/{path.name}", path


def _rows(path: Traversable) -> int:
    """Count the rows of a table: lines of a TSV or CSV but its header, innermost entries of a TOML file.

    Raises:
        ValueError: it is not UTF-8 or not TOML.
    """
    if path.name.endswith(".toml"):
        import tomllib

        return _entries(tomllib.loads(path.read_text(encoding="utf-8")))
    lines = path.read_text(encoding="utf-8").splitlines()
    return max(0, sum(1 for text in lines if text.strip() and not text.startswith("#")) - 1)


def _entries(value: object) -> int:
    """Count the innermost entries of a table in TOML."""
    if isinstance(value, dict):
        return sum(_entries(item) for item in value.values())
    return len(value) if isinstance(value, list) else 1


def _temporary() -> Check:
    folder = tempfile.gettempdir()
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError as error:
        return Check(
            "temporary files", ok=False, found=str(error), remedy="set TMPDIR to a folder you can write to"
        )
    return Check("temporary files", ok=True, found=str(Path(folder)))


def _terminal() -> Check:
    out = console()
    if not out.is_terminal:
        found = "not a terminal: no colour"
    elif out.no_color or out.color_system is None:
        found = "terminal without colour (NO_COLOR or TERM)"
    else:
        found = f"terminal, {out.color_system} colour, {out.width} columns"
    return Check("terminal", ok=True, found=f"{found}, {out.encoding}")


def _show(checks: tuple[Check, ...]) -> None:
    from rich.text import Text

    from dateline.render.safe import line

    out = console()
    for check in checks:
        mark = ("OK  ", "green") if check.ok else ("FIX ", "bold red")
        text = Text.assemble(mark, (line(check.name), "bold"), f"  {line(check.found)}")
        if check.remedy:
            text.append(f"\n      → {line(check.remedy)}", style="bold")
        out.print(text, soft_wrap=not out.is_terminal)
