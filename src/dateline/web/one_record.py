"""What the pages of single records share: the report that a record is from, and what users said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, TypeVar

from dateline.model import Claim, Event, Reason, Report, Statement
from dateline.render.view import Item
from dateline.render.view import View as Records
from dateline.render.why import explained, unknown
from dateline.store.correcting import CorrectionRow
from dateline.web.desk import Reading
from dateline.web.view import Answer

R = TypeVar("R", Event, Statement, Claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The report that a record is from.

    Attributes:
        id: id of the document.
        headline: its headline, or empty.
        publisher: its publisher, or empty.
        published: its day of publication, or empty.
        url: its address, or empty.
        version: version of dateline that read it.
    """

    id: str
    headline: str
    publisher: str
    published: str
    url: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """What the page of any record tells beside the record itself.

    Attributes:
        origin: the report that it is from.
        derivation: each inference that it rests on, its own and those of the records behind it.
        corrections: what users said of it.
    """

    origin: Origin
    derivation: tuple[Reason, ...]
    corrections: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer(Answer):
    """An answer with the whole report, which the page needs for the words around; JSON and CSV leave it out.

    Attributes:
        report: the report.
    """

    report: Report


def held(questions: Reading, key: str, kind: type[R]) -> tuple[Report, R]:
    """Return a record with its report.

    Raises:
        DatelineError: E050, there is no such record; E060, another version wrote its report.
    """
    for report in questions.reports_of(key):
        found = Records.of(report).items().get(key)
        if isinstance(found, kind):
            return report, found
    raise unknown(key, [])


class Shared(TypedDict):
    """The fields of a `RecordPage`."""

    origin: Origin
    derivation: tuple[Reason, ...]
    corrections: tuple[CorrectionRow, ...]


def shared(questions: Reading, report: Report, record: Item) -> Shared:
    """Return what the page of any record tells beside the record itself."""
    document = report.document
    return Shared(
        origin=Origin(
            id=document.id,
            headline=document.headline.words if document.headline else "",
            publisher=document.publisher,
            published=document.published.date if document.published else "",
            url=document.url,
            version=report.version,
        ),
        derivation=explained(Records.of(report), record).reasons,
        corrections=tuple(questions.corrections(record.id)),
    )
