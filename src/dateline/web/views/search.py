"""Search: what fits words, best first, with the words that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec

from dateline.store.searching.search_rows import SearchRow
from dateline.web.desk import Reading
from dateline.web.paging import offset_of, token
from dateline.web.view import Answer, Day, Listing, View, Who, bounds

Kind = Literal["statement", "claim", "event", "document"]

COUNTED: Final = 200
"""The best hits, of which is counted by what they can be narrowed."""
_CHOICES: Final = 8


class Search(Listing, frozen=True, kw_only=True):
    """What is looked for."""

    words: Annotated[str, msgspec.Meta(max_length=1000, description="words to look for")] = ""
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(description="kinds of record, one of them")] = ()
    actor: Who = ""
    publisher: Annotated[str, msgspec.Meta(max_length=200, description="words of the publisher's name")] = ""
    since: Day | None = None
    until: Day | None = None
    limit: int = 20


Count = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrower:
    """By what the best hits can be narrowed, each value with the number of hits.

    Attributes:
        counted: number of hits that were counted, at most `COUNTED`.
        kinds: kinds of record.
        who: who speaks, holds or acts.
        publishers: publishers.
        years: years, the latest first.
        instead: what to look for instead, where nothing fits; empty if nothing is like it.
    """

    counted: int
    kinds: tuple[Count, ...] = ()
    who: tuple[Count, ...] = ()
    publishers: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        shown: for each row what is shown of it: of an event the words around it, for its passage is put together.
    """

    shown: tuple[str, ...] = ()


def answer(questions: Reading, query: Search) -> Answer:
    """Return what fits; nothing where no words are given."""
    if not query.words.strip():
        return Answer(title="Search", about=Narrower(counted=0))
    since, until = bounds(query.since, query.until)
    start = offset_of(query.next)
    found = questions.search(
        query.words,
        kind=query.kind,
        actor=query.actor,
        publisher=query.publisher,
        since=since,
        until=until,
        limit=max(start + query.limit + 1, COUNTED),
    )
    rows = found[start : start + query.limit]
    return SearchAnswer(
        title=f"Search: {query.words}",
        rows=rows,
        about=_narrower(found[:COUNTED], questions.instead(query.words) if not found else ""),
        next=token(start + query.limit) if len(found) > start + query.limit else "",
        documents=tuple(dict.fromkeys(row.document for row in rows)),
        shown=_shown(questions, rows),
    )


def _shown(questions: Reading, rows: Sequence[SearchRow]) -> tuple[str, ...]:
    spans = [(row.document, row.start, row.end) for row in rows if row.kind == "event"]
    around = dict(zip(spans, questions.excerpts(spans), strict=True))
    return tuple(
        f"{words.before}{words.words}{words.after}"
        if (words := around.get((row.document, row.start, row.end))) and row.kind == "event"
        else row.words
        for row in rows
    )


def _narrower(found: Sequence[SearchRow], instead: str) -> Narrower:
    years = _counted(str(row.day.year) for row in found if row.day)
    return Narrower(
        counted=len(found),
        kinds=_counted(row.kind for row in found),
        who=_counted(name for row in found for name in row.who)[:_CHOICES],
        publishers=_counted(row.publisher for row in found if row.publisher)[:_CHOICES],
        years=tuple(sorted(years, reverse=True)),
        instead=instead,
    )


def _counted(values: Iterable[str]) -> tuple[Count, ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


VIEW = View(
    name="search",
    path="/search",
    about="What is on record that fits words, best first.",
    query=Search,
    answer=answer,
    row=SearchRow,
    whole=Narrower,
)
