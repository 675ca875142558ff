"""What several commands share: consoles, options, sources, errors."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model.days import bound
from dateline.render.safe import line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


F = TypeVar("F", bound=Callable[..., Any])

SUFFIXES: Final = frozenset(
    {
        *(".txt", ".text", ".html", ".htm", ".xhtml", ".eml", ".rss", ".atom"),
        *(".warc", ".warc.gz", ".jsonl", ".ndjson", ".parquet"),
    }
)
"""Files that are read when a folder is given, by the end of their names; one given by name is always read.

CSV, XML, JSON and zip files are not among them: most of those that lie about hold no reports."""


def console() -> Console:
    """Return the console on standard output: colour only on a terminal, and not under NO_COLOR."""
    from rich.console import Console

    _lenient(sys.stdout)
    return Console(highlight=False, markup=False, emoji=False)


def display(what: RenderableType, out: Console) -> None:
    """Print something; without the blanks at line ends that would fill a terminal's width elsewhere."""
    if out.is_terminal:
        out.print(what)
        return
    with out.capture() as captured:
        out.print(what)
    click.echo("\n".join(text.rstrip() for text in captured.get().splitlines()))


def error_console() -> Console:
    """Return the console on standard error."""
    from rich.console import Console

    _lenient(sys.stderr)
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def _lenient(stream: Any) -> None:
    """Let a terminal that cannot show a character show `?` rather than end the command."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def complain(error: DatelineError, name: str) -> None:
    """Print a coded error about one source on standard error."""
    remedy = f" ({error.remedy})" if error.remedy else ""
    # What is wrong in a part of a source, "crawl.warc.gz@1167: ...", names the source itself.
    told = error.detail.startswith(tuple(f"{name}{mark}" for mark in ": @#!"))
    where = "" if told else f"{name}: "
    click.echo(line(f"[{error.code}] {where}{error.detail}{remedy}"), err=True)


def _day(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Check a date given on the command line."""
    if value is None:
        return None
    try:
        return bound(value, last=option.name == "until").isoformat()
    except ValueError as error:
        message = f"[E030] {value!r} is not a date (write it as 2025-10-21)"
        raise click.BadParameter(message, ctx=ctx, param=option) from error


def day_option(name: str, text: str) -> Callable[[F], F]:
    """Make an option that takes a day."""
    return click.option(name, metavar="DATE", callback=_day, help=text)


def _added(command: F, options: Iterable[Callable[[F], F]]) -> F:
    for option in options:
        command = option(command)
    return command


def text_options(command: F) -> F:
    """Add the options of every command that parses texts."""
    return _added(
        command,
        (
            click.option(
                "--language",
                metavar="CODE",
                help="Language of the sources, ISO 639-1 (en, de). Without it the text decides.",
            ),
            click.option(
                "--pipeline",
                metavar="NAME",
                default=Settings().pipeline,
                show_default=True,
                help="Installed spaCy pipeline for English, by name or path.",
            ),
        ),
    )


def imports_option(command: F) -> F:
    """Add the option that leaves imported actors and places aside."""
    return click.option(
        "--imports/--no-imports",
        default=True,
        show_default=True,
        help="Use what was brought with `dateline actors import` and `dateline places import`.",
    )(command)


def published_option(command: F) -> F:
    """Add the option for the day of publication."""
    text = "Publication date (2025-10-21), which wins over what the text says."
    return day_option("--published", text)(command)


def reading_options(command: F) -> F:
    """Add the options of every command that reads sources."""
    model: Callable[[F], F] = click.option(
        "--model/--no-model",
        default=True,
        show_default=True,
        help="Let the learned coder judge events beside the rules.",
    )
    return _added(command, (text_options, model, imports_option, published_option))


def store_option(command: F) -> F:
    """Add the option for the store."""
    return click.option(
        "--db",
        required=True,
        metavar="FILE",
        envvar="DATELINE_DB",
        show_envvar=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help="The store, one DuckDB file.",
    )(command)


def paths(sources: Iterable[str]) -> Iterator[tuple[str, Path | DatelineError]]:
    """Turn what the user named into files, in a stable order.

    Args:
        sources: files, folders (read with everything below them), patterns such as `news/**/*.txt`.

    Yields:
        The name and its path, or the error E004. Standard input (`-`) stays `-`.
    """
    for source in sources:
        path = Path(source)
        if source == "-" or (path.exists() and not path.is_dir()):
            yield source, path
            continue
        if path.is_dir():
            found = [p for p in path.rglob("*") if _wanted(p, path)]
            remedy = f"of a folder it reads {', '.join(sorted(SUFFIXES))}; name others by a pattern"
            what = "the folder holds no reports"
        elif glob.has_magic(source):
            # Path.glob takes no absolute patterns
            found = [p for p in map(Path, glob.glob(source, recursive=True)) if p.is_file()]  # noqa: PTH207
            what, remedy = "no file fits the pattern", "quote the pattern, and see what it fits with ls"
        else:
            found, what, remedy = [], "the source does not exist", "check the name"
        if not found:
            yield source, DatelineError("E004", f"{source}: {what}", remedy)
        yield from ((str(p), p) for p in sorted(found))


def _wanted(path: Path, folder: Path) -> bool:
    """Say whether a file below a folder is meant: a file whose name ends as reports' do, and not hidden."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.name.lower().endswith(tuple(SUFFIXES)) and path.is_file()


def contents(name: str, path: Path, settings: Settings) -> bytes:
    """Read a source's bytes, and at most one more than the limit.

    Raises:
        DatelineError: E003, it is larger than the limit; E004, it cannot be read.
    """
    limit = settings.max_bytes + 1
    try:
        if name == "-":
            data: bytes = sys.stdin.buffer.read(limit)
        else:
            with path.open("rb") as stream:
                data = stream.read(limit)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError("E004", f"{name}: the source cannot be read: {why}") from error
    if len(data) == limit:
        raise DatelineError(
            "E003", f"{name}: the source is larger than {settings.max_bytes:,} bytes", "split it"
        )
    return data


def examples(*lines: str) -> str:
    """Make the end of a help text: examples, one a line, which click must not rewrap."""
    return "\b\nExamples:\n" + "".join(f"  {text}\n" for text in lines)


@contextmanager
def progress(total: int, *, least: int = 1) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on standard error while sources are read, on a terminal only.

    There is none where the records themselves go to the terminal.

    Args:
        total: number of sources.
        least: from how many on a bar is shown.

    Yields:
        A function to call with the name of each document, and with how many sources are behind it.
    """
    if total < least or not sys.stderr.isatty():
        yield lambda _name, _done: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=error_console(), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        count = 0

        def step(name: str, done: float) -> None:
            nonlocal count
            count += 1
            bar.update(task, completed=done, description=Text(f"{count:,} {line(name)[-30:]}").plain)

        yield step
