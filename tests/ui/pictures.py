"""Takes pictures of every page, to be looked at; and those that the documentation shows.

    PYTHONPATH=tests python tests/ui/pictures.py nuclear.duckdb pictures/        all pages, two widths, light and dark
    PYTHONPATH=tests python tests/ui/pictures.py nuclear.duckdb docs/pictures/ --docs

The store is one made by `dateline add examples/ examples/nuclear-file/ --db nuclear.duckdb`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Final, Literal
from urllib.request import urlopen

import click
from playwright.sync_api import Page, sync_playwright

from ui.conftest import BROWSERS, NARROW, SWITCHES, WIDE
from web.running import served

Scheme = Literal["light", "dark"]

PAGES: Final = {
    "front": "/",
    "events": "/events",
    "events-narrowed": "/events?actor=IRN&type=REJECT&since=2025",
    "event": "/e/{events}",
    "happening": "/h/{between}",
    "two-sides": "/between?one=IRN&other=USA",
    "map": "/map",
    "disputes": "/disputes",
    "dispute": "/p/{disputes}",
    "agreements": "/agreements",
    "agreement": "/a/{agreements}",
    "actors": "/actors",
    "actor": "/actor/{actors}",
    "stories": "/stories",
    "story": "/story/{stories}",
    "reports": "/reports",
    "report": "/d/{reports}",
    "search": "/search?words=inspectors+barred",
    "changes": "/changes",
    "sql": "/sql?q=SELECT+type,+count(*)+AS+events+FROM+events+GROUP+BY+type+ORDER+BY+2+DESC",
    "read": "/read",
    "cite": "/disputes.cite",
    "missing": "/e/nothing",
}
"""Every page by a name; the braces hold the list whose first row is shown."""

IN_DOCS: Final[tuple[tuple[str, str, Scheme], ...]] = (
    ("report", "wide", "light"),
    ("disputes", "wide", "light"),
    ("two-sides", "wide", "light"),
    ("map", "wide", "dark"),
    ("agreement", "narrow", "light"),
)
"""What the documentation shows: page, width, colours."""

_FIRST: Final = {
    "events": "/events.json?limit=1",
    "between": "/between.json?one=IRN&other=USA&limit=1",
    "disputes": "/disputes.json?limit=1",
    "agreements": "/agreements.json?name=JCPOA&limit=1",
    "actors": "/actors.json?words=Khamenei&limit=1",
    "stories": "/stories.json?least=2&limit=1",
    "reports": "/reports.json?words=cairo&limit=1",
}
_SIZES: Final = {"wide": WIDE, "narrow": NARROW}


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--docs", action="store_true", help="those of the documentation alone")
    parser.add_argument("--only", action="append", default=[], help="a page by its name; may be repeated")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    wanted = list(IN_DOCS) if given.docs else _all(given.only or list(PAGES))
    found = next(filter(None, map(shutil.which, BROWSERS)))
    with served(given.store) as site, sync_playwright() as playwright:
        ids = {name: _first(f"{site}{path}") for name, path in _FIRST.items()}
        browser = playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
        for name, size, scheme in wanted:
            width, height = _SIZES[size]
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.on("console", lambda message: click.echo(message.text, err=True))
            _take(page, f"{site}{PAGES[name].format(**ids)}", given.out / f"{name}-{size}-{scheme}.png")
            page.close()
        browser.close()


def _all(names: list[str]) -> list[tuple[str, str, Scheme]]:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    return [(name, size, scheme) for name in names for size in _SIZES for scheme in schemes]


def _first(address: str) -> str:
    """Return the id of the first row of a list, an empty string if it has none."""
    with urlopen(address) as answer:  # noqa: S310 - our own server
        rows = json.load(answer)["rows"]
    return str(rows[0]["id"]) if rows else ""


def _take(page: Page, address: str, out: Path) -> None:
    """Save what the window shows, when its scripts are done."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=out)
    click.echo(out)


if __name__ == "__main__":
    main()
