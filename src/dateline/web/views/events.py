"""Events as a table that can be narrowed and sorted."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dateline.model import EventStatus, EventType
from dateline.store.query import EventRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, Who


class Events(Listing, frozen=True, kw_only=True):
    """Which events, in which order."""

    actor: Annotated[
        Who, msgspec.Meta(description="who acts: words of the name, a country code or an id")
    ] = ""
    recipient: Annotated[Who, msgspec.Meta(description="who is acted upon")] = ""
    type: Annotated[tuple[EventType, ...], msgspec.Meta(description="types, one of them")] = ()
    status: Annotated[tuple[EventStatus, ...], msgspec.Meta(description="statuses, one of them")] = ()
    since: Annotated[Day | None, msgspec.Meta(description="earliest day; only dated events then")] = None
    until: Annotated[Day | None, msgspec.Meta(description="latest day")] = None


def answer(questions: Reading, query: Events) -> Answer:
    """Return the events that fit."""
    rows, following = page(
        questions.events,
        query,
        actor=query.actor,
        recipient=query.recipient,
        type=query.type,
        status=query.status,
        since=query.since,
        until=query.until,
    )
    return Answer(
        title="Events",
        rows=rows,
        next=following,
        documents=tuple(dict.fromkeys(row.document for row in rows)),
    )


VIEW = View(
    name="events",
    path="/events",
    menu="Events",
    about="Events: who did what to whom, by date.",
    query=Events,
    answer=answer,
    row=EventRow,
)
