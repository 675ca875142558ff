"""The value: from the cues around a word to a number from -3 (certainly not) to 3 (certainly so)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.factuality.cues import Word
from dateline.find.factuality.features import features

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.factuality.weights import Weights

_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_TOLD: Final = 2.7
MOST: Final = 3.0
"""Certainly so; its negative is certainly not."""


def factuality(token: Token, weights: Weights | None, *, headline: bool = False) -> float:
    """Say how far a reader takes it that what a word tells has happened or is happening.

    A verb is valued by the fitted weights of its cues, and bounded by rule where the words say outright that it did
    not happen: the values of the sheet for negated verbs lie all over the scale. The sheet has hardly a noun, so a
    noun is valued by rule, from the value of the verb that governs it.

    Args:
        token: a verb or noun in its parse.
        weights: the fitted weights; without them the rules decide alone.
        headline: it stands in a headline.

    Returns:
        A value from -3 (certainly not, or not yet) over 0 (nobody can tell) to 3 (certainly so).
    """
    return _value(Word(token, headline=headline), weights)


def act_of_saying(token: Token, weights: Weights | None) -> float:
    """Return the value of the words by which something is promised, asked or threatened: "said it would help".

    Args:
        token: the verb or noun of what is promised, asked or threatened.
        weights: the fitted weights.

    Returns:
        The value of the nearest governor that is told as so; where the report itself tells of the undertaking
        ("Oslo will send aid"), that of what it tells plainly.
    """
    values = (_value(link.governor, weights) for link in Word(token).chain())
    return next((value for value in values if value > 0), _TOLD)


def _value(word: Word, weights: Weights | None) -> float:
    if weights is not None and word.token.pos_ not in _NOUNS:
        bounds = word.bounds
        if bounds != "both":
            fitted = weights.value(features(word))
            return min(fitted, MOST * word.worth) if bounds == "above" else fitted
        return MOST * word.worth
    above = None if word.link is None else _value(word.link.governor, weights) / MOST
    return MOST * word.worth_under(above)
