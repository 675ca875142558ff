"""For whom a speaker speaks, and who asked not to be named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import trim
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "PART"})
_ASIDE: Final = 60
"""Characters of the longest request not to be named."""
_SENTENCE_END: Final = re.compile(r"[.!?]\s")


def principal_of(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens that say for whom a speaker speaks ("a spokesman for *the transport ministry*").

    Args:
        doc: the parse.
        first: first token of the speaker's words.
        last: past their last token.
    """
    table = load_cues()
    for token in doc[first:last]:
        if token.lemma_.lower() in table.spokes:
            return _before(token, first) or _after(token, last)
        if token.lemma_.lower() in table.advocates:
            return _after(token, last)
    return None


def _after(spokesman: Token, last: int) -> tuple[int, int] | None:
    """Read "for the ministry" after a spokesman."""
    preposition = spokesman.i + 1
    doc = spokesman.doc
    if preposition + 1 >= last or doc[preposition].lower_ not in ("for", "of"):
        return None
    body = next((child for child in doc[preposition].children if child.dep_ == "pobj"), None)
    if body is None:
        return None
    end = min(last, body.right_edge.i + 1)
    for child in body.children:
        if child.i > body.i and (child.dep_ in ("appos", "relcl", "acl") or child.is_punct):
            end = min(end, child.left_edge.i)
    return trim(doc, preposition + 1, max(end, body.i + 1))


def _before(spokesman: Token, first: int) -> tuple[int, int] | None:
    """Read "Iran's foreign ministry" before a spokesman, without ranks ("deputy", "chief")."""
    doc, ranks = spokesman.doc, load_cues().ranks
    start = end = spokesman.i
    while start > first and doc[start - 1].pos_ in _NOMINAL and doc[start - 1].ent_type_ != "PERSON":
        start -= 1
    while end > start and (doc[end - 1].lower_ in ranks or doc[end - 1].tag_ == "POS"):
        end -= 1
    while start < end and doc[start].lower_ in ranks:
        start += 1
    if start < end:
        return start, end
    owner = start - 1
    while owner >= first and doc[owner].lower_ in ranks:
        owner -= 1
    return (owner, owner + 1) if owner >= first and doc[owner].tag_ == "PRP$" else None


@cache
def _anonymity() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(load_cues().anonymity, key=len, reverse=True))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def anonymity_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the characters between two offsets that say that somebody is not to be named."""
    match = _anonymity().search(text, start, end)
    return None if match is None else match.span()


def only_hides(f: Found, layouts: Sequence[Layout]) -> bool:
    """Say whether a statement only asks that a source not be named: that is nothing to record as said."""
    if f.stance not in ("demands", "declines", "asks") or len(f.pieces) != 1:
        return False
    index, start, end = f.pieces[0]
    return end - start < _ASIDE and anonymity_in(layouts[index].text, start, end) is not None


def anonymity_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the characters by which a speaker asked not to be named: in the speaker's words or soon after.

    Args:
        text: the text of the passage.
        start: first character of the speaker's words.
        end: past their last character.
    """
    stop = _SENTENCE_END.search(text, end)
    return anonymity_in(text, start, len(text) if stop is None else stop.start())
