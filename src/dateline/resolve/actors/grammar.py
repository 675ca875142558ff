"""Whom the grammar of a sentence makes one: what stands in apposition to a name, and what somebody is said to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEING: Final = frozenset({"be", "become", "remain"})
_INSIDE: Final = frozenset({"compound", "nmod", "amod"})
_OPEN: Final = frozenset({"neg", "expl"})


def same_as(doc: Doc, token: int) -> Iterator[int]:
    """Yield the tokens whose noun phrases name the same as the noun phrase of a token.

    Args:
        doc: the parse.
        token: head of a noun phrase ("goalkeeper" in "the goalkeeper Ana Ruiz", "teacher" in "Ruiz is a teacher").
    """
    word = doc[token]
    if word.dep_ == "appos":
        yield word.head.i
    yield from (child.i for child in word.children if child.dep_ == "appos" and child.pos_ == "PROPN")
    if word.dep_ in _INSIDE and word.pos_ == "NOUN" and word.head.pos_ == "PROPN":
        yield word.head.i
    if word.dep_ == "attr" and _asserted(word.head):
        yield from (child.i for child in word.head.children if child.dep_ == "nsubj")


def _asserted(verb: Token) -> bool:
    """Say whether a clause says that somebody is something, and not that he might be or is not."""
    if verb.lemma_ not in _BEING:
        return False
    return not any(c.dep_ in _OPEN or c.tag_ == "MD" or c.dep_ == "mark" for c in verb.children)
