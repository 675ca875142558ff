"""What a feed or sitemap names: pages, in the order in which they are wanted, with what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.fetching.addresses import WebAddress, join
from dateline.fetching.memory import Listed
from dateline.reading.archives import told
from dateline.reading.bounded import GZIP, decoded
from dateline.reading.feeds.model import Entry, Feed


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


def gunzipped(content: bytes, limit: int) -> bytes:
    """Unpack a file that is gzip itself, as sitemaps often are (`sitemap.xml.gz`).

    Args:
        content: the file; one that is no gzip is given back.
        limit: size above which it is refused (bytes).

    Raises:
        DatelineError: E085, it holds more than the limit; E086, it is damaged.
    """
    if not content.startswith(GZIP):
        return content
    try:
        return decoded(content, "gzip", limit)
    except DatelineError as error:
        raise DatelineError("E085" if error.code == "E003" else "E086", error.detail, error.remedy) from error


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their date, which has one form throughout a site; those without one come last."""
    return sorted(entries, key=lambda entry: entry.published.iso or entry.updated.iso, reverse=True)


def listed(entry: Entry, feed: Feed, source: Source, base: WebAddress) -> Listed | None:
    """Return the page that an entry names.

    Args:
        entry: the entry.
        feed: the feed that it stands in.
        source: how the feed is gathered.
        base: where the feed came from in the end.

    Returns:
        The page, with what the feed says of it; `None` if it names none that may be asked for.
    """
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
