"""One actor: names, offices by date, what it did and had done to it, what it said and holds, with whom it deals."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Literal, get_args

import msgspec

from dateline.store.answers.acts import Act, ActKind, Head
from dateline.store.answers.happening_rows import Partner
from dateline.web.desk import Reading
from dateline.web.offices import Span, Term, spans, terms
from dateline.web.paging import offset_of, token
from dateline.web.view import Answer, Day, Listing, View, bounds

PARTNERS = 10


class OneActor(Listing, frozen=True, kw_only=True):
    """Which actor, and which of its acts."""

    id: Annotated[str, msgspec.Meta(max_length=200, description="an id, or a name that only one has")]
    kind: Annotated[
        Literal["", "did", "met", "said", "holds", "all"],
        msgspec.Meta(
            description="what it did, had done to it (met), said or holds, or all; the first it has if empty"
        ),
    ] = ""
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage(Head):
    """An actor with what its page shows beside the acts.

    Attributes:
        kind_shown: which acts are shown.
        numbers: number of acts of each kind, of the days that were asked for.
        disputed: number of disputed claims about which it holds something.
        partners: with whom it has most happenings.
        terms: its offices as the tables of offices date them, the latest first.
    """

    kind_shown: str
    numbers: dict[ActKind, int]
    disputed: int
    partners: tuple[Partner, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAct(Act):
    """An act with the words around it.

    Attributes:
        before: what stands before its words in the text.
        quoted: its words there.
        after: what stands after them.
    """

    before: str
    quoted: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAnswer(Answer):
    """An answer with what its page draws.

    Attributes:
        spans: where each term of office lies on a line of time.
    """

    spans: tuple[Span, ...]


def answer(questions: Reading, query: OneActor) -> ActorAnswer:
    """Return an actor with its acts, the newest first.

    Raises:
        DatelineError: E050, no actor has that name; E055, several have; E102, `next` is no token.
    """
    head = questions.head(query.id)
    days = bounds(query.since, query.until)
    start = offset_of(query.next)
    numbers = questions.act_counts(head.id, since=days[0], until=days[1])
    kind = query.kind or next((one for one, number in numbers.items() if number), "did")
    found = questions.acts(
        head.id,
        kinds=get_args(ActKind) if kind == "all" else (kind,),
        days=days,
        limit=query.limit + 1,
        offset=start,
    )
    rows = _with_words(questions, found[: query.limit])
    held = terms(head.wikidata)
    return ActorAnswer(
        title=head.name,
        about=ActorPage(
            **{field.name: getattr(head, field.name) for field in fields(head)},
            kind_shown=kind,
            numbers=numbers,
            disputed=questions.disputed(head.id),
            partners=tuple(questions.partners(head.id, PARTNERS)),
            terms=held,
        ),
        rows=rows,
        next=token(start + query.limit) if len(found) > query.limit else "",
        documents=tuple(dict.fromkeys(act.document for act in rows)),
        spans=spans(held, head.last or date.min),
    )


def _with_words(questions: Reading, found: list[Act]) -> list[ShownAct]:
    spans = [(act.document, act.start or 0, act.end or 0) for act in found]
    return [
        ShownAct(
            **{field.name: getattr(act, field.name) for field in fields(act)},
            before=around.before if act.end else "",
            quoted=around.words if act.end else act.words,
            after=around.after if act.end else "",
        )
        for act, around in zip(found, questions.excerpts(spans), strict=True)
    ]


VIEW = View(
    name="actor",
    path="/actor/{id}",
    about="One actor: names, offices by date, deeds, words, positions, and with whom it deals.",
    query=OneActor,
    answer=answer,
    row=ShownAct,
    whole=ActorPage,
)
