"""From feeds and sitemaps to pages in an archive: each page once, whatever happens on the way."""

from __future__ import annotations

import gzip
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.fetching.client import Fetcher
from dateline.fetching.entries import Source
from dateline.fetching.gathering import Gathering, Outcome, Take
from dateline.fetching.limits import Manners
from dateline.fetching.memory import Memory
from dateline.fetching.shelf import Shelf
from dateline.reading.archives import warc
from dateline.reading.items import Item
from local_site import HandClock, Reply, Site, resolve


def page(number: int) -> bytes:
    return f"<html><body><p>Report number {number}.</p></body></html>".encode()


def rss(site: Site, *numbers: int, host: str = "news.test") -> bytes:
    items = "".join(
        f"<item><title>Report {n}</title><link>{site.url(f'/{n}', host)}</link>"
        f"<pubDate>Tue, 21 Oct 2025 0{n}:00:00 +0200</pubDate></item>"
        for n in numbers
    )
    title = "<title>The Example</title><language>en-gb</language>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{title}{items}</channel></rss>".encode()


def serve(site: Site, *numbers: int) -> None:
    """Let the site have pages, and a feed of them."""
    for number in numbers:
        site.pages[f"/{number}"] = Reply(page(number), headers={"Content-Type": "text/html"})
    site.pages["/feed"] = Reply(rss(site, *numbers), headers={"Content-Type": "application/rss+xml"})


@dataclass
class Run:
    """One run after the other, with the same archive."""

    site: Site
    hands: HandClock
    folder: Path
    took: list[Item] = field(default_factory=list)

    def __call__(
        self,
        *paths: str,
        take: Take | None = None,
        again: bool = False,
        limit: int = 100,
        same_host: bool = False,
    ) -> list[Outcome]:
        """Gather what the user names, then what waits of it."""
        with ExitStack() as held:
            gathering = self.open(held, take=take, again=again)
            sources = [
                Source(address=self.site.address(path), most=limit, same_host=same_host) for path in paths
            ]
            found = [gathering.named(source) for source in sources]
            feeds = [source.address.url for source in sources]
            while listed := gathering.ready(feeds):
                found.append(gathering.page(listed))
            return found

    def open(self, held: ExitStack, *, take: Take | None = None, again: bool = False) -> Gathering:
        """Open archive and memory."""
        memory = held.enter_context(Memory(self.folder / "a.state"))
        manners = Manners(allow_private=True, retries=0)
        fetcher = Fetcher(manners, clock=self.hands.clock, resolve=resolve, noted=memory.pause)
        shelf = held.enter_context(Shelf(lambda _: self.path, memory, fetcher.clock))
        return Gathering(
            fetcher=fetcher, memory=memory, archives=shelf, take=take or self.took_it, again=again
        )

    def took_it(self, item: Item) -> tuple[str, str]:
        """Take a page."""
        self.took.append(item)
        return "added", f"d{len(self.took)}"

    @property
    def path(self) -> Path:
        """The archive."""
        return self.folder / "a.warc.gz"

    def archived(self) -> list[Item]:
        """Return the pages of the archive."""
        with self.path.open("rb") as stream:
            found = list(warc.items(stream, "a", Settings()))
        return [item for item in found if isinstance(item, Item)]


@pytest.fixture
def gather(site: Site, hands: HandClock, tmp_path: Path) -> Run:
    return Run(site, hands, tmp_path)


def told(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.url.rpartition("/")[2], outcome.code or outcome.outcome) for outcome in outcomes]


def test_a_page_is_archived_and_read(site: Site, gather: Run) -> None:
    serve(site, 1)
    assert told(gather("/1")) == [("1", "added")]
    [item] = gather.took
    assert (item.content, item.carrier.url) == (page(1), site.url("/1"))
    assert [archived.content for archived in gather.archived()] == [page(1)]


def test_the_pages_of_a_feed_are_fetched_once(site: Site, gather: Run, hands: HandClock) -> None:
    hands.tick = 1e-3
    serve(site, 3, 2, 1)
    assert told(gather("/feed")) == [("feed", "feed"), ("3", "added"), ("2", "added"), ("1", "added")]
    serve(site, 4, 3, 2)
    assert told(gather("/feed")) == [("feed", "feed"), ("4", "added")]
    assert told(gather("/feed")) == [("feed", "feed")]
    assert [item.content for item in gather.archived()] == [page(n) for n in (3, 2, 1, 4)]


def test_the_archive_gives_again_what_was_read(site: Site, gather: Run) -> None:
    serve(site, 1)
    site.pages["/feed"] = Reply(rss(site, 1))
    gather("/feed")
    [took], [archived] = gather.took, gather.archived()
    assert took.content == archived.content
    for key in ("url", "charset", "published", "publisher", "title", "authors", "language"):
        assert getattr(took.carrier, key) == getattr(archived.carrier, key), key
    assert took.carrier.title == "Report 1"
    assert took.carrier.published == "2025-10-21T01:00:00+02:00"
    assert (took.carrier.publisher, took.carrier.language) == ("The Example", "en")


