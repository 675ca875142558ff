"""Revision: what the rules found, kept, recoded, dropped or joined by what the model sees besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from dateline.find.events.coder import Coding
from dateline.find.events.folding import Found, Rating
from dateline.find.events.learned.roles import settle
from dateline.find.events.proposals import general
from dateline.find.events.relevance import Judge, is_play
from dateline.find.learned import blend as mixing
from dateline.find.learned.blend import Blend
from dateline.find.learned.scorer import Scores
from dateline.find.syntax import Passage
from dateline.model import EventType
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What the rules made of one wording, and the candidate by which the model judges it.

    Attributes:
        trigger: token of the trigger.
        row: the row of the candidate in the sentence's scores.
        tokens: the tokens of the wording.
        found: the events of the rules.
    """

    trigger: int
    row: int
    tokens: frozenset[int]
    found: tuple[Found, ...]


def revised(
    passage: Passage,
    ruled: Sequence[Found],
    scored: Sequence[Scores],
    blend: Blend,
    ontology: Ontology,
    judge: Judge,
) -> list[Found]:
    """Bring the rules' events and the model's scores of one passage to one list.

    Args:
        passage: the passage.
        ruled: the events that the rules found in it.
        scored: the scores of its sentences.
        blend: how they are weighed.
        ontology: types and lexicon.
        judge: says who is politically relevant.

    Returns:
        The events, in the order of their triggers, each with its rating.
    """
    left = {id(one): one for one in ruled}
    kept: list[Found] = []
    for scores in scored:
        groups = list(grouped(ruled, scores))
        for group in groups:
            for one in group.found:
                left.pop(id(one), None)
            kept += _judged(group, scores, blend)
        taken = frozenset[int]().union(*(group.tokens for group in groups))
        kept += _added(passage, scores, taken, blend, ontology, judge)
    # a sentence that was not scored: the rules alone
    kept += left.values()
    return sorted(kept, key=lambda one: one.candidate.trigger.i)


def grouped(ruled: Sequence[Found], scores: Scores) -> Iterator[Group]:
    """Yield the rules' events of a sentence by wording, each with the candidate that the model knows it by.

    The rules may hang an event on "held" and the corpus on "talks": of the tokens of a wording the model's
    surest counts.
    """
    by_trigger: dict[int, list[Found]] = {}
    for one in ruled:
        by_trigger.setdefault(one.candidate.trigger.i, []).append(one)
    for trigger, found in by_trigger.items():
        tokens = wording(found)
        rows = [scores.row[token] for token in tokens if token in scores.row]
        if rows:
            row = min(rows, key=lambda row: (scores.network[row, 0], row))
            yield Group(trigger, row, tokens, tuple(found))


def wording(found: Sequence[Found]) -> frozenset[int]:
    """Return the tokens that a rule's events rest on."""
    tokens = {one.candidate.clause.i for one in found}
    for one in found:
        tokens |= {token.i for token in one.candidate.match.tokens} | set(one.results)
    return frozenset(tokens)


def ruled_row(blend: Blend, found: Sequence[Found]) -> Table:
    """Return the rules' part of the evidence: 1 for the types they say, or for saying nothing."""
    row = np.zeros(len(blend.types))
    for one in found:
        row[blend.types.index(one.coding.type)] = 1
    row[0] = float(not found)
    return row


def _judged(group: Group, scores: Scores, blend: Blend) -> Iterator[Found]:
    row = group.row
    chances = mixing.types(blend, scores.network[row], scores.linear[row], ruled_row(blend, group.found))
    if 1 - chances[0] < blend.event[0]:
        return
    best = blend.types[1 + int(chances[1:].argmax())]
    rating = rated(chances, scores, row, blend)
    if any(one.coding.type == best for one in group.found):
        for one in group.found:
            sure = float(chances[blend.types.index(one.coding.type)])
            modes = one.coding.modes or modes_of(one.coding.type, scores.modes[row], blend)
            coding = replace(one.coding, confidence=_confidence(sure, chances), modes=modes)
            yield settle(replace(one, coding=coding, rating=rating), scores, row, blend)
        return
    first = group.found[0]
    coding = Coding(
        cast("EventType", best),
        modes_of(best, scores.modes[row], blend),
        f"model, not the lexicon's {first.coding.type}",
        _confidence(float(chances.max()), chances),
    )
    yield settle(replace(first, coding=coding, rating=rating), scores, row, blend)


def _added(
    passage: Passage,
    scores: Scores,
    taken: frozenset[int],
    blend: Blend,
    ontology: Ontology,
    judge: Judge,
) -> Iterator[Found]:
    tokens = [token for token in scores.row if token not in taken]
    if not tokens:
        return
    rows = [scores.row[token] for token in tokens]
    silent = np.tile(ruled_row(blend, ()), (len(rows), 1))
    chances = mixing.types(blend, scores.network[rows], scores.linear[rows], silent)
    likely = [number for number, own in enumerate(chances) if own[1:].max() >= blend.event[1]]
    if not likely or is_play(passage.doc[tokens[0]].sent):
        return
    for token, row, own in ((tokens[number], rows[number], chances[number]) for number in likely):
        best = blend.types[1 + int(own[1:].argmax())]
        coding = Coding(
            cast("EventType", best),
            modes_of(best, scores.modes[row], blend),
            "model",
            _confidence(float(own[1:].max()), own),
        )
        proposal = general(passage.doc[token], passage, ontology, judge)
        found = Found(proposal.candidate, coding, proposal.actors, proposal.recipients)
        found = settle(replace(found, rating=rated(own, scores, row, blend)), scores, row, blend)
        needed = ontology.types[coding.type].needs_recipient
        if (found.actors or found.recipients) and (found.recipients or not needed):
            yield found


def _confidence(sure: float, chances: Table) -> float:
    """The probability of the type; where two are told by one word, each is at least half as sure as both."""
    return max(sure, float(1 - chances[0]) / 2)


def rated(chances: Table, scores: Scores, row: int, blend: Blend) -> Rating:
    """Return the ratings that an event carries on: its best types, and what the model says of its status."""
    order = np.argsort(-chances)[:3]
    best: Mapping[str, float] = {blend.types[int(i)]: round(float(chances[i]), 3) for i in order}
    return Rating(tuple(best.items()), tuple(scores.statuses[row].tolist()))


def modes_of(type_: str, chances: Table, blend: Blend) -> tuple[str, ...]:
    """Return the modes of a type that the model is sure enough of, the surest first."""
    own = [
        (float(chances[i]), name.partition(".")[2])
        for i, name in enumerate(blend.modes)
        if name.startswith(f"{type_}.") and chances[i] >= blend.mode
    ]
    return tuple(name for _, name in sorted(own, reverse=True))
