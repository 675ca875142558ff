"""`dateline serve`: look at a store in a browser."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click
from click.core import ParameterSource

from dateline.cli.common import examples


@click.command(
    epilog=examples(
        "dateline serve --demo                                   (to see what it is like)",
        "dateline serve --db news.duckdb",
        "dateline serve --db news.duckdb --edit                  (corrections from the page)",
        "dateline serve --db news.duckdb --port 0 --open         (any free port, in the browser)",
    )
)
@click.option(
    "--db",
    metavar="FILE",
    envvar="DATELINE_DB",
    show_envvar=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The store, one DuckDB file.",
)
@click.option(
    "--demo", is_flag=True, help="The demonstration record instead: 40 reports of our own on one long story."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="Port; 0 for a free one."
)
@click.option("--name", "names", multiple=True, help="A further name under which others reach this machine.")
@click.option(
    "--token", default="", envvar="DATELINE_TOKEN", help="What others must show; needed off the loopback."
)
@click.option("--edit", is_flag=True, help="Let corrections be made from the page.")
@click.option("--open", "browser", is_flag=True, help="Open it in the browser.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    db: Path | None,
    demo: bool,
    host: str,
    port: int,
    names: tuple[str, ...],
    token: str,
    edit: bool,
    browser: bool,
) -> None:
    """Show a store as pages on this machine: reports with their marks, events, claims, disputes, maps.

    Only this machine can reach it, unless --host says otherwise; then a token is asked for. The store is only read,
    but for corrections with --edit, and held only while a page is made: `dateline add` and `watch` can write meanwhile.
    Ctrl-C ends it.

    With --demo the reports are read the first time, which takes a minute or two; the record is kept in the folder
    of the user's data, and corrections with it.
    """
    from dateline.web import serving
    from dateline.web.desk import Desk

    place = serving.Place(host=host, port=port, names=names, token=token).checked()
    desk = Desk(_store(ctx, db, demo=demo))
    with serving.listening(place) as taken, closing(desk):
        port = taken.getsockname()[1]
        app = serving.site(desk, place, port, edit=edit)
        click.echo(f"{serving.address(place, port)}  (Ctrl-C ends it)")
        if browser:
            click.launch(serving.address(place, port))
        serving.serve(app, taken)


def _store(ctx: click.Context, db: Path | None, *, demo: bool) -> Path:
    """Return the store that is meant.

    Raises:
        click.UsageError: none is named, or two.
    """
    if not demo:
        if db is None:
            raise click.UsageError("name a store with --db, or see the demonstration with --demo")
        return db
    if ctx.get_parameter_source("db") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--demo and --db exclude each other")
    from dateline.cli import demonstrating
    from dateline.config import Settings

    return demonstrating.store(Settings(), demonstrating.read_reports)
