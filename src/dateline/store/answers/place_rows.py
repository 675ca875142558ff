"""Where events were: places with the number of events, for maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

import duckdb

from dateline.model.places import PlacePrecision
from dateline.store.answers.listed import EventFilters
from dateline.store.answers.query import event_condition

# Several places may have one name: the GeoNames id tells them apart, else coordinates to a tenth of a degree.
_PLACES: Final = """
WITH fitting AS (
    SELECT r.place, r.country, r.place_precision, r.geonameid, r.latitude, r.longitude, r.intensity, r.killed_low
    FROM events r JOIN documents d ON d.id = r.document WHERE {where}
)
SELECT place, coalesce(country, ''), coalesce(place_precision, 'point') AS "precision",
       round(avg(latitude), 4), round(avg(longitude), 4), count(*) AS events,
       count(*) FILTER (intensity > 0) AS cooperation, count(*) FILTER (intensity < 0) AS conflict,
       sum(count(*)) OVER () AS placed, count(*) OVER () AS places
FROM fitting
WHERE place IS NOT NULL AND latitude IS NOT NULL AND longitude IS NOT NULL
GROUP BY place, country, "precision", coalesce(geonameid::VARCHAR, printf('%.1f %.1f', latitude, longitude))
ORDER BY events DESC, place, country, "precision", 4, 5
LIMIT $limit OFFSET $offset
"""
_ALL: Final = "SELECT count(*) FROM events r JOIN documents d ON d.id = r.document WHERE {where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place at which events were.

    Attributes:
        place: its name.
        country: its country, ISO 3166 alpha-3, or empty.
        precision: what the coordinates stand for: point, city, admin1, country, region.
        latitude: degrees, WGS 84.
        longitude: degrees, WGS 84.
        events: number of events there.
        cooperation: those of positive intensity.
        conflict: those of negative intensity.
    """

    place: str
    country: str
    precision: PlacePrecision
    latitude: float
    longitude: float
    events: int
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places of events.

    Attributes:
        rows: the places that were asked for, those with most events first.
        places: number of all places.
        placed: number of the events that have a place with coordinates.
        events: number of all events that fit.
    """

    rows: tuple[PlaceRow, ...]
    places: int
    placed: int
    events: int


def places(
    connection: duckdb.DuckDBPyConnection, filters: EventFilters, *, limit: int, offset: int = 0
) -> Places:
    """Return the places of the events that fit, those with most events first.

    Args:
        connection: the store.
        filters: which events.
        limit: most places to return.
        offset: how many to leave out before those.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    where, wanted = event_condition(filters)
    found = connection.execute(
        _PLACES.format(where=where), {**wanted, "limit": limit, "offset": offset}
    ).fetchall()
    events = connection.execute(_ALL.format(where=where), wanted).fetchone()
    return Places(
        rows=tuple(
            PlaceRow(
                place=name,
                country=country,
                precision=cast("PlacePrecision", precision),
                latitude=latitude,
                longitude=longitude,
                events=number,
                cooperation=cooperation,
                conflict=conflict,
            )
            for name, country, precision, latitude, longitude, number, cooperation, conflict, _, _ in found
        ),
        places=found[0][-1] if found else 0,
        placed=int(found[0][-2]) if found else 0,
        events=events[0] if events else 0,
    )
