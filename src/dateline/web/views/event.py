"""One event, with the words that it rests on and why it says what it says."""

from __future__ import annotations

from dateline.model import Event, Report
from dateline.web.desk import Reading
from dateline.web.view import Answer, Id, Query, View


class OneEvent(Query, frozen=True, kw_only=True):
    """Which event."""

    id: Id


def answer(questions: Reading, query: OneEvent) -> Answer:
    """Return an event.

    Raises:
        DatelineError: E050, there is no such event.
    """
    report: Report = questions.reports_of(query.id)[0]
    event = next(one for one in report.events if one.id == query.id)
    return Answer(title=f"Event {event.id}", about=event, documents=(report.document.id,))


VIEW = View(
    name="event",
    path="/e/{id}",
    about="One event, with its words.",
    query=OneEvent,
    answer=answer,
    whole=Event,
)
