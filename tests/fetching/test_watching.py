"""Watching: each feed in its turn, none that takes the others along, and again from where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.fetching.client import Fetcher
from dateline.fetching.entries import Source
from dateline.fetching.feeds_file import Plan
from dateline.fetching.gathering import Gathering, Outcome, Take
from dateline.fetching.limits import Manners
from dateline.fetching.memory import Memory
from dateline.fetching.shelf import Shelf
from dateline.fetching.watching import Watch
from local_site import START, HandClock, Reply, Site, resolve

DAY = 24 * 60


class Enough(Exception):  # noqa: N818 - the end of a test's watch
    """The time of the test is over."""


@dataclass
class Watched:
    """Runs watches of some feeds, up to a time."""

    site: Site
    hands: HandClock
    folder: Path
    plans: tuple[Plan, ...]
    said: list[tuple[str, str, float]] = field(default_factory=list)
    idle: list[datetime] = field(default_factory=list)

    @contextmanager
    def watch(self, take: Take | None = None) -> Iterator[Watch]:
        """Open a watch."""
        with Memory(self.folder / "watch.state") as memory:
            manners = Manners(allow_private=True, retries=0)
            fetcher = Fetcher(manners, clock=self.hands.clock, resolve=resolve, noted=memory.pause)
            with Shelf(lambda now: self.folder / f"{now:%Y-%m-%d}.warc.gz", memory, fetcher.clock) as shelf:
                gathering = Gathering(fetcher=fetcher, memory=memory, archives=shelf, take=take)
                yield Watch(
                    gathering=gathering,
                    feeds=self.plans,
                    clock=fetcher.clock,
                    said=self.note,
                    idle=self.idle.append,
                    check=lambda: None,
                )

    def note(self, name: str, outcome: Outcome) -> None:
        """Note what became of a feed or page, and when (minutes)."""
        self.said.append((name, outcome.code or outcome.outcome, self.hands.seconds // 60))

    def until(self, minutes: float, take: Take | None = None) -> list[tuple[str, str, float]]:
        """Watch up to a time; return what was said meanwhile."""
        before = len(self.said)
        sleep = self.hands.sleep

        def sleep_or_end(seconds: float) -> None:
            if self.hands.seconds + seconds > minutes * 60:
                self.hands.seconds = minutes * 60
                raise Enough
            sleep(seconds)

        self.hands.sleep = sleep_or_end  # type: ignore[method-assign]
        try:
            with pytest.raises(Enough), self.watch(take) as watch:
                watch.run()
        finally:
            self.hands.sleep = sleep  # type: ignore[method-assign]
        return self.said[before:]

    def once(self) -> list[tuple[str, str, float]]:
        """Watch once; return what was said."""
        before = len(self.said)
        with self.watch() as watch:
            watch.run(once=True)
        return self.said[before:]


def rss(site: Site, *paths: str) -> bytes:
    items = "".join(f"<item><title>A</title><link>{site.url(path)}</link></item>" for path in paths)
    return f"<rss version='2.0'><channel><title>B</title>{items}</channel></rss>".encode()


def serve(site: Site, feed: str, *paths: str) -> None:
    for path in paths:
        site.pages[path] = Reply(f"<p>{path}</p>".encode(), headers={"Content-Type": "text/html"})
    site.pages[feed] = Reply(rss(site, *paths))


@pytest.fixture
def watched(site: Site, hands: HandClock, tmp_path: Path) -> Watched:
    def plan(name: str, minutes: int) -> Plan:
        source = Source(address=site.address(f"/{name}", f"{name}.test"))
        return Plan(source=source, name=name, every=timedelta(minutes=minutes))

    serve(site, "/quick", "/q1")
    serve(site, "/slow", "/s1", "/s2")
    return Watched(site, hands, tmp_path, (plan("quick", 10), plan("slow", 30)))


def test_each_feed_is_asked_in_its_time(watched: Watched) -> None:
    said = watched.until(35)
    assert [(name, when) for name, outcome, when in said if outcome == "feed"] == [
        ("quick", 0),
        ("slow", 0),
        ("quick", 10),
        ("quick", 20),
        ("quick", 30),
        ("slow", 30),
    ]
    assert [name for name, outcome, _ in said if outcome == "fetched"] == ["quick", "slow", "slow"]
    assert watched.idle[0] == START + timedelta(minutes=10)


def test_what_is_new_is_fetched(site: Site, watched: Watched) -> None:
    watched.until(5)
    serve(site, "/quick", "/q1", "/q2")
    assert [outcome for _, outcome, _ in watched.until(15)] == ["feed", "fetched"]
    assert site.asked.count("/q1") == 1


def test_a_watch_goes_on_where_it_stopped(site: Site, watched: Watched) -> None:
    watched.until(5)
    assert watched.until(8) == []
    assert watched.until(12) == [("quick", "feed", 10)]
    assert site.asked.count("/quick") == 2


def test_a_feed_that_fails_is_asked_less_and_less_and_the_others_go_on(site: Site, watched: Watched) -> None:
    quick, slow = watched.plans
    watched.plans = (quick, Plan(source=slow.source, name="slow", every=timedelta(hours=6)))
    site.pages["/quick"] = Reply(status=500)
    said = watched.until(4 * DAY - 1)
    failed = [when for name, outcome, when in said if (name, outcome) == ("quick", "E084")]
    gaps = [after - before for before, after in pairwise(failed)]
    assert gaps == [20, 40, 80, 160, 320, 640, 1280, DAY, DAY]
    assert [(name, outcome) for name, outcome, _ in said].count(("slow", "feed")) == 16
    serve(site, "/quick", "/q1")
    assert [outcome for name, outcome, _ in watched.until(5 * DAY) if name == "quick"][:2] == [
        "feed",
        "fetched",
    ]
    assert [outcome for name, outcome, _ in watched.until(5 * DAY + 15) if name == "quick"] == ["feed"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html><p>No feed here any more"),
        Reply(b""),
        Reply(b"\x00\xff\xfe"),
        Reply(status=410),
        Reply(raw=b""),
        Reply(status=302, headers={"Location": "http://169.254.169.254/"}),
        Reply(b"<rss><channel>" + b"<a>" * 5000),
    ],
)
def test_no_fault_of_a_feed_stops_the_others(site: Site, watched: Watched, reply: Reply) -> None:
    site.pages["/quick"] = reply
    said = watched.once()
    assert next(outcome for name, outcome, _ in said if name == "quick").startswith("E0")
    assert [outcome for name, outcome, _ in said if name == "slow"] == ["feed", "fetched", "fetched"]


def test_a_pause_that_a_server_asks_for_is_kept(site: Site, watched: Watched) -> None:
    site.pages["/quick"] = Reply(status=429, headers={"Retry-After": "7200"})
    said = watched.until(100)
    assert [when for name, _, when in said if name == "quick"] == [0]
    assert ("quick", "E084", 120) in watched.until(125)


def test_once_is_once(site: Site, watched: Watched, hands: HandClock) -> None:
    assert [outcome for _, outcome, _ in watched.once()] == ["feed", "feed", "fetched", "fetched", "fetched"]
    assert watched.once() == []
    hands.seconds += 600
    assert [name for name, _, _ in watched.once()] == ["quick"]
    assert site.asked.count("/q1") == 1


def test_a_shorter_time_in_the_file_counts_at_once(watched: Watched, hands: HandClock) -> None:
    watched.once()
    slow = watched.plans[1]
    watched.plans = (watched.plans[0], Plan(source=slow.source, name="slow", every=timedelta(minutes=5)))
    hands.seconds += 301
    assert [name for name, _, _ in watched.once()] == ["slow"]


def test_each_day_has_its_archive(site: Site, watched: Watched) -> None:
    watched.plans = tuple(Plan(source=p.source, name=p.name, every=timedelta(hours=6)) for p in watched.plans)
    watched.until(DAY / 2 - 1)
    serve(site, "/quick", "/q2")
    watched.until(DAY / 2 + 1)
    names = sorted(path.name for path in watched.folder.glob("*.warc.gz"))
    assert names == ["2025-10-21.warc.gz", "2025-10-22.warc.gz"]


def test_a_fault_of_the_store_ends_the_watch(watched: Watched) -> None:
    def full(_: object) -> tuple[str, str]:
        raise DatelineError("E040", "the disk is full")

    with pytest.raises(DatelineError, match="E040"), watched.watch(full) as watch:
        watch.run()
    assert [outcome for _, outcome, _ in watched.once()] == ["fetched", "fetched", "fetched"]


def test_it_stops_when_it_is_asked_to(watched: Watched) -> None:
    def enough() -> None:
        if len(watched.said) == 3:
            raise Enough

    with watched.watch() as watch:
        stoppable = Watch(
            gathering=watch.gathering, feeds=watch.feeds, clock=watch.clock, said=watched.note, check=enough
        )
        with pytest.raises(Enough):
            stoppable.run()
    assert len(watched.said) == 3
    assert [outcome for _, outcome, _ in watched.once()] == ["fetched", "fetched"]


def test_a_clock_that_runs_changes_nothing(watched: Watched, hands: HandClock) -> None:
    hands.tick = 1e-3
    assert [(name, outcome) for name, outcome, _ in watched.once()] == [
        ("quick", "feed"),
        ("slow", "feed"),
        ("quick", "fetched"),
        ("slow", "fetched"),
        ("slow", "fetched"),
    ]
    assert watched.once() == []