def test_a_feed_that_has_not_changed_names_nothing_new(site: Site, gather: Run) -> None:
    serve(site, 1)
    site.pages["/feed"] = lambda request: (
        Reply(raw=b"HTTP/1.1 304 Not Modified\r\n\r\n")
        if request.headers.get("if-none-match") == '"1"'
        else Reply(rss(site, 1), headers={"ETag": '"1"'})
    )
    assert told(gather("/feed")) == [("feed", "feed"), ("1", "added")]
    assert told(gather("/feed")) == [("feed", "unchanged")]
    assert told(gather("/feed", again=True)) == [("feed", "feed"), ("1", "added")]


def test_a_run_that_was_stopped_goes_on(site: Site, gather: Run) -> None:
    serve(site, 1, 2, 3)
    site.pages["/feed"] = lambda request: (
        Reply(raw=b"HTTP/1.1 304 Not Modified\r\n\r\n")
        if "if-none-match" in request.headers
        else Reply(rss(site, 1, 2, 3), headers={"ETag": '"1"'})
    )

    def stop_at_two(item: Item) -> tuple[str, str]:
        if item.content == page(2):
            raise KeyboardInterrupt
        return gather.took_it(item)

    with pytest.raises(KeyboardInterrupt):
        gather("/feed", take=stop_at_two)
    assert told(gather("/feed")) == [("feed", "unchanged"), ("2", "added"), ("3", "added")]
    assert [item.content for item in gather.took] == [page(1), page(2), page(3)]


def test_what_is_over_the_limit_waits_for_the_next_run(site: Site, gather: Run) -> None:
    serve(site, 1, 2, 3, 4, 5)
    body = rss(site, 1, 2, 3, 4, 5)
    site.pages["/feed"] = lambda request: (
        Reply(raw=b"HTTP/1.1 304 Not Modified\r\n\r\n")
        if "if-none-match" in request.headers
        else Reply(body, headers={"ETag": '"1"'})
    )
    first = gather("/feed", limit=2)
    assert (first[0].new, first[0].over) == (2, 3)
    assert told(gather("/feed", limit=2))[1:] == [("3", "added"), ("4", "added")]
    assert told(gather("/feed", limit=2))[1:] == [("5", "added")]
    assert told(gather("/feed", limit=2)) == [("feed", "unchanged")]


def refuse(item: Item) -> tuple[str, str]:
    if item.content == page(2):
        raise DatelineError("E005", "no article")
    return "added", "d"


def test_a_page_that_cannot_be_read_does_not_stop_the_others(site: Site, gather: Run) -> None:
    serve(site, 1, 2, 3)
    assert told(gather("/feed", take=refuse))[1:] == [("1", "added"), ("2", "E005"), ("3", "added")]
    assert len(gather.archived()) == 3
    assert told(gather("/feed", take=refuse)) == [("feed", "feed")]


def test_a_page_that_is_gone_is_not_asked_for_again(site: Site, gather: Run) -> None:
    serve(site, 1, 2, 3)
    site.pages["/2"] = Reply(status=404)
    assert told(gather("/feed"))[1:] == [("1", "added"), ("2", "E084"), ("3", "added")]
    assert told(gather("/feed")) == [("feed", "feed")]


def test_a_page_that_fails_is_tried_later_and_given_up_in_the_end(
    site: Site, gather: Run, hands: HandClock
) -> None:
    serve(site, 1)
    site.pages["/1"] = Reply(status=500)
    tries = []
    for _ in range(12):
        tries.append(("1", "E084") in told(gather("/feed")))
        hands.seconds += 3600
    assert tries.count(True) == 4
    assert tries[:2] == [True, True]
    assert site.asked.count("/1") == 4


def test_a_pause_that_a_server_asks_for_holds_in_the_next_run(
    site: Site, gather: Run, hands: HandClock
) -> None:
    serve(site, 1)
    site.pages["/1"] = Reply(status=503, headers={"Retry-After": "7200"})
    gather("/feed")
    with Memory(gather.folder / "a.state") as memory:
        assert list(memory.pauses(hands.clock.now())) == ["news.test"]
        [waiting] = memory.waiting([site.url("/feed")])
    assert (waiting.due - hands.clock.now()).total_seconds() > 7000


def fatal(item: Item) -> tuple[str, str]:
    raise DatelineError("E040", f"the disk is full at {item.name}")


