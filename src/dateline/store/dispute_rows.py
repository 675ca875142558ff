"""Questions about disputes: who affirms a proposition, who denies it, when and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import duckdb

from dateline.store import resting
from dateline.store.dispute_sides import PAIRS, Facing, Held, both_named, facing, sides
from dateline.store.query import as_day, folded, meant

_DISPUTED: Final = f"""
WITH {PAIRS},
facing AS MATERIALIZED (
    SELECT DISTINCT m.proposition, o.proposition AS other
    FROM pairs p
    JOIN wordings m ON m.document = p.document AND m.claim = p.claim
    JOIN wordings o ON o.document = p.other_document AND o.claim = p.other_claim
    WHERE m.proposition <> o.proposition
),
disputed AS (
    SELECT p.*, p.id IN (SELECT proposition FROM facing) AS faced,
           p.status = 'disputed' AND p.id IN (
               SELECT q.proposition FROM positions q
               WHERE q.actor IS NOT NULL AND q.stance IN ('asserts', 'supports', 'proposes')) AS answered
    FROM propositions p
    WHERE (p.status = 'disputed' OR p.id IN (SELECT proposition FROM facing))
      AND ($since IS NULL OR p.last_said >= $since)
      AND ($until IS NULL OR p.first_said <= $until)
      AND ($kind IS NULL OR p.kind = $kind)
      AND ($words IS NULL OR contains({folded("p.wording")}, {folded("$words")}))
),
"""  # noqa: S608 - our own text
_WANTED: Final = f"""
wanted AS (
    SELECT q.proposition FROM positions q
    WHERE ($doc IS NULL OR q.document = $doc)
      AND ($actor IS NULL OR q.actor IN {meant("actor")})
      AND ($publisher IS NULL OR q.document IN (
          SELECT d.id FROM documents d WHERE contains({folded("d.publisher")}, {folded("$publisher")})))
)
"""  # noqa: S608 - our own text
_ALL: Final = """
wanted AS (
    SELECT id AS proposition FROM disputed WHERE $doc IS NULL AND $actor IS NULL AND $publisher IS NULL
)
"""
_LISTED: Final = """
SELECT id, wording, kind, first_said, last_said, documents, sources, confidence, answered
FROM disputed
WHERE ($status IS NULL OR $status = 'open' AND NOT answered OR $status = 'answered' AND (answered OR faced))
  AND (id IN (SELECT proposition FROM wanted)
   OR id IN (SELECT f.proposition FROM facing f JOIN wanted w ON w.proposition = f.other))
ORDER BY answered OR faced DESC, sources DESC, confidence DESC, last_said DESC NULLS LAST, id
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
    days = {
        key: as_day(value) if isinstance(value, str) else value
        for key, value in (("since", since), ("until", until))
    }
    every = _ALL if doc is None and actor is None and publisher is None else _WANTED
    listed = connection.cursor().execute(
        f"{_DISPUTED}{every}{_LISTED}",
        {
            "actor": actor,
            "doc": doc,
            "words": words,
            "kind": kind,
            "status": status,
            "publisher": publisher,
            **days,
        },
    )
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
