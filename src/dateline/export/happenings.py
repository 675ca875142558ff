"""Happenings, the events of many reports together, as entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import duckdb

from dateline.export.entries import Entry, Side, Spot, Told
from dateline.store.answers.days import as_day
from dateline.store.answers.naming import is_actor

_COLUMNS: Final = (
    *("id", "type", "modes", "contexts", "status", "date_start", "date_end", "actors", "recipients", "place"),
    *(
        "latitude",
        "longitude",
        "geonameid",
        "country",
        "killed_low",
        "killed_high",
        "injured_low",
        "injured_high",
    ),
    *("words", "reports", "witnesses", "intensity", "confidence"),
)
_CONDITIONS: Final = {
    "actor": f"EXISTS (SELECT 1 FROM actors a WHERE list_contains(h.actors, a.id) AND {is_actor('actor')})",  # noqa: S608 - our own names
    "recipient": f"EXISTS (SELECT 1 FROM actors a WHERE list_contains(h.recipients, a.id) AND {is_actor('recipient')})",  # noqa: S608 - our own names
    "type": "list_contains($type, h.type)",
    "since": "coalesce(h.date_end, h.date_start) >= $since",
    "until": "h.date_start <= $until",
    "doc": "EXISTS (SELECT 1 FROM witnesses w WHERE w.happening = h.id AND w.document = $doc)",
}
_FIRST: Final = """
    SELECT d.id, d.version, d.published, d.publisher, d.url, d.headline, d.language
    FROM witnesses w JOIN documents d ON d.id = w.document
    WHERE w.happening = ? ORDER BY d.published NULLS LAST, d.id LIMIT 1
"""
_ACTOR: Final = """
    SELECT a.name, a.country, a.sector, a.sectors, a.role, a.wikidata
    FROM actors a JOIN documents d ON d.id = a.document
    WHERE a.id = ? ORDER BY a.document = ? DESC, d.published NULLS LAST, d.id LIMIT 1
"""


def happenings(connection: duckdb.DuckDBPyConnection, filters: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the happenings that fit, by first day.

    An actor is described as by the first report of the happening, where it names it.

    Args:
        connection: the store.
        filters: as `store.query.EventFilters`, without status and limit.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    wanted = {key: value for key, value in filters.items() if value not in (None, "", ())}
    for key in ("since", "until"):
        if isinstance(wanted.get(key), str):
            wanted[key] = as_day(wanted[key])
    if "type" in wanted:
        wanted["type"] = [wanted["type"]] if isinstance(wanted["type"], str) else list(wanted["type"])
    where = " AND ".join(_CONDITIONS[key] for key in wanted) or "true"
    columns = ", ".join(f"h.{name}" for name in _COLUMNS)
    cursor, inner = connection.cursor(), connection.cursor()
    cursor.execute(
        f"SELECT {columns} FROM happenings h WHERE {where} ORDER BY h.date_start NULLS LAST, h.id",  # noqa: S608 - values are bound
        wanted,
    )
    while found := cursor.fetchmany(1000):
        yield from (_entry(dict(zip(_COLUMNS, row, strict=True)), inner) for row in found)


def _entry(row: Mapping[str, Any], connection: duckdb.DuckDBPyConnection) -> Entry:
    from dateline.ontology import cameo

    told = _told(connection.execute(_FIRST, [row["id"]]).fetchone())
    modes = tuple(row["modes"])
    return Entry(
        id=row["id"],
        told=told,
        type=row["type"],
        status=row["status"],
        modes=modes,
        contexts=tuple(row["contexts"]),
        start=_iso(row["date_start"]),
        end=_iso(row["date_end"]),
        actors=tuple(_side(connection, key, told.document) for key in row["actors"]),
        recipients=tuple(_side(connection, key, told.document) for key in row["recipients"]),
        place=_spot(row) if row["place"] else None,
        killed=_range(row["killed_low"], row["killed_high"]),
        injured=_range(row["injured_low"], row["injured_high"]),
        words=row["words"] or "",
        intensity=row["intensity"],
        cameo=cameo.load().code(row["type"], modes, row["status"]),
        confidence=row["confidence"],
        reports=row["reports"],
        witnesses=row["witnesses"],
    )


def _told(row: Sequence[Any] | None) -> Told:
    if row is None:
        return Told(document="", version="")
    document, version, published, publisher, url, headline, language = row
    return Told(
        document=document,
        version=version,
        published=_iso(published),
        publisher=publisher or "",
        url=url or "",
        headline=headline or "",
        language=language or "",
    )


def _side(connection: duckdb.DuckDBPyConnection, key: str, document: str) -> Side:
    found = connection.execute(_ACTOR, [key, document]).fetchone()
    if found is None:
        return Side(id=key, name=key)
    name, country, sector, sectors, role, wikidata = found
    return Side(
        id=key,
        name=name,
        country=tuple(country),
        sector=sector or "",
        sectors=tuple(sectors),
        role=role or "",
        wikidata=wikidata or "",
    )


def _spot(row: Mapping[str, Any]) -> Spot:
    return Spot(
        name=row["place"],
        lat=row["latitude"],
        lon=row["longitude"],
        geonameid=row["geonameid"],
        country=row["country"] or "",
    )


def _range(low: int | None, high: int | None) -> tuple[int | None, int | None] | None:
    return None if low is None and high is None else (low, high)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
