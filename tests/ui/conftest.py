"""A real browser and a running `dateline serve`; tests that need them skip where no browser is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from ui.watching import Watched
from web.running import served
from web.stores import make_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
SWITCHES: Final = (
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # names that lead here, as a stranger's name can be made to
    "--host-resolver-rules=MAP *.test 127.0.0.1",
)
WIDE: Final = (1280, 900)
NARROW: Final = (390, 844)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is on the PATH")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
        yield started
        started.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of hand-made reports, linked, that no test changes; see `web.stores`."""
    return make_store(tmp_path_factory.mktemp("ui") / "news.duckdb")


@pytest.fixture(scope="session")
def site(store: Path) -> Iterator[str]:
    """The address of a running server of that store, read only: `http://127.0.0.1:PORT`."""
    with served(store) as address:
        yield address


@pytest.fixture
def editable_site(tmp_path: Path) -> Iterator[str]:
    """The address of a server that takes corrections, with a store of its own."""
    with served(make_store(tmp_path / "mine.duckdb"), "--edit") as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own: no cookie, no store of an earlier test."""
    width, height = WIDE
    with_own = browser.new_context(viewport={"width": width, "height": height})
    yield with_own
    with_own.close()


@pytest.fixture
def watched(site: str) -> Iterator[Watched]:
    """What the page does that no page of ours does; empty, or the test fails at its end."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    seen = Watched(origin)
    yield seen
    assert not seen.faults


@pytest.fixture
def page(context: BrowserContext, watched: Watched) -> Page:
    """A page that fails the test on an error, on a request to elsewhere, on anything that the policy forbids."""
    shown = context.new_page()
    watched.watch(shown)
    return shown


@pytest.fixture
def plain_page(browser: Browser, watched: Watched) -> Iterator[Page]:
    """The same with JavaScript off."""
    without = browser.new_context(java_script_enabled=False)
    shown = without.new_page()
    watched.watch(shown)
    yield shown
    without.close()
