"""The front page: what is on record, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.web.desk import Reading
from dateline.web.view import Answer, Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows.

    Attributes:
        counts: rows by table.
        waiting: reports that `link` has not seen yet.
    """

    counts: dict[str, int]
    waiting: int


def answer(questions: Reading, query: Query) -> Answer:
    """Return what is on record."""
    del query
    return Answer(title="On record", about=Front(counts=questions.counts(), waiting=questions.waiting()))


VIEW = View(
    name="front",
    path="/",
    about="How much is on record.",
    query=Query,
    answer=answer,
    whole=Front,
)
