"""What the report adds of its own after somebody's words: ", a charge Rome denies", ", which Rome denies"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.speakers import own_subject
from dateline.model import Stance
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE: Final = frozenset({"WDT", "WP", "WP$", "WRB"})
_ARTICLES: Final = frozenset({"a", "an", "the", "this", "one", "another", "something"})
ANSWERS: Final[frozenset[Stance]] = frozenset({"denies", "rejects", "doubts"})
"""Stances of what answers another's words."""
_NOUN_WITHIN: Final = 6
"""Tokens after an article among which the noun of an apposition is looked for."""


def aside_at(doc: Doc, comma: int, last: int) -> bool:
    """Say whether the words after a comma are the report's comment on the words before it.

    They are an apposition with a noun of saying or judging and a clause of its own, or a relative clause in
    which somebody answers.

    Args:
        doc: the parse.
        comma: the comma.
        last: past the last token of the content.
    """
    if comma + 3 >= last:
        return False
    first = doc[comma + 1]
    if first.lower_ == "which":
        return answered(first) is not None
    if first.lower_ not in _ARTICLES:
        return False
    noun = _noun(doc, comma + 1, min(last, comma + 2 + _NOUN_WITHIN))
    if noun is None or noun.i + 2 >= last:
        return False
    table = load_cues()
    lemma = noun.lemma_.lower()
    if lemma not in table.nouns and lemma not in table.claims and lemma not in table.comments:
        return False
    after = doc[noun.i + 1]
    if after.tag_ in _RELATIVE or (after.pos_ == "ADP" and doc[noun.i + 2].tag_ in _RELATIVE):
        return not (after.lower_ == "that" and after.dep_ == "mark")
    if after.tag_ == "VBN":
        return True
    return any(child.dep_ == "relcl" and child.i > noun.i for child in noun.children)


def answered(which: Token) -> Token | None:
    """Return the verb of ", which Rome denies", if somebody denies, rejects or doubts with it."""
    verb = which.head
    if verb.i <= which.i or which.i == 0 or which.nbor(-1).text != ",":
        return None
    cues = load_cues().verbs.get(verb.lemma_.lower(), ())
    if not any(cue.frames.get("np") in ANSWERS for cue in cues):
        return None
    subject = own_subject(verb)
    return verb if subject is not None and which.i < subject.i < verb.i else None


def _noun(doc: Doc, first: int, stop: int) -> Token | None:
    """Return the noun that heads the noun phrase at a token."""
    if doc[first].lower_ == "something":
        return None
    for i in range(first + 1, stop):
        token = doc[i]
        if token.pos_ == "NOUN" and (i + 1 >= stop or doc[i + 1].pos_ != "NOUN"):
            return token
        if token.pos_ not in ("ADJ", "NOUN", "ADV", "PROPN", "NUM", "PART"):
            return None
    return None
