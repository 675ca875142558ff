"""What one actor did, had done to it, said and holds, a page at a time; its names and offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

import duckdb

from dateline.store.answers.portrait import Office, key_of

ActKind = Literal["did", "met", "said", "holds"]
"""It acts in an event, is acted upon, says something, holds a claim."""

_HEAD: Final = """
SELECT last(a.name ORDER BY d.published NULLS FIRST, d.id), last(a.kind ORDER BY d.published NULLS FIRST, d.id),
       coalesce(max(a.country), []), coalesce(max(a.sector), ''), coalesce(max(a.wikidata), ''), count(*),
       min(d.published), max(d.published)
FROM actors a JOIN documents d ON d.id = a.document
WHERE a.id = $id
"""
_CALLED: Final = """
SELECT words FROM mentions WHERE actor = $id AND how = 'name' AND words <> $name
GROUP BY words ORDER BY count(*) DESC, words LIMIT $limit
"""
# Reports in a row that give the same office are one term.
_OFFICES: Final = """
WITH given AS (
    SELECT a.role, d.published, d.id FROM actors a JOIN documents d ON d.id = a.document
    WHERE a.id = $id AND a.role IS NOT NULL
),
begun AS (
    SELECT *, role IS DISTINCT FROM lag(role) OVER (ORDER BY published NULLS FIRST, id) AS begins FROM given
),
terms AS (
    SELECT *, sum(begins::INTEGER) OVER (ORDER BY published NULLS FIRST, id ROWS UNBOUNDED PRECEDING) AS term FROM begun
)
SELECT any_value(role), min(published), max(published), count(*)
FROM terms GROUP BY term ORDER BY term DESC LIMIT $limit
"""

# Only day and place in its table of each act, so that many are counted and ordered fast; the words come with the page.
_BY_KIND: Final[dict[ActKind, str]] = {
    "did": """
SELECT coalesce(e.date_start, d.published) AS "day", d.rowid AS report, 'did' AS kind, e.rowid AS "row"
FROM events e JOIN documents d ON d.id = e.document
WHERE (e.document, e.id) IN (SELECT document, event FROM event_actors WHERE actor = $id AND role = 'actor')""",
    "met": """
SELECT coalesce(e.date_start, d.published) AS "day", d.rowid AS report, 'met' AS kind, e.rowid AS "row"
FROM events e JOIN documents d ON d.id = e.document
WHERE (e.document, e.id) IN (SELECT document, event FROM event_actors WHERE actor = $id AND role = 'recipient')""",
    "said": """
SELECT coalesce(s.date_start, d.published) AS "day", d.rowid AS report, 'said' AS kind, s.rowid AS "row"
FROM statements s JOIN documents d ON d.id = s.document
WHERE (s.document, s.id) IN (
    SELECT document, statement FROM statement_actors WHERE actor = $id AND role = 'speaker')""",
    "holds": """
SELECT d.published AS "day", d.rowid AS report, 'holds' AS kind, c.rowid AS "row"
FROM claims c JOIN documents d ON d.id = c.document
WHERE (c.document, c.id) IN (SELECT document, claim FROM claim_parties WHERE actor = $id)""",
}
_PAGE: Final = """
SELECT "day", kind, "row" FROM ({acts})
WHERE ($since IS NULL OR "day" >= $since) AND ($until IS NULL OR "day" <= $until)
ORDER BY "day" DESC NULLS LAST, report DESC, kind, "row" LIMIT $limit OFFSET $offset
"""
_DATED: Final = """
SELECT kind, count(*) FROM ({acts})
WHERE ($since IS NULL OR "day" >= $since) AND ($until IS NULL OR "day" <= $until)
GROUP BY kind
"""
_COUNTED: Final = """
SELECT if(role = 'actor', 'did', 'met'), count(DISTINCT (document, event))
FROM event_actors WHERE actor = $id GROUP BY role
UNION ALL
SELECT 'said', count(DISTINCT (document, statement)) FROM statement_actors WHERE actor = $id AND role = 'speaker'
UNION ALL
SELECT 'holds', count(DISTINCT (document, claim)) FROM claim_parties WHERE actor = $id
"""
_WORDS: Final[dict[str, str]] = {
    "events": """
