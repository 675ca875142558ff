"""One agreement: its names, its parties, its life step by step with the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, get_args

from dateline.across.deals.life import STANDING
from dateline.errors import DatelineError
from dateline.model import StepKind
from dateline.store.answers.deal_rows import DealRow, StageRow, views
from dateline.store.answers.deal_rows import View as Opinion
from dateline.web.desk import Reading
from dateline.web.missing import missing
from dateline.web.strip import Point, Strip, strip
from dateline.web.view import Answer, Id, Query, View

TOLD: Final = 5
"""Tellings of a step that stand open; the others are folded."""
MOST: Final = 60
"""Tellings of a step that the page has at most; JSON has all."""


class OneAgreement(Query, frozen=True, kw_only=True):
    """Which agreement: its id, or that of one report's agreement which is part of it."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage(DealRow):
    """An agreement, and where it stands by the last word of those who disagree.

    Attributes:
        status_told: day of the first report that tells its present status, for one whose own day nobody tells.
        views: who says that it stands how, the latest first; empty where all say the same.
    """

    status_told: date | None

    views: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        strip: its life over time, `None` where all its steps are of one day.
        told: tellings of a step that stand open.
        most: tellings of a step that the page has at most.
    """

    strip: Strip | None
    told: int = TOLD
    most: int = MOST


def answer(questions: Reading, query: OneAgreement) -> Answer:
    """Return an agreement with its steps.

    Raises:
        DatelineError: E050, there is none with that id.
    """
    try:
        found = questions.deals(name=query.id)
    except DatelineError as error:
        raise missing(questions, query.id, "agreement", "/a/{id}", "see /agreements") from error
    deal = next((one for one in found if one.id == query.id), found[0])
    if len(found) > 1 and deal.id != query.id:
        raise missing(questions, query.id, "agreement", "/a/{id}", "see /agreements")
    steps = questions.life(deal)
    return AgreementAnswer(
        title=deal.name,
        about=AgreementPage(**asdict(deal), status_told=_told(deal, steps), views=tuple(views(steps))),
        rows=steps,
        documents=tuple(dict.fromkeys(one.document for step in steps for one in step.tellings)),
        strip=_drawn(steps),
    )


def _told(deal: DealRow, steps: Sequence[StageRow]) -> date | None:
    """Return the day of the first report that tells where an agreement stands."""
    days = [
        one.published for step in steps if step.kind == deal.status for one in step.tellings if one.published
    ]
    return min(days, default=None)


def _drawn(steps: Sequence[StageRow]) -> Strip | None:
    """Return the life of an agreement as a strip: a lane for each kind of step, a line through those that settle it."""
    points = []
    path = []
    for number, step in enumerate(steps, 1):
        day = step.date_start or step.tellings[0].published
        if day is None:
            continue
        shape = "denied" if step.disputed else "alleged" if step.alleged else "firm"
        by = f" by {', '.join(step.by)}" if step.by else ""
        marked = "" if shape == "firm" else f", {shape}"
        points.append(
            Point(
                lane=step.kind,
                day=day,
                shape=shape,
                words=f"{day} {step.kind.replace('_', ' ')}{by}{marked}",
                to=f"step-{number}",
            )
        )
        if step.kind in STANDING and shape == "firm":
            path.append((step.kind, day))
    return strip(points, order=get_args(StepKind), path=path)


VIEW = View(
    name="agreement",
    path="/a/{id}",
    about="One agreement, and what became of it.",
    query=OneAgreement,
    answer=answer,
    row=StageRow,
    whole=AgreementPage,
)
