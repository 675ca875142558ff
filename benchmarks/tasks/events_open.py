"""Events of a sentence: source, target and class, found without being told where.

What the sheet asks and the product does not give, all of it here: one source and one target for every event, as
whole noun phrases with what is coordinated and in apposition; things as targets ("condemned the attack"); the
words of the speaker for a pronoun that stands for it; a country for the source where police or rebels are left
out ("was arrested in Niger"); and some target where the event names none (the next party in the sentence).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.find.events.finder import Finder, coded
from dateline.find.events.folding import Found
from dateline.find.events.learned.revision import revised
from dateline.find.events.relevance import Weight, judge_of
from dateline.find.events.roles import noun_phrase, prepositions
from dateline.find.learned.blend import Blend
from dateline.find.learned.scorer import Scores
from dateline.find.learned.scorer import load as scorer_of
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.ontology.plover import load
from tasks.plover_sheet import class_of
from tasks.sentences import passages

if TYPE_CHECKING:
    from spacy.tokens import Token

_Answer = dict[str, Any]
_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_NAMES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_STATE_DEEDS: Final = frozenset({"COERCE", "ASSAULT", "SANCTION", "ACCUSE"})


def predict(rows: list[_Answer]) -> Iterable[_Answer]:
    """Answer the `events-open` task."""
    finder = Finder(load())
    given = list(passages(rows))
    scorer = scorer_of()
    scored = [[] for _ in given] if scorer is None else scorer.scores(given, finder.ontology)
    for row, passage, scores in zip(rows, given, scored, strict=True):
        yield from answers(row["id"], passage, finder, scores, None if scorer is None else scorer.blend)


def answers(
    row: str, passage: Passage, finder: Finder, scores: Sequence[Scores], blend: Blend | None
) -> Iterator[_Answer]:
    """Answer for one sentence."""
    known = judge_of([passage])

    def judge(place: Passage, head: Token) -> Weight:
        # every sentence of the sheet is political, so whoever may be a party is one
        weight = known(place, head)
        return Weight.CERTAIN if weight >= Weight.POSSIBLE else weight

    found = coded(passage, finder, judge)
    if blend is not None:
        found = revised(passage, found, scores, blend, finder.ontology, judge)
    for one in found:
        source, target = _sides(passage, one)
        if source is None and one.coding.type in _STATE_DEEDS:
            source = _country(passage, one)
        if target is None:
            target = _next_party(passage, one, source)
        yield {"id": row, "source": _given(source), "target": _given(target), "root": class_of(one)}


def _sides(passage: Passage, one: Found) -> tuple[Span | None, Span | None]:
    """Return source and target as whole noun phrases."""
    groups = _groups(one.actors)
    if one.recipients:
        return _whole(passage, groups[0], one) if groups else None, _whole(
            passage, _groups(one.recipients)[0], one
        )
    if len(groups) > 1:
        return _whole(passage, groups[0], one), _whole(passage, groups[1], one)
    if one.candidate.match.entry.frame.symmetric and len(one.candidate.actors) > 1:
        return one.candidate.actors[0], one.candidate.actors[1]
    source = _whole(passage, groups[0], one) if groups else None
    things = one.candidate.patients
    return source, things[0] if things else None


def _groups(heads: tuple[Token, ...]) -> list[list[Token]]:
    """Part heads into those that are coordinated with each other."""
    groups: list[list[Token]] = []
    for head in heads:
        if groups and head.dep_ == "conj" and head.head in groups[-1]:
            groups[-1].append(head)
        else:
            groups.append([head])
    return groups


def _whole(passage: Passage, heads: list[Token], one: Found) -> Span:
    """Return a coordinated noun phrase, with an apposition of the last part."""
    head = _named(heads[0], one)
    if head is not heads[0]:
        heads = [head]
    start = min(span.start for span in noun_phrase(passage, heads[0]))
    end = max(span.end for span in noun_phrase(passage, heads[-1]))
    for child in heads[-1].children:
        if child.dep_ == "appos" and child.i > heads[-1].i:
            end = max(end, *(span.end for span in noun_phrase(passage, child)))
    return Span(start, end, passage.text[start:end])


def _named(head: Token, one: Found) -> Token:
    """Return the speaker for a pronoun that stands in a reported clause."""
    if head.lower_ not in _PRONOUNS:
        return head
    verb = one.candidate.clause
    for _ in range(4):
        if verb.dep_ == "ccomp":
            for child in verb.head.children:
                if child.dep_ == "nsubj" and child.pos_ != "PRON":
                    return child
        verb = verb.head
    return head


def _country(passage: Passage, one: Found) -> Span | None:
    for name, head in prepositions(one.candidate.clause):
        if name in ("in", "from") and head.ent_type_ == "GPE":
            return next(noun_phrase(passage, head))
    return None


def _next_party(passage: Passage, one: Found, source: Span | None) -> Span | None:
    for token in passage.doc[one.candidate.trigger.i + 1 :]:
        if token.ent_type_ in _NAMES and token.dep_ not in ("compound", "amod", "nmod"):
            span = next(noun_phrase(passage, token))
            if source is None or not span.overlaps(source):
                return span
    return None


def _given(span: Span | None) -> _Answer | str:
    return "" if span is None else {"text": span.words, "start": span.start, "end": span.end}
