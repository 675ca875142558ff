"""Roles: who acts and who is acted upon, by the frame of the wording and by the network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.find.events.folding import Found
from dateline.find.events.participants import spans_of
from dateline.find.learned.blend import Blend
from dateline.find.learned.scorer import Scores

if TYPE_CHECKING:
    from spacy.tokens import Token


def settle(one: Found, scores: Scores, row: int, blend: Blend) -> Found:
    """Return the event with the participants that frame and network together give it.

    Args:
        one: the event, with the participants that its frame points to.
        scores: what the network says of the sentence's noun phrases.
        row: the event's row in them.
        blend: thresholds of the roles.
    """
    sides = (one.actors, one.recipients)
    actors, recipients = (side(heads, scores, row, role, blend, one) for role, heads in enumerate(sides))
    taken = {head.i for head in actors}
    if not one.candidate.match.entry.frame.symmetric:
        recipients = tuple(head for head in recipients if head.i not in taken)
    if (actors, recipients) == sides:
        return one
    passage = one.candidate.passage
    candidate = replace(
        one.candidate, actors=spans_of(passage, actors), recipients=spans_of(passage, recipients)
    )
    return replace(one, candidate=candidate, actors=actors, recipients=recipients)


def side(
    heads: tuple[Token, ...], scores: Scores, row: int, role: int, blend: Blend, one: Found
) -> tuple[Token, ...]:
    """Return the heads of one side: the frame's that the network does not rule out, else the network's own.

    On held-out folds this finds more, and more rightly, than either alone or any sum of the two. A pronoun is
    never ruled out, since the corpus marks the name that it stands for; of an event of equals either role will do.
    """
    own = dict(zip(scores.parties, scores.roles[row, :, role].tolist(), strict=True))
    likely = own
    if one.candidate.match.entry.frame.symmetric:
        likely = dict(zip(scores.parties, scores.roles[row].max(1).tolist(), strict=True))
    # "Washington's claim that it had destroyed ...": the frame has put the name in the pronoun's place
    stands_in = role == 0 and any(
        child.dep_ == "nsubj" and child.pos_ == "PRON" for child in one.candidate.clause.children
    )
    kept = tuple(
        head
        for head in heads
        if stands_in or head.pos_ == "PRON" or likely.get(head.i, 0.0) >= blend.veto[role]
    )
    if kept:
        return kept
    doc, trigger = one.candidate.passage.doc, one.candidate.trigger.i
    return tuple(doc[party] for party, score in own.items() if score >= blend.role[role] and party != trigger)
