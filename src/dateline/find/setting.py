"""Setting: which time or place expression of a passage belongs to an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from dateline.find.syntax import Passage
from dateline.model import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL: Final = frozenset({"VERB", "AUX"})
_UP: Final = frozenset(
    {"xcomp", "advcl", "conj", "pcomp", "prep", "pobj", "dobj", "acl", "nsubj", "nsubjpass", "relcl", "attr"}
)
_WHERE: Final = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "off", "on", "along", "throughout"}
)
_LIMIT: Final = 8


def nearest(passage: Passage, spans: Iterable[Span]) -> Callable[[Any], Span | None]:
    """Make a function from a found event to the nearest expression that governs it.

    An expression belongs to the noun or verb that it hangs on. An event takes the expression on its own
    trigger, else on the clause it is in, else on the clause above, but not across the verb that says it:
    the time of saying is not the time of what is said.

    Args:
        passage: the passage.
        spans: time expressions or place names of the report; those elsewhere are left out.
    """
    holders: dict[int, Span] = {}
    for span in spans:
        if passage.covers(span):
            tokens = passage.tokens(span)
            if len(tokens):
                for holder in _holders(tokens.root):
                    holders.setdefault(holder, span)

    def find(one: Any) -> Span | None:
        if not holders:
            return None
        actors = {token.i for token in one.actors} | {token.i for token in one.recipients}
        token: Token = one.candidate.trigger
        for _ in range(_LIMIT):
            if token.i in holders:
                return holders[token.i]
            if token.dep_ in ("ccomp", "ROOT", "parataxis") or token.head is token:
                return None
            if token.dep_ not in _UP or token.head.i in actors:
                return None
            token = token.head
        return None

    return find


def located(passage: Passage, places: Iterable[Place]) -> list[Span]:
    """Return the names of places that say where something is: after a preposition of place, not for a state."""
    found = []
    for place in places:
        if place.metonym or not passage.covers(place.span):
            continue
        tokens = passage.tokens(place.span)
        if len(tokens) and tokens.root.dep_ == "pobj" and tokens.root.head.lower_ in _WHERE:
            found.append(place.span)
    return found


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
        if head.pos_ in ("NOUN", "PROPN") and token.dep_ in (
            "prep",
            "npadvmod",
            "nmod",
            "compound",
            "poss",
            "amod",
        ):
            yield head.i
            if head.dep_ == "pobj" and token.dep_ == "prep":
                return
        token = head
