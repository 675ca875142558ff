"""Disputes: what is claimed, who affirms it, who denies it, in their words side by side."""

from __future__ import annotations

from dateline.store.dispute_rows import DisputeRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Id, Listing, View, Who, bounds


class Disputes(Listing, frozen=True, kw_only=True):
    """Which disputes."""

    actor: Who = ""
    since: Day | None = None
    until: Day | None = None
    doc: Id = ""
    limit: int = 20


def answer(questions: Reading, query: Disputes) -> Answer:
    """Return the disputes that fit, those with both sides named first."""
    since, until = bounds(query.since, query.until)
    rows, following = page(
        questions.disputes, query, actor=query.actor, since=since, until=until, doc=query.doc
    )
    return Answer(
        title="Disputes",
        rows=rows,
        next=following,
        documents=tuple(
            dict.fromkeys(one.document for row in rows for one in (*row.affirmed, *row.denied, *row.doubted))
        ),
    )


VIEW = View(
    name="disputes",
    path="/disputes",
    menu="Disputes",
    about="What is disputed: who affirms it, who denies it, in whose words.",
    query=Disputes,
    answer=answer,
    row=DisputeRow,
)