SELECT r.rowid, r.type, r.modes, r.status, coalesce(r.words, ''), r.start_char, r.end_char, r.id, r.document,
       d.published, coalesce(d.publisher, ''),
       (SELECT list({'role': p.role, 'id': p.actor, 'name': coalesce(a.name, p.actor)} ORDER BY p.number)
        FROM event_actors p LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor
        WHERE p.document = r.document AND p.event = r.id AND p.actor <> $id)
FROM events r JOIN documents d ON d.id = r.document WHERE r.rowid IN (SELECT unnest($rows::BIGINT[]))""",
    "statements": """
SELECT r.rowid, r.stance, [], '', coalesce(r.words, ''), r.start_char, r.end_char, r.id, r.document,
       d.published, coalesce(d.publisher, ''), NULL
FROM statements r JOIN documents d ON d.id = r.document WHERE r.rowid IN (SELECT unnest($rows::BIGINT[]))""",
    "claims": """
SELECT r.rowid, (SELECT string_agg(DISTINCT p.stance, ', ' ORDER BY p.stance) FROM claim_parties p
                 WHERE p.document = r.document AND p.claim = r.id AND p.actor = $id),
       [], replace(r.status, '_', ' '), coalesce(r.proposition, ''), r.start_char, r.end_char, r.id, r.document,
       d.published, coalesce(d.publisher, ''), NULL
FROM claims r JOIN documents d ON d.id = r.document WHERE r.rowid IN (SELECT unnest($rows::BIGINT[]))""",
}
_TABLES: Final[dict[ActKind, str]] = {
    "did": "events",
    "met": "events",
    "said": "statements",
    "holds": "claims",
}
_CLAIMS: Final = """
SELECT count(DISTINCT p.proposition) FROM positions p JOIN propositions r ON r.id = p.proposition
WHERE p.actor = $id AND r.status = 'disputed'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who an actor is, as reports have it.

    Attributes:
        id: its id.
        name: canonical name, that of the latest report.
        kind: person, state, organisation ...
        country: country codes.
        sector: primary sector, or empty.
        wikidata: Wikidata id, or empty.
        aliases: the names that reports use most.
        reports: number of reports that name it.
        first: day of the earliest.
        last: day of the latest.
        offices: its offices as reports give them, the latest first.
    """

    id: str
    name: str
    kind: str
    country: tuple[str, ...]
    sector: str
    wikidata: str
    aliases: tuple[str, ...]
    reports: int
    first: date | None
    last: date | None
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that an actor did, had done to it, said or holds.

    Attributes:
        day: its day, else that of the report.
        kind: did, met, said or holds.
        what: type of the event, stance of the statement, what it holds about the claim.
        modes: modes of the event.
        status: status of the event or claim.
        words: its words.
        start: first character of these, `None` where there are none.
        end: past the last.
        id: id of the event, statement or claim.
        document: id of the report.
        published: its day.
        publisher: its publisher, or empty.
        others: names of those it did it to, or of those who did it to it.
        other_ids: their ids.
    """

    day: date | None
    kind: ActKind
    what: str
    modes: tuple[str, ...]
    status: str
    words: str
    start: int | None
    end: int | None
    id: str
    document: str
    published: date | None
    publisher: str
    others: tuple[str, ...]
    other_ids: tuple[str, ...]


