"""What happened between two sides, or to and by one: happenings in order of time."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dateline.store.linking.questions import HappeningRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, Who, bounds


class Between(Listing, frozen=True, kw_only=True):
    """Between whom, and when."""

    one: Annotated[Who, msgspec.Meta(description="one side: a country code, words of a name or an id")] = ""
    other: Annotated[
        Who, msgspec.Meta(description="the other side; without it, all that one side did and met")
    ] = ""
    since: Day | None = None
    until: Day | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=10_000, description="most rows to return")] = 200


def answer(questions: Reading, query: Between) -> Answer:
    """Return what happened, in order of time; nothing where no side is named."""
    sides = [side for side in (query.one, query.other) if side.strip()]
    if not sides:
        return Answer(title="Between two sides")
    since, until = bounds(query.since, query.until)

    def asked(**filters: object) -> list[HappeningRow]:
        return list(questions.timeline(*sides, **filters))  # type: ignore[arg-type]

    rows, following = page(asked, query, since=since, until=until)
    return Answer(title=" and ".join(sides), rows=rows, next=following)


VIEW = View(
    name="between",
    path="/between",
    menu="Two sides",
    about="What happened between two sides, or to and by one, in order of time.",
    query=Between,
    answer=answer,
    row=HappeningRow,
)
