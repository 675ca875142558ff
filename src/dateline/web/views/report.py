"""One report: its text with what is marked in it, and its records beside it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.model import Report
from dateline.store.answers.report_rows import Surroundings
from dateline.store.correcting import CorrectionRow
from dateline.web.desk import Reading
from dateline.web.view import Answer, Id, Query, View


class OneReport(Query, frozen=True, kw_only=True):
    """Which report."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report and what is known of it.

    Attributes:
        report: the report with its records.
        surroundings: the reports before and after, carriers, copies, story.
        corrections: what users said of its records.
    """

    report: Report
    surroundings: Surroundings
    corrections: tuple[CorrectionRow, ...]


def answer(questions: Reading, query: OneReport) -> Answer:
    """Return a report.

    Raises:
        DatelineError: E050, there is no such report; E060, another version wrote it.
    """
    report = questions.report(query.id)
    if report is None:
        raise DatelineError("E050", f"there is no report with the id {query.id!r}", "/reports lists them")
    headline = report.document.headline
    return Answer(
        title=headline.words if headline else "A report without a headline",
        about=ReportPage(
            report=report,
            surroundings=questions.surroundings(query.id),
            corrections=tuple(questions.corrections(query.id)),
        ),
        documents=(query.id,),
    )


VIEW = View(
    name="report",
    path="/d/{id}",
    about="One report: its text, and every record with the words that it rests on.",
    query=OneReport,
    answer=answer,
    whole=ReportPage,
)
