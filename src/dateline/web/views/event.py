"""One event, with the words that it rests on and why it says what it says."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Event
from dateline.render.view import View as Records
from dateline.store.answers.belonging import HappeningOf
from dateline.web.desk import Reading
from dateline.web.one_record import RecordAnswer, RecordPage, held, shared
from dateline.web.view import Answer, Id, Query, View


class OneEvent(Query, frozen=True, kw_only=True):
    """Which event."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(RecordPage):
    """An event with what is known of it.

    Attributes:
        record: the event.
        happening: the happening that it tells of, `None` before `link`.
    """

    record: Event
    happening: HappeningOf | None


def answer(questions: Reading, query: OneEvent) -> Answer:
    """Return an event.

    Raises:
        DatelineError: E050, there is no such event.
    """
    report, event = held(questions, query.id, Event)
    records = Records.of(report)
    who = records.labels(event.actors) or "somebody"
    whom = f" → {records.labels(event.recipients)}" if event.recipients else ""
    title = f"{event.type}: {who}{whom}"
    about = EventPage(
        record=event, happening=questions.happening_of(event.id), **shared(questions, report, event)
    )
    return RecordAnswer(title=title, about=about, documents=(report.document.id,), report=report)


VIEW = View(
    name="event",
    path="/e/{id}",
    about="One event: its words, who, when, where, who says so and who denies it, and the happening it tells of.",
    query=OneEvent,
    answer=answer,
    whole=EventPage,
)
