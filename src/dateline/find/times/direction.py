"""On which side of the day of publication a time lies, from the clause around it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage, root_of
from dateline.find.times.patterns import Match
from dateline.find.times.tense import (
    direction_of,
    governing_verb,
    is_arranging,
    is_expected,
    is_extended,
    is_planned,
    is_telling,
)
from dateline.resolve.calendar import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD: Final = frozenset({"until", "till", "by", "through", "starting", "beginning", "effective"})
_BACK: Final = frozenset({"since", "ended", "after"})
_BEFORE: Final = frozenset({"before", "for", "until", "upcoming"})


def head_of(match: Match, passage: Passage) -> Token:
    """Return the token that heads an expression."""
    tokens = passage.doc.char_span(match.start, match.end, alignment_mode="expand")
    return passage.doc[0] if tokens is None else root_of(tokens)


def side_of(match: Match, passage: Passage, published: date | None = None) -> Direction:
    """Say whether the clause around an expression looks back or ahead.

    Args:
        match: the expression.
        passage: where it stands.
        published: the day of publication, if known.
    """
    token = head_of(match, passage)
    if (
        published
        and match.rule.make == "weekday"
        and match.number("wd") == (published.isoweekday() + 5) % 7 + 1
    ):
        verb = governing_verb(token)
        if verb is not None and is_planned(verb):
            # "a rally planned for Saturday was called off", told on a Sunday: in six days would be "next Saturday"
            return "past"
    before = passage.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
    first = match.words.lower(match.first - 1) if match.first else ""
    second = match.words.lower(match.first - 2) if match.first > 1 else ""
    if first in _BACK or before in _BACK:
        return "past"
    if first == "as" and second in ("soon", "early", "late"):
        return "future"
    if _owns(match):
        # "Tuesday's vote" has been, unless one speaks of what comes before it
        return "future" if first in _BEFORE or (first, second) == ("of", "ahead") else "past"
    if token.dep_ in ("compound", "nmod", "amod"):
        # "after a failed July coup": the clause's past holds for its nouns, its future may not
        return "past" if direction_of(governing_verb(token), direct=False) == "past" else ""
    if is_expected(token):
        return "future"
    verb = governing_verb(token)
    direct = token.head == verb or (token.head.dep_ == "prep" and token.head.head == verb)
    direction = direction_of(verb, direct=direct)
    if first in _AHEAD or before in _AHEAD:
        if direction != "past" or is_extended(verb):
            return "future"
        return "" if match.rule.make == "month" else "past"
    if direction == "future" and passage.zone.kind != "body" and _is_present(token):
        return "past"
    if (
        direction == "past"
        and match.rule.make == "month"
        and (_is_of_noun(token) or _is_told_of(token, verb))
    ):
        return ""  # "spoke about the visit in September": the clause's past is not the visit's
    return direction


def _is_of_noun(token: Token) -> bool:
    """Say whether a time hangs on a noun ("the visit in September"), not on a verb."""
    return token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.head.pos_ in ("NOUN", "PROPN")


def _is_told_of(token: Token, verb: Token | None) -> bool:
    """Say whether a month may be that of what is spoken of ("told buyers of a cut in supply in September")."""
    if verb is None or not is_telling(verb):
        return False
    told = (verb, *(child for child in verb.children if child.dep_ in ("dobj", "dative")))
    return any(
        child.dep_ == "prep" and child.lower_ in ("of", "about") and child.i < token.i
        for one in told
        for child in one.children
    )


def _owns(match: Match) -> bool:
    """Say whether a possessive follows ("Wednesday's ruling")."""
    return match.words.text[match.end : match.end + 2] in ("'s", "’s")


def _is_present(token: Token) -> bool:
    """Say whether the verb is a bare present, which headlines use of what has happened."""
    verb = governing_verb(token)
    return (
        verb is not None and verb.tag_ in ("VBZ", "VBP") and not any(c.dep_ == "aux" for c in verb.children)
    )


def is_firm(match: Match, passage: Passage) -> bool:
    """Say whether an expression dates a past deed itself ("seized the town on January 1", "since January 1").

    Then the day lies behind, however near the one ahead would be. Where the verb arranges something ("called
    a vote on January 1"), the day may be that of what is arranged.
    """
    if match.first and match.words.lower(match.first - 1) == "since":
        return True
    token = head_of(match, passage)
    prep = token.head
    verb = prep.head if prep.dep_ == "prep" and prep.lower_ == "on" else prep
    if verb.tag_ != "VBD" or is_arranging(verb):
        return False
    return not any(child.dep_ in ("xcomp", "ccomp") and child.i < token.i for child in verb.children)
