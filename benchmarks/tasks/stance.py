"""Task `stance`: the stance of a speaker whose cue and content are given, in the sheet's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from dateline.config import Settings
from dateline.find.statements.given import stance_given
from dateline.find.syntax import load_pipeline, parse
from dateline.model import Span
from tasks.statements import document_of

LABELS: Final = {
    "asserts": "asserts",
    "accuses": "asserts",
    "concedes": "asserts",
    "supports": "asserts",
    "relays": "asserts",
    "denies": "denies",
    "rejects": "rejects",
    "doubts": "doubts",
    "asks": "asks",
    "demands": "proposes",
    "proposes": "proposes",
    "promises": "commits",
    "threatens": "commits",
    "declines": "refuses",
}


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer every row with a label."""
    nlp = load_pipeline(Settings().pipeline)
    for row in rows:
        text = row["text"]
        cue = Span(row["cue"][0], row["cue"][1], text[slice(*row["cue"])])
        content = Span(row["content"][0], row["content"][1], text[slice(*row["content"])])
        label = "asserts"
        for passage in parse(document_of(text), nlp):
            if passage.covers(cue):
                stance, negated = stance_given(passage, cue, content)
                # The sheet: who does not say makes no statement; who refuses does.
                label = "none" if negated and stance == "declines" else LABELS[stance]
        yield {"id": row["id"], "label": label}
