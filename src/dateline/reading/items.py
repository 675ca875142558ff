"""What a file, archive, feed or table holds: one item a document, each still to be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reading.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What the carrier of some bytes says of them, beside the bytes: an HTTP header, a feed, an archive.

    Attributes:
        url: address that the bytes came from, or empty.
        charset: character set as the carrier names it, or empty.
        published: publication date and time as the carrier prints it, ISO 8601, or empty.
        publisher: name of the publisher, or empty.
        title: title, or empty.
        authors: names of the authors.
        language: ISO 639-1, or empty.
        id: what the carrier calls the document (a row's id, a feed's guid, a record's URN), or empty.
        fetched: when the bytes were fetched, ISO 8601, or empty; it says nothing of publication.
    """

    url: str = ""
    charset: str = ""
    published: str = ""
    publisher: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    id: str = ""
    fetched: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document of those that a file holds.

    Attributes:
        name: what to call it in messages: the file, and where in it (`crawl.warc.gz@48213`, `feed.xml#3`,
            `reports.csv:12`, `saved.zip!pages/a.html`).
        content: bytes that `load.load` reads (a page, a text), or a source that is complete already (a
            row of a table, an entry of a feed that carries its full text).
        carrier: what is known of the bytes from beside them.
        position: where reading goes on after this item: byte offset for archives, count of rows for tables.
    """

    name: str
    content: bytes | Source
    carrier: Carrier = field(default_factory=Carrier)
    position: int = 0
