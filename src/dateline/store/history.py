"""What became of records: added, altered or withdrawn when reports were read and linked, corrected by a user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple, get_args

import duckdb

from dateline.errors import DatelineError
from dateline.store.across import ACROSS
from dateline.store.schema import TABLES

What = Literal["added", "altered", "withdrawn", "corrected"]
Key = tuple[str, str]
"""Kind and id of a record."""
Contents = dict[Key, list[tuple[object, ...]]]
"""The rows that make up each record."""


class Change(NamedTuple):
    """What became of one record.

    Attributes:
        what: how it changed.
        kind: kind of record.
        id: its id.
        document: id of its document, `None` for a record across reports.
        correction: number of the correction, `None` where no user made the change.
        replaced_by: id of the record across reports that most of a withdrawn one went into, `None` if there is none.
    """

    what: What
    kind: str
    id: str
    document: str | None
    correction: int | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change on record.

    Attributes:
        number: running number, from 1, in the order of the changes.
        at: when, in UTC.
        what: `added`, `altered`, `withdrawn` or `corrected`.
        kind: kind of record: document, event, statement, claim, agreement, or one across reports.
        id: id of the record.
        document: id of its document, `None` for a record across reports.
        said: what a user said of it: `wrong`, `right`, or a field with its value as JSON; empty for other changes.
        why: the reason given, likewise.
        by: who said so, likewise.
        replaced_by: id of the record across reports that most of a withdrawn one went into; empty for other changes.
    """

    number: int
    at: datetime
    what: str
    kind: str
    id: str
    document: str | None
    said: str = ""
    why: str = ""
    by: str = ""
    replaced_by: str = ""


# For each kind its table, then those that hold more of a record with the column that names it.
_PARTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "document": (("documents", "id"),),
    "event": (("events", "id"), ("event_actors", "event")),
    "statement": (("statements", "id"), ("statement_actors", "statement")),
    "claim": (("claims", "id"), ("claim_parties", "claim")),
    "agreement": (("agreements", "id"), ("agreement_steps", "agreement")),
}
# A record has not changed because one before it came or went, nor a document because it was read by another version.
_ASIDE: Final[Mapping[str, frozenset[str]]] = {
    "documents": frozenset({"version", "pipeline", "shingles", "report"}),
    **dict.fromkeys(("events", "statements", "claims", "agreements"), frozenset({"number"})),
}
_COLUMNS: Final = {table.name: [column.name for column in table.columns] for table in TABLES}
_INSERT: Final = next(table for table in ACROSS if table.name == "changes").insert()
_LAST: Final = (
    "SELECT what, replaced_by FROM changes WHERE id = ? AND what <> 'corrected' ORDER BY number DESC LIMIT 1"
)
KINDS: Final = (*_PARTS, "happening", "proposition", "deal", "story")
"""Kinds of records that can change."""


def stored(connection: duckdb.DuckDBPyConnection, document: str) -> Contents:
    """Return the records of a document as they are on record.

    Args:
        connection: the store.
        document: id of the document.
    """
    rows: dict[str, list[tuple[object, ...]]] = {}
    for table in (name for parts in _PARTS.values() for name, _ in parts):
        key = "id" if table == "documents" else "document"
        order = "ORDER BY number" if "number" in _COLUMNS[table] else ""
        names = ", ".join(f'"{name}"' for name in _COLUMNS[table])
        sql = f'SELECT {names} FROM "{table}" WHERE "{key}" = ? {order}'  # noqa: S608 - our own names
        rows[table] = connection.execute(sql, [document]).fetchall()
    return contents(rows)


def contents(rows: Mapping[str, Sequence[tuple[object, ...]]]) -> Contents:
    """Return the records that rows make up.

    Args:
        rows: for each table its rows, as `dateline.store.rows.rows_of` gives them.
    """
    found: Contents = {}
    for kind, parts in _PARTS.items():
        for table, key in parts:
            names = _COLUMNS[table]
            place, aside = names.index(key), _ASIDE.get(table, frozenset())
            kept = [number for number, name in enumerate(names) if name not in aside]
            for row in rows[table]:
                record = found.setdefault((kind, str(row[place])), [])
                record.append((table, *(row[number] for number in kept)))
    return found


