"""Questions about disputes: who affirms a proposition, who denies it, when and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import duckdb

from dateline.store.answers import resting
from dateline.store.answers.days import as_day
from dateline.store.answers.dispute_sides import PAIRS, Facing, Held, both_named, facing, sides
from dateline.store.answers.naming import folded, meant
from dateline.store.answers.publishers import published_by

_FACING: Final = f"""
WITH {PAIRS},
facing AS MATERIALIZED (
    SELECT DISTINCT m.proposition, o.proposition AS other
    FROM pairs p
    JOIN wordings m ON m.document = p.document AND m.claim = p.claim
    JOIN wordings o ON o.document = p.other_document AND o.claim = p.other_claim
    WHERE m.proposition <> o.proposition
),
"""  # noqa: S608 - our own text
# Those that fit first; what is asked of positions is asked of theirs alone.
_DISPUTED: Final = """
candidates AS MATERIALIZED (
    SELECT p.id, p.wording, p.kind, p.first_said, p.last_said, p.documents, p.sources, p.confidence, p.status,
           f.proposition IS NOT NULL AS faced
    FROM propositions p
    LEFT JOIN (SELECT DISTINCT proposition FROM facing) f ON f.proposition = p.id
    WHERE (p.status = 'disputed' OR f.proposition IS NOT NULL) AND {fits}
),
named AS (
    SELECT DISTINCT q.proposition FROM positions q SEMI JOIN candidates c ON c.id = q.proposition
    WHERE q.actor IS NOT NULL AND q.stance IN ('asserts', 'supports', 'proposes')
),
disputed AS (
    SELECT c.*, c.status = 'disputed' AND n.proposition IS NOT NULL AS answered
    FROM candidates c LEFT JOIN named n ON n.proposition = c.id
)
{wanted}
SELECT id, wording, kind, first_said, last_said, documents, sources, confidence, answered
FROM disputed
WHERE {listed}
ORDER BY answered OR faced DESC, sources DESC, confidence DESC, last_said DESC NULLS LAST, id
"""
_FITS: Final[Mapping[str, str]] = {
    "since": "p.last_said >= $since",
    "until": "p.first_said <= $until",
    "kind": "p.kind = $kind",
    "words": f"contains({folded('p.wording')}, {folded('$words')})",
}
"""What is asked of a proposition."""
_HELD: Final[Mapping[str, str]] = {
    "doc": "q.document = $doc",
    "actor": f"q.actor IN {meant('actor')}",
    "publisher": f"q.document IN (SELECT d.id FROM documents d WHERE d.publisher IN {published_by('publisher')})",  # noqa: S608 - our own text
}
"""What is asked of a position on it, or on one that it faces."""
_STATUS: Final[Mapping[str, str]] = {"answered": "(answered OR faced)", "open": "NOT answered"}
_WANTED: Final = """
, wanted AS MATERIALIZED (SELECT DISTINCT q.proposition FROM positions q WHERE {held}),
reached AS (
    SELECT proposition FROM wanted
    UNION SELECT f.proposition FROM facing f JOIN wanted w ON w.proposition = f.other
)
"""
_CHUNK: Final = 200
"""Propositions that are looked at together, where only the first of all are asked for."""

Status = Literal["answered", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """A disputed proposition with its sides.

    Attributes:
        id: its id.
        wording: its fullest wording.
        kind: factual, evaluative or prediction.
        first_said: first day on which somebody took a position.
        last_said: last day.
        documents: number of reports.
        sources: number of independent reports.
        affirmed: who holds it, by day.
        denied: who denies it, by day.
        doubted: who doubts it, by day.
        answered: parties of both sides are named.
        confidence: probability that the claims are right, on average.
        corrected: `wrong` or `right` if a user said so of it, `changed` if it rests on records that users corrected.
    """

    id: str
    wording: str
    kind: str
    first_said: date | None
    last_said: date | None
    documents: int
    sources: int
    affirmed: tuple[Held, ...]
    denied: tuple[Held, ...]
    doubted: tuple[Held, ...]
    answered: bool
    confidence: float
    corrected: str = ""


def disputes(  # noqa: PLR0913 - filters are named
    connection: duckdb.DuckDBPyConnection,
    *,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    words: str | None = None,
    kind: str | None = None,
    status: Status | None = None,
    publisher: str | None = None,
    limit: int | None = None,
) -> list[DisputeRow]:
    """Return the disputed propositions, the best attested first.

    Those come first of which both sides are named, then those that more independent reports tell. A proposition that
    only stands against one that is listed is shown there, not once more.

    Args:
        connection: the store.
        actor: somebody who holds something about it, by id, country code or words of the name.
        since: earliest day on which it was last disputed.
        until: latest day on which it was first said.
        doc: id of a document that tells it.
        words: words of its wording, that stand together.
        kind: its kind.
        status: `answered`: parties of both sides are named; `open`: those of one side alone.
        publisher: words of the name of a publisher that tells it.
        limit: most to return.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    given: dict[str, object | None] = {
        "since": as_day(since) if isinstance(since, str) else since,
        "until": as_day(until) if isinstance(until, str) else until,
        "kind": kind,
        "words": words,
        "doc": doc,
        "actor": actor,
        "publisher": publisher,
    }
    values = {key: value for key, value in given.items() if value is not None}
    listed = connection.cursor().execute(_asked(values, status), values)
    against: dict[str, list[Facing]] = defaultdict(list)
    shown: list[DisputeRow] = []
    told: set[str] = set()
    while limit is None or len(shown) < limit:
        found = listed.fetchall() if limit is None else listed.fetchmany(max(limit, _CHUNK))
        if not found:
            break
        against.update(facing(connection, [row[0] for row in found]))
        chosen: list[list[Any]] = []
        for *row, answered in found:
            if row[0] in told and not answered:
                continue
            chosen.append(row)
            told.update(one.other for one in against[row[0]])
        # what both sides say is looked at for no more than are shown, unless it decides which are
        most = None if limit is None or status else limit - len(shown)
        rows = _rows(connection, chosen[:most], against)
        shown += [row for row in rows if status is None or row.answered == (status == "answered")]
    return shown[:limit]


def _asked(given: Collection[str], status: Status | None) -> str:
    """Return the question for the disputes that fit, of no more than is asked."""
    fits = [_FITS[key] for key in given if key in _FITS]
    held = [_HELD[key] for key in given if key in _HELD]
    listed = [_STATUS[status]] if status else []
    listed += ["id IN (SELECT proposition FROM reached)"] if held else []
    wanted = _WANTED.format(held=" AND ".join(held)) if held else ""
    return _FACING + _DISPUTED.format(
        fits=" AND ".join(fits) or "true", wanted=wanted, listed=" AND ".join(listed) or "true"
    )


def _rows(
    connection: duckdb.DuckDBPyConnection,
    chosen: Sequence[Sequence[Any]],
    against: Mapping[str, Sequence[Facing]],
) -> list[DisputeRow]:
    keys = [row[0] for row in chosen]
    stands, said = sides(connection, against, keys), resting.of_propositions(connection, keys)
    rows = []
    for key, wording, kind, first, last, documents, sources, confidence in chosen:
        affirmed, denied, doubted = stands.of(key)
        rows.append(
            DisputeRow(
                id=key,
                wording=wording,
                kind=kind,
                first_said=first,
                last_said=last,
                documents=documents,
                sources=sources,
                affirmed=affirmed,
                denied=denied,
                doubted=doubted,
                answered=both_named(affirmed, denied),
                confidence=confidence,
                corrected=said.get(key, ""),
            )
        )
    return rows
