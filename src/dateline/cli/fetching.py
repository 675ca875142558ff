"""What `fetch` and `watch` share: options, opening archive, memory and store, stopping, what is shown."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dateline.cli.common import error_console, imports_option, text_options
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.render.safe import line

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.cli.keeping import Keeper
    from dateline.fetching.gathering import Gathering, Outcome
    from dateline.fetching.limits import Manners
    from dateline.fetching.stopping import Stop
    from dateline.reading.items import Item

F = TypeVar("F", bound=Callable[..., Any])

KEPT: Final = ("added", "replaced", "carried", "fetched", "unchanged")


def manners_options(command: F) -> F:
    """Add the options on limits and politeness, of every command that fetches."""
    for option in reversed(
        (
            click.option(
                "--contact",
                metavar="ADDRESS",
                envvar="DATELINE_CONTACT",
                show_envvar=True,
                help="Mail or web address of yours, told to the servers, so that they can reach you.",
            ),
            click.option(
                "--delay",
                metavar="SECONDS",
                type=click.FloatRange(min=0.5),
                default=2.0,
                show_default=True,
                help="Least time between two requests to one host; robots.txt may ask for more.",
            ),
            click.option(
                "--timeout",
                metavar="SECONDS",
                type=click.FloatRange(min=1),
                default=30.0,
                show_default=True,
                help="Time in which an answer must be there whole.",
            ),
            click.option(
                "--patience",
                metavar="SECONDS",
                type=click.FloatRange(min=0),
                default=120.0,
                show_default=True,
                help="Longest time to wait because a server asks for it.",
            ),
            click.option(
                "--max-bytes",
                metavar="BYTES",
                type=click.IntRange(min=1000),
                default=20_000_000,
                show_default=True,
                help="Size above which an answer is refused, packed or unpacked.",
            ),
            click.option(
                "--allow-private",
                is_flag=True,
                help="Let addresses of private networks and of this machine be fetched, for an intranet.",
            ),
        )
    ):
        command = option(command)
    return command


def keeping_options(command: F) -> F:
    """Add the options on how pages are read for the store."""
    model: Callable[[F], F] = click.option(
        "--model/--no-model",
        default=True,
        show_default=True,
        help="Let the learned coder judge events beside the rules.",
    )
    store: Callable[[F], F] = click.option(
        "--db",
        metavar="FILE",
        envvar="DATELINE_DB",
        show_envvar=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help="Read the pages, and keep their records in this store.",
    )
    seconds: Callable[[F], F] = click.option(
        "--seconds",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        help="Time for each of the two steps of reading a page: to find its text, to code it.",
    )
    return store(seconds(text_options(model(imports_option(command)))))


def opened(
    held: ExitStack,
    archive: Path,
    manners: Manners,
    settings: Settings,
    *,
    keeper: Keeper | None,
    stop: Stop,
    again: bool = False,
) -> Gathering:
    """Open archive and memory.

    Args:
        held: what closes them.
        archive: a file, or a folder that gets a file a day.
        manners: limits and politeness.
        settings: how pages are read.
        keeper: puts pages on record, `None` to archive alone.
        stop: what protects writes.
        again: fetch what was fetched before, too.

    Raises:
        DatelineError: E087, E089.
    """
    from dateline.fetching.client import Fetcher
    from dateline.fetching.gathering import Gathering
    from dateline.fetching.memory import SUFFIX, Memory
    from dateline.fetching.shelf import Shelf

    folder = archive.is_dir()
    memory = held.enter_context(Memory(archive / f"watch{SUFFIX}" if folder else Path(f"{archive}{SUFFIX}")))
    if not folder and not archive.exists():
        memory.clear()
    fetcher = Fetcher(manners, noted=memory.pause)
    for host, until in memory.pauses(fetcher.clock.now()).items():
        fetcher.pace.hold(host, until)

    def place(now: datetime) -> Path:
        return archive / f"{now:%Y-%m-%d}.warc.gz" if folder else archive

    shelf = held.enter_context(Shelf(place, memory, fetcher.clock, _cut))
    return Gathering(
        fetcher=fetcher,
        memory=memory,
        archives=shelf,
        settings=settings,
        take=None if keeper is None else _taking(keeper, stop),
        again=again,
        shield=stop.shield,
    )


def kept_in(held: ExitStack, db: Path | None, settings: Settings, seconds: float) -> Keeper | None:
    """Get ready to put pages on record.

    Args:
        held: what closes it.
        db: the store, or `None`.
        settings: how pages are read.
        seconds: time for each of the two steps of reading a page.

    Raises:
        DatelineError: E040 to E042.
    """
    from dateline.cli.keeping import keeper

    return None if db is None else held.enter_context(keeper(db, settings, seconds=seconds))


def _taking(keeper: Keeper, stop: Stop) -> Callable[[Item], tuple[str, str]]:
    def take(item: Item) -> tuple[str, str]:
        try:
            return keeper.keep(item)
        except DatelineError as error:
            if error.code == "E013":
                # a signal to the whole group of processes ends the worker, too
                stop.check(shielded=True)
            raise

    return take


def _cut(path: Path, size: int) -> None:
    click.echo(f"{path}: {size:,} bytes at its end were no whole record and were cut off", err=True)


@contextmanager
def stoppable(message: str, *, always: bool) -> Iterator[Stop]:
    """End the command in order when a signal asks for it.

    Args:
        message: what to print then.
        always: exit with 130 or 143; else stopping is how the command ends, with 0.
    """
    from dateline.fetching.stopping import Stop, Stopped

    stop = Stop()
    with stop.listening():
        try:
            yield stop
        except Stopped as stopped:
            click.echo(f"stopped: {message}", err=True)
            sys.exit(stopped.status if always else 0)


@contextmanager
def status_line() -> Iterator[Callable[[str], None]]:
    """Show in one line that changes what is going on, on standard error where that is a terminal.

    Yields:
        A function to call with the text of the line.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=error_console(), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)
        yield lambda text: bar.update(task, description=line(text)[:100])


def counted(counts: Counter[str]) -> str:
    """Return in words how many pages there are of each kind, and how many failed."""
    failed = sum(number for code, number in counts.items() if code.startswith("E"))
    parts = [f"{counts[key]} {key}" for key in KEPT if counts[key]]
    return ", ".join((*parts, *([f"{failed} failed"] if failed or not parts else [])))


def number(count: int, thing: str) -> str:
    """Return a number of things in words: "1 new page", "2 new pages"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def told(outcome: Outcome) -> dict[str, str | int]:
    """Return an outcome as it is printed: its fields that are not empty."""
    names = ("url", "outcome", "kind", "code", "detail", "bytes", "new", "over", "document")
    return {name: value for name in names if (value := getattr(outcome, name))}


def print_json(answer: object) -> None:
    """Print one line of JSON that cannot steer a terminal."""
    import msgspec

    from dateline.render.safe import json_text

    click.echo(json_text(msgspec.json.encode(answer)))
