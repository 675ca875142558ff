"""Small reports for tests of linking: prose, a day, and events given by hand."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Actor, Document, Event, Published, Report, Span, Zone, document_id


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
