"""Actors, those first that most reports name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec

from dateline.model import ActorKind
from dateline.store.answers.actor_rows import ActorRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Listing, View


class Actors(Listing, frozen=True, kw_only=True):
    """Which actors."""

    words: Annotated[str, msgspec.Meta(max_length=200, description="words of the name")] = ""
    country: Annotated[str, msgspec.Meta(max_length=10, description="a country code: IRN")] = ""
    kind: Annotated[ActorKind | None, msgspec.Meta(description="kind of actor")] = None


def answer(questions: Reading, query: Actors) -> Answer:
    """Return the actors that fit; the first of all are counted once."""

    def found() -> tuple[Sequence[ActorRow], str]:
        return page(
            questions.actor_list, query, words=query.words, country=query.country.upper(), kind=query.kind
        )

    rows, following = questions.once("actors: the first", found) if query == Actors() else found()
    return Answer(title="Actors", rows=rows, next=following)


VIEW = View(
    name="actors",
    path="/actors",
    menu="Actors",
    about="Actors, those first that most reports name.",
    query=Actors,
    answer=answer,
    row=ActorRow,
)
