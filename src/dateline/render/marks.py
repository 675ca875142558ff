"""What is marked in a report's text, whatever it is shown on."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Report, Span


def marks(report: Report) -> Iterator[tuple[str, Span]]:
    """Yield what is marked in the text: its kind and its words."""
    for statement in report.statements:
        yield from (("statement", span) for span in statement.spans)
        if statement.cue:
            yield "cue", statement.cue
    for event in report.events:
        yield from (("event", span) for span in (event.mentions or (event.trigger,)))
    yield from (("actor", mention.span) for mention in report.mentions)
    yield from (("time", when.span) for when in report.times if when.span)
    yield from (("place", place.span) for place in report.places)
    for agreement in report.agreements:
        yield from (("agreement", span) for span in agreement.spans)
