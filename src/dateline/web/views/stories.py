"""Stories: the reports of one happening or train of happenings, over days."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dateline.store.linking.questions import Order, StoryRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, bounds


class Stories(Listing, frozen=True, kw_only=True):
    """Which stories."""

    words: Annotated[str, msgspec.Meta(max_length=200, description="words of a headline of its reports")] = ""
    least: Annotated[int, msgspec.Meta(ge=1, description="reports that a story has at least")] = 1
    since: Day | None = None
    until: Day | None = None
    sort: Annotated[
        Order,
        msgspec.Meta(
            description="by the last day (`-last`), the `first`, the number of `-reports` or of `-independent` ones"
        ),
    ] = "-last"


def answer(questions: Reading, query: Stories) -> Answer:
    """Return the stories that fit, the latest first."""
    since, until = bounds(query.since, query.until)
    rows, following = page(
        questions.stories,
        query,
        words=query.words,
        least=query.least,
        since=since,
        until=until,
        sort=query.sort,
    )
    return Answer(
        title="Stories",
        rows=rows,
        next=following,
        documents=tuple(dict.fromkeys(one for row in rows for one in row.documents)),
    )


VIEW = View(
    name="stories",
    path="/stories",
    menu="Stories",
    about="Stories: reports of one happening or train of happenings, over days.",
    query=Stories,
    answer=answer,
    row=StoryRow,
)
