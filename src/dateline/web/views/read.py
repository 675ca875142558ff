"""A text that the user gives, read and shown like a report on record; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.languages import LANGUAGES
from dateline.model import Report
from dateline.web.desk import Reading
from dateline.web.reading import AT_ONCE, MOST_BYTES, SECONDS, Sent
from dateline.web.view import Answer, Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What may be sent to `POST /api/read`.

    Attributes:
        bytes: bytes of the request.
        characters: characters of the text.
        seconds: time for each of two steps: to find the parts of the text, and to make its record.
        at_once: texts that are read at the same time.
        languages: ISO 639-1 codes of those that are read.
    """

    bytes: int
    characters: int
    seconds: float
    at_once: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswer(Answer):
    """What the page of a text shows.

    Attributes:
        sent: what was sent.
        report: its record, `None` if nothing was sent or it could not be read.
        error: why it could not be read.
    """

    sent: Sent
    report: Report | None = None
    error: DatelineError | None = None


def answer(questions: Reading, query: Query) -> Answer:
    """Return the page on which a text can be given."""
    del questions, query
    return shown(Sent(text=""))


def shown(sent: Sent, *, report: Report | None = None, error: DatelineError | None = None) -> ReadAnswer:
    """Return the page of a text.

    Args:
        sent: what was sent.
        report: its record.
        error: why there is none.
    """
    return ReadAnswer(
        title="Read a text",
        about=Limits(
            bytes=MOST_BYTES,
            characters=Settings().max_chars,
            seconds=SECONDS,
            at_once=AT_ONCE,
            languages=tuple(LANGUAGES),
        ),
        sent=sent,
        report=report,
        error=error,
    )


VIEW = View(
    name="read",
    path="/read",
    menu="Read a text",
    about="A form for a text to read; what may be sent to POST /api/read.",
    query=Query,
    answer=answer,
    whole=Limits,
)
