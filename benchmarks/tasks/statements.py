"""Task `statements`: quotations and attributions of a news text, by the conventions of PolNeAR.

The sheet's guidelines mark attitudes and verbal acts that report no words too, so they are asked for here; they
mark an attribution inside another's content only in rare cases, so nested statements are left out; the product
does the reverse of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from dateline.config import Settings
from dateline.find.drafts import StatementDraft
from dateline.find.statements.finder import find_statements
from dateline.find.syntax import load_pipeline, parse
from dateline.model import Document, Span, Zone, document_id

_LEFT_OUT: Final = frozenset({"noun of saying with a verb that carries it"})
"""Rules whose statements ("made the remarks") the sheet does not mark."""

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def document_of(text: str) -> Document:
    """Make a document of paragraphs, the first of them a headline (the sheet has no markup)."""
    spans = [Span(m.start(), m.end(), m.group()) for m in _PARAGRAPH.finditer(text)]
    zones = tuple(Zone("body" if number else "headline", words, "task") for number, words in enumerate(spans))
    return Document(id=document_id(text), text=text, zones=zones)


def quote_of(draft: StatementDraft) -> dict[str, Any]:
    """Give a draft the sheet's shape."""

    def place(span: Span | None) -> dict[str, int] | None:
        return None if span is None else {"start": span.start, "end": span.end}

    return {
        "start": draft.spans[0].start,
        "end": draft.spans[-1].end,
        "spans": [[span.start, span.end] for span in draft.spans],
        "type": draft.type,
        "speaker": place(draft.speaker or draft.speaker_from),
        "cue": place(draft.cue),
    }


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer every row with its statements; dateline reads English only."""
    nlp = load_pipeline(Settings().pipeline)
    for row in rows:
        drafts: tuple[StatementDraft, ...] = ()
        if row.get("lang", "en") == "en":
            drafts = find_statements(parse(document_of(row["text"]), nlp), attitudes=True)
        kept = [d for d in drafts if d.nested_in is None and d.why[0].rule not in _LEFT_OUT]
        yield {"id": row["id"], "quotes": [quote_of(d) for d in kept]}