def test_a_fault_of_the_store_ends_the_run_and_loses_no_page(site: Site, gather: Run) -> None:
    serve(site, 1, 2)
    with pytest.raises(DatelineError, match="E040"):
        gather("/feed", take=fatal)
    assert told(gather("/feed"))[1:] == [("1", "added"), ("2", "added")]


def sitemap(*entries: tuple[str, str]) -> bytes:
    urls = "".join(f"<url><loc>{url}</loc><lastmod>{date}</lastmod></url>" for url, date in entries)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()


def test_of_a_sitemap_the_newest_pages_come_first(site: Site, gather: Run) -> None:
    serve(site, 1, 2, 3)
    days = {1: "2025-10-19", 2: "2025-10-21", 3: "2025-10-20"}
    site.pages["/sitemap.xml"] = Reply(sitemap(*((site.url(f"/{n}"), day) for n, day in days.items())))
    assert told(gather("/sitemap.xml", limit=2))[1:] == [("2", "added"), ("3", "added")]


def test_an_index_leads_to_its_sitemaps(site: Site, gather: Run) -> None:
    serve(site, 1, 2, 3)
    locations = "".join(
        f"<sitemap><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></sitemap>"
        for path, day in (
            ("/old.xml", "2025-09-01"),
            ("/new.xml.gz", "2025-10-01"),
            ("/gone.xml", "2025-10-02"),
        )
    )
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    site.pages["/index.xml"] = Reply(
        f"<sitemapindex {space}>{locations}</sitemapindex>".encode(), headers={"ETag": '"1"'}
    )
    site.pages["/old.xml"] = Reply(sitemap((site.url("/1"), "2025-09-01")))
    new = sitemap((site.url("/2"), "2025-10-01"), (site.url("/3"), "2025-10-02"))
    site.pages["/new.xml.gz"] = Reply(gzip.compress(new), headers={"Content-Type": "application/gzip"})
    assert told(gather("/index.xml"))[1:] == [("3", "added"), ("2", "added"), ("1", "added")]
    site.pages["/4"] = Reply(page(4))
    site.pages["/old.xml"] = Reply(sitemap((site.url("/4"), "2025-10-03")))
    assert told(gather("/index.xml"))[1:] == [("4", "added")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\x1f\x8b\x08 damaged", "E086"),
        (gzip.compress(bytes(40_000_000)), "E085"),
        (gzip.compress(b"no feed"), "E006"),
        (
            b"<rss><!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY l2 '&lol;&lol;'>]><channel>&l2;</channel></rss>",
            "",
        ),
    ],
)
def test_a_feed_that_cannot_be_read_is_told(site: Site, gather: Run, body: bytes, code: str) -> None:
    site.pages["/feed"] = Reply(body)
    [outcome] = gather("/feed")
    assert outcome.code == code or not code


@pytest.mark.parametrize(("same_host", "expected"), [(False, ["1", "2"]), (True, ["1"])])
def test_pages_elsewhere_may_be_left_out(
    site: Site, gather: Run, same_host: bool, expected: list[str]
) -> None:
    serve(site, 1, 2)
    both = rss(site, 1, host="www.news.test").replace(
        b"</channel>",
        rss(site, 2, host="other.test").split(b"</language>")[1].split(b"</channel>")[0] + b"</channel>",
    )
    site.pages["/feed"] = Reply(both)
    found = gather("/feed", same_host=same_host)
    assert [outcome.url.rpartition("/")[2] for outcome in found[1:]] == expected


def test_links_of_feeds_lead_to_the_web_alone(site: Site, gather: Run) -> None:
    links = (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://169.254.169.254/",
        "http://2130706433/",
        site.url("/1"),
    )
    items = "".join(f"<item><title>A</title><link>{link}</link></item>" for link in links)
    serve(site, 1)
    site.pages["/feed"] = Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert sorted(told(gather("/feed"))[1:]) == [("", "E081"), ("1", "added")]


def test_hosts_take_turns(site: Site, gather: Run, hands: HandClock) -> None:
    serve(site, 1, 2, 3, 4)
    ours, theirs = rss(site, 1, 2), rss(site, 3, 4, host="other.test")
    items = theirs.split(b"</language>")[1].split(b"</channel>")[0]
    site.pages["/feed"] = Reply(ours.replace(b"</channel>", items + b"</channel>"))
    assert [url for url, _ in told(gather("/feed"))[1:]] == ["3", "1", "4", "2"]
    assert sum(hands.slept) <= 4


def test_a_page_under_two_addresses_is_known_by_both(site: Site, gather: Run) -> None:
    serve(site, 1, 2)
    site.pages["/2"] = Reply(status=302, headers={"Location": "/1"})
    assert told(gather("/feed"))[1:] == [("1", "added"), ("2", "added")]
    site.pages["/feed"] = Reply(rss(site, 2, 1))
    assert told(gather("/feed")) == [("feed", "feed")]
