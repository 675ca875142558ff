"""Candidates: which tokens of a parse may name an event, and which may head a party to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.events.roles import is_participant

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRIGGERS: Final = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_NO_TRIGGERS: Final = frozenset({"aux", "auxpass", "compound", "nmod", "nummod", "det", "punct"})
_PARTIES: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSIDE: Final = frozenset({"compound", "nmod", "amod", "npadvmod"})
_NAMES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def may_trigger(token: Token) -> bool:
    """Say whether a token may name an event: a verb, or a noun or adjective that heads its phrase."""
    if token.pos_ not in _TRIGGERS or token.dep_ in _NO_TRIGGERS or not token.is_alpha:
        return token.pos_ in ("VERB", "NOUN") and "-" in token.text and token.dep_ not in _NO_TRIGGERS
    return not (token.ent_type_ and token.pos_ == "PROPN" and token.dep_ != "ROOT")


def may_take_part(token: Token) -> bool:
    """Say whether a token may head the words for a party: a noun phrase, or a name before a noun."""
    if token.dep_ in _INSIDE:
        return token.ent_type_ in _NAMES
    if token.tag_ == "PRP$":
        return True
    return token.pos_ in _PARTIES and is_participant(token)
