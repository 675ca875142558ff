"""Folding: which of the found events are parts or contents of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.find.events import roles
from dateline.find.events.coder import Candidate, Coding, content_heads
from dateline.find.events.lexicon import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Rating:
    """What the learned coder says of an event.

    Attributes:
        types: the likeliest types with their probabilities, best first (`NONE`: no event).
        statuses: log-probabilities of the statuses by the network alone, in the blend's order.
    """

    types: tuple[tuple[str, float], ...]
    statuses: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A coded candidate and the tokens it rests on.

    Attributes:
        candidate: the trigger and its participants.
        coding: type and modes.
        actors: heads of the sources.
        recipients: heads of the targets.
        results: indices of tokens that tell its results ("killed"), folded into it.
        rating: what the learned coder says of it, where it was asked.
    """

    candidate: Candidate
    coding: Coding
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    results: tuple[int, ...] = ()
    rating: Rating | None = None


def merged(found: list[Found]) -> list[Found]:
    """Fold what an attack did into the attack: "an air strike killed ten", "stormed the post, killing five".

    The killing is no second event; its victims are recipients of the attack where that has none.
    A sentence is folded into the conviction that it follows.
    """
    convicted = {
        one.candidate.trigger.i
        for one in found
        if one.coding.type == "SANCTION" and "convict" in one.coding.modes
    }
    found = [
        one
        for one in found
        if not (one.candidate.trigger.dep_ == "conj" and one.candidate.trigger.head.i in convicted)
        or one.coding.type != "SANCTION"
    ]
    attacks = {one.candidate.trigger.i: one for one in found if one.coding.type == "ASSAULT"}
    folded: dict[int, Found] = {}
    gone: set[int] = set()
    for index, one in attacks.items():
        if not one.candidate.match.entry.result:
            continue
        cause = _cause(one, attacks)
        if cause is None:
            continue
        gone.add(index)
        main = folded.get(cause, attacks[cause])
        main = folded[cause] = replace(main, results=(*main.results, index))
        if not main.recipients and one.recipients:
            candidate = replace(main.candidate, recipients=one.candidate.recipients)
            folded[cause] = replace(main, candidate=candidate, recipients=one.recipients)
    return [
        folded.get(one.candidate.trigger.i, one) if one.coding.type == "ASSAULT" else one
        for one in found
        if one.coding.type != "ASSAULT" or one.candidate.trigger.i not in gone
    ]


def _cause(one: Found, attacks: Mapping[int, Found]) -> int | None:
    """Index of the attack whose result a killing is."""
    verb = one.candidate.trigger
    doer = roles.subject(verb) if not one.candidate.match.entry.noun else None
    near = [doer] if doer is not None else []
    if verb.dep_ in ("advcl", "conj", "acl", "relcl", "pcomp"):
        near.append(verb.head)
    for name, head in one.candidate.around.governed.items():
        if name in ("in", "by", "during", "after", "when"):
            near.append(head)
    for part in (verb, *(child for child in verb.children if child.dep_ == "conj")):
        near += [child for child in part.children if child.dep_ == "advcl"]
    for token in near:
        if token.i in attacks and token.i != verb.i and not attacks[token.i].candidate.match.entry.result:
            return token.i
    return None


def contents(around: Surroundings) -> Iterator[int]:
    """Tokens of what a demand, refusal, threat or promise is about; no further events stand there."""
    stack = list(content_heads(around))
    seen: set[int] = {around.head.i}
    while stack:
        token = stack.pop()
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token.i
        # a relative clause tells what happened, not what is wanted
        stack += [child for child in token.children if child.dep_ != "relcl"]