def compared(document: str, before: Contents, after: Contents) -> Iterator[Change]:
    """Yield what became of each record: those added, then altered, then withdrawn.

    Args:
        document: id of the document.
        before: its records as they were; empty for a document that is new.
        after: its records as they are.
    """
    for kind, key in after:
        if (kind, key) not in before:
            yield Change("added", kind, key, document)
    for (kind, key), rows in after.items():
        if (kind, key) in before and before[kind, key] != rows:
            yield Change("altered", kind, key, document)
    for kind, key in before:
        if (kind, key) not in after:
            yield Change("withdrawn", kind, key, document)


def write(connection: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Put changes on record, numbered on from the last; inside the transaction that makes them.

    Args:
        connection: the store, open for writing.
        changes: what became of which records.
    """
    kept = list(changes)
    if not kept:
        return
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = [(number, now, *change) for number, change in enumerate(kept, last(connection) + 1)]
    connection.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])


def last(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the last change, 0 if there is none."""
    found = connection.execute("SELECT coalesce(max(number), 0) FROM changes").fetchone()
    return int(found[0]) if found else 0


def now_part_of(connection: duckdb.DuckDBPyConnection, key: str) -> str | None:
    """Return the id of the record across reports that one which is withdrawn has become a part of.

    Args:
        connection: the store.
        key: id of a record that is no longer there.

    Returns:
        The id that is on record now, however many times the record went into another since; `None` where it went
        into none, or was never there.
    """
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        found = connection.execute(_LAST, [key]).fetchone()
        if found is None:
            return None
        what, after = found
        if what != "withdrawn":
            return key if len(seen) > 1 else None
        if after is None:
            return None
        key = after
    return None


def listed(
    connection: duckdb.DuckDBPyConnection,
    *,
    since: date | int | str | None = None,
    kind: str | Iterable[str] | None = None,
    what: str | Iterable[str] | None = None,
    newest: bool = False,
    limit: int | None = None,
) -> list[ChangeRow]:
    """Return changes in their order.

    Args:
        connection: the store.
        since: first day (UTC), moment, or number; as text a day, moment or digits.
        kind: only of this kind or these kinds of record.
        what: only these: added, altered, withdrawn, corrected.
        newest: the last ones first.
        limit: most changes to return; the first ones of that order.

    Raises:
        DatelineError: E030, `since` is neither a day nor a number; E031, there is no such kind of record or change.
    """
    kinds = [kind] if isinstance(kind, str) else list(kind or KINDS)
    if strange := set(kinds) - set(KINDS):
        raise DatelineError("E031", f"no kind of record: {', '.join(sorted(strange))}", ", ".join(KINDS))
    whats = [what] if isinstance(what, str) else list(what or get_args(What))
    if strange := set(whats) - set(get_args(What)):
        raise DatelineError(
            "E031", f"no kind of change: {', '.join(sorted(strange))}", ", ".join(get_args(What))
        )
    start = since_of(since) if isinstance(since, str) else since
    number, at = (start, None) if isinstance(start, int) else (None, start)
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = at.astimezone(UTC).replace(tzinfo=None)
    found = connection.execute(
        "SELECT h.number, changed_at, what, kind, id, h.document, coalesce(field || ' = ' || \"value\", verdict, ''),"  # noqa: S608 - our own text
        " coalesce(why, ''), coalesce(corrected_by, ''), coalesce(replaced_by, '')"
        " FROM changes h LEFT JOIN corrections c ON c.number = h.correction"
        " WHERE ($number IS NULL OR h.number >= $number) AND ($at IS NULL OR changed_at >= $at::TIMESTAMP)"
        " AND list_contains($kinds, kind) AND list_contains($whats, what)"
        f" ORDER BY h.number {'DESC' if newest else ''} LIMIT $limit",
        {
            "number": number,
            "at": at,
            "kinds": kinds,
            "whats": whats,
            "limit": 2**62 if limit is None else limit,
        },
    ).fetchall()
    names = [field.name for field in fields(ChangeRow)]
    return [
        ChangeRow(**dict(zip(names, (row[0], row[1].replace(tzinfo=UTC), *row[2:]), strict=True)))
        for row in found
    ]


def since_of(words: str) -> date | int:
    """Return the day, moment or number that a user wrote.

    Raises:
        DatelineError: E030, it is none of them.
    """
    if words.isascii() and words.isdigit():
        return int(words)
    try:
        return datetime.fromisoformat(words) if len(words) > 10 else date.fromisoformat(words)
    except ValueError as error:
        raise DatelineError(
            "E030", f"{words!r} is neither a date nor a number", "write it as 2025-10-21, or as 1234"
        ) from error
