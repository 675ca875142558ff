"""`dateline watch`: ask feeds again and again, and put what is new on record."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli.common import complain, examples
from dateline.cli.fetching import (
    counted,
    keeping_options,
    kept_in,
    manners_options,
    number,
    opened,
    print_json,
    status_line,
    stoppable,
    told,
)
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.render.safe import line

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.fetching.gathering import Outcome

_QUIET: Final = frozenset({"feed", "unchanged"})
"""What becomes of an address where nothing is new."""


@click.command(
    epilog=examples(
        "dateline watch feeds.toml --archive archive/ --db news.duckdb",
        "dateline watch feeds.toml --archive archive/ --db news.duckdb --once",
    )
)
@click.argument("feeds", metavar="FEEDS", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--archive",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the pages are kept as they came: a folder that gets a WARC file a day.",
)
@click.option("--once", is_flag=True, help="Ask the feeds that are due, fetch what is new, and end.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a feed or page.")
@manners_options
@keeping_options
def command(
    feeds: Path,
    *,
    archive: Path,
    db: Path | None,
    once: bool,
    as_json: bool,
    contact: str | None,
    delay: float,
    timeout: float,
    patience: float,
    max_bytes: int,
    allow_private: bool,
    seconds: float,
    pipeline: str,
    language: str | None,
    model: bool,
    imports: bool,
) -> None:
    """Ask feeds politely for what is new, fetch it, and put it on record, until it is stopped.

    FEEDS is a TOML file that names them (docs/fetching.md). A feed that fails is asked again after longer and longer
    times, and the others go on. Ctrl-C or SIGTERM ends it when the page in hand is on the disk, with status 0; with
    --once, which such a signal leaves unfinished, with 130 or 143. Started again, it goes on where it stopped.
    With --once the exit status is 1 if something could not be fetched or read; nothing is printed where nothing is new.
    """
    from dateline.fetching import feeds_file
    from dateline.fetching.limits import Manners
    from dateline.fetching.watching import Watch

    plans = feeds_file.read(feeds)
    manners = Manners(
        contact=contact or plans.contact,
        delay=delay,
        seconds=timeout,
        patience=patience,
        max_bytes=max_bytes,
        retries=0,
        allow_private=allow_private,
    )
    settings = Settings(
        pipeline=pipeline, language=language, model=model, imports=imports, max_bytes=max_bytes
    )
    try:
        archive.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError("E087", f"{archive}: the folder cannot be made: {why}") from error
    message = "what was fetched is kept, start it again to go on"
    counts: Counter[str] = Counter()
    with stoppable(message, always=once) as stop, ExitStack() as held:
        keeper = kept_in(held, db, settings, seconds)
        gathering = opened(held, archive, manners, settings, keeper=keeper, stop=stop)
        show = held.enter_context(status_line())
        many = number(len(plans.feeds), "feed")

        def said(name: str, outcome: Outcome) -> None:
            counts[outcome.code or outcome.outcome] += 1
            if outcome.error is not None:
                complain(outcome.error, name)
            if as_json:
                print_json({"name": name, **told(outcome)})
            elif outcome.new and not sys.stderr.isatty():
                click.echo(line(f"{name}: {number(outcome.new, 'new page')}"), err=True)
            show(f"{many}: {counted(counts)}; {name}: {outcome.code or outcome.outcome}")

        def idle(until: datetime) -> None:
            if keeper is not None:
                keeper.settle()
            show(f"{many}: {counted(counts)}; next at {until.astimezone():%H:%M:%S}")

        Watch(
            gathering=gathering,
            feeds=plans.feeds,
            clock=gathering.fetcher.clock,
            said=said,
            idle=idle,
            check=stop.check,
        ).run(once=once)
    # Nothing is said where nothing was new: cron sends whatever is printed.
    if not as_json and any(counts[key] for key in counts if key not in _QUIET):
        click.echo(counted(counts))
    if any(key.startswith("E") for key in counts):
        sys.exit(1)
