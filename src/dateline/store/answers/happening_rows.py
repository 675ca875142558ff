"""Questions about happenings for pages: what stands between two sides by day, who tells it, who deals with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import duckdb

from dateline.knowledge.acronyms import spelled_out
from dateline.render.plots.series import HAPPENED, LEAST, MOST, Day
from dateline.store.answers.naming import folded

Order = Literal["date", "-date"]

_EXACT: Final = "SELECT DISTINCT id FROM actors WHERE id = $who OR list_contains(country, $who)"
# Names are compared once each; a list and back, or DuckDB would compare before it makes them distinct.
_CALLED: Final = f"""
SELECT DISTINCT id FROM actors WHERE name IN (
    SELECT name FROM (SELECT unnest(list(DISTINCT name)) AS name FROM actors)
    WHERE contains({folded("name")}, {folded("$who")}))
"""  # noqa: S608 - our own names
# Between two sides stands what one of them does, alone or with the other, and the other does or meets.
_MATCHED: Final = """
WITH sides AS (
    SELECT id, bool_or(side = 'one') AS is_one, bool_or(side = 'other') AS is_other
    FROM (SELECT unnest($one::VARCHAR[]) AS id, 'one' AS side UNION ALL SELECT unnest($other::VARCHAR[]), 'other')
    GROUP BY id
),
played AS (
    SELECT id, TRUE AS acts, unnest(actors) AS actor FROM happenings
    UNION ALL SELECT id, FALSE, unnest(recipients) FROM happenings
),
parts AS (
    SELECT p.id, bool_or(s.is_one) AS has_one, bool_or(s.is_one AND p.acts) AS one_acts,
           bool_or(s.is_other) AS has_other, bool_or(s.is_other AND p.acts) AS other_acts
    FROM played p JOIN sides s ON s.id = p.actor
    GROUP BY p.id
),
matched AS MATERIALIZED (
    SELECT h.id, coalesce(h.date_start, h.first_reported) AS "day", h.date_start IS NULL AS undated,
           h.first_reported, h.status, h.intensity
    FROM happenings h JOIN parts p ON p.id = h.id
    WHERE ($since IS NULL OR coalesce(h.date_end, h.date_start, h.first_reported) >= $since)
      AND ($until IS NULL OR coalesce(h.date_start, h.first_reported) <= $until)
      AND if($other IS NULL, p.has_one, p.one_acts AND p.has_other OR p.other_acts AND p.has_one)
),
days AS (
    SELECT "day", sum(greatest(intensity, 0)) AS cooperation, sum(least(intensity, 0)) AS conflict,
           count(*) AS happenings, count(*) FILTER (undated) AS undated
    FROM matched
    WHERE list_contains($happened, status) AND "day" IS NOT NULL AND intensity BETWEEN $least AND $most
    GROUP BY "day"
)
"""
_FOUND: Final = """
SELECT (SELECT count(*) FROM matched),
       (SELECT list(struct_pack("day", cooperation, conflict, happenings, undated) ORDER BY "day") FROM days),
       (SELECT list(id) FROM (
            SELECT id FROM matched
            ORDER BY "day" {direction} NULLS LAST, first_reported {direction} NULLS LAST, id
            LIMIT $limit OFFSET $offset))
"""

_TOLD: Final = """
SELECT w.happening, w.document, w.event, w.source, d.published, coalesce(d.publisher, ''), coalesce(d.headline, ''),
       e.status, e.words, e.start_char, e.end_char
