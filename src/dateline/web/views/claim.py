"""One claim: what is held to be so, by whom, and who disputes it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Claim
from dateline.store.answers.belonging import PropositionOf
from dateline.web.desk import Reading
from dateline.web.one_record import RecordAnswer, RecordPage, held, shared
from dateline.web.view import Answer, Id, Query, View


class OneClaim(Query, frozen=True, kw_only=True):
    """Which claim."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage(RecordPage):
    """A claim with what is known of it.

    Attributes:
        record: the claim.
        proposition: the proposition across reports that it words, `None` before `link`.
    """

    record: Claim
    proposition: PropositionOf | None


def answer(questions: Reading, query: OneClaim) -> Answer:
    """Return a claim.

    Raises:
        DatelineError: E050, there is no such claim.
    """
    report, claim = held(questions, query.id, Claim)
    title = f"“{claim.proposition}”"
    about = ClaimPage(
        record=claim, proposition=questions.proposition_of(claim.id), **shared(questions, report, claim)
    )
    return RecordAnswer(title=title, about=about, documents=(report.document.id,), report=report)


VIEW = View(
    name="claim",
    path="/c/{id}",
    about="One claim: its wording, who holds it and who is against it, each in their words.",
    query=OneClaim,
    answer=answer,
    whole=ClaimPage,
)
