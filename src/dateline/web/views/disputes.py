"""Disputes: what is claimed, who affirms it, who denies it, in their words side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

import msgspec

from dateline.model.claims import ClaimKind
from dateline.store.answers.dispute_rows import DisputeRow, Status
from dateline.store.answers.dispute_sides import Held
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.sides import Words, heads, words_of
from dateline.web.view import Answer, Day, Id, Listing, View, Who, bounds

Side = Literal["affirmed", "denied"]

SIDE = 3
"""Positions that are shown of a side; the page of the dispute has all."""
KINDS = get_args(ClaimKind)


class Disputes(Listing, frozen=True, kw_only=True):
    """Which disputes."""

    words: Annotated[str, msgspec.Meta(max_length=200, description="words of what is disputed")] = ""
    actor: Who = ""
    since: Day | None = None
    until: Day | None = None
    kind: Annotated[ClaimKind | None, msgspec.Meta(description="kind of what is disputed")] = None
    status: Annotated[
        Status | None,
        msgspec.Meta(description="`answered`: parties of both sides are named; `open`: of one side alone"),
    ] = None
    publisher: Annotated[
        str, msgspec.Meta(max_length=200, description="words of a publisher's name that reports it")
    ] = ""
    doc: Id = ""
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        heads: for each dispute the few positions of its sides that are shown.
        words: words around those of them whose own say little.
        kinds: kinds that can be asked for.
    """

    heads: dict[str, dict[Side, tuple[Held, ...]]]
    words: Words
    kinds: tuple[str, ...] = KINDS


def answer(questions: Reading, query: Disputes) -> Answer:
    """Return the disputes that fit, those with both sides named first; the first of all are sought once."""
    since, until = bounds(query.since, query.until)

    def found() -> tuple[Sequence[DisputeRow], str]:
        return page(
            questions.disputes,
            query,
            words=query.words,
            actor=query.actor,
            since=since,
            until=until,
            kind=query.kind,
            status=query.status,
            publisher=query.publisher,
            doc=query.doc,
        )

    rows, following = questions.once("disputes: the first", found) if query == Disputes() else found()
    shown: dict[str, dict[Side, tuple[Held, ...]]] = {
        row.id: {"affirmed": heads(row.affirmed, SIDE), "denied": heads(row.denied, SIDE)} for row in rows
    }
    return DisputesAnswer(
        title="Disputes",
        rows=rows,
        next=following,
        documents=tuple(
            dict.fromkeys(one.document for row in rows for one in (*row.affirmed, *row.denied, *row.doubted))
        ),
        heads=shown,
        words=words_of(
            questions, (one for of in shown.values() for several in of.values() for one in several)
        ),
    )


VIEW = View(
    name="disputes",
    path="/disputes",
    menu="Disputes",
    about="What is disputed: who affirms it, who denies it, in whose words.",
    query=Disputes,
    answer=answer,
    row=DisputeRow,
)