def head(connection: duckdb.DuckDBPyConnection, name: str, *, most: int = 12) -> Head:
    """Return who the actor is that a name means.

    Args:
        connection: the store.
        name: id, name, words of the name, or a name that reports use for it.
        most: most other names, and most offices.

    Raises:
        DatelineError: E050, nobody has that name; E055, several have it.
    """
    key = key_of(connection, name)
    row = connection.execute(_HEAD, {"id": key}).fetchone() or ()
    shown, kind, country, sector, wikidata, reports, first, last = row
    called = connection.execute(_CALLED, {"id": key, "name": shown, "limit": most}).fetchall()
    offices = connection.execute(_OFFICES, {"id": key, "limit": most}).fetchall()
    return Head(
        id=key,
        name=shown,
        kind=kind,
        country=tuple(country),
        sector=sector,
        wikidata=wikidata,
        aliases=tuple(words for (words,) in called),
        reports=reports,
        first=first,
        last=last,
        offices=tuple(
            Office(role=role, first=at, last=to, reports=number) for role, at, to, number in offices
        ),
    )


def counts(
    connection: duckdb.DuckDBPyConnection, key: str, *, since: date | None = None, until: date | None = None
) -> dict[ActKind, int]:
    """Return the number of acts of each kind.

    Args:
        connection: the store.
        key: id of the actor.
        since: earliest day.
        until: latest day.
    """
    if since or until:
        sql, values = (
            _DATED.format(acts=_union(get_args(ActKind))),
            {"id": key, "since": since, "until": until},
        )
    else:
        # without days there is no need to look at the records themselves
        sql, values = _COUNTED, {"id": key}
    found = dict(connection.execute(sql, values).fetchall())
    return {kind: found.get(kind, 0) for kind in get_args(ActKind)}


def acts(
    connection: duckdb.DuckDBPyConnection,
    key: str,
    *,
    kinds: Sequence[ActKind] = (),
    days: tuple[date | None, date | None] = (None, None),
    limit: int = 50,
    offset: int = 0,
) -> list[Act]:
    """Return what an actor did, had done to it, said and holds, the latest first.

    Args:
        connection: the store.
        key: id of the actor.
        kinds: which of these; all if none is named.
        days: the earliest and the latest day.
        limit: most rows to return.
        offset: how many to leave out before those.
    """
    page = connection.execute(
        _PAGE.format(acts=_union(kinds or get_args(ActKind))),
        {"id": key, "since": days[0], "until": days[1], "limit": limit, "offset": offset},
    ).fetchall()
    words = {
        table: _words(connection, table, key, [row for _, kind, row in page if _TABLES[kind] == table])
        for table in _WORDS
    }
    return [_act(day, kind, words[_TABLES[kind]][row]) for day, kind, row in page]


def disputed(connection: duckdb.DuckDBPyConnection, key: str) -> int:
    """Return the number of disputed propositions about which an actor holds something."""
    found = connection.execute(_CLAIMS, {"id": key}).fetchone()
    return int(found[0]) if found else 0


def _union(kinds: Sequence[ActKind]) -> str:
    return " UNION ALL ".join(_BY_KIND[kind] for kind in kinds)


def _words(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, rows: Sequence[int]
) -> dict[int, tuple[Any, ...]]:
    """Return what is told of some rows of a table, by their numbers."""
    if not rows:
        return {}
    values = {"rows": rows} | ({} if table == "statements" else {"id": key})
    return {row: tuple(told) for row, *told in connection.execute(_WORDS[table], values).fetchall()}


def _act(day: date | None, kind: ActKind, told: tuple[Any, ...]) -> Act:
    what, modes, status, words, start, end, record, document, published, publisher, parts = told
    role = "recipient" if kind == "did" else "actor"
    others = {one["id"]: one["name"] for one in parts or () if one["role"] == role}
    return Act(
        day=day,
        kind=kind,
        what=what,
        modes=tuple(modes),
        status=status,
        words=words,
        start=start,
        end=end,
        id=record,
        document=document,
        published=published,
        publisher=publisher,
        others=tuple(others.values()),
        other_ids=tuple(others),
    )
