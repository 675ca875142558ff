"""Class of a pair: source and target are given, the finder's events between them decide.

An event answers when its actor is the source and its recipient the target; failing that, the best entry of the
lexicon in the sentence is taken, preferring what stands on the path between the two (documented fallback: the
task wants one class for every pair, the product would say nothing).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from dateline.find.events.finder import Finder, coded
from dateline.find.events.folding import Found
from dateline.find.events.relevance import Weight
from dateline.find.events.roles import surface_subject
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.ontology.plover import load
from tasks.plover_sheet import sheet_class
from tasks.sentences import passages

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENIALS: Final = frozenset({"deny", "refute", "dismiss", "reject", "dispute"})
_COMMONEST: Final = "REJECT"


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer the `events-pair` task."""
    finder = Finder(load())
    for row, passage in zip(rows, passages(rows), strict=True):
        yield {"id": row["id"], "root": classify(passage, row, finder)}


def classify(passage: Passage, row: dict[str, Any], finder: Finder) -> str:
    """Decide the class of one pair."""
    source, target = _span(row.get("source")), _span(row.get("target"))
    found = coded(passage, finder, _everybody, loose=True)
    scored = [(_fit(passage, one, source, target), -number, one) for number, one in enumerate(found)]
    if not scored:
        return _COMMONEST
    best = max(scored, key=lambda entry: entry[:2])[2]
    if source is not None and not any(span.overlaps(source) for span in best.candidate.actors):
        # a denial is a statement to the product and a refusal to the sheet
        for token in passage.doc:
            if token.lemma_ in _DENIALS and token.pos_ == "VERB":
                denier = surface_subject(token)
                if denier is not None and passage.of(denier).overlaps(source):
                    return "REJECT"
    return sheet_class(best)


def _everybody(_: Passage, __: Token) -> Weight:
    """Both parties are given: everybody counts."""
    return Weight.CERTAIN


def _span(given: dict[str, Any] | None) -> Span | None:
    if not given or given.get("start") is None:
        return None
    return Span(given["start"], given["end"], given["text"])


def _fit(passage: Passage, one: Found, source: Span | None, target: Span | None) -> float:
    actors = one.candidate.actors
    recipients = one.candidate.recipients + one.candidate.patients
    if not recipients and len(actors) > 1:
        recipients = actors[1:]
    score = 0.0
    if source is not None:
        score += 4 * any(span.overlaps(source) for span in actors)
        score -= 2 * any(span.overlaps(source) for span in recipients)
    if target is not None:
        score += 3 * any(span.overlaps(target) for span in recipients)
        score -= 2 * any(span.overlaps(target) for span in one.candidate.actors[:1])
        trigger = passage.of(one.candidate.trigger)
        score -= 2 * trigger.overlaps(target)
        score -= abs(trigger.start - target.start) / 400
    return score + one.coding.confidence / 3
