"""Questions to a store: filters in, typed rows out. Every value is a bound parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Generic

import duckdb
import msgspec

from dateline.store.answers import beside
from dateline.store.answers.days import as_day
from dateline.store.answers.listed import (
    ClaimFilters,
    ClaimRow,
    EventFilters,
    EventKey,
    EventRow,
    R,
    StatementFilters,
    StatementRow,
)
from dateline.store.answers.naming import folded, meant

_MOST: Final = 2**31 - 1

HOLDERS: Final = """
    SELECT report FROM documents WHERE id IN (
        SELECT document FROM events WHERE id = $key
        UNION SELECT document FROM statements WHERE id = $key
        UNION SELECT document FROM claims WHERE id = $key
        UNION SELECT document FROM agreements WHERE id = $key
        UNION SELECT document FROM actors WHERE id = $key
    ) ORDER BY published, id
"""
"""The reports that hold a record."""

NEAR: Final = """
    SELECT id FROM (
        SELECT id FROM events UNION SELECT id FROM statements UNION SELECT id FROM claims
        UNION SELECT id FROM agreements UNION SELECT id FROM actors
    ) WHERE starts_with(id, $key) OR levenshtein(id, $key) <= 4
    ORDER BY NOT starts_with(id, $key), levenshtein(id, $key), id LIMIT 3
"""
"""The ids that come closest to one that is not there."""


def _taking_part(table: str, record: str, role: str, parameter: str) -> str:
    """Return the condition that an actor meant by a parameter takes part in a record in a role."""
    return (
        f"(r.document, r.id) IN (SELECT p.document, p.{record} FROM {table} p"  # noqa: S608 - our own names
        f" WHERE p.role = '{role}' AND p.actor IN {meant(parameter)})"
    )


_EVENT_CONDITIONS: Final = {
    "actor": _taking_part("event_actors", "event", "actor", "actor"),
    "recipient": _taking_part("event_actors", "event", "recipient", "recipient"),
    "type": "list_contains($type, r.type)",
    "status": "list_contains($status, r.status)",
    "since": "coalesce(r.date_end, r.date_start) >= $since",
    "until": "r.date_start <= $until",
    "doc": "r.document = $doc",
    "place": f"(r.country = $place OR contains({folded('r.place')}, {folded('$place')}))",
    "source": f"contains({folded('d.publisher')}, {folded('$source')})",
    "witnesses": (
        "(r.document, r.id) IN (SELECT w.document, w.event FROM witnesses w"
        " WHERE w.happening IN (SELECT id FROM happenings WHERE witnesses = $witnesses))"
    ),
}


_FACETS: Final = {
    "type": "r.type",
    "status": "r.status",
    "country": "r.country",
    "source": "d.publisher",
    "year": "year(coalesce(r.date_start, d.published))",
}
"""By what events can be narrowed, and where it stands."""


def events(connection: duckdb.DuckDBPyConnection, filters: EventFilters) -> list[EventRow]:
    """Return the events that fit the filters, by date."""
    listed = _Listed("events", EventRow, "r.date_start", beside.of_events, ("said_by",))
    return _rows(connection, listed, _EVENT_CONDITIONS, dict(filters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many events have a value, of those that fit.

    Attributes:
        field: `type`, `status`, `country`, `source` or `year`.
        value: the value.
        events: number of events.
    """

    field: str
    value: str
    events: int


def event_condition(filters: EventFilters) -> tuple[str, dict[str, object]]:
    """Return the condition that event `r` of document `d` fits filters, with the values that it binds.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    wanted = {
        key: _value(key, value)
        for key, value in filters.items()
        if key in _EVENT_CONDITIONS and value not in (None, "", ())
    }
    return " AND ".join(_EVENT_CONDITIONS[key] for key in wanted) or "true", wanted


def event_facets(connection: duckdb.DuckDBPyConnection, filters: EventFilters) -> list[Facet]:
    """Return by what the events that fit can be narrowed further, the most frequent values first.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    where, wanted = event_condition(filters)
    names = ", ".join(f"({name})" for name in _FACETS)
    columns = ", ".join(f"{sql} AS {name}" for name, sql in _FACETS.items())
    found = connection.execute(
        f"SELECT {', '.join(_FACETS)}, count(*) FROM"  # noqa: S608 - values are bound
        f" (SELECT {columns} FROM events r JOIN documents d ON d.id = r.document WHERE {where})"
        f" GROUP BY GROUPING SETS ({names})",
        wanted,
    ).fetchall()
    facets = [
        Facet(field=name, value=str(value), events=row[-1])
        for row in found
        for name, value in zip(_FACETS, row[:-1], strict=True)
        if value is not None
    ]
    return sorted(facets, key=lambda facet: (-facet.events, facet.value))


def event_keys(connection: duckdb.DuckDBPyConnection, filters: EventFilters) -> list[EventKey]:
    """Return which events fit the filters, by day of publication, a report's together in its order."""
    return _rows(connection, _Listed("events", EventKey, "d.published"), _EVENT_CONDITIONS, dict(filters))


def statements(connection: duckdb.DuckDBPyConnection, filters: StatementFilters) -> list[StatementRow]:
    """Return the statements that fit the filters, by date."""
    conditions = {
        "actor": _taking_part("statement_actors", "statement", "speaker", "actor"),
        "recipient": _taking_part("statement_actors", "statement", "addressee", "recipient"),
        "type": "list_contains($type, r.type)",
        "stance": "list_contains($stance, r.stance)",
        "since": "coalesce(r.date_end, r.date_start, d.published) >= $since",
        "until": "coalesce(r.date_start, d.published) <= $until",
        "doc": "r.document = $doc",
    }
    listed = _Listed("statements", StatementRow, "r.date_start", beside.of_statements)
    return _rows(connection, listed, conditions, dict(filters))


