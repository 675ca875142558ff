"""What the report says in its own voice: no party is named for it, and the reader may want to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.find.syntax import Passage
from dateline.link.findings import Findings
from dateline.model import ClaimKind, Event, Span, Statement
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Narrated:
    """A proposition in the report's own voice.

    Attributes:
        span: the clause.
        kind: what sort of proposition it is.
        event: id of the event it tells, or an empty string.
        alone: it makes a claim even if no party words it: a forecast, or a consequence that only the
            summary lines draw. Plain narration does not: that is what events are for.
    """

    span: Span
    kind: ClaimKind
    event: str = ""
    alone: bool = False


def narrated(
    found: Findings, statements: Sequence[Statement], events: Sequence[Event], words: ClaimWords
) -> Iterator[Narrated]:
    """Yield the propositions that the report vouches for itself.

    Args:
        found: the report's layers.
        statements: the report's statements; words inside or around them are not the report's own.
        events: the report's events.
        words: the words that tell kinds of propositions.
    """
    said = [span for statement in statements for span in _whole(statement)]
    told = {trigger: event.id for event in events for trigger in event.mentions}
    for passage in found.passages:
        free = [t for t in told if passage.covers(t) and not any(span.overlaps(t) for span in said)]
        if passage.zone.kind in ("headline", "deck", "subhead"):
            for trigger in free:
                yield Narrated(_clause(passage, passage.tokens(trigger).root), "factual", told[trigger])
        if passage.zone.kind == "deck":
            yield from _consequences(passage, said)
        if passage.zone.kind == "body":
            yield from _forecasts(passage, said, words)


def _whole(statement: Statement) -> tuple[Span, ...]:
    return (*statement.spans, *((statement.cue,) if statement.cue else ()))


def _clause(passage: Passage, root: Token) -> Span:
    """The clause around a predicate, without the clauses that hang on it by a comma."""
    left, right = root.left_edge, root.right_edge
    for child in root.children:
        if child.dep_ in ("advcl", "parataxis") and child.i > root.i:
            right = child.left_edge.nbor(-1)
            break
    while right.i > left.i and (right.is_punct or right.is_space):
        right = right.nbor(-1)
    while left.i < right.i and (left.is_punct or left.is_space):
        left = left.nbor(1)
    return passage.between(left, right)


def _consequences(passage: Passage, said: Sequence[Span]) -> Iterator[Narrated]:
    """A participle that ends a summary line: "..., halting inspections"."""
    for token in passage.doc:
        if token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > token.head.i:
            before = token.left_edge
            span = passage.between(before, _last(token))
            if before.i and before.nbor(-1).text == "," and not any(other.overlaps(span) for other in said):
                yield Narrated(span, "factual", alone=True)


def _forecasts(passage: Passage, said: Sequence[Span], words: ClaimWords) -> Iterator[Narrated]:
    """A main clause in the future that judges: "The move will be a setback"."""
    for sentence in passage.doc.sents:
        root = sentence.root
        if not any(child.lower_ in ("will", "wo") and child.dep_ == "aux" for child in root.children):
            continue
        if not any(child.lemma_.lower() in words.judging for child in root.subtree):
            continue
        span = _main(passage, root)
        if not any(other.overlaps(span) for other in said):
            yield Narrated(span, "prediction", alone=True)


def _main(passage: Passage, root: Token) -> Span:
    """A main clause up to its first comma-set relative clause."""
    right = _last(root)
    for token in passage.doc[root.i : right.i + 1]:
        if token.dep_ == "relcl" and token.left_edge.i > root.i and token.left_edge.nbor(-1).text == ",":
            right = token.left_edge.nbor(-2)
            break
    return passage.between(root.left_edge, right)


def _last(root: Token) -> Token:
    right = root.right_edge
    while right.i > root.i and (right.is_punct or right.is_space):
        right = right.nbor(-1)
    return right
