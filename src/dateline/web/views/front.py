"""The front page: what is on record, the latest of it, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.store.answers.actor_rows import ActorRow
from dateline.store.answers.deal_rows import DealRow
from dateline.store.answers.dispute_rows import DisputeRow
from dateline.store.answers.listed import EventRow
from dateline.store.answers.report_rows import ReportRow
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
        month: month of that day, empty where there is none.
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
    month: str
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
            counts=questions.once("front: counts", questions.counts),
            first=first,
            last=last,
            month=last.isoformat()[:7] if last else "",
            waiting=questions.waiting(),
            events=questions.once(
                "front: events", lambda: tuple(questions.events(sort="-date", limit=_SHOWN))
            ),
            disputes=questions.once("front: disputes", lambda: tuple(questions.disputes(limit=_SHOWN))),
            agreements=questions.once("front: agreements", lambda: tuple(questions.deals(limit=_SHOWN))),
            actors=questions.once("front: actors", lambda: tuple(questions.actor_list(limit=_NAMED))),
            reports=questions.once("front: reports", lambda: tuple(questions.report_list(limit=_SHOWN))),
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
