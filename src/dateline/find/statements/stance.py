"""Stance: what a speaker does with a content, from the cue, its frame, negation and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dateline.model import Stance
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATED: Final = MappingProxyType[Stance, Stance](
    {
        "asserts": "declines",
        "denies": "concedes",
        "rejects": "concedes",
        "doubts": "asserts",
        "accuses": "declines",
        "demands": "declines",
        "proposes": "declines",
        "promises": "declines",
        "threatens": "declines",
        "supports": "rejects",
        "concedes": "denies",
        "asks": "declines",
        "declines": "asserts",
        "relays": "declines",
    }
)
"""What a negated cue does: "did not say" declines, "did not deny" lets it stand."""

_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "no", "hardly", "without"})
_NOBODY: Final = frozenset({"nobody", "none", "neither"})
_UNWILLING: Final = frozenset({"refuse", "decline", "fail"})


def is_negated(verb: Token) -> bool:
    """Say whether a cue is negated, by an adverb, an auxiliary or an unwilling verb above it."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATIONS and child.i < verb.i):
            return True
        if child.dep_ == "nsubj" and (
            child.lower_ in _NOBODY
            or any(c.lower_ in ("no", "neither") and c.i < child.i for c in child.children)
        ):
            return True
    head = verb.head
    if verb.dep_ in ("xcomp", "conj") and head.i < verb.i:
        if verb.dep_ == "xcomp" and head.lemma_ in _UNWILLING:
            return True
        if verb.dep_ == "xcomp":
            return any(child.dep_ == "neg" for child in head.children)
    return False


@cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_cues()

    def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
        words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
        return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    return pattern(table.untrue), pattern(table.absurd)


def calls_untrue(words: str) -> bool:
    """Say whether the words call a claim untrue ("baseless", "a lie", "fake news")."""
    return _phrases()[0].search(words) is not None


def calls_absurd(words: str) -> bool:
    """Say whether the words call a claim or a deed not worth an answer ("laughable", "null and void")."""
    return _phrases()[1].search(words) is not None


def _about_claims(content: str) -> bool:
    """Say whether a clause is about what others claim ("reports that the bank was closing were false")."""
    for word in content.lower().split()[:4]:
        if word.rstrip("s") in load_cues().claims:
            return True
        if word not in _BEFORE_CLAIMS:
            return False
    return False


_BEFORE_CLAIMS: Final = frozenset({"that", "the", "any", "all", "these", "those", "such", "media", "press"})


def stance_of(
    base: Stance,
    *,
    frame: str,
    negated: bool = False,
    content: str = "",
    head: str = "",
) -> Stance:
    """Return the stance of a statement.

    Args:
        base: stance of the cue in this frame, from the table.
        frame: the frame in which the cue stands.
        negated: the cue is negated.
        content: the words of the content.
        head: lemma of the noun that heads a noun-phrase content.
    """
    table = load_cues()
    if negated:
        return NEGATED[base]
    if base == "rejects" and (head in table.claims or frame == "clause"):
        # One rejects an offer, but denies an allegation.
        return "denies"
    if (
        base == "asserts"
        and frame in ("clause", "quote")
        and _about_claims(content)
        and calls_untrue(content)
    ):
        return "denies"
    if base == "denies" and head in table.favours:
        return "declines"
    if base == "denies" and table.nouns.get(head) in ("demands", "proposes"):
        return "rejects"
    if frame in ("as", "small", "objto") and base in ("asserts", "rejects", "demands"):
        if calls_untrue(content):
            return "denies"
        if frame != "objto" and calls_absurd(content):
            return "rejects"
    return base
