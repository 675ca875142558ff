"""Agreements, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from dateline.errors import DatelineError
from dateline.store.answers.deal_rows import DealRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, Who, bounds


class Agreements(Listing, frozen=True, kw_only=True):
    """Which agreements."""

    name: Annotated[str, msgspec.Meta(max_length=200, description="words of a name, any of its names")] = ""
    actor: Who = ""
    status: Annotated[
        str, msgspec.Meta(max_length=40, description="where it stands: signed, suspended ..., or none")
    ] = ""
    disputed: Annotated[bool, msgspec.Meta(description="only those of which that is disputed")] = False
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        statuses: where agreements stand, each with the number of all that are on record.
    """

    statuses: tuple[tuple[str, int], ...]


def answer(questions: Reading, query: Agreements) -> Answer:
    """Return the agreements that fit, the latest reported first."""
    since, until = bounds(query.since, query.until)

    def asked(**filters: Any) -> list[DealRow]:
        try:
            return questions.deals(**filters)
        except DatelineError as error:
            # no name fits: an empty list, as where no other filter does
            if error.code != "E050":
                raise
            return []

    rows, following = page(
        asked,
        query,
        name=query.name,
        actor=query.actor,
        status=query.status,
        disputed=query.disputed or None,
        since=since,
        until=until,
    )
    return AgreementsAnswer(
        title="Agreements", rows=rows, next=following, statuses=tuple(questions.deal_statuses())
    )


VIEW = View(
    name="agreements",
    path="/agreements",
    menu="Agreements",
    about="Agreements across reports, and where each stands.",
    query=Agreements,
    answer=answer,
    row=DealRow,
)