FROM witnesses w
JOIN documents d ON d.id = w.document
JOIN events e ON e.document = w.document AND e.id = w.event
WHERE w.happening IN (SELECT unnest($ids::VARCHAR[]))
QUALIFY row_number() OVER (PARTITION BY w.happening ORDER BY d.published NULLS LAST, w.document, e.number) <= $each
ORDER BY w.happening, d.published NULLS LAST, w.document, e.number
"""

# The first of each side stands for it: whom a happening is chiefly between.
_PAIRS: Final = """
WITH pairs AS (
    SELECT least(actors[1], recipients[1]) AS one, greatest(actors[1], recipients[1]) AS other, count(*) AS happenings
    FROM happenings
    WHERE len(actors) > 0 AND len(recipients) > 0 AND actors[1] <> recipients[1]
      AND list_contains($happened, status)
    GROUP BY 1, 2 ORDER BY happenings DESC, one, other LIMIT $limit
),
named AS (
    SELECT id, max(name) AS name FROM actors
    WHERE id IN (SELECT one FROM pairs UNION SELECT other FROM pairs) GROUP BY id
)
SELECT p.one, coalesce(a.name, p.one), p.other, coalesce(b.name, p.other), p.happenings
FROM pairs p LEFT JOIN named a ON a.id = p.one LEFT JOIN named b ON b.id = p.other
ORDER BY p.happenings DESC, p.one, p.other
"""
_PARTNERS: Final = """
WITH involved AS (
    SELECT list_distinct(list_concat(actors, recipients)) AS everybody
    FROM happenings WHERE list_contains(actors, $id) OR list_contains(recipients, $id)
),
others AS (SELECT unnest(everybody) AS id FROM involved),
most AS (
    SELECT id, count(*) AS happenings FROM others WHERE id <> $id
    GROUP BY id ORDER BY happenings DESC, id LIMIT $limit
)
SELECT m.id, coalesce(any_value(a.name ORDER BY a.name), m.id), m.happenings
FROM most m LEFT JOIN actors a ON a.id = m.id
GROUP BY m.id, m.happenings ORDER BY m.happenings DESC, m.id
"""
_NAME: Final = "SELECT max(name) FROM actors WHERE id = $id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands between two sides, or involves one.

    Attributes:
        total: number of happenings.
        days: sums of those that occurred or go on and have a day and an intensity, by day.
        ids: ids of the happenings that were asked for, in order.
    """

    total: int
    days: tuple[Day, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of one report that tells of a happening.

    Attributes:
        document: id of the report.
        event: id of the event.
        source: id of the earliest of the reports that are copies of one text.
        published: day of the report.
        publisher: its publisher, or empty.
        headline: its headline, or empty.
        status: status of the event there.
        words: its words.
        start: first character of these.
        end: past the last.
    """

    document: str
    event: str
    source: str
    published: date | None
    publisher: str
    headline: str
    status: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors, with the number of happenings that are chiefly between them."""

    one: str
    one_name: str
    other: str
    other_name: str
    happenings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An actor that takes part in what another takes part in, and in how many happenings."""

    id: str
    name: str
    happenings: int


def between(
    connection: duckdb.DuckDBPyConnection,
    sides: Sequence[str],
    *,
    since: date | None = None,
    until: date | None = None,
    sort: Order = "date",
    limit: int = 50,
    offset: int = 0,
) -> Found:
    """Return what somebody did or had done to it, or what stands between two sides.

    Args:
        connection: the store.
        sides: one side or two, each by id, country code or words of the name; of none nothing is found.
        since: earliest day; a happening without a date counts on the day of its first report.
        until: latest day.
        sort: oldest or newest first.
        limit: most ids to return.
        offset: how many to leave out before those.
    """
    if not sides:
        return Found(total=0, days=(), ids=())
    sql = _MATCHED + _FOUND.format(direction="DESC" if sort == "-date" else "ASC")
    values = {
        "one": meant(connection, sides[0]),
        "other": meant(connection, sides[1]) if len(sides) > 1 else None,
        "since": since,
        "until": until,
        "happened": sorted(HAPPENED),
        "least": LEAST,
        "most": MOST,
        "limit": limit,
        "offset": offset,
    }
    total, days, ids = connection.execute(sql, values).fetchone() or (0, None, None)
    return Found(total=total, days=tuple(Day(**one) for one in days or ()), ids=tuple(ids or ()))


def meant(connection: duckdb.DuckDBPyConnection, who: str) -> list[str]:
    """Return the ids of the actors meant by an id or a country code, else of those whose name has the words.

    An acronym that stands in no name is spelled out.
    """
    for name in (who, *spelled_out(who)):
        for question in (_EXACT, _CALLED):
            found = [row[0] for row in connection.execute(question, {"who": name}).fetchall()]
            if found:
                return sorted(found)
    return []


def told(
    connection: duckdb.DuckDBPyConnection, happenings: Sequence[str], *, each: int
) -> defaultdict[str, tuple[Told, ...]]:
    """Return the events that tell of happenings, the earliest reports first.

    Args:
        connection: the store.
        happenings: their ids.
        each: most events of each.
    """
    found: defaultdict[str, tuple[Told, ...]] = defaultdict(tuple)
    rows = connection.execute(_TOLD, {"ids": list(happenings), "each": each}).fetchall()
    for key, *row in rows:
        found[key] += (Told(**dict(zip(Told.__dataclass_fields__, row, strict=True))),)
    return found


def pairs(connection: duckdb.DuckDBPyConnection, limit: int) -> list[Pair]:
    """Return the pairs of actors with most happenings."""
    rows = connection.execute(_PAIRS, {"happened": sorted(HAPPENED), "limit": limit}).fetchall()
    return [Pair(**dict(zip(Pair.__dataclass_fields__, row, strict=True))) for row in rows]


def partners(connection: duckdb.DuckDBPyConnection, key: str, limit: int) -> list[Partner]:
    """Return with whom an actor has most happenings."""
    rows = connection.execute(_PARTNERS, {"id": key, "limit": limit}).fetchall()
    return [Partner(id=other, name=name, happenings=number) for other, name, number in rows]


def name_of(connection: duckdb.DuckDBPyConnection, key: str) -> str:
    """Return the name of the actor with an id, an empty string if there is none."""
    found = connection.execute(_NAME, {"id": key}).fetchone()
    return (found[0] or "") if found else ""
