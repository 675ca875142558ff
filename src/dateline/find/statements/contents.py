"""What is said: the words that a verb of saying takes as its content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.find.statements.clauses import clause, following_clause, gerund, misses_start, that_clause
from dateline.find.statements.cues import Content, Governor, governor
from dateline.find.statements.infinitives import infinitive
from dateline.find.statements.objects import direct_object, gap, predicate, preposition, shown
from dateline.find.statements.passives import passive
from dateline.find.statements.speakers import is_passive
from dateline.ontology.cues import VerbCue

if TYPE_CHECKING:
    from spacy.tokens import Token


def content_of(verb: Token, cue: VerbCue, last_cue: int) -> Content | None:
    """Return the content that depends on a verb of saying, if it has one.

    Args:
        verb: the verb.
        cue: its entry in the table of cues.
        last_cue: last token of its particle, or its own.
    """
    at = governor(verb, cue, last_cue)
    if is_passive(verb):
        return passive(at)
    finite = _finite(at)
    verbal = infinitive(at)
    if finite is not None and verbal is not None and verbal.runs[0][0] < finite.runs[0][0]:
        # "tells voters to remember the road was built": the clause belongs to the infinitive
        last = max(finite.runs[-1][1], verbal.runs[-1][1])
        return replace(verbal, runs=((verbal.runs[0][0], last),))
    return (
        finite
        or verbal
        or (gap(at) if verb.dep_ in ("relcl", "acl") else None)
        or predicate(at)
        or preposition(at)
        or gerund(at)
        or shown(at)
        or direct_object(at)
        or gap(at)
        or following_clause(at)
    )


def _finite(at: Governor) -> Content | None:
    found = clause(at) or that_clause(at)
    if found is not None and at.verb.lemma_ == "say" and misses_start(at.verb, at.last_cue, found.runs[0][0]):
        return following_clause(at) or found
    return found
