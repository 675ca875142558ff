"""Who carried a text: the same words at another address, or under another publisher's name, are one document."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import duckdb

from dateline.model import Document


class Carrier(NamedTuple):
    """One place where a text was found.

    Attributes:
        url: its address, or empty.
        publisher: the publisher's name, or empty.
        published: day of publication there, or `None`.
        time: time of day and UTC offset as given, or `None`.
    """

    url: str
    publisher: str
    published: date | None
    time: str | None


def carrier_of(document: Document) -> Carrier:
    """Return where a document was found."""
    stamp = document.published
    return Carrier(
        document.url,
        document.publisher,
        _day(stamp.date) if stamp else None,
        ((stamp.time + stamp.offset) or None) if stamp else None,
    )


def same(one: Carrier, other: Carrier) -> bool:
    """Say whether two are one carrier.

    By the address where both have one; else names and days must agree where both have them: the same words of two
    days, at no known address, were printed twice.
    """
    if one.url and other.url:
        return one.url == other.url
    return _agree(one.publisher, other.publisher) and _agree(one.published, other.published)


def tells_more(one: Carrier, other: Carrier) -> bool:
    """Say whether one says something of the same carrier that the other does not."""
    return any(mine and mine != theirs for mine, theirs in zip(one, other, strict=True))


def earlier(one: Carrier, other: Carrier) -> bool:
    """Say whether one comes before the other, whatever the order in which they arrived.

    By day, then by address and name: times of day of different offsets cannot be compared as they stand.
    """
    return _rank(one) < _rank(other)


def stored(connection: duckdb.DuckDBPyConnection, document: str) -> list[Carrier]:
    """Return the carriers of a document on record."""
    found = connection.execute(
        "SELECT url, publisher, published, published_time FROM carriers WHERE document = ? ORDER BY ALL",
        [document],
    ).fetchall()
    return [Carrier(*row) for row in found]


def keep(
    connection: duckdb.DuckDBPyConnection, document: str, carrier: Carrier, *, again: bool = True
) -> None:
    """Put a carrier on record, in place of what was known of the same one.

    Args:
        connection: the store, in a transaction.
        document: id of the document.
        carrier: who carried it.
        again: the document was on record before.
    """
    for known in stored(connection, document) if again else ():
        if same(known, carrier):
            connection.execute(
                "DELETE FROM carriers WHERE document = ? AND url = ? AND publisher = ?",
                [document, known.url, known.publisher],
            )
    connection.execute("INSERT INTO carriers VALUES (?, ?, ?, ?, ?)", [document, *carrier])


def _agree(one: object, other: object) -> bool:
    return not (one and other) or one == other


def _rank(carrier: Carrier) -> tuple[date, str, str]:
    return carrier.published or date.max, carrier.url, carrier.publisher


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
