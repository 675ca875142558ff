"""Class of a pair: source and target are given; what the product sees between them decides.

The sheet's conventions that depart from the codebook are mapped in `tasks.plover_sheet`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.find.events.finder import Finder, coded
from dateline.find.events.folding import Found
from dateline.find.events.learned.pairs import between
from dateline.find.events.relevance import Weight
from dateline.find.events.roles import surface_subject
from dateline.find.learned.scorer import Scores, load
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.ontology import plover
from tasks.plover_sheet import class_of, sheet_class
from tasks.sentences import passages

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.learned.blend import Blend

_DENIALS: Final = frozenset({"deny", "refute", "dismiss", "reject", "dispute"})
_COMMONEST: Final = "REJECT"


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer the `events-pair` task."""
    finder = Finder(plover.load())
    given = list(passages(rows))
    scorer = load()
    scored: Sequence[Sequence[Scores]] = (
        [[] for _ in given] if scorer is None else scorer.scores(given, finder.ontology, every=True)
    )
    for row, passage, scores in zip(rows, given, scored, strict=True):
        found = coded(passage, finder, _everybody, loose=True)
        ends = _span(row.get("source")), _span(row.get("target"))
        root = None if scorer is None else by_model(passage, *ends, found, scores, scorer.blend)
        yield {"id": row["id"], "root": root or by_rules(passage, *ends, found)}


def by_model(
    passage: Passage,
    source: Span | None,
    target: Span | None,
    found: Sequence[Found],
    scored: Sequence[Scores],
    blend: Blend,
) -> str | None:
    """Decide the class by the learned coder; `None` where it was not asked."""
    if not scored:
        return None
    heads = [_head(passage, span) for span in (source, target)]
    # a sheet's "sentence" may be several: the one that holds most of the pair
    best = max(scored, key=lambda one: sum(head in one.parties for head in heads))
    answer = between(best, found, heads[0], heads[1], blend)
    event = max(
        (one for one in found if one.coding.type == answer.type),
        key=lambda one: _fit(passage, one, source, target),
        default=None,
    )
    return sheet_class(answer.type, passage.doc[answer.trigger], "" if event is None else event.coding.rule)


def _head(passage: Passage, span: Span | None) -> int | None:
    tokens = passage.doc[0:0] if span is None else passage.tokens(span)
    return tokens.root.i if len(tokens) else None


def by_rules(passage: Passage, source: Span | None, target: Span | None, found: Sequence[Found]) -> str:
    """Decide the class by the rules alone: the best fitting event, or the commonest class."""
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
    return class_of(best)


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
