"""Small reports for tests of linking: prose, a day, and events given by hand."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import (
    Actor,
    Count,
    Document,
    Event,
    EventStatus,
    Participant,
    Place,
    Published,
    Report,
    Span,
    When,
    Zone,
    document_id,
    record_id,
)


def small_report(
    *paragraphs: str,
    day: str = "",
    events: Sequence[Event] = (),
    actors: Sequence[Actor] = (),
    publisher: str = "",
) -> Report:
    """Make a report whose first paragraph is its headline."""
    text = "\n".join(paragraphs)
    zones, start = [], 0
    for number, words in enumerate(paragraphs):
        span = Span(start, start + len(words), words)
        zones.append(Zone("body" if number else "headline", span))
        start = span.end + 1
    return Report(
        version="1",
        document=Document(
            id=document_id(text),
            text=text,
            zones=tuple(zones),
            headline=zones[0].span,
            publisher=publisher,
            published=Published(day) if day else None,
        ),
        actors=tuple(actors),
        events=tuple(events),
    )


KENYA = Actor(id="a-kenya", name="Kenya", kind="state", country=("KEN",))
SHABAAB = Actor(id="a-shabaab", name="al-Shabaab", kind="armed_group", country=("SOM",))


BODIES = {
    "The Standard": "Kenyan jets bombed an al-Shabaab camp near Dhobley, killing {} fighters, the army said.",
    "The Nation": "Near Dhobley {} men of al-Shabaab died as jets from Kenya bombed their camp.",
    "The Star": "Villagers at Dhobley counted {} dead of al-Shabaab where Kenyan jets bombed a camp.",
}


def raid(
    day: str, paper: str, killed: int, *, dated: bool = True, status: EventStatus = "occurred"
) -> Report:
    """Make a report of an air raid that kills so many."""
    headline = "Kenyan jets bomb al-Shabaab camp near Dhobley in Somalia"
    body = BODIES[paper].format(killed)
    bare = small_report(headline, body, day=day, publisher=paper)
    text = bare.document.text

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), words)

    event = Event(
        id=record_id("e", bare.document.id, "bombed"),
        type="ASSAULT",
        modes=("aerial",),
        status=status,
        trigger=span("bombed"),
        actors=(Participant("a-kenya", span("Kenyan jets")),),
        recipients=(Participant("a-shabaab", span("al-Shabaab")),),
        when=When(value="2025-03-04", start="2025-03-04", end="2025-03-04") if dated else None,
        place=Place(span=span("Dhobley"), name="Dhobley", lat=0.4, lon=41.0, country="SOM", precision="city"),
        killed=Count(killed, killed, span(str(killed))),
        intensity=-9.0,
        confidence=0.8,
    )
    return small_report(headline, body, day=day, publisher=paper, events=[event], actors=[KENYA, SHABAAB])
