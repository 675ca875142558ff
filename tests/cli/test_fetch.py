"""`dateline fetch` and `dateline watch`, against a site on this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from local_site import HandClock, Reply, Request, Site

ROOT = Path(__file__).parents[2]
REPORT = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>KALMARIN, 20 October 2025 - The government of Valdoria said on Monday that it would open {what} to aid convoys.</p>
<p>"The road is open," Prime Minister Irena Dolsk told reporters in the capital. Troops had withdrawn overnight.</p>
<p>The opposition rejected the statement and called for protests in {what} on Tuesday.</p></article></body></html>"""
FEED = "application/rss+xml"
LONGEST = 300.0
"""Seconds after which a program that should have ended is ended."""

Fetch = Callable[..., Result]


def html(number: int) -> Reply:
    text = REPORT.format(title=f"Valdoria opens road {number} to aid", what=f"road {number}")
    return Reply(text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def rss(site: Site, *numbers: int) -> Reply:
    items = "".join(
        f"<item><title>Road {n}</title><link>{site.url(f'/{n}', '127.0.0.1')}</link></item>" for n in numbers
    )
    text = f"<rss version='2.0'><channel><title>The Example</title>{items}</channel></rss>"
    return Reply(text.encode(), headers={"Content-Type": FEED})


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    for number in (1, 2, 3):
        found.pages[f"/{number}"] = html(number)
    found.pages["/feed"] = rss(found, 1, 2, 3)
    yield found
    found.close()


@pytest.fixture
def fetch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: Site) -> Fetch:
    """Run a command line in an empty folder, with a clock that need not be waited for."""
    monkeypatch.setattr("dateline.fetching.client.Clock", lambda: HandClock().clock)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.delenv("DATELINE_CONTACT", raising=False)

    def call(*arguments: str, private: bool = True) -> Result:
        words = [site.url(word, "127.0.0.1") if word.startswith("/") else word for word in arguments]
        options = ["--allow-private"] if private else []
        return CliRunner().invoke(main, [*words, *options], catch_exceptions=False)

    return call


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_pages_and_feeds_are_fetched(fetch: Fetch) -> None:
    result = fetch("fetch", "/3", "/feed", "--archive", "pages.warc.gz", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    *answers, counts = lines(result)
    assert [answer["outcome"] for answer in answers] == ["fetched", "feed", "fetched", "fetched"]
    assert answers[1]["new"] == 2
    assert counts == {
        "added": 0, "replaced": 0, "carried": 0, "fetched": 3, "unchanged": 0, "feed": 1, "failed": 0, "codes": {}
    }  # fmt: skip
    again = fetch("fetch", "/feed", "--archive", "pages.warc.gz")
    assert again.stdout.splitlines()[-1] == "0 failed"
    assert again.exit_code == 0


def test_what_fails_is_named_and_the_rest_is_fetched(fetch: Fetch, site: Site) -> None:
    site.pages["/2"] = Reply(status=404)
    result = fetch("fetch", "nothing", "/feed", "http://169.254.169.254/", "--archive", "pages.warc.gz")
    assert result.exit_code == 1
    assert [line[:6] for line in result.stderr.splitlines()] == ["[E080]", "[E081]", "[E084]"]
    assert result.stdout.splitlines()[-1] == "2 fetched, 3 failed (E080: 1, E081: 1, E084: 1)"


def test_this_machine_is_refused_unless_it_is_allowed(fetch: Fetch, site: Site) -> None:
    result = fetch("fetch", "/1", "--archive", "pages.warc.gz", private=False)
    assert result.exit_code == 1
    assert result.stderr.startswith("[E081]")
    assert site.requests == []


def test_who_asks_is_told_to_the_server(fetch: Fetch, site: Site) -> None:
    assert fetch("fetch", "/1", "--archive", "a.warc.gz", "--contact", "me@example.org").exit_code == 0
    assert {request.headers["user-agent"].partition(" ")[2] for request in site.requests} == {
        "(+me@example.org)"
    }
    wrong = fetch("fetch", "/1", "--archive", "a.warc.gz", "--contact", "a\r\nb: c")
    assert (wrong.exit_code, wrong.stderr[:6]) == (1, "[E031]")


def test_limits_are_obeyed(fetch: Fetch, site: Site) -> None:
    site.pages["/2"] = Reply(b"x" * 3000)
    first = fetch("fetch", "/feed", "--archive", "a.warc.gz", "--limit", "2", "--max-bytes", "2000")
    assert "2 new pages, 1 more are passed over (--limit)" in first.stdout
    assert first.stdout.splitlines()[-1] == "1 fetched, 1 failed (E085: 1)"


def test_a_torn_archive_is_mended_and_told(fetch: Fetch) -> None:
    fetch("fetch", "/1", "--archive", "a.warc.gz")
    path = Path("a.warc.gz")
    path.write_bytes(path.read_bytes() + path.read_bytes()[:40])
    result = fetch("fetch", "/2", "--archive", "a.warc.gz")
    assert result.exit_code == 0
    assert result.stderr == "a.warc.gz: 40 bytes at its end were no whole record and were cut off\n"


def test_an_archive_that_was_removed_is_begun_anew(fetch: Fetch) -> None:
    fetch("fetch", "/feed", "--archive", "a.warc.gz")
    Path("a.warc.gz").unlink()
    assert fetch("fetch", "/feed", "--archive", "a.warc.gz").stdout.splitlines()[-1] == "3 fetched"


@pytest.mark.parametrize(
    ("archive", "code"), [("no/such/a.warc.gz", "E089"), ("text.warc.gz", "E087"), ("held.warc.gz", "E089")]
)
def test_an_archive_that_cannot_be_written_is_told_before_anything_is_fetched(
    fetch: Fetch, site: Site, archive: str, code: str
) -> None:
    Path("text.warc.gz").write_text("a text")
    Path("held.warc.gz.state").write_text("no memory of an archive")
    result = fetch("fetch", "/1", "--archive", archive)
    assert (result.exit_code, result.stderr[:6]) == (1, f"[{code}]")
    assert site.requests == []


def test_feeds_are_watched_once(fetch: Fetch, site: Site) -> None:
    Path("feeds.toml").write_text(f"[[feed]]\nname = 'Example'\nurl = '{site.url('/feed', '127.0.0.1')}'\n")
    result = fetch("watch", "feeds.toml", "--archive", "archive", "--once", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [answer["outcome"] for answer in lines(result)] == ["feed", "fetched", "fetched", "fetched"]
    assert {answer["name"] for answer in lines(result)} == {"Example"}
    assert sorted(path.name for path in Path("archive").iterdir()) == ["2025-10-21.warc.gz", "watch.state"]


def test_a_watch_ends_with_counts_if_anything_was_new(fetch: Fetch, site: Site) -> None:
    Path("feeds.toml").write_text(f"[[feed]]\nname = 'Example'\nurl = '{site.url('/feed', '127.0.0.1')}'\n")
    first = fetch("watch", "feeds.toml", "--archive", "archive", "--once")
    assert (first.exit_code, first.stdout, first.stderr) == (0, "3 fetched\n", "Example: 3 new pages\n")
    again = fetch("watch", "feeds.toml", "--archive", "archive", "--once")
    assert (again.exit_code, again.output) == (0, "")


def test_a_feed_that_breaks_off_is_told(fetch: Fetch, site: Site) -> None:
    site.pages["/feed"] = Reply(
        b"<rss version='2.0'><channel><title>A</title><item><title>One</title><link>/1</link></item><item><title>Tw"
    )
    result = fetch("fetch", "/feed", "--archive", "a.warc.gz")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "1 fetched")
    assert ": 1 new page\n" in result.stdout
    assert "#2 breaks off: the file ends inside it" in result.stderr


@pytest.mark.parametrize(
    ("text", "code"), [("", "E088"), ("[[feed]]\nurl='x'", "E088"), (None, "E004"), ("[[feed]\n", "E088")]
)
def test_a_file_of_feeds_with_a_fault_is_told(fetch: Fetch, text: str | None, code: str) -> None:
    if text is not None:
        Path("feeds.toml").write_text(text)
    result = fetch("watch", "feeds.toml", "--archive", "archive")
    assert (result.exit_code, result.stderr[:6]) == (1, f"[{code}]")


@contextmanager
def dateline(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the program; it is ended if it does not end by itself."""
    program = subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "DATELINE_DATA": str(folder / "data")},
    )
    watchdog = threading.Timer(LONGEST, program.kill)
    watchdog.start()
    try:
        with program:
            yield program
    finally:
        watchdog.cancel()
        program.kill()


def reports(path: Path) -> list[tuple[str]]:
    """Return the reports of a store, as they are stored."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT report FROM documents ORDER BY id").fetchall()


def test_a_watch_is_stopped_and_goes_on(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(f"[[feed]]\nurl = '{site.url('/feed', '127.0.0.1')}'\n")
    words = ("watch", "feeds.toml", "--archive", "archive", "--db", "news.duckdb", "--json")
    options = ("--allow-private", "--delay", "0.5", "--no-model")
    with dateline(*words, *options, folder=tmp_path) as watch:
        assert watch.stdout is not None
        for line in watch.stdout:
            if json.loads(line)["outcome"] == "added":
                watch.send_signal(signal.SIGTERM)
                break
        said, complaints = watch.communicate()
    assert (watch.returncode, complaints) == (
        0,
        "stopped: what was fetched is kept, start it again to go on\n",
    )
    added = 1 + sum(json.loads(line)["outcome"] == "added" for line in said.splitlines())
    assert len(reports(tmp_path / "news.duckdb")) == added < 3
    with dateline(*words, *options, "--once", folder=tmp_path) as watch:
        said, complaints = watch.communicate()
    assert (watch.returncode, complaints) == (0, "")
    assert [json.loads(line)["outcome"] for line in said.splitlines()] == ["added"] * (3 - added)
    assert site.asked.count("/feed") == 1
    with dateline("add", "archive", "--db", "again.duckdb", "--no-model", folder=tmp_path) as add:
        add.communicate()
    assert add.returncode == 0
    assert reports(tmp_path / "again.duckdb") == reports(tmp_path / "news.duckdb")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_fetch_is_stopped_and_goes_on(site: Site, tmp_path: Path, number: int, status: int) -> None:
    asked, answer = threading.Event(), threading.Event()

    def slowly(_: Request) -> Reply:
        asked.set()
        answer.wait(LONGEST)
        return html(2)

    site.pages["/2"] = slowly
    words = (
        "fetch",
        site.url("/feed", "127.0.0.1"),
        "--archive",
        "a.warc.gz",
        "--allow-private",
        "--delay",
        "0.5",
    )
    with dateline(*words, folder=tmp_path) as fetch:
        assert asked.wait(LONGEST)
        fetch.send_signal(number)
        _, complaints = fetch.communicate()
    answer.set()
    assert fetch.returncode == status
    assert complaints == "stopped: what was fetched is kept, run it again to go on\n"
    with dateline(*words, folder=tmp_path) as fetch:
        said, complaints = fetch.communicate()
    assert (fetch.returncode, complaints) == (0, "")
    assert said.splitlines()[-1] == "2 fetched"
    assert site.asked.count("/1") == 1


USES = re.compile(
    r"^\s*(?:from|import)\s+(?:httpcore|httpx|requests|urllib3|urllib\.request|http\.client|socket|ssl|dateline\.fetching)\b",
    re.MULTILINE,
)


def test_nothing_else_uses_the_network() -> None:
    source = ROOT / "src" / "dateline"
    using = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if USES.search(path.read_text(encoding="utf-8"))
    }
    room = {name for name in using if name.startswith("fetching/")}
    assert {"fetching/guard.py", "fetching/exchange.py"} <= room
    # serving listens, and asks nobody
    assert using - room == {"cli/fetch.py", "cli/fetching.py", "cli/watch.py", "web/serving.py"}
