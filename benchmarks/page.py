"""Measure the page: `python benchmarks/page.py STORE [--rounds 5] [--browser chromium]`.

The store is served as `dateline serve` does it, and every view is asked for on the loopback; ids are those that the
lists of the store give. Of each page are told

- the time until its first byte, and until the whole of it is there: medians, in milliseconds of the clock,
  and the processor time of both sides; the first round, which opens the store, is not among them;
- in a headless browser with nothing kept from before, when it first paints (median), and its weight: bytes that come
  over the wire, with scripts, styles and data, as they are compressed.

On a machine that does something else besides, the processor time is what can be compared.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

import duckdb
import uvicorn

from dateline.web import serving
from dateline.web.desk import Desk
from dateline.web.views import VIEWS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FILLED: Final = {
    "events": ("actor=IRN&type=CONSULT&since=2025", "witnesses=1"),
    "between": ("one=IRN&other=USA",),
    "search": ("words=talks+on+the+nuclear+programme",),
    "actor": ("since=2025",),
}
"""What a view is asked besides what it shows unasked."""
_IDS: Final = {
    "event": "SELECT id FROM events ORDER BY rowid LIMIT 1",
    "statement": "SELECT id FROM statements ORDER BY rowid LIMIT 1",
    "claim": "SELECT id FROM claims ORDER BY rowid LIMIT 1",
    "happening": "SELECT id FROM happenings ORDER BY witnesses DESC, id LIMIT 1",
    "dispute": "SELECT proposition FROM positions GROUP BY proposition ORDER BY count(*) DESC, proposition LIMIT 1",
    "agreement": "SELECT deal FROM deal_mentions GROUP BY deal ORDER BY count(*) DESC, deal LIMIT 1",
    "actor": "SELECT id FROM actors WHERE kind = 'state' GROUP BY id ORDER BY count(*) DESC, id LIMIT 1",
    "story": "SELECT id FROM stories ORDER BY documents DESC, id LIMIT 1",
    "report": "SELECT id FROM documents ORDER BY published DESC NULLS LAST, id LIMIT 1",
}
"""Which record a view of one record is asked for: the one with most to show, where that is easily told; of the records
of one report the first, since those that were multiplied stand in no report."""
_SWITCHES: Final = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")


class Asked(NamedTuple):
    """What an answer took: milliseconds until its first byte, and its last, and of the processor."""

    first: float
    last: float
    processor: float


class Seen(NamedTuple):
    """What a browser saw: milliseconds until it painted, bytes that came."""

    paint: float
    weight: float


@contextmanager
def served(store: Path) -> Iterator[int]:
    """Serve a store in this process, as the command does; gives the port."""
    place = serving.Place(port=0)
    # kept open: what a measurement is about is the pages, not how long a store takes to open
    desk = Desk(store, idle=3600, longest=600)
    with serving.listening(place) as taken:
        port = taken.getsockname()[1]
        server = uvicorn.Server(serving.settings(serving.site(desk, place, port)))
        thread = threading.Thread(target=server.run, args=([taken],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield port
        finally:
            server.should_exit = True
            thread.join()
            desk.close()


def asked(port: int, path: str) -> Asked:
    """Ask for a page once.

    Raises:
        RuntimeError: it is not answered well.
    """
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    talk.connect()
    processor, clock = time.process_time(), time.perf_counter()
    talk.request("GET", path, headers={"accept-encoding": "gzip"})
    answer = talk.getresponse()
    first = time.perf_counter() - clock
    body = answer.read()
    took = Asked(
        *(1000 * one for one in (first, time.perf_counter() - clock, time.process_time() - processor))
    )
    talk.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path}: {answer.status} {body[:300]!r}")
    return took


def pages(store: Path) -> Iterator[tuple[str, str]]:
    """Yield what each page is called, and its address; views of records that the store has none of are left out."""
    with duckdb.connect(str(store), read_only=True) as connection:
        for view in VIEWS:
            address = view.path
            if view.name in _IDS:
                found = connection.execute(_IDS[view.name]).fetchone()
                if found is None:
                    continue
                address = address.replace("{id}", quote(found[0], safe=""))
            yield view.name, address
            for query in _FILLED.get(view.name, ()):
                yield f"{view.name}, `{query}`", f"{address}?{query}"


def median(several: list[tuple[float, ...]]) -> list[float]:
    """Return the medians of what was measured several times."""
    return [statistics.median(values) for values in zip(*several, strict=True)]


def seen(browser: Browser, address: str) -> Seen:
    """Open a page in a window that has nothing of the site yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    shown = context.new_page()
    weights: list[float] = []
    network = context.new_cdp_session(shown)
    network.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    network.send("Network.enable")
    shown.goto(address, wait_until="networkidle")
    paint = shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return Seen(paint, sum(weights))


@contextmanager
def browsers(path: str | None) -> Iterator[Browser | None]:
    """Start a browser, if there is one."""
    if not path:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(_SWITCHES))
        yield started
        started.close()


def measure(store: Path, rounds: int, browser: Browser | None) -> Iterator[tuple[str, ...]]:
    """Measure every page; yields the cells of a line of the table."""
    addresses = list(pages(store))
    with served(store) as port:
        for name, path in addresses:
            asked(port, path)
            first, last, processor = median([asked(port, path) for _ in range(rounds)])
            line = [name, f"{first:.0f}", f"{last:.0f}", f"{processor:.0f}"]
            if browser:
                paint, weight = median(
                    [seen(browser, f"http://127.0.0.1:{port}{path}") for _ in range(rounds)]
                )
                line += [f"{paint:.0f}", f"{weight / 1000:.0f}"]
            yield tuple(line)


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("store", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--browser", help="the browser", default=shutil.which("chromium"))
    given = options.parse_args()
    head = ["page", "first byte, ms", "whole, ms", "processor, ms"]
    head += ["first paint, ms", "weight, kB"] if given.browser else []
    print(*head, sep=" | ")
    print(*("---" for _ in head), sep=" | ")
    with browsers(given.browser) as browser:
        for line in measure(given.store, given.rounds, browser):
            print(*line, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
