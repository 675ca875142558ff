"""The reports on record, the newest first."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dateline.store.answers.report_rows import Choices, ReportRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, bounds


class Reports(Listing, frozen=True, kw_only=True):
    """Which reports."""

    words: Annotated[
        str, msgspec.Meta(max_length=200, description="words of the headline, or their beginnings")
    ] = ""
    publisher: Annotated[str, msgspec.Meta(max_length=200, description="words of the publisher's name")] = ""
    since: Annotated[Day | None, msgspec.Meta(description="earliest day of publication")] = None
    until: Annotated[Day | None, msgspec.Meta(description="latest day of publication")] = None
    language: Annotated[str, msgspec.Meta(max_length=20, description="ISO 639-1 code: en, de")] = ""


def answer(questions: Reading, query: Reports) -> Answer:
    """Return the reports that fit.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    since, until = bounds(query.since, query.until)
    rows, following = page(
        questions.report_list,
        query,
        words=query.words,
        publisher=query.publisher,
        since=since,
        until=until,
        language=query.language,
    )
    return Answer(
        title="Reports",
        rows=rows,
        about=questions.report_choices(),
        next=following,
        documents=tuple(row.id for row in rows),
    )


VIEW = View(
    name="reports",
    path="/reports",
    menu="Reports",
    about="Reports, the newest first, with how much of each is on record.",
    query=Reports,
    answer=answer,
    row=ReportRow,
    whole=Choices,
)
