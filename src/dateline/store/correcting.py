"""What users found wrong or right, kept apart from the machine's output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import duckdb
import msgspec

from dateline.errors import DatelineError
from dateline.evaluate.fields import Correction
from dateline.store import history
from dateline.store.across import ACROSS

_INSERT: Final = next(table for table in ACROSS if table.name == "corrections").insert()
_OWN: Final = ("events", "statements", "claims", "agreements")
_ACROSS: Final = ("happenings", "propositions", "deals", "stories")
_THERE: Final = " UNION ALL ".join(
    f"SELECT id FROM {table} WHERE id IN (SELECT target FROM chosen)"  # noqa: S608 - our own names
    for table in ("documents", *_OWN, *_ACROSS)
)

# only what was corrected is looked for: the tables hold millions of ids
_LISTED: Final = f"""
    WITH chosen AS MATERIALIZED (
        SELECT * FROM corrections WHERE $target = '' OR target = $target OR document = $target)
    SELECT number, corrected_at, target, document, verdict, field, value, why, corrected_by, target NOT IN ({_THERE})
    FROM chosen ORDER BY number
"""  # noqa: S608 - our own names
_HOLDER: Final = " UNION ALL ".join(
    (
        *(f"SELECT document FROM {table} WHERE id = $key" for table in _OWN),  # noqa: S608 - our own names
        "SELECT id FROM documents WHERE id = $key",
    )
)
_KINDS: Final = {
    "document": "documents",
    **dict(zip(("event", "statement", "claim", "agreement"), _OWN, strict=True)),
    **dict(zip(("happening", "proposition", "deal", "story"), _ACROSS, strict=True)),
}
_KIND: Final = " UNION ALL ".join(
    f"SELECT '{kind}' FROM {table} WHERE id = $key"  # noqa: S608 - our own names
    for kind, table in _KINDS.items()
)
_IS_ACROSS: Final = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE id = $key" for table in _ACROSS)  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A correction on record.

    Attributes:
        number: running number, from 1.
        at: when, in UTC.
        target: id of the record, or of a document for all its records.
        document: id of the document, `None` for a record across reports.
        verdict: `wrong`, `right` or `changed`.
        field: the field that is changed, empty for the whole record.
        value: its right value, as JSON; empty for the whole record.
        why: the reason given.
        by: who corrected it.
        orphaned: the store no longer holds the record, since a later reading did not find it.
    """

    number: int
    at: datetime
    target: str
    document: str | None
    verdict: str
    field: str
    value: str
    why: str
    by: str
    orphaned: bool

    def correction(self) -> Correction:
        """Return it as it is applied to a report."""
        value = msgspec.json.decode(self.value) if self.value else None
        return Correction(self.target, self.verdict, self.field, value)


def keep(
    connection: duckdb.DuckDBPyConnection,
    corrections: Iterable[Correction],
    *,
    document: str | None,
    why: str,
    by: str,
) -> None:
    """Put corrections on record, and among the changes, inside a transaction.

    Args:
        connection: the store, open for writing.
        corrections: what was said of records of one document, or of one record across reports.
        document: id of the document.
        why: the reason.
        by: who says so.
    """
    found = connection.execute("SELECT coalesce(max(number), 0) FROM corrections").fetchone() or (0,)
    now = datetime.now(UTC).replace(tzinfo=None)
    rows: Sequence[tuple[object, ...]] = [
        (
            number,
            now,
            one.target,
            document,
            one.verdict,
            one.field or None,
            msgspec.json.encode(one.value).decode() if one.field else None,
            why,
            by or None,
        )
        for number, one in enumerate(corrections, int(found[0]) + 1)
    ]
    if not rows:
        return
    connection.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])
    history.write(
        connection,
        (
            history.Change(
                "corrected", _kind(connection, str(row[2])), str(row[2]), document, int(str(row[0]))
            )
            for row in rows
        ),
    )


def _kind(connection: duckdb.DuckDBPyConnection, key: str) -> str:
    found = connection.execute(_KIND, {"key": key}).fetchone()
    return str(found[0]) if found else ""


def listed(connection: duckdb.DuckDBPyConnection, target: str = "") -> list[CorrectionRow]:
    """Return the corrections in their order.

    Args:
        connection: the store.
        target: only those of this record, or of this document and its records.
    """
    found = connection.execute(_LISTED, {"target": target}).fetchall()
    names = ("target", "document", "verdict", "field", "value", "why", "by")
    return [
        CorrectionRow(
            number=row[0],
            at=row[1].replace(tzinfo=UTC),
            **{
                name: row[place] if name == "document" else row[place] or ""
                for place, name in enumerate(names, 2)
            },
            orphaned=row[9],
        )
        for row in found
    ]


def holder(connection: duckdb.DuckDBPyConnection, key: str) -> str | None:
    """Return the id of the document that a record belongs to, `None` for a record across reports.

    Raises:
        DatelineError: E050, there is no such record; E051, it is an actor.
    """
    found = connection.execute(_HOLDER, {"key": key}).fetchone()
    if found is not None:
        return str(found[0])
    if connection.execute(_IS_ACROSS, {"key": key}).fetchone() is not None:
        return None
    if (
        connection.execute("SELECT 1 FROM actors WHERE id = $key LIMIT 1", {"key": key}).fetchone()
        is not None
    ):
        raise DatelineError(
            "E051", f"{key} is an actor, which has no correction of its own", "correct what it did or said"
        )
    raise DatelineError(
        "E050", f"there is no record with the id {key!r}", "`dateline events` and its kin print the ids"
    )
