"""Happenings kept up to date: those of the stories that changed are found anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import duckdb

from dateline.across.happenings.details import Happening, happening, place_of
from dateline.across.happenings.merging import merge
from dateline.across.happenings.tellings import Telling, Where, Who
from dateline.knowledge.packaged import listed, rows
from dateline.model import record_id
from dateline.store.across import ACROSS

_TELLINGS = """
SELECT e.document, e.id, e.number, s.source, s.story, d.published, e.type, e.modes, e.contexts, e.status,
       e.date_start, e.date_end, e.place, e.latitude, e.longitude, e.geonameid, e.country,
       e.killed_low, e.killed_high, e.injured_low, e.injured_high, e.words, e.intensity, e.confidence
FROM events e
JOIN story_documents s ON s.document = e.document
JOIN documents d ON d.id = e.document
WHERE s.story IN (SELECT unnest(?))
ORDER BY s.story, e.document, e.number
"""
_PEOPLE = """
SELECT p.document, p.event, p.role, p.actor, coalesce(a.name, p.actor), coalesce(a.kind, 'unknown'),
       coalesce(a.country, [])
FROM event_actors p
JOIN story_documents s ON s.document = p.document
LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor
WHERE s.story IN (SELECT unnest(?))
ORDER BY p.document, p.event, p.role, p.number
"""
_DENIED = """
SELECT DISTINCT e.document, e.id, p.actor
FROM (
    SELECT document, id, unnest(denied_by) AS statement FROM events
    WHERE document IN (SELECT document FROM story_documents WHERE story IN (SELECT unnest(?)))
) e
JOIN statement_actors p ON p.document = e.document AND p.statement = e.statement AND p.role = 'speaker'
ORDER BY ALL
"""

_Key = tuple[str, str]
_Row = tuple[object, ...]


def renew(connection: duckdb.DuckDBPyConnection, stories: Iterable[str]) -> int:
    """Find the happenings of some stories anew.

    Args:
        connection: the store, in a transaction.
        stories: ids of the stories that came, went or changed.

    Returns:
        The number of happenings written.
    """
    keys = sorted(stories)
    _clear(connection, keys)
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in _tellings(connection, keys):
        told[one.story].append(one)
    found = [happening(group) for _, members in sorted(told.items()) for group in merge(members)]
    names = {key: table for table in ACROSS if (key := table.name)}
    for table, written in (
        ("happenings", [_row(one) for one in found]),
        ("witnesses", [row for one in found for row in _witnesses(one)]),
        ("happening_details", [row for one in found for row in _details(one)]),
    ):
        if written:
            connection.execute(names[table].insert(), [list(column) for column in zip(*written, strict=True)])
    return len(found)


def _clear(connection: duckdb.DuckDBPyConnection, stories: Sequence[str]) -> None:
    for table in ("witnesses", "happening_details"):
        connection.execute(
            f"DELETE FROM {table} WHERE happening IN "  # noqa: S608 - our own names
            "(SELECT id FROM happenings WHERE story IN (SELECT unnest(?)))",
            [stories],
        )
    connection.execute("DELETE FROM happenings WHERE story IN (SELECT unnest(?))", [stories])


def _tellings(connection: duckdb.DuckDBPyConnection, stories: Sequence[str]) -> list[Telling]:
    people: defaultdict[tuple[str, str, str], list[Who]] = defaultdict(list)
    for document, event, role, actor, name, kind, country in connection.execute(
        _PEOPLE, [stories]
    ).fetchall():
        people[document, event, role].append(Who(id=actor, name=name, kind=kind, country=tuple(country)))
    deniers: defaultdict[_Key, list[str]] = defaultdict(list)
    for document, event, actor in connection.execute(_DENIED, [stories]).fetchall():
        deniers[document, event].append(actor)
    return [
        _telling(row, people, tuple(deniers[row[0], row[1]]))
        for row in connection.execute(_TELLINGS, [stories]).fetchall()
    ]


def _telling(
    row: tuple[Any, ...], people: defaultdict[tuple[str, str, str], list[Who]], denied_by: tuple[str, ...]
) -> Telling:
    document, event, number, source, story, published, kind, modes, contexts, status = row[:10]
    start, end, place, latitude, longitude, geonameid, country = row[10:17]
    killed, injured = row[17:19], row[19:21]
    words, intensity, confidence = row[21:]
    return Telling(
        document=document,
        event=event,
        number=number,
        source=source,
        story=story,
        published=published,
        type=kind,
        modes=tuple(modes or ()),
        contexts=tuple(contexts or ()),
        status=status,
        start=start,
        end=end,
        actors=tuple(people[document, event, "actor"]),
        recipients=tuple(people[document, event, "recipient"]),
        place=None
        if place is None
        else Where(
            name=place,
            latitude=latitude,
            longitude=longitude,
            geonameid=geonameid,
            country=country,
            wide=place in _states(),
        ),
        killed=(killed[0], killed[1]),
        injured=(injured[0], injured[1]),
        words=words,
        denied_by=denied_by,
        intensity=intensity,
        confidence=confidence,
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(name for row in rows("states.tsv") for name in (row["name"], *listed(row["names"])))


def _id(one: Happening) -> str:
    first = one.tellings[0]
    return record_id("h", "", first.document, first.event)


def _row(one: Happening) -> _Row:
    first, chosen, place = one.tellings[0], one.chosen, place_of(one)
    dated, dead, hurt = (chosen.get(name) for name in ("date", "killed", "injured"))
    days = [telling.published for telling in one.tellings if telling.published]
    return (
        _id(one),
        first.story,
        first.type,
        sorted({mode for telling in one.tellings for mode in telling.modes}),
        sorted({context for telling in one.tellings for context in telling.contexts}),
        chosen["status"].status,
        dated.start if dated else None,
        dated.end if dated else None,
        [who.id for who in chosen["actors"].actors] if "actors" in chosen else [],
        [who.id for who in chosen["recipients"].recipients] if "recipients" in chosen else [],
        place.name if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.geonameid if place else None,
        place.country if place else None,
        *(dead.killed if dead else (None, None)),
        *(hurt.injured if hurt else (None, None)),
        one.fullest.words,
        len({telling.document for telling in one.tellings}),
        one.witnesses,
        min(days, default=None),
        max(days, default=None),
        list(one.denied_by),
        chosen["status"].intensity,
        one.confidence,
    )


def _witnesses(one: Happening) -> list[_Row]:
    return [(_id(one), telling.document, telling.event, telling.source) for telling in one.tellings]


def _details(one: Happening) -> list[_Row]:
    return [
        (_id(one), detail.field, detail.value, list(detail.documents), detail.witnesses, detail.chosen)
        for detail in one.details
    ]
