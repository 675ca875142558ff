"""Events as a table that can be narrowed and sorted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Literal, get_args

import msgspec

from dateline.model import EventStatus, EventType
from dateline.store.answers.excerpts import Excerpt
from dateline.store.answers.listed import EventFilters, EventRow
from dateline.store.answers.query import Facet
from dateline.web.desk import Reading
from dateline.web.paging import offset_of, token
from dateline.web.view import Answer, Day, Listing, View, Who, bounds

Order = Literal["date", "-date"]


class Selection(Listing, frozen=True, kw_only=True):
    """Which events."""

    actor: Annotated[
        Who, msgspec.Meta(description="who acts: words of the name, a country code or an id")
    ] = ""
    recipient: Annotated[Who, msgspec.Meta(description="who is acted upon")] = ""
    type: Annotated[tuple[EventType, ...], msgspec.Meta(description="types, one of them")] = ()
    status: Annotated[tuple[EventStatus, ...], msgspec.Meta(description="statuses, one of them")] = ()
    place: Annotated[
        str, msgspec.Meta(max_length=200, description="country of the place, or words of it")
    ] = ""
    source: Annotated[str, msgspec.Meta(max_length=200, description="words of the publisher's name")] = ""
    since: Annotated[Day | None, msgspec.Meta(description="earliest day; only dated events then")] = None
    until: Annotated[Day | None, msgspec.Meta(description="latest day; only dated events then")] = None
    witnesses: Annotated[
        Annotated[int, msgspec.Meta(ge=1, le=1000)] | None,
        msgspec.Meta(description="how many independent reports tell the same, after `link`"),
    ] = None


class Events(Selection, frozen=True, kw_only=True):
    """Which events, in which order."""

    sort: Annotated[Order, msgspec.Meta(description="by date, the newest first with a minus sign")] = "-date"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent(EventRow):
    """An event with the words around it.

    Attributes:
        publisher: whose report it stands in, empty if unknown.
        before: what stands before its words in the text.
        after: what stands after them.
    """

    publisher: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """By what the events can be narrowed further.

    Attributes:
        total: number of events that fit.
        types: types with the number of events that fit.
        statuses: statuses likewise.
        countries: the commonest countries of the place likewise.
        sources: the commonest publishers likewise.
        years: years likewise, the latest first.
    """

    total: int
    types: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]


_SHOWN = 12


def answer(questions: Reading, query: Events) -> Answer:
    """Return the events that fit, and by what they can be narrowed."""
    start = offset_of(query.next)
    filters = filters_of(query)
    rows = questions.events(**(filters | EventFilters(sort=query.sort, limit=query.limit + 1, offset=start)))
    shown = rows[: query.limit]
    around = questions.excerpts([(row.document, row.start_char, row.end_char) for row in shown])
    facets = _facets(questions, filters)
    documents = tuple(dict.fromkeys(row.document for row in shown))
    publishers = {one.id: one.publisher for one in questions.sources(documents, limit=len(documents))}
    return Answer(
        title="Events",
        rows=[
            _shown(row, words, publishers.get(row.document, ""))
            for row, words in zip(shown, around, strict=True)
        ],
        about=choices_of(facets),
        next=token(start + query.limit) if len(rows) > query.limit else "",
        documents=documents,
    )


def _facets(questions: Reading, filters: EventFilters) -> list[Facet]:
    """Return the facets of the events that fit; what the front page leads to is counted once."""
    given = {name: value for name, value in filters.items() if value}
    if given.keys() <= {"witnesses"}:
        return questions.once(
            f"events: facets of {given.get('witnesses')}", lambda: questions.event_facets(**filters)
        )
    return questions.event_facets(**filters)


def _shown(row: EventRow, words: Excerpt, publisher: str) -> ShownEvent:
    return ShownEvent(
        **{field.name: getattr(row, field.name) for field in fields(row)},
        publisher=publisher,
        before=words.before,
        after=words.after,
    )


def filters_of(query: Selection) -> EventFilters:
    """Return what narrows the events."""
    since, until = bounds(query.since, query.until)
    found = EventFilters(
        actor=query.actor,
        recipient=query.recipient,
        type=query.type,
        status=query.status,
        place=query.place,
        source=query.source,
    )
    if since:
        found["since"] = since
    if until:
        found["until"] = until
    if query.witnesses:
        found["witnesses"] = query.witnesses
    return found


def choices_of(facets: list[Facet]) -> Choices:
    """Return the facets by field; types and statuses in the order of the codebook, with those that no event has."""
    by_field = {
        field: {one.value: one.events for one in facets if one.field == field}
        for field in ("type", "status", "country", "source", "year")
    }
    return Choices(
        total=sum(by_field["status"].values()),
        types=tuple((value, by_field["type"].get(value, 0)) for value in get_args(EventType)),
        statuses=tuple((value, by_field["status"].get(value, 0)) for value in get_args(EventStatus)),
        countries=tuple(by_field["country"].items())[:_SHOWN],
        sources=tuple(by_field["source"].items())[:_SHOWN],
        years=tuple(sorted(by_field["year"].items(), reverse=True)),
    )


VIEW = View(
    name="events",
    path="/events",
    menu="Events",
    about="Events: who did what to whom, by date.",
    query=Events,
    answer=answer,
    row=ShownEvent,
    whole=Choices,
)
