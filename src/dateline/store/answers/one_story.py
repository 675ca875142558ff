"""What there is to a story beside its reports: who carried whose text, which disputes and agreements it touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

MOST: Final = 20
"""Disputes and agreements that are given at most."""

_SOURCES: Final = "SELECT document, source FROM story_documents WHERE story = $story ORDER BY document"
_CARRIERS: Final = """
SELECT c.document, c.publisher, c.url, c.published
FROM carriers c JOIN documents d ON d.id = c.document
WHERE c.document IN (SELECT document FROM story_documents WHERE story = $story)
  AND (coalesce(c.publisher, '') <> coalesce(d.publisher, '') OR coalesce(c.url, '') <> coalesce(d.url, ''))
ORDER BY c.document, c.published NULLS LAST, c.publisher, c.url
"""
_DISPUTES: Final = """
WITH told AS (
    SELECT proposition, count(DISTINCT document) AS here FROM wordings
    WHERE document IN (SELECT document FROM story_documents WHERE story = $story) GROUP BY proposition
)
SELECT p.id, p.wording, p.first_said, p.last_said, p.documents, t.here
FROM told t JOIN propositions p ON p.id = t.proposition
WHERE p.status = 'disputed'
ORDER BY t.here DESC, p.sources DESC, p.confidence DESC, p.id LIMIT $limit
"""
_DEALS: Final = """
WITH told AS (
    SELECT deal, count(DISTINCT document) AS here FROM deal_mentions
    WHERE document IN (SELECT document FROM story_documents WHERE story = $story) GROUP BY deal
)
SELECT r.id, r.name, r.status, r.status_since, r.disputed, t.here
FROM told t JOIN deals r ON r.id = t.deal
ORDER BY t.here DESC, r.name, r.id LIMIT $limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Who else carried the very text of a report: publisher and address, each possibly empty, and the day there."""

    document: str
    publisher: str
    url: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeTouched:
    """A dispute that reports of a story tell.

    Attributes:
        id: id of the proposition.
        wording: what is disputed.
        first_said: first day on which somebody took a position.
        last_said: last day.
        documents: reports that have it, of any story.
        here: those of them in this story.
    """

    id: str
    wording: str
    first_said: date | None
    last_said: date | None
    documents: int
    here: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DealTouched:
    """An agreement that reports of a story name.

    Attributes:
        id: its id.
        name: its name.
        status: the last step that nobody disputes, `None` if none is known.
        status_since: day of that step.
        disputed: somebody denies that step or a later one.
        here: reports of this story that name it.
    """

    id: str
    name: str
    status: str | None
    status_since: date | None
    disputed: bool
    here: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a story touches.

    Attributes:
        sources: for each of its reports the earliest of those that are copies of one text.
        carriers: who else carried the very text of its reports.
        disputes: disputes that its reports tell, those first that most of them tell; at most `MOST`.
        agreements: agreements that its reports name, likewise.
    """

    sources: dict[str, str]
    carriers: tuple[Carrier, ...]
    disputes: tuple[DisputeTouched, ...]
    agreements: tuple[DealTouched, ...]


def touched(connection: duckdb.DuckDBPyConnection, story: str) -> Touched:
    """Return what a story touches.

    Args:
        connection: the store.
        story: id of the story.
    """
    key = {"story": story}
    few = {**key, "limit": MOST}
    return Touched(
        sources=dict(connection.execute(_SOURCES, key).fetchall()),
        carriers=tuple(
            Carrier(document=document, publisher=publisher or "", url=url or "", published=day)
            for document, publisher, url, day in connection.execute(_CARRIERS, key).fetchall()
        ),
        disputes=tuple(
            DisputeTouched(
                id=own, wording=wording, first_said=first, last_said=last, documents=documents, here=here
            )
            for own, wording, first, last, documents, here in connection.execute(_DISPUTES, few).fetchall()
        ),
        agreements=tuple(
            DealTouched(id=own, name=name, status=status, status_since=since, disputed=disputed, here=here)
            for own, name, status, since, disputed, here in connection.execute(_DEALS, few).fetchall()
        ),
    )
