"""Agreements, and where each stands."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dateline.store.deal_rows import DealRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, Who, bounds


class Agreements(Listing, frozen=True, kw_only=True):
    """Which agreements."""

    name: Annotated[str, msgspec.Meta(max_length=200, description="words of a name, any of its names")] = ""
    actor: Who = ""
    since: Day | None = None
    until: Day | None = None


def answer(questions: Reading, query: Agreements) -> Answer:
    """Return the agreements that fit, the latest reported first."""
    since, until = bounds(query.since, query.until)
    rows, following = page(
        questions.deals, query, name=query.name, actor=query.actor, since=since, until=until
    )
    return Answer(title="Agreements", rows=rows, next=following)


VIEW = View(
    name="agreements",
    path="/agreements",
    menu="Agreements",
    about="Agreements across reports, and where each stands.",
    query=Agreements,
    answer=answer,
    row=DealRow,
)
