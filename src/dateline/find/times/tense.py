"""Tense: whether a clause looks back or ahead, from the parse."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.resolve.calendar import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_MODALS: Final = frozenset({"can", "may", "might", "should", "must", "would", "could", "'d", "’d"})
_BACK: Final = frozenset({"had", "did", "was", "were", "have", "has", "'ve", "’ve"})
_BE: Final = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "be"})
_CLIMB: Final = 12


@dataclass(frozen=True, slots=True)
class Verbs:
    """`ontology/tense.toml`."""

    expecting: frozenset[str]
    planning: frozenset[str]
    saying: frozenset[str]
    extending: frozenset[str]
    arranging: frozenset[str]
    moved: frozenset[str]
    telling: frozenset[str]


@cache
def load_verbs() -> Verbs:
    """Load `ontology/tense.toml`."""
    data = tomllib.loads(files("dateline.ontology").joinpath("tense.toml").read_text(encoding="utf-8"))
    return Verbs(**{name: frozenset(words) for name, words in data.items()})


def governing_verb(token: Token) -> Token | None:
    """Return the verb of the clause in which a token stands, or `None`."""
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "aux", "auxpass"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def direction_of(verb: Token | None, *, direct: bool = True) -> Direction:
    """Say whether a verb puts its time before or after the speaker, or neither.

    The tense of the clause decides; an infinitive looks ahead where the verb that governs it does ("plans to
    meet Friday"), else it shares that verb's time.

    Args:
        verb: the verb of the clause.
        direct: the time belongs to the verb itself, not to one of its nouns; a plain present then tells of
            what is arranged ("they meet Monday").
    """
    verbs = load_verbs()
    for _ in range(_CLIMB):
        if verb is None:
            return ""
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if auxiliaries & _WILL:
            return "future"
        if auxiliaries & _MODALS:
            return "past" if "have" in auxiliaries or ("could" in auxiliaries and _denied(verb)) else "future"
        lemma = verb.lemma_.lower()
        if verb.tag_ == "VBN" and verb.dep_ == "advcl" and _marked(verb, "as") and not auxiliaries:
            # "began as planned on Saturday"
            verb, direct = governing_verb(verb.head), False
            continue
        if lemma in verbs.planning and verb.tag_ in ("VBD", "VBN") and "to" not in auxiliaries:
            return "future"
        if auxiliaries & _BACK:
            return "past"
        if "to" in auxiliaries or verb.tag_ == "VB":
            if verb.head.i == verb.i:
                return "future" if "to" in auxiliaries else ""  # a bare root is an imperative
            if verb.head.lemma_.lower() in verbs.expecting:
                return "past" if _had(verb.head) else "future"
            verb, direct = governing_verb(verb.head), False
            continue
        if auxiliaries & _BE:
            return "future"
        if verb.tag_ in ("VBD", "VBN"):
            return "past"
        if verb.tag_ in ("VBZ", "VBP"):
            if lemma in verbs.saying:
                return "past"
            return "future" if direct and lemma != "be" else ""
        verb, direct = (governing_verb(verb.head) if verb.head.i != verb.i else None), False
    return ""


def _denied(verb: Token) -> bool:
    """Say whether what a verb tells is denied ("could not be reached", "neither could be found")."""
    return verb.head.lower_ == "neither" or any(
        child.dep_ == "neg" or (child.dep_ == "nsubjpass" and child.left_edge.lower_ in ("neither", "none"))
        for child in verb.children
    )


def _marked(verb: Token, word: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == word for child in verb.children)


def is_planned(verb: Token) -> bool:
    """Say whether a verb only tells of a plan that was made ("planned for Saturday", "set Friday as the day")."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return (
        verb.lemma_.lower() in load_verbs().planning
        and verb.tag_ in ("VBD", "VBN")
        and not auxiliaries & (_WILL | _BE | _MODALS | {"to"})
    )


def is_arranging(verb: Token) -> bool:
    """Say whether what a verb tells of may be done on another day ("called a vote on January 1")."""
    lemma = verb.lemma_.lower()
    verbs = load_verbs()
    return lemma in verbs.arranging or lemma in verbs.planning or lemma in verbs.extending


def is_telling(verb: Token) -> bool:
    """Say whether a verb tells of something that may lie ahead ("informed them of a cut")."""
    return verb.lemma_.lower() in load_verbs().telling


def is_extended(verb: Token | None) -> bool:
    """Say whether a verb moves an end ahead ("extended until Friday")."""
    return verb is not None and verb.lemma_.lower() in load_verbs().extending


def is_expected(token: Token) -> bool:
    """Say whether a time hangs on an adjective that looks ahead ("due in March")."""
    head = token.head.head if token.head.dep_ == "prep" else token.head
    words = [head] if head.pos_ == "ADJ" else [c for c in head.children if c.dep_ == "acomp"]
    if not any(word.lemma_.lower() in load_verbs().expecting for word in words):
        return False
    return not _had(token)


def _had(token: Token) -> bool:
    """Say whether the clause is in the past perfect ("had been due to expire on Friday": it is over)."""
    verb = governing_verb(token)
    return verb is not None and any(
        child.lower_ == "had" for child in verb.children if child.dep_ in ("aux", "auxpass")
    )
