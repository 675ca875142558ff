"""One proposition across reports: who holds what about it, how it is worded, what it contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from dateline.store.answers.belonging import Telling, wordings
from dateline.store.answers.dispute_sides import Facing, Held, both_named, facing, sides

_FOUND: Final = """
SELECT id, wording, kind, status, first_said, last_said, documents, sources, happening, confidence FROM propositions
WHERE id = coalesce((SELECT id FROM propositions WHERE id = $id),
                    (SELECT min(proposition) FROM wordings WHERE claim = $id))
"""
_OTHERS: Final = """
SELECT id, wording, status, first_said, last_said, documents, sources FROM propositions
WHERE id IN (SELECT unnest($ids::VARCHAR[]))
ORDER BY sources DESC, first_said NULLS LAST, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A proposition that cannot be right together with another one.

    Attributes:
        id: its id.
        wording: its fullest wording.
        status: disputed, one_sided, uncontested, author_voice or rejected.
        first_said: first day on which somebody took a position on it.
        last_said: last day.
        documents: number of reports that have it.
        sources: number of independent ones.
        reasons: why both cannot be right.
    """

    id: str
    wording: str
    status: str
    first_said: date | None
    last_said: date | None
    documents: int
    sources: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A proposition with all that is on record of it.

    Attributes:
        id: its id.
        wording: its fullest wording.
        kind: factual, evaluative, proposal or prediction.
        status: disputed, one_sided, uncontested, author_voice or rejected.
        first_said: first day on which somebody took a position.
        last_said: last day.
        documents: number of reports that have it.
        sources: number of independent ones.
        confidence: probability that the claims are right, on average.
        happening: id of the happening that it is about, empty if none is known.
        affirmed: who holds it, by day.
        denied: who is against it, by day.
        doubted: who doubts it, by day.
        answered: parties of both sides are named.
        wordings: how the reports word it, by day.
        related: the propositions that cannot be right together with it.
    """

    id: str
    wording: str
    kind: str
    status: str
    first_said: date | None
    last_said: date | None
    documents: int
    sources: int
    confidence: float
    happening: str
    affirmed: tuple[Held, ...]
    denied: tuple[Held, ...]
    doubted: tuple[Held, ...]
    answered: bool
    wordings: tuple[Telling, ...]
    related: tuple[Related, ...]


def proposition(connection: duckdb.DuckDBPyConnection, key: str) -> Proposition | None:
    """Return a proposition.

    Args:
        connection: the store.
        key: its id, or that of a claim that words it.

    Returns:
        The proposition, `None` if there is none.
    """
    found = connection.execute(_FOUND, {"id": key}).fetchone()
    if found is None:
        return None
    own, wording, kind, status, first, last, documents, sources, happening, confidence = found
    against = facing(connection, [own])
    affirmed, denied, doubted = sides(connection, against, [own]).of(own)
    return Proposition(
        id=own,
        wording=wording,
        kind=kind,
        status=status,
        first_said=first,
        last_said=last,
        documents=documents,
        sources=sources,
        confidence=confidence,
        happening=happening or "",
        affirmed=affirmed,
        denied=denied,
        doubted=doubted,
        answered=both_named(affirmed, denied),
        wordings=wordings(connection, own),
        related=_related(connection, against[own]),
    )


def _related(connection: duckdb.DuckDBPyConnection, against: Iterable[Facing]) -> tuple[Related, ...]:
    reasons: dict[str, dict[str, None]] = {}
    for one in against:
        reasons.setdefault(one.other, {})[one.reason] = None
    found = connection.execute(_OTHERS, {"ids": sorted(reasons)}).fetchall() if reasons else []
    return tuple(
        Related(
            id=key,
            wording=wording,
            status=status,
            first_said=first,
            last_said=last,
            documents=documents,
            sources=sources,
            reasons=tuple(reasons[key]),
        )
        for key, wording, status, first, last, documents, sources in found
    )
