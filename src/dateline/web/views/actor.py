"""One actor: offices by date, what it did and had done to it, what it said and holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import msgspec

from dateline.store.portrait import ActRow, Portrait
from dateline.web.desk import Reading
from dateline.web.paging import offset_of, token
from dateline.web.view import Answer, Day, Listing, View, Who, bounds


class OneActor(Listing, frozen=True, kw_only=True):
    """Which actor, and which of its acts."""

    name: Annotated[Who, msgspec.Meta(description="a name or an id")] = ""
    kind: Annotated[tuple[str, ...], msgspec.Meta(max_length=3, description="event, statement, claim")] = ()
    since: Day | None = None
    until: Day | None = None


def answer(questions: Reading, query: OneActor) -> Answer:
    """Return an actor with its acts, the newest first; a form alone where no name is given.

    Raises:
        DatelineError: E050, no actor has that name; E055, several have.
    """
    if not query.name:
        return Answer(title="Actors")
    portrait = questions.actor(query.name)
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
    path="/actor",
    menu="Actors",
    about="One actor: offices, deeds, words, positions.",
    query=OneActor,
    answer=answer,
    row=ActRow,
    whole=Portrait,
)
