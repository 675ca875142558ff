"""Changes: what was added, altered, withdrawn and corrected."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dateline.store.history import ChangeRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Listing, View


class Changes(Listing, frozen=True, kw_only=True):
    """Which changes."""

    since: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^(\d{1,12}|\d{4}-\d\d-\d\d)$", description="a day, or the number of the first change"
        ),
    ] = ""
    kind: Annotated[tuple[str, ...], msgspec.Meta(max_length=20, description="kinds of record")] = ()


def answer(questions: Reading, query: Changes) -> Answer:
    """Return the changes that fit, as they happened."""
    since = int(query.since) if query.since.isdecimal() else query.since
    rows, following = page(questions.changes, query, since=since, kind=query.kind)
    return Answer(title="Changes", rows=rows, next=following)


VIEW = View(
    name="changes",
    path="/changes",
    menu="Changes",
    about="What was added, altered, withdrawn or corrected, in the order in which it happened.",
    query=Changes,
    answer=answer,
    row=ChangeRow,
)
