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
from dateline.fetching.exchange import PassingError
from dateline.fetching.memory import Listed, Memory
from dateline.reading.archives import told
from dateline.reading.bounded import GZIP, decoded
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
class Source:
    """A feed or sitemap, and how it is gathered.

    Attributes:
        address: where it is.
        publisher: name of the publisher, where the feed itself does not give the right one.
        language: ISO 639-1, where the feed does not say it.
        most: number of new pages that are taken from it at a time.
        same_host: leave out pages on other hosts.
    """

    address: WebAddress
    publisher: str = ""
    language: str = ""
    most: int = 100
    same_host: bool = False


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
        shield: what is done inside is not interrupted.
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

    def page(self, listed: Listed) -> Outcome:
        """Fetch a page that a feed names, keep it and hand it on."""
        now = self.fetcher.clock.now()
        try:
            fetched = self._get(parse(listed.url))
            if fetched.changed:
                return self._kept(listed.url, fetched, dict(listed.told))
            self.memory.settle(listed.url, "done", now)
            return Outcome(url=listed.url, outcome="unchanged")
        except PassingError as error:
            if listed.tries + 1 < TRIES:
                due = now + FIRST_LATER * 4**listed.tries
                self.memory.later(listed.url, max(due, error.until) if error.until else due)
            else:
                self.memory.settle(listed.url, "failed", now)
            return failure(listed.url, error)
        except DatelineError as error:
            outcome = failure(listed.url, error)
            self.memory.settle(listed.url, "failed", now)
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
        with self.shield():
            self.archives.add(fetched, {"kind": "feed"})
        pages = list(feed.entries)
        if feed.kind == "sitemap_index":
            pages = self._below(fetched.address, feed)
        elif feed.kind == "sitemap":
            pages.sort(key=_age, reverse=True)
        listed = [page for entry in pages if (page := _listed(entry, feed, source, fetched.address))]
        now = self.fetcher.clock.now()
        new, over = self.memory.listed(listed, now, source.most, again=self.again)
        # an index may stay as it is while its sitemaps change; and what was passed over is wanted next time
        if feed.kind != "sitemap_index" and not over:
            self.memory.keep(fetched.address.url, fetched.validators)
        damage = feed.damage[0].detail if feed.damage else ""
        return Outcome(url=url, outcome="feed", kind="feed", new=new, over=over, detail=damage)

    def _read(self, fetched: Fetched) -> Feed:
        content = _gunzipped(fetched.content, self.fetcher.manners.max_bytes)
        return reading.read(content, fetched.address.url, self.settings, fetched.charset)

    def _below(self, base: WebAddress, index: Feed) -> list[Entry]:
        """Return the pages of the newest sitemaps of an index, the newest first."""
        found: list[Entry] = []
        for entry in sorted(index.entries, key=_age, reverse=True)[:SITEMAPS]:
            try:
                fetched = self.fetcher.fetch(join(base, entry.url))
                found += self._read(fetched).entries
            except DatelineError as error:
                if error.code in _FATAL:
                    raise
        return sorted(found, key=_age, reverse=True)


def _gunzipped(content: bytes, limit: int) -> bytes:
    """Unpack a file that is gzip itself, as sitemaps often are (`sitemap.xml.gz`).

    Raises:
        DatelineError: E085, it holds more than the limit; E086, it is damaged.
    """
    if not content.startswith(GZIP):
        return content
    try:
        return decoded(content, "gzip", limit)
    except DatelineError as error:
        raise DatelineError("E085" if error.code == "E003" else "E086", error.detail, error.remedy) from error


def _age(entry: Entry) -> str:
    """Return what sorts entries by their date; dates of one site have one form."""
    return entry.published.iso or entry.updated.iso


def _listed(entry: Entry, feed: Feed, source: Source, base: WebAddress) -> Listed | None:
    """Return the page that an entry names; `None` if it names none that may be asked for."""
    if not entry.url:
        return None
    try:
        address = join(base, entry.url)
    except DatelineError:
        return None
    if source.same_host and not _akin(address.host, source.address.host):
        return None
    known = {
        "feed": source.address.url,
        "title": entry.title,
        "published": entry.published.iso,
        "publisher": source.publisher or entry.publisher or feed.title,
        "language": source.language or entry.language or feed.language,
        "authors": told.BETWEEN.join(entry.authors),
    }
    return Listed(url=address.url, feed=source.address.url, told={k: v for k, v in known.items() if v})


def _akin(one: str, other: str) -> bool:
    """Say whether two hosts are the same, or one is below the other; `www` does not count."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


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
