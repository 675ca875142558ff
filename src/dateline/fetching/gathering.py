"""Gathering reports: from addresses, feeds and sitemaps to pages in an archive, each handed on to be read.

What a feed names is noted before the feed counts as seen, and a page is noted as done after it was archived and read.
So a run that ends anywhere goes on where it stopped, and fetches at most the page in hand a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal, Protocol

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.fetching.addresses import WebAddress, join, parse
from dateline.fetching.client import Fetched, Fetcher
from dateline.fetching.entries import Source, gunzipped, listed, newest_first
from dateline.fetching.exchange import PassingError
from dateline.fetching.memory import Listed, Memory
from dateline.reading.archives import told
from dateline.reading.bounded import GZIP
from dateline.reading.feeds import reading
from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.items import Carrier, Item

TRIES: Final = 4
"""How often a page is fetched in vain, in runs that lie apart, before it is given up."""
FIRST_LATER: Final = timedelta(minutes=10)
"""Time before a page that failed is tried again; four times as long each further time."""
SITEMAPS: Final = 20
"""Sitemaps that are read of an index, the newest first."""

# Faults of this machine or of the store: the next page would not fare better.
_FATAL: Final = frozenset({"E020", "E021", "E040", "E042", "E072", "E087", "E089"})


Kind = Literal["page", "feed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an address.

    Attributes:
        url: the address.
        outcome: `feed`; `fetched`; `unchanged`, the server has no newer version; `failed`; or what the reader
            of the page says became of it (`added`, `replaced`).
        kind: `page` or `feed`.
        code: code of the error, or empty.
        detail: what happened, in words, or empty.
        bytes: size of the page, unpacked.
        new: pages that a feed names and that are new.
        over: new pages that were passed over because of the limit.
        document: id of the document that the page was read as, or empty.
        error: the error itself.
    """

    url: str
    outcome: str
    kind: Kind = "page"
    code: str = ""
    detail: str = ""
    bytes: int = 0
    new: int = 0
    over: int = 0
    document: str = ""
    error: DatelineError | None = None


class Archives(Protocol):
    """Where pages are kept."""

    def add(self, fetched: Fetched, known: dict[str, str]) -> None:
        """Keep a page; it is on the disk when this returns."""


