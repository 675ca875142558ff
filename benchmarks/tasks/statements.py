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
from dateline.find.statements.german.words import sentences, words_of
from dateline.find.statements.languages import finder_of
from dateline.find.syntax import Passage, load_blank, parse, split
from dateline.model import Document, Span, Zone, document_id
from dateline.pipeline import Reader

_LEFT_OUT: Final = frozenset({"noun of saying with a verb that carries it"})
"""Rules whose statements ("made the remarks") the sheet does not mark."""

_TERM: Final = 3
"""Words up to which a quotation that begins with a capital may be a name."""

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
    """Answer every row with its statements."""
    reader = Reader(Settings())
    for row in rows:
        document = document_of(row["text"])
        if row.get("lang", "en") == "de":
            yield {"id": row["id"], "quotes": german(document)}
            continue
        drafts = finder_of("en")(parse(document, reader.nlp), attitudes=True, ranker=reader.ranker)
        kept = [d for d in drafts if d.nested_in is None and d.why[0].rule not in _LEFT_OUT]
        yield {"id": row["id"], "quotes": [quote_of(d) for d in kept]}


def german(document: Document) -> list[dict[str, Any]]:
    """Answer a German row by the conventions of its sheet.

    A report of an act of speech without its words ("forderte ein Ende der Kämpfe") is marked as the whole
    sentence, and quoted words within indirect speech once more for themselves.
    """
    answers = []
    passages = split(document, load_blank("de"))
    for draft in finder_of("de")(passages):
        answer = quote_of(draft)
        if draft.why[0].rule == "object of a cue":
            start, end = sentence_around(passages[draft.passage], draft.spans[0])
            answer |= {"start": start, "end": end, "spans": [[start, end]]}
        answers.append(answer)
        answers.extend(
            answer
            | {"start": span.start, "end": span.end, "spans": [[span.start, span.end]], "type": "direct"}
            for span in draft.quoted
            if draft.type == "mixed" and (span.words[0].islower() or len(span.words.split()) > _TERM)
        )
    return answers


def sentence_around(passage: Passage, span: Span) -> tuple[int, int]:
    """Return the sentence of a passage that holds a span."""
    words = words_of(passage.doc.text, ())
    for first, stop in sentences(words):
        start, end = passage.origin[words[first].start], passage.ends[words[stop - 1].end - 1]
        if start <= span.start < end:
            return start, end
    return span.start, span.end
