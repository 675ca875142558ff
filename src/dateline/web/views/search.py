"""Search: what fits words, best first, with the words that fit."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from dateline.store.search_rows import SearchRow
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Day, Listing, View, Who, bounds

Kind = Literal["statement", "claim", "event", "document"]


class Search(Listing, frozen=True, kw_only=True):
    """What is looked for."""

    words: Annotated[str, msgspec.Meta(max_length=1000, description="words to look for")] = ""
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(description="kinds of record, one of them")] = ()
    actor: Who = ""
    since: Day | None = None
    until: Day | None = None


def answer(questions: Reading, query: Search) -> Answer:
    """Return what fits; nothing where no words are given."""
    if not query.words.strip():
        return Answer(title="Search")
    since, until = bounds(query.since, query.until)

    def asked(**filters: object) -> list[SearchRow]:
        return questions.search(query.words, **filters)

    rows, following = page(asked, query, kind=query.kind, actor=query.actor, since=since, until=until)
    return Answer(
        title=f"Search: {query.words}",
        rows=rows,
        next=following,
        documents=tuple(dict.fromkeys(row.document for row in rows)),
    )


VIEW = View(
    name="search",
    path="/search",
    about="What is on record that fits words, best first.",
    query=Search,
    answer=answer,
    row=SearchRow,
)
