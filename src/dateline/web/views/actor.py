"""One actor: offices by date, what it did and had done to it, what it said and holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import msgspec

from dateline.store.portrait import ActRow, Portrait
from dateline.web.desk import Reading
from dateline.web.paging import offset_of, token
from dateline.web.view import Answer, Day, Listing, View, bounds


class OneActor(Listing, frozen=True, kw_only=True):
    """Which actor, and which of its acts."""

    id: Annotated[str, msgspec.Meta(max_length=200, description="an id, or a name that only one has")]
    kind: Annotated[tuple[str, ...], msgspec.Meta(max_length=3, description="event, statement, claim")] = ()
    since: Day | None = None
    until: Day | None = None


def answer(questions: Reading, query: OneActor) -> Answer:
    """Return an actor with its acts, the newest first.

    Raises:
        DatelineError: E050, no actor has that name; E055, several have.
    """
    portrait = questions.actor(query.id)
    since, until = bounds(query.since, query.until)
    acts = [
        act
        for act in reversed(portrait.acts)
        if (not query.kind or act.kind in query.kind)
        and (since is None or (act.day is not None and act.day >= since))
        and (until is None or (act.day is not None and act.day <= until))
    ]
    start = offset_of(query.next)
    end = start + query.limit
    shown = acts[start:end]
    return Answer(
        title=portrait.name,
        about=replace(portrait, acts=()),
        rows=shown,
        next=token(end) if len(acts) > end else "",
        documents=tuple(dict.fromkeys(act.document for act in shown)),
    )


VIEW = View(
    name="actor",
    path="/actor/{id}",
    about="One actor: offices, deeds, words, positions.",
    query=OneActor,
    answer=answer,
    row=ActRow,
    whole=Portrait,
)
