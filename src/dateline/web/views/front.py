"""The front page: what is on record, the latest of it, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.store.actor_rows import ActorRow
from dateline.store.deal_rows import DealRow
from dateline.store.dispute_rows import DisputeRow
from dateline.store.query import EventRow
from dateline.store.report_rows import ReportRow
from dateline.web.desk import Reading
from dateline.web.view import Answer, Query, View

_SHOWN = 6
_NAMED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows.

    Attributes:
        counts: rows by table.
        first: day of the first report.
        last: day of the last report.
        waiting: reports that `link` has not seen yet.
        events: the latest events.
        disputes: the disputes that come first.
        agreements: the agreements last heard of.
        actors: the actors that most reports name.
        reports: the latest reports.
    """

    counts: dict[str, int]
    first: date | None
    last: date | None
    waiting: int
    events: tuple[EventRow, ...]
    disputes: tuple[DisputeRow, ...]
    agreements: tuple[DealRow, ...]
    actors: tuple[ActorRow, ...]
    reports: tuple[ReportRow, ...]


def answer(questions: Reading, query: Query) -> Answer:
    """Return what is on record."""
    del query
    first, last = questions.span()
    return Answer(
        title="On record",
        about=Front(
            counts=questions.counts(),
            first=first,
            last=last,
            waiting=questions.waiting(),
            events=tuple(questions.events(sort="-date", limit=_SHOWN)),
            disputes=tuple(questions.disputes(limit=_SHOWN)),
            agreements=tuple(questions.deals(limit=_SHOWN)),
            actors=tuple(questions.actor_list(limit=_NAMED)),
            reports=tuple(questions.report_list(limit=_SHOWN)),
        ),
    )


VIEW = View(
    name="front",
    path="/",
    about="How much is on record, and the latest of it.",
    query=Query,
    answer=answer,
    whole=Front,
)
