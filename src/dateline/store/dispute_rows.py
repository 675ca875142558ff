"""Questions about disputes: who affirms a proposition, who denies it, when and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from dateline.across.propositions.positions import AGAINST, FOR
from dateline.store.linking.report_claims import side_of
from dateline.store.query import as_day, is_actor

# Those with both sides by name first, then by how many independent reports tell them, then by how sure they are.
_DISPUTES: Final = f"""
WITH disputed AS (
    SELECT p.*,
           (SELECT count(*) FROM positions q WHERE q.proposition = p.id AND q.actor IS NOT NULL
              AND q.stance IN ('asserts', 'supports', 'proposes')) > 0 AS answered
    FROM propositions p
    WHERE p.status = 'disputed'
      AND ($since IS NULL OR p.last_said >= $since)
      AND ($until IS NULL OR p.first_said <= $until)
      AND ($doc IS NULL OR p.id IN (SELECT q.proposition FROM positions q WHERE q.document = $doc))
      AND ($actor IS NULL OR p.id IN (
          SELECT q.proposition FROM positions q JOIN actors a ON a.document = q.document AND a.id = q.actor
          WHERE {is_actor("actor")}))
)
SELECT id, wording, kind, first_said, last_said, documents, sources, confidence
FROM disputed
ORDER BY answered DESC, sources DESC, confidence DESC, last_said DESC NULLS LAST, id
LIMIT $limit
"""  # noqa: S608 - values are bound
_POSITIONS: Final = """
SELECT p.proposition, coalesce(a.name, p.actor, 'the report'), p.actor, coalesce(a.kind, ''), coalesce(a.country, []),
       p.stance, p.day, p.document, coalesce(d.publisher, ''), p.words,
       coalesce((SELECT min(m.name) FROM actors m WHERE m.document = p.document AND m.id = p.reported_by),
                p.reported_by),
       p.changed
FROM positions p
JOIN documents d ON d.id = p.document
LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor
WHERE p.proposition IN (SELECT unnest($ids::VARCHAR[]))
ORDER BY p.day NULLS LAST, p.document, p.claim, p.actor NULLS LAST, p.stance
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a party holds about a proposition, in one report.

    Attributes:
        actor: its name.
        actor_id: its id, `None` for the report's own voice.
        side: the country it speaks for, by code, else its id.
        stance: what it holds about the proposition as it is worded.
        day: day on which it said so, or of the report.
        document: id of the report.
        publisher: whose report it is.
        words: the words in which it holds it.
        reported_by: name of the actor through whose mouth alone it is known.
        changed: it held the opposite on an earlier day.
    """

    actor: str
    actor_id: str | None
    side: str
    stance: str
    day: date | None
    document: str
    publisher: str
    words: str | None
    reported_by: str | None
    changed: bool


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
        confidence: probability that the claims are right, on average.
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
    confidence: float


def disputes(
    connection: duckdb.DuckDBPyConnection,
    *,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    limit: int | None = None,
) -> list[DisputeRow]:
    """Return the disputed propositions, the best attested first.

    Those come first of which both sides are named, then those that more independent reports tell.

    Args:
        connection: the store.
        actor: somebody who holds something about it, by id, country code or words of the name.
        since: earliest day on which it was last disputed.
        until: latest day on which it was first said.
        doc: id of a document that tells it.
        limit: most to return.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    given = {"since": since, "until": until}
    days = {key: as_day(value) if isinstance(value, str) else value for key, value in given.items()}
    found = connection.execute(_DISPUTES, {"actor": actor, "doc": doc, "limit": limit, **days}).fetchall()
    held: dict[str, list[Held]] = {row[0]: [] for row in found}
    for key, name, who, kind, country, *rest in connection.execute(
        _POSITIONS, {"ids": list(held)}
    ).fetchall():
        stance, day, document, publisher, words, mouth, changed = rest
        held[key].append(
            Held(
                actor=name,
                actor_id=who,
                side=side_of(who or "", kind, country),
                stance=stance,
                day=day,
                document=document,
                publisher=publisher,
                words=words,
                reported_by=mouth,
                changed=changed,
            )
        )
    return [
        DisputeRow(
            id=key,
            wording=wording,
            kind=kind,
            first_said=first,
            last_said=last,
            documents=documents,
            sources=sources,
            affirmed=_with(held[key], FOR),
            denied=_with(held[key], AGAINST),
            doubted=_with(held[key], {"doubts"}),
            confidence=confidence,
        )
        for key, wording, kind, first, last, documents, sources, confidence in found
    ]


def _with(held: Iterable[Held], stances: Iterable[str]) -> tuple[Held, ...]:
    wanted = frozenset(stances)
    return tuple(one for one in held if one.stance in wanted)
