"""Tense: whether a clause looks back or ahead, from the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.resolve.calendar import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD_AUX: Final = frozenset(
    {"will", "'ll", "’ll", "shall", "wo", "can", "may", "might", "should", "must", "would", "could", "'d"}
)
_BACK_AUX: Final = frozenset({"had", "did", "was", "were", "have", "has", "'ve", "’ve", "got"})
_CLIMB: Final = 12


def governing_verb(token: Token) -> Token | None:
    """Return the verb of the clause in which a token stands, or `None`."""
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "aux", "auxpass"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def direction_of(verb: Token | None) -> Direction:
    """Say whether a verb puts its time before or after the speaker, or neither.

    The tense of the clause decides; an infinitive looks ahead of the verb that governs it ("plans to meet
    Friday"), which the reader hears as ahead of publication where that verb is not itself about the past.
    """
    for _ in range(_CLIMB):
        if verb is None:
            return ""
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if auxiliaries & _AHEAD_AUX:
            return "future" if "have" not in auxiliaries else "past"
        if verb.lemma_.lower() in _EXPECTING and verb.tag_ == "VBN":
            return "future"
        if auxiliaries & _BACK_AUX:
            return "past"
        if "to" in auxiliaries or verb.tag_ == "VB":
            return "future" if _expects(verb) else _of_governor(verb)
        if verb.tag_ in ("VBD", "VBN"):
            return "past"
        if verb.tag_ in ("VBZ", "VBP"):
            return "past" if verb.lemma_.lower() in _SAYING else "future"
        if auxiliaries & {"is", "are", "am", "'s", "’s", "'re", "’re"}:
            return "future"
        verb = governing_verb(verb.head) if verb.head.i != verb.i else None
    return ""


_EXPECTING: Final = frozenset(
    "plan expect schedule intend hope aim prepare vow pledge promise set due agree decide want ready seek"
    " threaten propose slate poise likely about be".split()
)
_SAYING: Final = frozenset("say tell report write add note".split())


def _expects(verb: Token) -> bool:
    head = verb.head
    return head.i != verb.i and head.lemma_.lower() in _EXPECTING


def _of_governor(verb: Token) -> Direction:
    if verb.head.i == verb.i:
        return "future"
    return direction_of(governing_verb(verb.head))
