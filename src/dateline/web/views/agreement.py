"""One agreement: its names, its parties, its life step by step with the words."""

from __future__ import annotations

from dateline.errors import DatelineError
from dateline.store.deal_rows import DealRow, StageRow
from dateline.web.desk import Reading
from dateline.web.view import Answer, Id, Query, View


class OneAgreement(Query, frozen=True, kw_only=True):
    """Which agreement: its id, or that of one report's agreement which is part of it."""

    id: Id


def answer(questions: Reading, query: OneAgreement) -> Answer:
    """Return an agreement with its steps.

    Raises:
        DatelineError: E050, there is none with that id.
    """
    found = questions.deals(name=query.id)
    deal = next((one for one in found if one.id == query.id), found[0])
    if len(found) > 1 and deal.id != query.id:
        raise DatelineError("E050", f"there is no agreement with the id {query.id!r}", "see /agreements")
    steps = questions.life(deal)
    return Answer(
        title=deal.name,
        about=deal,
        rows=steps,
        documents=tuple(dict.fromkeys(one.document for step in steps for one in step.tellings)),
    )


VIEW = View(
    name="agreement",
    path="/a/{id}",
    about="One agreement, and what became of it.",
    query=OneAgreement,
    answer=answer,
    row=StageRow,
    whole=DealRow,
)
