"""`dateline serve`: look at a store in a browser."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from dateline.cli.common import examples, store_option


@click.command(
    epilog=examples(
        "dateline serve --db news.duckdb",
        "dateline serve --db news.duckdb --edit                  (corrections from the page)",
        "dateline serve --db news.duckdb --port 0 --open         (any free port, in the browser)",
    )
)
@store_option
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
def command(
    db: Path, *, host: str, port: int, names: tuple[str, ...], token: str, edit: bool, browser: bool
) -> None:
    """Show a store as pages on this machine: reports with their marks, events, claims, disputes, maps.

    Only this machine can reach it, unless --host says otherwise; then a token is asked for. The store is only read,
    but for corrections with --edit, and held only while a page is made: `dateline add` and `watch` can write meanwhile.
    Ctrl-C ends it.
    """
    from dateline.web import serving
    from dateline.web.desk import Desk

    place = serving.Place(host=host, port=port, names=names, token=token).checked()
    desk = Desk(db)
    with serving.listening(place) as taken, closing(desk):
        port = taken.getsockname()[1]
        app = serving.site(desk, place, port, edit=edit)
        click.echo(f"{serving.address(place, port)}  (Ctrl-C ends it)")
        if browser:
            click.launch(serving.address(place, port))
        serving.serve(app, taken)