Take = Callable[[Item], tuple[str, str]]
"""Reads a page and puts it on record; returns what became of it, and the id of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Fetches, archives and hands on.

    Attributes:
        fetcher: fetches.
        memory: what was fetched before.
        archives: where pages are kept.
        settings: limits on feeds.
        take: reads a page, `None` to archive alone.
        again: fetch what was fetched before, too.
        shield: what is done inside is not interrupted; a signal counts after it.
    """

    fetcher: Fetcher
    memory: Memory
    archives: Archives
    settings: Settings = field(default_factory=Settings)
    take: Take | None = None
    again: bool = False
    shield: Callable[[], AbstractContextManager[None]] = nullcontext

    def named(self, source: Source) -> Outcome:
        """Fetch an address that the user named: a page is kept, of a feed the pages are noted.

        Args:
            source: the address; what it says of feeds counts if it turns out to be one.
        """
        try:
            fetched = self._get(source.address)
            if not fetched.changed:
                return Outcome(url=source.address.url, outcome="unchanged")
            if fetched.content.startswith(GZIP) or reading.sniff(fetched.content):
                return self._noted(source, fetched)
            return self._kept(source.address.url, fetched, {})
        except DatelineError as error:
            return failure(source.address.url, error)

    def poll(self, source: Source) -> Outcome:
        """Fetch a feed and note the pages that it names.

        Raises:
            PassingError: the feed cannot be had now.
            DatelineError: E006, what is there is no feed; and those of `Fetcher.fetch`.
        """
        fetched = self._get(source.address)
        if not fetched.changed:
            return Outcome(url=source.address.url, outcome="unchanged", kind="feed")
        return self._noted(source, fetched)

    def ready(self, feeds: Iterable[str]) -> Listed | None:
        """Choose the page to be fetched next: of those that wait, the one whose host may be asked soonest.

        Args:
            feeds: addresses of the feeds whose pages are wanted.

        Returns:
            The page; `None` if none waits, or those that do must wait longer than there is patience for.
        """
        now = self.fetcher.clock.now()
        # hosts are asked how long once: while the clock runs on, later answers are a little shorter
        waits: dict[str, float] = {}
        best, least = None, self.fetcher.manners.patience
        for page in self.memory.waiting(feeds):
            host = parse(page.url).host
            wait = waits.setdefault(host, self.fetcher.pace.wait(host))
            if page.due <= now and (wait < least or (best is None and wait == least)):
                best, least = page, wait
        return best

    def rest(self, feeds: Iterable[str]) -> float | None:
        """Return after how many seconds a page may be fetched, `None` if none waits."""
        now = self.fetcher.clock.now()
        waits = (
            max((page.due - now).total_seconds(), self.fetcher.pace.wait(parse(page.url).host))
            for page in self.memory.waiting(feeds)
        )
        return min(waits, default=None)

    def page(self, wanted: Listed) -> Outcome:
        """Fetch a page that a feed names, keep it and hand it on."""
        now = self.fetcher.clock.now()
        try:
            fetched = self._get(parse(wanted.url))
            if fetched.changed:
                return self._kept(wanted.url, fetched, dict(wanted.told))
            self.memory.settle(wanted.url, "done", now)
            return Outcome(url=wanted.url, outcome="unchanged")
        except PassingError as error:
            if wanted.tries + 1 < TRIES:
                due = now + FIRST_LATER * 4**wanted.tries
                self.memory.later(wanted.url, max(due, error.until) if error.until else due)
            else:
                self.memory.settle(wanted.url, "failed", now)
            return failure(wanted.url, error)
        except DatelineError as error:
            outcome = failure(wanted.url, error)
            self.memory.settle(wanted.url, "failed", now)
            return outcome

    def _get(self, address: WebAddress) -> Fetched:
        return (
            self.fetcher.fetch(address) if self.again else self.fetcher.fetch(address, self.memory.validators)
        )

    def _kept(self, url: str, fetched: Fetched, known: dict[str, str]) -> Outcome:
        """Archive a page, have it read, and note that both is done."""
        final = fetched.address.url
        now = self.fetcher.clock.now()
        with self.shield():
            self.archives.add(fetched, {"kind": "page", **known})
            try:
                outcome, document = self.take(_item(fetched, known)) if self.take else ("fetched", "")
                done = Outcome(url=url, outcome=outcome, bytes=len(fetched.content), document=document)
            except DatelineError as error:
                # it is in the archive, and fetching it once more would not make it better
                done = failure(url, error)
            self.memory.keep(final, fetched.validators)
            for each in {url, final}:
                self.memory.settle(each, "failed" if done.code else "done", now)
        return done

    def _noted(self, source: Source, fetched: Fetched) -> Outcome:
        """Note what a feed names, then that this version of the feed was seen."""
        url = source.address.url
        feed = self._read(fetched)
        entries: Iterable[Entry] = feed.entries
        if feed.kind == "sitemap_index":
            entries = self._below(fetched.address, feed)
        elif feed.kind == "sitemap":
            entries = newest_first(entries)
        pages = [page for entry in entries if (page := listed(entry, feed, source, fetched.address))]
        with self.shield():
            self.archives.add(fetched, {"kind": "feed"})
            now = self.fetcher.clock.now()
            new, over = self.memory.listed(pages, now, source.most, again=self.again)
            # an index may stay as it is while its sitemaps change; and what was passed over is wanted next time
            if feed.kind != "sitemap_index" and not over:
                self.memory.keep(fetched.address.url, fetched.validators)
        damage = feed.damage[0].detail if feed.damage else ""
        return Outcome(url=url, outcome="feed", kind="feed", new=new, over=over, detail=damage)

    def _read(self, fetched: Fetched) -> Feed:
        content = gunzipped(fetched.content, self.fetcher.manners.max_bytes)
        return reading.read(content, fetched.address.url, self.settings, fetched.charset)

    def _below(self, base: WebAddress, index: Feed) -> list[Entry]:
        """Return the pages of the newest sitemaps of an index, the newest first."""
        found: list[Entry] = []
        for entry in newest_first(index.entries)[:SITEMAPS]:
            try:
                fetched = self.fetcher.fetch(join(base, entry.url))
                found += self._read(fetched).entries
            except DatelineError as error:
                if error.code in _FATAL:
                    raise
        return newest_first(found)


def _item(fetched: Fetched, known: dict[str, str]) -> Item:
    """Return a page as readers take it; the archive, read again, gives the same."""
    answer = fetched.hops[-1]
    carrier = Carrier(url=answer.address.url, charset=fetched.charset, fetched=answer.time.isoformat())
    return Item(name=answer.address.url, content=fetched.content, carrier=told.carried(carrier, known))


def failure(url: str, error: DatelineError, kind: Kind = "page") -> Outcome:
    """Return a failure as an outcome.

    Raises:
        DatelineError: the error itself, if the next address would not fare better.
    """
    if error.code in _FATAL:
        raise error
    return Outcome(url=url, outcome="failed", kind=kind, code=error.code, detail=error.detail, error=error)
