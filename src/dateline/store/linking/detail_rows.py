"""Details of happenings as users see them: who says which value, and who confirmed, corrected or denied it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

PAST: Final = {"confirms": "confirmed", "corrects": "corrected", "denies": "denied"}
"""What is done to a happening, as told afterwards."""

_VALUES: Final = """
WITH told AS (
    SELECT happening, field, value, witnesses, chosen, agrees, unnest(documents) AS document
    FROM happening_details
    WHERE happening IN (SELECT unnest(?::VARCHAR[])) AND field IN (
        SELECT d.field FROM happening_details d
        WHERE d.happening = happening_details.happening AND NOT d.agrees
    )
)
SELECT t.happening, t.field, t.value, t.witnesses, t.chosen, t.agrees,
       list({'day': p.published, 'paper': coalesce(p.publisher, ''), 'document': p.id}
            ORDER BY p.published NULLS FIRST, p.id)
FROM told t JOIN documents p ON p.id = t.document
GROUP BY ALL
ORDER BY t.happening, t.field, t.chosen DESC, t.witnesses DESC, t.value
"""
_TURNS: Final = """
SELECT t.happening, t.what, t.day, t.document, coalesce(d.publisher, ''), t.actor, coalesce(a.name, t.actor, ''),
       coalesce(t.field, ''), coalesce(t.value, ''), coalesce(t.words, '')
FROM happening_turns t
JOIN documents d ON d.id = t.document
LEFT JOIN actors a ON a.document = t.document AND a.id = t.actor
WHERE t.happening IN (SELECT unnest(?::VARCHAR[]))
ORDER BY t.happening, t.day NULLS FIRST, t.document, t.what, t.actor, t.field
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A value of a field in which the tellings of a happening differ.

    Attributes:
        field: status, date, place, actors, recipients, killed or injured.
        value: the value, as text.
        witnesses: number of independent reports that say so.
        chosen: it is the one shown.
        agrees: it does not contradict the one shown.
        told_by: paper and day of each report that says so, the earliest first.
        documents: ids of these.
    """

    field: str
    value: str
    witnesses: int
    chosen: bool
    agrees: bool
    told_by: tuple[str, ...]
    documents: tuple[str, ...]

    def __str__(self) -> str:
        """Write field, value and who says so."""
        return f"{self.field} {self.value}: {', '.join(self.told_by)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """Somebody confirms, corrects or denies a happening.

    Attributes:
        what: confirms, corrects or denies.
        by: name of who does so; empty for the report itself.
        actor_id: its id.
        day: day of the report.
        publisher: its paper, empty if unknown.
        document: its id.
        field: what is corrected, empty if nothing is.
        value: the old and the new value.
        words: what is said.
    """

    what: str
    by: str
    actor_id: str | None
    day: date | None
    publisher: str
    document: str
    field: str
    value: str
    words: str

    def __str__(self) -> str:
        """Write who does what, in which report, and the words."""
        what = f"{self.field} {PAST[self.what]}" if self.field else PAST[self.what]
        told = self.value or (f"“{self.words}”" if self.words else "")
        where = _report(self.publisher, self.day, self.document)
        return f"{what} by {self.by or 'the report'}{f': {told}' if told else ''} ({where})"


def _report(paper: str, day: date | None, document: str) -> str:
    """Write the paper, else the document, and the day."""
    return " ".join(filter(None, (paper or document, str(day or ""))))


def values(
    connection: duckdb.DuckDBPyConnection, happenings: Sequence[str]
) -> defaultdict[str, tuple[ValueRow, ...]]:
    """Return what is told of the fields in which the tellings of each happening differ."""
    found: defaultdict[str, tuple[ValueRow, ...]] = defaultdict(tuple)
    for key, field, value, witnesses, chosen, agrees, told in connection.execute(
        _VALUES, [list(happenings)]
    ).fetchall():
        found[key] += (
            ValueRow(
                field=field,
                value=value,
                witnesses=witnesses,
                chosen=chosen,
                agrees=agrees,
                told_by=tuple(_report(one["paper"], one["day"], one["document"]) for one in told),
                documents=tuple(one["document"] for one in told),
            ),
        )
    return found


def turns(
    connection: duckdb.DuckDBPyConnection, happenings: Sequence[str]
) -> defaultdict[str, tuple[TurnRow, ...]]:
    """Return who confirmed, corrected or denied each happening, in order of time."""
    found: defaultdict[str, tuple[TurnRow, ...]] = defaultdict(tuple)
    for key, what, day, document, paper, actor, name, field, value, words in connection.execute(
        _TURNS, [list(happenings)]
    ).fetchall():
        found[key] += (
            TurnRow(
                what=what,
                by=name,
                actor_id=actor,
                day=day,
                publisher=paper,
                document=document,
                field=field,
                value=value,
                words=words,
            ),
        )
    return found


def in_short(told: Sequence[ValueRow]) -> tuple[str, ...]:
    """Write the values of each field with the number of witnesses: `killed: 12 (3), 15 (1)`."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for one in told:
        lines[one.field].append(f"{one.value} ({one.witnesses})")
    return tuple(f"{field}: {', '.join(values)}" for field, values in lines.items())
