"""The actors on record, those first that most reports name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb

from dateline.store.answers.naming import folded

# Names are compared once each; a list and back, or DuckDB would compare before it makes them distinct.
_ACTORS: Final = f"""
WITH named AS (
    SELECT id, max(name) AS name, max(kind) AS kind, max(country) AS country, max(sector) AS sector,
           count(*) AS reports
    FROM actors
    WHERE ($country IS NULL OR list_contains(country, $country)) AND ($kind IS NULL OR kind = $kind)
      AND ($words IS NULL OR name IN (
          SELECT name FROM (SELECT unnest(list(DISTINCT name)) AS name FROM actors)
          WHERE contains({folded("name")}, {folded("$words")})))
    GROUP BY id
)
SELECT id, name, kind, country, coalesce(sector, ''), reports FROM named
ORDER BY reports DESC, name, id LIMIT $limit
"""  # noqa: S608 - values are bound


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in a list.

    Attributes:
        id: its id.
        name: its name.
        kind: person, state, organisation ...
        country: country codes.
        sector: primary sector, or empty.
        reports: number of reports that name it.
    """

    id: str
    name: str
    kind: str
    country: tuple[str, ...]
    sector: str
    reports: int


def actors(
    connection: duckdb.DuckDBPyConnection,
    *,
    words: str | None = None,
    country: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> list[ActorRow]:
    """Return actors, those first that most reports name.

    Args:
        connection: the store.
        words: words of the name.
        country: a country code.
        kind: kind of actor.
        limit: most rows to return.
    """
    found = connection.execute(
        _ACTORS,
        {
            "words": words or None,
            "country": country or None,
            "kind": kind or None,
            "limit": 2**31 - 1 if limit is None else limit,
        },
    ).fetchall()
    return [
        ActorRow(id=key, name=name, kind=of, country=tuple(codes or ()), sector=sector, reports=reports)
        for key, name, of, codes, sector, reports in found
    ]
