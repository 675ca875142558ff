"""One story: its reports, and what happened in it."""

from __future__ import annotations

from dateline.errors import DatelineError
from dateline.store.linking.questions import StoryRow
from dateline.store.report_rows import ReportRow
from dateline.web.desk import Reading
from dateline.web.view import Answer, Id, Query, View


class OneStory(Query, frozen=True, kw_only=True):
    """Which story."""

    id: Id


def answer(questions: Reading, query: OneStory) -> Answer:
    """Return a story with its reports by day.

    Raises:
        DatelineError: E050, there is none with that id.
    """
    story = questions.story(query.id)
    if story is None:
        raise DatelineError("E050", f"there is no story with the id {query.id!r}", "see /stories")
    return Answer(
        title=story.headline or story.id,
        about=story,
        rows=questions.report_list(story=query.id),
        documents=story.documents,
    )


VIEW = View(
    name="story",
    path="/story/{id}",
    about="One story with its reports.",
    query=OneStory,
    answer=answer,
    row=ReportRow,
    whole=StoryRow,
)
