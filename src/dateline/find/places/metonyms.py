"""Whether a place's name stands for its government: "Tehran denies", "talks between Washington and Moscow"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.places.cues import Cues
from dateline.resolve.places.gazetteer import Entry
from dateline.resolve.places.placenames import key

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEATED: Final = frozenset({"country", "capital", "admin1", "area", "seat"})
_JOINED: Final = frozenset({"conj", "appos"})
_LIST: Final = 12
"""Names in the longest list that is followed to its head."""
_AGAINST: Final = frozenset({"between", "with", "against", "by", "on", "for"})


def acts(head: Token, name: str, entry: Entry | None, cues: Cues) -> str:
    """Say why a place's name stands for a government here, or return an empty string.

    Args:
        head: the token that heads the name.
        name: the name as written.
        entry: the place it names, if resolved.
        cues: verbs, nouns and prepositions that tell.
    """
    first = head
    for _ in range(_LIST):
        if first.dep_ not in _JOINED or first.head.pos_ != "PROPN" or first.head.i >= first.i:
            break
        first = first.head
    governor = first.head
    role = first.dep_
    if key(name) in cues.seats:
        located = role == "pobj" and governor.lower_ in cues.strict_locative
        return "" if located else "seat_of_government"
    if entry is not None and entry.kind not in _SEATED:
        return ""
    verb = governor.lemma_.lower()
    if role in ("nsubj", "csubj") and governor.pos_ == "VERB" and verb not in cues.stative_verbs:
        return "acts"
    if role in ("compound", "nmod", "amod") and governor.lower_ in cues.bodies:
        return "modifies_government"
    # "Paris was hit" is a place, "Paris was accused" a government
    if role in ("nsubjpass", "dobj", "obj") and verb in cues.object_verbs:
        return "acted_upon"
    if role == "agent" or (role == "pobj" and governor.dep_ == "agent"):
        return "agent"
    if role == "pobj" and governor.lower_ in _AGAINST:
        joined = governor.head
        if governor.lower_ == "between" or joined.lemma_.lower() in cues.relations:
            return "relation"
        if governor.lower_ == "against" and joined.pos_ in ("NOUN", "VERB"):
            return "relation"
    return ""
