"""Setting: which time or place expression of a passage belongs to an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from dateline.find.events.folding import Found
from dateline.find.syntax import Passage
from dateline.model import Place, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL: Final = frozenset({"VERB", "AUX"})
_UP: Final = frozenset(
    {"xcomp", "advcl", "conj", "pcomp", "prep", "pobj", "dobj", "acl", "nsubj", "nsubjpass", "relcl", "attr"}
)
_HANGING: Final = frozenset({"prep", "npadvmod", "nmod", "nummod", "compound", "poss", "amod"})
_CONTENT: Final = frozenset({"xcomp", "pcomp", "prep", "pobj", "dobj", "acl"})
_DONE_SOMEWHERE: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_WHERE: Final = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "off", "along", "throughout"}
)
_SAID: Final = frozenset(
    {
        "deny",
        "claim",
        "allege",
        "recall",
        "remember",
        "mention",
        "describe",
        "admit",
        "confirm",
        "acknowledge",
    }
)
_OCCASIONS: Final = frozenset(
    {
        "address",
        "briefing",
        "call",
        "ceremony",
        "conference",
        "interview",
        "letter",
        "meeting",
        "message",
        "rally",
        "session",
        "speech",
        "statement",
        "summit",
        "visit",
        "vote",
    }
)
_ANNOUNCED: Final = frozenset({"announce", "confirm", "declare", "disclose", "report", "reveal", "say"})
_OTHER_TIMES: Final = frozenset({"after", "before", "following", "since", "until", "ahead"})
_LIMIT: Final = 8


def dates(passage: Passage, times: Iterable[When]) -> list[Span]:
    """Return the words that say when, not for how long or how often."""
    return [
        when.span
        for when in times
        if when.span is not None
        and when.type in ("DATE", "TIME")
        and (when.start or when.value[:4] == "XXXX")
        and when.value != "FUTURE_REF"
        and passage.covers(when.span)
    ]


def nearest(
    passage: Passage, spans: Iterable[Span], acts: frozenset[int], *, when: bool = False
) -> Callable[[Found], Span | None]:
    """Make a function from a found event to the nearest expression that governs it.

    An expression belongs to the noun or verb that it hangs on. An event takes the expression on its own
    trigger, else on the clause it is in, else on the clause above, but not from the act that it is the
    content of: when somebody denied or demanded it is not when it happened.

    Args:
        passage: the passage.
        spans: time expressions or place names of the report; those elsewhere are left out.
        acts: indices of the triggers of the passage's events.
        when: they are times: what "has happened" is dated by the day it was told on, if nothing else dates it.
    """
    holders: dict[int, Span] = {}
    for span in spans:
        if passage.covers(span):
            tokens = passage.tokens(span)
            if len(tokens):
                for holder in _holders(tokens.root):
                    holders.setdefault(holder, span)

    def find(one: Found) -> Span | None:
        if not holders:
            return None
        actors = {token.i for token in one.actors} | {token.i for token in one.recipients}
        token: Token = one.candidate.trigger
        clause = one.candidate.clause
        occasion = _occasion(clause, holders)
        for _ in range(_LIMIT):
            if token.i in holders:
                return holders[token.i]
            if token.i == clause.i and occasion is not None:
                return occasion
            head = token.head
            if when and token.dep_ == "ccomp" and head.i in holders and _is_news(token, head):
                return holders[head.i]
            if token.dep_ in ("ccomp", "ROOT", "parataxis") or head is token:
                break
            if token.dep_ not in _UP or head.i in actors:
                break
            if head.i in acts and head.i != clause.i and token.dep_ in _CONTENT:
                break
            if _is_content(token, head) or _is_other_time(token):
                break
            token = head
        if one.coding.type in _DONE_SOMEWHERE:
            # "fired on a patrol in the village": the target's place is the event's
            return next((holders[token.i] for token in one.recipients if token.i in holders), None)
        return None

    return find


def _occasion(clause: Token, holders: Mapping[int, Span]) -> Span | None:
    """Return the time of the occasion on which something was done ("warned him at a summit in May")."""
    for prep in clause.children:
        if prep.dep_ != "prep" or prep.lower_ not in ("at", "in", "during", "by"):
            continue
        for noun in prep.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in _OCCASIONS:
                dated = (noun, *(child for child in noun.children if child.dep_ == "acl"))
                found = next((holders[token.i] for token in dated if token.i in holders), None)
                if found is not None:
                    return found
    return None


def _is_news(clause: Token, telling: Token) -> bool:
    """Say whether a clause is news of the day it was told on ("confirmed on Monday that it has left the pact").

    Without a time of its own, what is told in the perfect is dated by the day of the telling; a plain past may
    lie anywhere before it.
    """
    if telling.lemma_.lower() not in _ANNOUNCED:
        return False
    return any(
        child.dep_ in ("aux", "auxpass") and child.lower_ in ("has", "have", "had")
        for child in clause.children
    )


def _is_content(clause: Token, head: Token) -> bool:
    """Say whether a clause or noun is what somebody says: when it was said is not when it happened."""
    if clause.dep_ in ("acl", "relcl") and head.pos_ == "NOUN":
        # "assertions that it had destroyed"
        return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return clause.dep_ in ("xcomp", "pcomp", "dobj") and head.lemma_ in _SAID


def _is_other_time(clause: Token) -> bool:
    """Say whether a clause tells of another time than the one it hangs on ("left on Monday after X fell")."""
    if clause.dep_ == "prep" and clause.lower_ in _OTHER_TIMES:
        return True  # "said on Monday, following the truce"
    return clause.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in _OTHER_TIMES for child in clause.children
    )


def located(passage: Passage, places: Iterable[Place]) -> list[Span]:
    """Return the names of places that say where something is: after a preposition of place, not for a state."""
    found = []
    for place in places:
        if place.metonym or not passage.covers(place.span):
            continue
        tokens = passage.tokens(place.span)
        if len(tokens) and _is_where(tokens.root):
            found.append(place.span)
    return found


def _is_where(root: Token) -> bool:
    for _ in range(2):
        if root.dep_ != "pobj":
            return False
        if root.head.lower_ in _WHERE:
            return True
        if root.head.lower_ != "of":
            return False
        # "in the town of X"
        root = root.head.head
    return False


def _holders(root: Token) -> Iterable[int]:
    """Tokens that an expression hangs on: up to the first noun with content, and its verb."""
    token = root
    for _ in range(_LIMIT):
        head = token.head
        if head is token:
            return
        if head.pos_ in _VERBAL:
            yield head.i
            return
        if head.pos_ in ("NOUN", "PROPN") and token.dep_ in _HANGING:
            yield head.i
            if (head.dep_ == "pobj" and token.dep_ == "prep") or (token.is_digit and len(token) == 4):
                return  # "the 1968 agreement" dates the agreement, not what is done with it
        token = head
