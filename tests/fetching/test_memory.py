from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.fetching.client import Validators
from dateline.fetching.memory import Listed, Memory, Polled
from local_site import START

FEED = "https://news.example/feed"


def listed(*numbers: int) -> list[Listed]:
    return [Listed(url=f"https://news.example/{n}", feed=FEED, told={"title": f"Nr. {n} ü"}) for n in numbers]


def urls(memory: Memory) -> list[str]:
    return [page.url.rpartition("/")[2] for page in memory.waiting([FEED])]


def test_what_is_noted_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "a.state"
    marks = Validators(etag='"1"', modified="then")
    with Memory(path) as memory:
        assert memory.listed(listed(1, 2, 3), START, 100) == (3, 0)
        memory.settle("https://news.example/1", "done", START)
        memory.keep(FEED, marks)
        memory.polled(FEED, Polled(START, 2, START))
        memory.pause("news.example", START + timedelta(hours=1))
        memory.grown("a.warc.gz", 77)
    with Memory(path) as memory:
        assert memory.waiting([FEED])[0].told == {"title": "Nr. 2 ü"}
        assert urls(memory) == ["2", "3"]
        assert memory.waiting(["https://other.example/"]) == []
        assert memory.validators(FEED) == marks
        assert memory.validators("https://other.example/") == Validators()
        assert memory.feed(FEED) == Polled(START, 2, START)
        assert memory.feed("https://other.example/") is None
        assert memory.pauses(START) == {"news.example": START + timedelta(hours=1)}
        assert memory.pauses(START + timedelta(hours=1)) == {}
        assert (memory.size("a.warc.gz"), memory.size("b.warc.gz")) == (77, 0)


def test_no_text_of_a_feed_breaks_it(tmp_path: Path) -> None:
    odd = {"title": "\ud800 \x00 \u202e '; DROP TABLE pages; --"}
    with Memory(tmp_path / "a.state") as memory:
        memory.listed([Listed(url="https://news.example/'\"", feed=FEED, told=odd)], START, 5)
        assert [page.told for page in memory.waiting([FEED])] == [odd]


def test_marks_are_those_of_the_last_answer(tmp_path: Path) -> None:
    with Memory(tmp_path / "a.state") as memory:
        memory.keep(FEED, Validators(etag='"1"'))
        memory.keep(FEED, Validators(modified="then"))
        assert memory.validators(FEED) == Validators(modified="then")
        memory.keep(FEED, Validators())
        assert memory.validators(FEED) == Validators()


def test_a_page_is_new_once(tmp_path: Path) -> None:
    with Memory(tmp_path / "a.state") as memory:
        assert memory.listed(listed(1, 2, 3), START, 2) == (2, 1)
        memory.settle("https://news.example/1", "failed", START)
        assert memory.listed(listed(3, 2, 1), START, 2) == (1, 0)
        assert urls(memory) == ["2", "3"]
        assert memory.listed(listed(1), START, 5, again=True) == (1, 0)
        assert urls(memory) == ["2", "3", "1"]


def test_a_page_that_failed_waits_until_its_time(tmp_path: Path) -> None:
    with Memory(tmp_path / "a.state") as memory:
        memory.listed(listed(1), START, 5)
        memory.later("https://news.example/1", START + timedelta(minutes=10))
        [page] = memory.waiting([FEED])
        assert (page.due, page.tries) == (START + timedelta(minutes=10), 1)


def test_pages_that_feeds_no_longer_name_are_forgotten(tmp_path: Path) -> None:
    later = START + timedelta(days=100)
    with Memory(tmp_path / "a.state") as memory:
        memory.listed(listed(1, 2, 3), START, 5)
        for number in (1, 2):
            memory.settle(f"https://news.example/{number}", "done", START)
        memory.listed(listed(1), later, 5)
        memory.forget(later - timedelta(days=1))
        assert memory.status("https://news.example/1") == "done"
        assert memory.status("https://news.example/2") is None
        assert memory.status("https://news.example/3") == "waiting"


def test_the_memory_of_an_archive_that_is_gone_is_cleared(tmp_path: Path) -> None:
    with Memory(tmp_path / "a.state") as memory:
        memory.listed(listed(1), START, 5)
        memory.keep(FEED, Validators(etag='"1"'))
        memory.pause("news.example", START + timedelta(hours=1))
        memory.clear()
        assert (memory.waiting([FEED]), memory.validators(FEED)) == ([], Validators())
        assert memory.pauses(START)


def test_one_process_has_it_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.state"
    code = (
        f"from pathlib import Path; from dateline.fetching.memory import Memory; Memory(Path({str(path)!r}))"
    )
    with Memory(path):
        with pytest.raises(DatelineError, match=r"E089.*another dateline"):
            Memory(path)
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "another dateline" in other.stderr
    Memory(path).close()


def test_what_is_no_memory_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.state"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(DatelineError, match="E089"):
        Memory(path)
    foreign = tmp_path / "b.state"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE theirs (a)")
    connection.commit()
    connection.close()
    before = foreign.read_bytes()
    with pytest.raises(DatelineError, match="E089"):
        Memory(foreign)
    newer = tmp_path / "c.state"
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DatelineError, match="E089"):
        Memory(newer)
    with pytest.raises(DatelineError, match="E089"):
        Memory(tmp_path / "no" / "folder" / "a.state")
    assert foreign.read_bytes() == before


KILLED = """
import sys
from pathlib import Path
from dateline.fetching.memory import Listed, Memory
from local_site import START
memory = Memory(Path(sys.argv[1]))
for number in range(100_000):
    pages = [Listed(url=f"https://news.example/{number}/{n}", feed="f") for n in range(10)]
    memory.listed(pages, START, 100)
    print(number, flush=True)
"""


def test_what_was_noted_together_is_there_together(tmp_path: Path) -> None:
    path = tmp_path / "a.state"
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n{KILLED}",
            path,
        ],
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        kept = [writer.stdout.readline().strip() for _ in range(5)]
        writer.kill()
        kept += [line.strip() for line in writer.stdout]
    with Memory(path) as memory:
        found = [page.url.split("/")[3] for page in memory.waiting(["f"])]
    assert set(kept) <= set(found)
    assert all(found.count(number) == 10 for number in set(found))
