"""Questions to a store: filters in, typed rows out. Every value is a bound parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, TypedDict, TypeVar

import duckdb
import msgspec

from dateline.errors import DatelineError


class _Filters(TypedDict, total=False):
    """What every list can be narrowed by.

    Keys:
        actor: the acting side, by id (`Q794`), by country code (`IRN`) or by words of the name (`Iran`).
        since: earliest day, `date` or ISO 8601.
        until: latest day.
        doc: id of a document.
        status: status or statuses.
        limit: most rows to return.
    """

    actor: str
    since: date | str
    until: date | str
    doc: str
    limit: int | None


class EventFilters(_Filters, total=False):
    """Filters of events. `since` and `until` keep events that are dated and overlap the days."""

    recipient: str
    type: str | Iterable[str]
    status: str | Iterable[str]


class StatementFilters(_Filters, total=False):
    """Filters of statements. One without a date of its own counts as said on the day of publication."""

    recipient: str
    type: str | Iterable[str]
    stance: str | Iterable[str]


class ClaimFilters(_Filters, total=False):
    """Filters of claims, by the day of publication. With `actor`, `stance` is that actor's stance."""

    type: str | Iterable[str]
    status: str | Iterable[str]
    stance: str | Iterable[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A stored event. Names stand beside ids in the same order; `corrected` is the last verdict of a user, if any."""

    id: str
    document: str
    published: date | None
    date_start: date | None
    date_end: date | None
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    actor_ids: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    words: str
    place: str | None
    country: str | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    claimed_by: tuple[str, ...]
    factuality: float
    intensity: float | None
    cameo: str
    confidence: float
    corrected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKey:
    """Which event of which report."""

    document: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A stored statement."""

    id: str
    document: str
    published: date | None
    date_start: date | None
    date_end: date | None
    speakers: tuple[str, ...]
    speaker_ids: tuple[str, ...]
    speaker_words: str | None
    stance: str
    type: str
    words: str
    cue: str | None
    addressees: tuple[str, ...]
    medium: str | None
    nested_in: str | None
    confidence: float
    corrected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A side of a stored claim."""

    actor: str
    actor_id: str | None
    stance: str
    words: str | None
    reported_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A stored claim with its sides."""

    id: str
    document: str
    published: date | None
    kind: str
    status: str
    proposition: str
    parties: tuple[PartyRow, ...]
    event: str | None
    confidence: float
    corrected: str = ""


R = TypeVar("R", EventRow, EventKey, StatementRow, ClaimRow)

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


def folded(expression: str) -> str:
    """Fold a name for comparing: no case, accents or punctuation, a blank before and after each word."""
    bare = f"regexp_replace(lower(strip_accents({expression})), '[^\\pL\\pN]+', ' ', 'g')"
    return f"(' ' || trim({bare}) || ' ')"


def is_actor(parameter: str) -> str:
    """Return the condition that actor `a` is meant by a parameter: id, country code or words of the name."""
    return (
        f"(a.id = ${parameter} OR list_contains(a.country, ${parameter})"
        f" OR contains({folded('a.name')}, {folded('$' + parameter)}))"
    )


def _taking_part(table: str, record: str, role: str, parameter: str) -> str:
    """Return the condition that an actor meant by a parameter takes part in a record in a role."""
    return (
        f"EXISTS (SELECT 1 FROM {table} p JOIN actors a ON a.document = p.document AND a.id = p.actor"  # noqa: S608 - our own names
        f" WHERE p.document = r.document AND p.{record} = r.id AND p.role = '{role}' AND {is_actor(parameter)})"
    )


def _names(table: str, record: str, role: str, value: str = "coalesce(a.name, p.actor)") -> str:
    """Return the list of actors of a record in a role."""
    return (
        f"(SELECT coalesce(list({value} ORDER BY p.number), []) FROM {table} p"  # noqa: S608 - our own names
        " LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor"
        f" WHERE p.document = r.document AND p.{record} = r.id AND p.role = '{role}')"
    )


_CORRECTED: Final = (
    "coalesce((SELECT arg_max(c.verdict, c.number) FROM corrections c WHERE c.target = r.id), '')"
)
_EVENTS: Final = {
    "corrected": _CORRECTED,
    "actors": _names("event_actors", "event", "actor"),
    "actor_ids": _names("event_actors", "event", "actor", "p.actor"),
    "recipients": _names("event_actors", "event", "recipient"),
    "recipient_ids": _names("event_actors", "event", "recipient", "p.actor"),
    "claimed_by": (
        "(SELECT coalesce(list(DISTINCT coalesce(a.name, p.actor) ORDER BY coalesce(a.name, p.actor)), [])"
        " FROM statement_actors p LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor"
        " WHERE p.document = r.document AND p.role = 'speaker' AND list_contains(r.said_by, p.statement))"
    ),
}
_EVENT_CONDITIONS: Final = {
    "actor": _taking_part("event_actors", "event", "actor", "actor"),
    "recipient": _taking_part("event_actors", "event", "recipient", "recipient"),
    "type": "list_contains($type, r.type)",
    "status": "list_contains($status, r.status)",
    "since": "coalesce(r.date_end, r.date_start) >= $since",
    "until": "r.date_start <= $until",
    "doc": "r.document = $doc",
}
_STATEMENTS: Final = {
    "corrected": _CORRECTED,
    "speakers": _names("statement_actors", "statement", "speaker"),
    "speaker_ids": _names("statement_actors", "statement", "speaker", "p.actor"),
    "speaker_words": "r.speaker",
    "addressees": _names("statement_actors", "statement", "addressee"),
}
_CLAIMS: Final = {
    "corrected": _CORRECTED,
    "parties": (
        "(SELECT coalesce(list({'actor': coalesce(a.name, p.actor, 'the report'), 'actor_id': p.actor,"
        " 'stance': p.stance, 'words': p.words, 'reported_by': p.reported_by} ORDER BY p.number), [])"
        " FROM claim_parties p LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor"
        " WHERE p.document = r.document AND p.claim = r.id)"
    ),
}


def events(connection: duckdb.DuckDBPyConnection, filters: EventFilters) -> list[EventRow]:
    """Return the events that fit the filters, by date."""
    return _rows(connection, EventRow, ("events", _EVENTS, "r.date_start"), _EVENT_CONDITIONS, dict(filters))


def event_keys(connection: duckdb.DuckDBPyConnection, filters: EventFilters) -> list[EventKey]:
    """Return which events fit the filters, by day of publication, a report's together in its order."""
    return _rows(connection, EventKey, ("events", {}, "d.published"), _EVENT_CONDITIONS, dict(filters))


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
    return _rows(
        connection, StatementRow, ("statements", _STATEMENTS, "r.date_start"), conditions, dict(filters)
    )


def claims(connection: duckdb.DuckDBPyConnection, filters: ClaimFilters) -> list[ClaimRow]:
    """Return the claims that fit the filters, by the day of publication."""
    party = [is_actor("actor")] if "actor" in filters else []
    party += ["list_contains($stance, p.stance)"] if "stance" in filters else []
    held = (
        "EXISTS (SELECT 1 FROM claim_parties p LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor"  # noqa: S608 - our own text
        f" WHERE p.document = r.document AND p.claim = r.id AND {' AND '.join(party)})"
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
    return _rows(connection, ClaimRow, ("claims", _CLAIMS, "d.published"), conditions, dict(filters))


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


def _rows(
    connection: duckdb.DuckDBPyConnection,
    row: type[R],
    source: tuple[str, Mapping[str, str], str],
    conditions: Mapping[str, str],
    filters: Mapping[str, object],
) -> list[R]:
    """Ask for the rows of one table.

    Args:
        connection: the store.
        row: the type of the rows; its fields are the columns asked for.
        source: the table, the expressions of the columns that it does not hold itself, and its date.
        conditions: for each filter its condition.
        filters: the filters given.

    Raises:
        DatelineError: E030, a day is not a date.
        TypeError: a filter is not one of this table's.
    """
    table, computed, day = source
    wanted = {key: _value(key, value) for key, value in filters.items() if value not in (None, "", ())}
    limit = wanted.pop("limit", None)
    if unknown := wanted.keys() - conditions.keys():
        raise TypeError(f"{table} cannot be filtered by {', '.join(sorted(unknown))}")
    own = {"published": "d.published"}
    columns = ", ".join(
        f'{computed.get(field.name) or own.get(field.name) or "r." + field.name} AS "{field.name}"'
        for field in fields(row)
    )
    where = " AND ".join(dict.fromkeys(conditions[key] for key in wanted)) or "true"
    sql = (
        f"SELECT {columns} FROM {table} r JOIN documents d ON d.id = r.document WHERE {where}"  # noqa: S608 - values are bound
        f" ORDER BY coalesce({day}, d.published) NULLS LAST, r.document, r.number"
    )
    if limit is not None:
        sql += " LIMIT $limit"
        wanted["limit"] = limit
    cursor = connection.execute(sql, wanted)
    names = [field.name for field in fields(row)]
    return [msgspec.convert(dict(zip(names, found, strict=True)), row) for found in cursor.fetchall()]


def _value(key: str, value: object) -> object:
    """Make the bound value of a filter."""
    if key in ("type", "status", "stance"):
        return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
    return as_day(value) if key in ("since", "until") and isinstance(value, str) else value


def as_day(words: str) -> date:
    """Return the day that a user wrote.

    Raises:
        DatelineError: E030, it is not a date.
    """
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise DatelineError("E030", f"{words!r} is not a date", "write it as 2025-10-21") from error
