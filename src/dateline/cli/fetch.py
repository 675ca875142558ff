"""`dateline fetch`: get pages and the pages of feeds from the web, into an archive and a store."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import complain, examples
from dateline.cli.fetching import (
    KEPT,
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
    from dateline.fetching.gathering import Gathering, Outcome


@click.command(
    epilog=examples(
        "dateline fetch https://news.example/2025/10/21/flood --archive pages.warc.gz",
        "dateline fetch https://news.example/feed.xml --archive pages.warc.gz --db news.duckdb --limit 20",
        "dateline add pages.warc.gz --db news.duckdb",
    )
)
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option(
    "--archive",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the pages are kept as they came: a WARC file, ending in .warc.gz. It is appended to.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Most pages that are fetched of feeds and sitemaps.",
)
@click.option("--same-host", is_flag=True, help="Of feeds and sitemaps, fetch pages of the same host alone.")
@click.option("--again", is_flag=True, help="Fetch what was fetched before, too.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object an address, and one with the counts."
)
@manners_options
@keeping_options
def command(
    addresses: tuple[str, ...],
    *,
    archive: Path,
    db: Path | None,
    limit: int,
    same_host: bool,
    again: bool,
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
    """Fetch pages, and the pages that feeds and sitemaps name, into an archive.

    ADDRESS is a page, a feed (RSS, Atom, JSON Feed) or a sitemap. Nothing else in dateline but `fetch` and `watch`
    uses the network. robots.txt is obeyed, hosts are asked at a slow pace, and addresses of private networks are
    refused. A page that a feed names is fetched once; run the same command again for what is new. What could not be
    fetched is named with its code, the rest is fetched, and the exit status is 1; after Ctrl-C it is 130.
    """
    from dateline.fetching.limits import Manners

    manners = Manners(
        contact=contact or "",
        delay=delay,
        seconds=timeout,
        patience=patience,
        max_bytes=max_bytes,
        allow_private=allow_private,
    )
    settings = Settings(
        pipeline=pipeline, language=language, model=model, imports=imports, max_bytes=max_bytes
    )
    counts: Counter[str] = Counter()
    with (
        stoppable("what was fetched is kept, run it again to go on", always=True) as stop,
        ExitStack() as held,
    ):
        keeper = kept_in(held, db, settings, seconds)
        gathering = opened(held, archive, manners, settings, keeper=keeper, again=again, stop=stop)
        show = held.enter_context(status_line())
        for outcome in _gathered(
            gathering,
            addresses,
            limit=limit,
            same_host=same_host,
            step=lambda url: show(f"{counted(counts)}; {url}"),
        ):
            _tell(outcome, counts, as_json=as_json)
            stop.check()
    _summary(counts, as_json=as_json)
    if any(key.startswith("E") for key in counts):
        sys.exit(1)


def _gathered(
    gathering: Gathering,
    addresses: Iterable[str],
    *,
    limit: int,
    same_host: bool,
    step: Callable[[str], None],
) -> Iterator[Outcome]:
    """Fetch what the user named, then the pages that wait of the feeds among it."""
    from dateline.fetching.addresses import parse
    from dateline.fetching.entries import Source
    from dateline.fetching.gathering import failure

    sources: list[Source] = []
    for text in addresses:
        step(text)
        try:
            source = Source(address=parse(text), most=limit, same_host=same_host)
        except DatelineError as error:
            yield failure(text, error)
            continue
        sources.append(source)
        yield gathering.named(source)
    feeds = [source.address.url for source in sources]
    for _ in range(limit):
        page = gathering.ready(feeds)
        if page is None:
            break
        step(page.url)
        yield gathering.page(page)
    left = len(gathering.memory.waiting(feeds))
    if left:
        click.echo(f"waiting still: {number(left, 'page')}; run it again to fetch the rest", err=True)


def _tell(outcome: Outcome, counts: Counter[str], *, as_json: bool) -> None:
    counts[outcome.code or outcome.outcome] += 1
    if outcome.error is not None:
        complain(outcome.error, outcome.url)
    if as_json:
        print_json(told(outcome))
    elif outcome.kind == "feed" and outcome.outcome == "feed":
        over = f", {outcome.over} more are passed over (--limit)" if outcome.over else ""
        click.echo(f"{outcome.url}: {number(outcome.new, 'new page')}{over}")
        if outcome.detail:
            click.echo(line(outcome.detail), err=True)


def _summary(counts: Counter[str], *, as_json: bool) -> None:
    """Print how many pages there are of each kind, and how many failed with which code."""
    failed = {code: number for code, number in sorted(counts.items()) if code.startswith("E")}
    if as_json:
        kept = {key: counts[key] for key in (*KEPT, "feed")}
        print_json({**kept, "failed": sum(failed.values()), "codes": failed})
        return
    codes = f" ({', '.join(f'{code}: {number}' for code, number in failed.items())})" if failed else ""
    click.echo(counted(counts) + codes)
