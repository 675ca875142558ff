"""Events of a sentence: source, target and class, found without being told where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.find.events import Finder, Found, coded
from dateline.find.relevance import judge_of
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.ontology.plover import load
from tasks.plover_sheet import sheet_class
from tasks.sentences import passages

_Answer = dict[str, Any]
_PRONOUNS = frozenset({"he", "she", "it", "they"})


def predict(rows: list[_Answer]) -> Iterable[_Answer]:
    """Answer the `events-open` task."""
    finder = Finder(load())
    for row, passage in zip(rows, passages(rows), strict=True):
        yield from answers(row["id"], passage, finder)


def answers(row: str, passage: Passage, finder: Finder) -> Iterator[_Answer]:
    """Answer for one sentence.

    The sheet's targets may be things ("condemned the attack"), which the product leaves out of recipients; and
    a pronoun in what somebody is reported to say ("X said it will ...") is given as the words for X.
    """
    for one in coded(passage, finder, judge_of([passage])):
        sources = [_named(passage, one, span) for span in one.candidate.actors]
        targets = list(one.candidate.recipients or one.candidate.patients)
        if not targets and len(sources) > 1:
            # an event of equals: the sheet marks one pair of them
            sources, targets = sources[:1], sources[1:]
        yield {"id": row, "source": _given(sources), "target": _given(targets), "root": sheet_class(one)}


def _named(passage: Passage, one: Found, span: Span) -> Span:
    """Return the speaker's words for a pronoun that stands in a reported clause."""
    if span.words.lower() not in _PRONOUNS:
        return span
    verb = one.candidate.clause
    for _ in range(4):
        if verb.dep_ == "ccomp":
            for child in verb.head.children:
                if child.dep_ == "nsubj" and child.pos_ != "PRON":
                    return passage.between(passage.doc[child.left_edge.i], child)
        verb = verb.head
    return span


def _given(spans: Sequence[Span]) -> _Answer | str:
    if not spans:
        return ""
    return {"text": spans[0].words, "start": spans[0].start, "end": spans[0].end}
