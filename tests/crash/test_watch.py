"""A watch that is killed at any moment goes on where it stopped: each page is archived, at most one of them twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.reading.archives import warc
from dateline.reading.items import Item
from local_site import Reply, Request, Site

PATHS = [f"/{number}" for number in range(4)]
LONGEST = 120.0


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    for path in PATHS:
        found.pages[path] = Reply(f"<p>page {path}</p>".encode(), headers={"Content-Type": "text/html"})
    items = "".join(
        f"<item><title>A</title><link>{found.url(path, '127.0.0.1')}</link></item>" for path in PATHS
    )
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    found.pages["/feed"] = lambda request: (
        Reply(raw=b"HTTP/1.1 304 Not Modified\r\n\r\n")
        if "if-none-match" in request.headers
        else Reply(feed, headers={"ETag": '"1"'})
    )
    yield found
    found.close()


def watch(folder: Path) -> subprocess.Popen[bytes]:
    words = ("watch", "feeds.toml", "--archive", "archive", "--once", "--allow-private", "--delay", "0.5")
    return subprocess.Popen([sys.executable, "-m", "dateline", *words], cwd=folder)


def archived(folder: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in folder.glob("archive/*.warc.gz"):
        with path.open("rb") as stream:
            for item in warc.items(stream, path.name, Settings()):
                assert isinstance(item, Item), item
                found["/" + item.carrier.url.rpartition("/")[2]] += 1
    return found


@pytest.mark.parametrize("killed_at", ["/robots.txt", "/feed", "/0", "/2"])
def test_kill(site: Site, tmp_path: Path, killed_at: str) -> None:
    (tmp_path / "feeds.toml").write_text(f"[[feed]]\nurl = '{site.url('/feed', '127.0.0.1')}'\n")
    asked, whole = threading.Event(), site.pages[killed_at]

    def kill_then_answer(request: Request) -> Reply:
        asked.set()
        return whole(request) if callable(whole) else whole

    site.pages[killed_at] = kill_then_answer
    with watch(tmp_path) as run:
        assert asked.wait(LONGEST)
        run.kill()
    before = archived(tmp_path)
    assert not before.keys() - set(PATHS)
    with watch(tmp_path) as run:
        assert run.wait(LONGEST) == 0
    after = archived(tmp_path)
    assert after.keys() == set(PATHS)
    assert after.total() <= len(PATHS) + 1
    assert after >= before
