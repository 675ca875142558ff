"""One happening: what it was, who tells it in which words, where they differ, who confirms and who denies it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.store.answers.excerpts import Excerpt
from dateline.store.answers.happening_rows import Told
from dateline.store.linking.questions import HappeningRow
from dateline.web.desk import Reading
from dateline.web.missing import missing
from dateline.web.view import Answer, Id, Query, View

MOST = 200
"""Reports that are named at most."""


class OneHappening(Query, frozen=True, kw_only=True):
    """Which happening."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTelling(Told):
    """An event of one report that tells of the happening, with the words around it.

    Attributes:
        before: what stands before its words in the text.
        after: what stands after them.
    """

    before: str
    after: str


def answer(questions: Reading, query: OneHappening) -> Answer:
    """Return a happening with all that tell of it.

    Raises:
        DatelineError: E050, there is none with this id.
    """
    found = questions.happenings(ids=[query.id])
    if not found:
        raise missing(questions, query.id, "happening", "/h/{id}", "see /between")
    row = found[0]
    told = questions.told([row.id], each=MOST)[row.id]
    around = questions.excerpts([(one.document, one.start, one.end) for one in told])
    who = ", ".join(row.actors) or "somebody"
    whom = f" → {', '.join(row.recipients)}" if row.recipients else ""
    return Answer(
        title=f"{row.type}: {who}{whom}",
        rows=[_shown(one, words) for one, words in zip(told, around, strict=True)],
        about=row,
        documents=tuple(dict.fromkeys(one.document for one in told)),
    )


def _shown(one: Told, words: Excerpt) -> ShownTelling:
    return ShownTelling(
        **{name: getattr(one, name) for name in Told.__dataclass_fields__},
        before=words.before,
        after=words.after,
    )


VIEW = View(
    name="happening",
    path="/h/{id}",
    about="One happening across reports: what it was, who tells it, where they differ, who confirms or denies it.",
    query=OneHappening,
    answer=answer,
    row=ShownTelling,
    whole=HappeningRow,
)
