"""One statement: who said what, in which words, and why it is read so."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Statement
from dateline.render.view import View as Records
from dateline.web.desk import Reading
from dateline.web.one_record import RecordAnswer, RecordPage, held, shared
from dateline.web.view import Answer, Id, Query, View


class OneStatement(Query, frozen=True, kw_only=True):
    """Which statement."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(RecordPage):
    """A statement with what is known of it.

    Attributes:
        record: the statement.
    """

    record: Statement


def answer(questions: Reading, query: OneStatement) -> Answer:
    """Return a statement.

    Raises:
        DatelineError: E050, there is no such statement.
    """
    report, statement = held(questions, query.id, Statement)
    title = f"{Records.of(report).speakers(statement)} {statement.stance}"
    about = StatementPage(record=statement, **shared(questions, report, statement))
    return RecordAnswer(title=title, about=about, documents=(report.document.id,), report=report)


VIEW = View(
    name="statement",
    path="/s/{id}",
    about="One statement: who said what to whom, in their words, when and through whom it is known.",
    query=OneStatement,
    answer=answer,
    whole=StatementPage,
)