def claims(connection: duckdb.DuckDBPyConnection, filters: ClaimFilters) -> list[ClaimRow]:
    """Return the claims that fit the filters, by the day of publication."""
    party = [f"p.actor IN {meant('actor')}"] if "actor" in filters else []
    party += ["list_contains($stance, p.stance)"] if "stance" in filters else []
    held = (
        "(r.document, r.id) IN (SELECT p.document, p.claim FROM claim_parties p"  # noqa: S608 - our own text
        f" WHERE {' AND '.join(party) or 'true'})"
    )
    conditions = {
        "actor": held,
        "stance": held,
        "type": "list_contains($type, r.kind)",
        "status": "list_contains($status, r.status)",
        "since": "d.published >= $since",
        "until": "d.published <= $until",
        "doc": "r.document = $doc",
    }
    listed = _Listed("claims", ClaimRow, "d.published", beside.of_claims)
    return _rows(connection, listed, conditions, dict(filters))


def document_ids(
    connection: duckdb.DuckDBPyConnection, since: date | str | None, until: date | str | None
) -> list[str]:
    """Return the ids of the documents of some days, by day of publication; without days all, undated ones last.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    found = connection.execute(
        "SELECT id FROM documents WHERE ($since IS NULL OR published >= $since)"
        " AND ($until IS NULL OR published <= $until) ORDER BY published NULLS LAST, id",
        {"since": _value("since", since), "until": _value("until", until)},
    ).fetchall()
    return [row[0] for row in found]


@dataclass(frozen=True, slots=True)
class _Listed(Generic[R]):
    """A list of records of one kind.

    Attributes:
        table: their table.
        row: type of its rows.
        day: the column by which it is ordered, before the day of publication.
        beside: what asks for the fields that the table does not hold itself.
        needs: columns that `beside` needs and the rows do not have.
    """

    table: str
    row: type[R]
    day: str
    beside: (
        Callable[[duckdb.DuckDBPyConnection, Sequence[Any], Sequence[str] | None], beside.Beside] | None
    ) = None
    needs: tuple[str, ...] = ()


_ELSEWHERE: Final = {"published": "d.published", "speaker_words": "r.speaker"}
"""Fields of rows that are called otherwise in the store."""
_BESIDE: Final = frozenset(
    {
        *("corrected", "actors", "actor_ids", "recipients", "recipient_ids", "claimed_by"),
        *("speakers", "speaker_ids", "addressees", "parties"),
    }
)
"""Fields of rows that `beside` makes."""


def _rows(
    connection: duckdb.DuckDBPyConnection,
    listed: _Listed[R],
    conditions: Mapping[str, str],
    filters: Mapping[str, object],
) -> list[R]:
    """Ask for the rows of one table.

    Args:
        connection: the store.
        listed: what is listed.
        conditions: for each filter its condition.
        filters: the filters given.

    Raises:
        DatelineError: E030, a day is not a date.
        TypeError: a filter is not one of this table's.
    """
    wanted = {key: _value(key, value) for key, value in filters.items() if value not in (None, "", ())}
    limit, offset = wanted.pop("limit", None), wanted.pop("offset", 0)
    order = _order(str(wanted.pop("sort", "date")), listed.day)
    if unknown := wanted.keys() - conditions.keys():
        raise TypeError(f"{listed.table} cannot be filtered by {', '.join(sorted(unknown))}")
    own: list[str] = [field.name for field in fields(listed.row) if field.name not in _BESIDE]
    columns = ", ".join(f"{_ELSEWHERE.get(name, 'r.' + name)} AS {name}" for name in (*own, *listed.needs))
    where = " AND ".join(dict.fromkeys(conditions[key] for key in wanted)) or "true"
    joined = f"FROM {listed.table} r JOIN documents d ON d.id = r.document"
    if limit is not None or offset:
        # which rows first: to order all of them with all their columns takes twice as long
        where = (
            f"r.rowid IN (SELECT r.rowid {joined} WHERE {where} ORDER BY {order} LIMIT $limit OFFSET $offset)"
        )
        wanted |= {"limit": _MOST if limit is None else limit, "offset": offset}
    cursor = connection.execute(f"SELECT {columns} {joined} WHERE {where} ORDER BY {order}", wanted)
    names = (*own, *listed.needs)
    rows = [dict(zip(names, found, strict=True)) for found in cursor.fetchall()]
    if listed.beside is None:
        return [msgspec.convert(row, listed.row) for row in rows]
    documents = None if not wanted else list(dict.fromkeys(row["document"] for row in rows))
    more, said = listed.beside(connection, rows, documents), beside.verdicts(connection)
    return [
        msgspec.convert(
            {name: row[name] for name in own}
            | more[row["document"], row["id"]]
            | {"corrected": said.get(row["id"]) or said.get(row["document"], "")},
            listed.row,
        )
        for row in rows
    ]


def _order(sort: str, day: str) -> str:
    """Return the order of rows: by date, the newest first with a minus sign before it; undated ones last."""
    down = "DESC " if sort.startswith("-") else ""
    return f"coalesce({day}, d.published) {down}NULLS LAST, r.document, r.number"


def _value(key: str, value: object) -> object:
    """Make the bound value of a filter."""
    if key in ("type", "status", "stance"):
        return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
    return as_day(value) if key in ("since", "until") and isinstance(value, str) else value
