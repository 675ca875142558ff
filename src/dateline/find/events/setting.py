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
_BY_SAYING: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Done by saying: what is spoken of may lie elsewhere ("condemned the strikes in X")."""
_WHERE: Final = frozenset(
    {
        *("in", "at", "near", "outside", "inside", "around", "across", "off", "along", "throughout"),
        *("above", "behind", "beside", "opposite", "within"),
    }
)
_WAYS: Final[Mapping[str, frozenset[str]]] = {
    "to": frozenset({"MOBILIZE", "AID"}),
    "into": frozenset({"MOBILIZE", "ASSAULT", "AID"}),
    "onto": frozenset({"MOBILIZE", "PROTEST"}),
    "through": frozenset({"MOBILIZE", "PROTEST", "ASSAULT"}),
    "towards": frozenset({"MOBILIZE", "PROTEST"}),
    "toward": frozenset({"MOBILIZE", "PROTEST"}),
    "over": frozenset({"MOBILIZE", "ASSAULT"}),
    "on": frozenset({"MOBILIZE", "ASSAULT", "PROTEST"}),
    "from": frozenset({"RETREAT"}),
    "of": frozenset({"ASSAULT"}),
    "object": frozenset({"MOBILIZE", "ASSAULT", "RETREAT", "CONSULT"}),
}
"""Where a deed goes to is where it is done ("troops to Goma", "the bombing of Goma", "left Goma"), for some types."""
_SETTLED: Final = frozenset({"capital", "city", "island", "port", "province", "region", "town", "village"})
_GROUNDS: Final = frozenset(
    {
        *("airport", "barracks", "camp", "church", "court", "courthouse", "courtroom", "district", "embassy"),
        *("hospital", "hotel", "jail", "market", "mosque", "neighbourhood", "neighborhood", "port", "prison"),
        *(
            "restaurant",
            "school",
            "square",
            "stadium",
            "station",
            "street",
            "suburb",
            "university",
            "warehouse",
        ),
        *("meeting", "summit", "conference", "ceremony", "rally"),
    }
)
"""What a town's name before it says where it is: "in a Durban court"."""
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
        "talk",
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
    of_objects: set[Span] = set()
    for span in spans:
        if passage.covers(span):
            tokens = passage.tokens(span)
            if len(tokens):
                if tokens.root.head.head.dep_ == "dobj":
                    of_objects.add(span)
                for holder in _holders(tokens.root if when else _settled(tokens.root)):
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
                held = holders[token.i]
                inside = not when and one.coding.type in _BY_SAYING and held in of_objects
                return None if inside else held
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
            if _is_content(token, head) or is_other_time(token):
                break
            token = head
        if one.coding.type in _DONE_SOMEWHERE:
            # "fired on a patrol in the village": the target's place is the event's
            return next((holders[token.i] for token in one.recipients if token.i in holders), None)
        return None

    return find


def _occasion(clause: Token, holders: Mapping[int, Span]) -> Span | None:
    """Return the time of the occasion on which something was done ("warned him at a summit in May")."""
    goals = [child for prep in clause.children if prep.dep_ == "prep" for child in prep.children]
    objects = [clause, *(child for child in (*clause.children, *goals) if child.dep_ in ("dobj", "pobj"))]
    for prep in (child for token in objects for child in token.children):
        if prep.dep_ != "prep" or prep.lower_ not in ("at", "in", "during", "by"):
            continue
        for noun in prep.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in _OCCASIONS:
                dated = (noun, *(child for child in noun.children if child.dep_ in ("acl", "relcl")))
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


def is_other_time(clause: Token) -> bool:
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
        if not passage.covers(place.span):
            continue
        tokens = passage.tokens(place.span)
        if len(tokens) and (_stands_before(tokens.root) if place.metonym else _is_where(tokens.root)):
            found.append(place.span)
    return found


def reached(passage: Passage, places: Iterable[Place]) -> Callable[[Found], Span | None]:
    """Make a function from a found event to the place that it goes to, leaves or strikes.

    Only a place that hangs on the event's own words, or on its target, is taken, and only for types of deeds
    that are done where they arrive.
    """
    ways: dict[int, tuple[str, Span]] = {}
    for place in places:
        if place.metonym or not passage.covers(place.span):
            continue
        tokens = passage.tokens(place.span)
        if not len(tokens):
            continue
        root = _settled(tokens.root)
        if root.dep_ == "dobj":
            ways.setdefault(root.head.i, ("object", place.span))
        elif root.dep_ == "pobj" and (way := root.head.lower_) in _WAYS:
            ways.setdefault(root.head.head.i, (way, place.span))

    def find(one: Found) -> Span | None:
        targets = [token.i for token in one.recipients]
        for number in (one.candidate.trigger.i, one.candidate.clause.i, *targets):
            way, span = ways.get(number, ("", None))
            if span is None or one.coding.type not in _WAYS[way] or (way == "of" and number in targets):
                continue
            return span
        return None

    return find


def _settled(root: Token) -> Token:
    """Return the noun that says what a place is, if there is one: "the capital of X"."""
    named = root.dep_ == "pobj" and root.head.lower_ == "of"
    return root.head.head if named and root.head.head.lemma_.lower() in _SETTLED else root


def _is_where(root: Token) -> bool:
    if root.dep_ == "appos" and root.head.dep_ == "pobj":
        root = root.head  # "in the country's capital, X"
    if _stands_before(root):
        return True
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


def _stands_before(root: Token) -> bool:
    """Say whether a name says where the grounds or the occasion are that it stands before ("in a X court")."""
    ground = root.head
    return (
        root.dep_ in ("compound", "nmod")
        and ground.lemma_.lower() in _GROUNDS
        and ground.dep_ == "pobj"
        and ground.head.lower_ in _WHERE
    )


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
