"""Questions about copies: each text once, with everybody who carried it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from dateline.store.answers.copy_rows import CopyRow, copies
from dateline.store.answers.days import as_day

Key = tuple[str, str, str]
"""A text at one place: document, publisher, day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Where a text appeared once more.

    Attributes:
        document: id of the document; that of the source where the text is the very same.
        publisher: who published it, or its address.
        published: its day.
        kept: share of the source's prose that it holds, 0 to 1; `None` where it is a copy of another copy alone.
    """

    document: str
    publisher: str
    published: date | None
    kept: float | None

    def __str__(self) -> str:
        """Write it as lists show it: day, publisher, share."""
        share = "" if self.kept is None else f" ({self.kept:.0%})"
        return f"{f'{self.published} ' if self.published else ''}{self.publisher or 'unknown'}{share}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """Texts that are copies of each other, or of the same third: one text, however often it was carried.

    Attributes:
        id: id of the source's document.
        publisher: who published the source, or its address.
        published: its day.
        headline: its headline, else that of the first carrier that has one.
        why: what says that it is the source: `agency`, `date`, or empty where nothing does.
        carriers: where it appeared else, by day.
    """

    id: str
    publisher: str
    published: date | None
    headline: str
    why: str
    carriers: tuple[Carrier, ...]


def families(
    connection: duckdb.DuckDBPyConnection,
    *,
    doc: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    limit: int | None = None,
) -> list[FamilyRow]:
    """Return the families of copies.

    The source is the agency that another of the family credits, else the earliest; where two are the earliest and
    neither is credited, `why` is empty.

    Args:
        connection: the store.
        doc: id of a document that has to be in the family.
        since: earliest day of the last appearance.
        until: latest day of the first one.
        limit: most families to return.

    Returns:
        The families by the day of their source; unknown days last.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    first, last = (as_day(day) if isinstance(day, str) else day for day in (since, until))
    rows = sorted(map(_family, _connected(copies(connection))), key=_order)
    found = [
        row
        for row in rows
        if (doc is None or doc in {row.id, *(one.document for one in row.carriers)})
        and _within(row, first, last)
    ]
    return found[:limit]


def _order(row: FamilyRow) -> tuple[bool, date, str]:
    return row.published is None, row.published or date.min, row.id


def _within(row: FamilyRow, since: date | None, until: date | None) -> bool:
    days = [day for day in (row.published, *(one.published for one in row.carriers)) if day]
    return (since is None or any(day >= since for day in days)) and (
        until is None or any(day <= until for day in days)
    )


def _connected(pairs: Iterable[CopyRow]) -> list[list[CopyRow]]:
    """Part pairs into those that hang together by a document."""
    leads: dict[str, str] = {}

    def head(key: str) -> str:
        while leads.setdefault(key, key) != key:
            leads[key] = leads[leads[key]]
            key = leads[key]
        return key

    given = list(pairs)
    for pair in given:
        leads[head(pair.copy)] = head(pair.id)
    parts: dict[str, list[CopyRow]] = {}
    for pair in given:
        parts.setdefault(head(pair.id), []).append(pair)
    return list(parts.values())


def _family(pairs: Sequence[CopyRow]) -> FamilyRow:
    """Make the row of pairs that hang together."""
    places: dict[Key, tuple[str, str, date | None]] = {}
    headlines: dict[str, str] = {}
    for pair in pairs:
        sides = (
            (pair.id, pair.publisher, pair.published, pair.headline),
            (pair.copy, pair.copy_publisher, pair.copy_published, pair.copy_headline),
        )
        for document, publisher, day, headline in sides:
            places[document, publisher, str(day)] = (document, publisher, day)
            headlines.setdefault(document, headline)
    ordered = sorted(places.values(), key=lambda place: (place[2] is None, place[2] or date.min, *place[:2]))
    credited = {(pair.id, pair.publisher) for pair in pairs if pair.why == "agency"}
    source = next((place for place in ordered if place[:2] in credited), ordered[0])
    others = [place for place in ordered if place != source]
    # a day is that of the source only where no other has it, too
    alone = source[2] is not None and all(place[2] is not None and source[2] < place[2] for place in others)
    kept = _kept(pairs, source[0])
    return FamilyRow(
        id=source[0],
        publisher=source[1],
        published=source[2],
        headline=headlines[source[0]] or next(filter(None, (headlines[place[0]] for place in ordered)), ""),
        why="agency" if source[:2] in credited else "date" if alone else "",
        carriers=tuple(
            Carrier(document=place[0], publisher=place[1], published=place[2], kept=kept.get(place[0]))
            for place in others
        ),
    )


def _kept(pairs: Sequence[CopyRow], source: str) -> Mapping[str, float]:
    """Return the share of a document's prose that each other document holds; that it holds itself is all of it."""
    kept = {source: 1.0}
    for pair in pairs:
        if pair.id == source:
            kept[pair.copy] = pair.kept
        elif pair.copy == source:
            kept[pair.id] = pair.copied
    return kept
