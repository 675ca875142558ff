"""Events of a sentence: source, target and class, found without being told where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.find.drafts import EventDraft
from dateline.find.events import find_events
from dateline.model import Span
from dateline.ontology.plover import load
from tasks.plover_sheet import sheet_class
from tasks.sentences import passages

_ANSWER = dict[str, Any]


def predict(rows: list[_ANSWER]) -> Iterable[_ANSWER]:
    """Answer the `events-open` task."""
    ontology = load()
    for row, passage in zip(rows, passages(rows), strict=True):
        for event in find_events((passage,), (), (), (), None, ontology):
            yield from _answers(row["id"], event)


def _answers(row: str, event: EventDraft) -> Iterator[_ANSWER]:
    root = sheet_class(event.type, event.why[0].rule, event.status)
    sources, targets = list(event.actors), list(event.recipients)
    if not targets and len(sources) > 1:
        # an event of equals: the sheet marks one pair of them
        sources, targets = sources[:1], sources[1:]
    if not targets and event.place is not None:
        targets = [event.place]
    yield {"id": row, "source": _given(sources), "target": _given(targets), "root": root}


def _given(spans: list[Span]) -> dict[str, Any] | str:
    if not spans:
        return ""
    return {"text": spans[0].words, "start": spans[0].start, "end": spans[0].end}
