"""Noun phrases of a German sentence, told by articles, capitals and commas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import load_form_cues

_INNER: Final = 5
"""Small words that may stand between an article and its noun ("der von Oslo ernannte")."""
_TITLE: Final = 7
"""Words of a name in quotation marks ("der Sender „Kanal 10“")."""
_GENITIVE: Final = frozenset(
    {"von", "vom", "für", "des", "der", "eines", "einer", "ihres", "ihrer", "seines", "seiner", "aller"}
)
_OF: Final = frozenset({"von", "vom", "für", "im", "in", "aus", "am", "beim", "bei", "zur"})
_OPEN: Final = frozenset('„“"»‚')


def core_end(words: Sequence[Word], first: int, stop: int) -> int:
    """Return where the noun phrase at `first` ends without what is said of it after the noun.

    Args:
        words: the words of the passage.
        first: its first word.
        stop: past the last word that may belong to it.

    Returns:
        Past its last word; `first` if no noun phrase begins there.
    """
    cues = load_form_cues("de")
    table, abbreviations = cues.words, cues.abbreviations
    if first >= stop:
        return first
    word = words[first]
    if word.text in _OPEN and word.quote >= 0:
        return _title_end(words, first, stop)
    if word.low in table["adverbs"]:
        return first
    at = first
    determined = word.low in table["articles"] or word.low in table["oblique"]
    if determined:
        at += 1
    elif word.low in table["pronouns"] and not (word.capital and _noun(words, first + 1, stop)):
        return first + 1
    # Adjectives and numbers before the noun.
    look = at
    while look < stop and look - at < _INNER and not _noun(words, look, stop):
        inner = words[look]
        if not inner.alphabetic or (not determined and not _adjective(inner)):
            break
        if determined and inner.low in table["auxiliaries"]:
            break
        look += 1
    if not _noun(words, look, stop):
        return first + 1 if word.low in table["pronouns"] else first
    at = look
    if (
        at + 1 < stop
        and words[at].low.endswith("s")
        and _adjective(words[at + 1])
        and _noun(words, at + 2, stop)
    ):
        at += 2  # "Oslos neuer Bürgermeister"
    while at < stop and (
        _noun(words, at, stop)
        or (words[at].text == "." and words[at - 1].text in abbreviations and _noun(words, at + 1, stop))
        or (words[at].low in table["particles"] and words[at].low != "und" and _name_goes_on(words, at, stop))
    ):
        at += 1
    return at


def _title_end(words: Sequence[Word], first: int, stop: int) -> int:
    """Return where a name in quotation marks ends; its first word if speech stands there."""
    quote = words[first].quote
    close = next((i + 1 for i in range(first, stop) if i + 1 == stop or words[i + 1].quote != quote), first)
    named = close - first > 2 and not words[first + 1].text[0].islower()
    return close if named and close - first <= _TITLE else first


def _adjective(word: Word) -> bool:
    if word.low in load_form_cues("de").words["prepositions"]:
        return False
    return word.text[0].isdigit() or (
        word.text[0].islower() and word.low.endswith(("e", "en", "er", "es", "em"))
    )


def _noun(words: Sequence[Word], i: int, stop: int) -> bool:
    if i >= stop or not words[i].capital:
        return False
    table = load_form_cues("de").words
    # A sentence begins with a capital whatever its first word is.
    return words[i].low not in table["prepositions"] and words[i].low not in table["subordinators"]


def _name_goes_on(words: Sequence[Word], i: int, stop: int) -> bool:
    """Say whether a small word belongs to a name ("Jaap de Hoop", "Osama bin Laden")."""
    if words[i].low in ("von", "der", "den", "zu", "la", "le", "al", "el") and i + 1 < stop:
        return words[i].low not in ("der", "den", "zu") and _noun(words, i + 1, stop) and words[i - 1].capital
    return i + 1 < stop and _noun(words, i + 1, stop)


def phrase_end(words: Sequence[Word], first: int, stop: int, *, loose: bool = False) -> int:
    """Return where the noun phrase at `first` ends, with genitives, brackets, names and appositions.

    Args:
        words: the words of the passage.
        first: its first word.
        stop: past the last word that may belong to it.
        loose: take phrases of place too ("der Sprecher in Oslo").

    Returns:
        Past its last word; `first` if no noun phrase begins there.
    """
    table = load_form_cues("de").words
    at = core_end(words, first, stop)
    if at == first or (at == first + 1 and words[first].low in table["pronouns"]):
        return at
    while at < stop:
        word = words[at]
        after = at
        if word.low in _GENITIVE and (loose or word.low != "für"):
            after = core_end(words, at + (1 if word.low in ("von", "vom", "für") else 0), stop)
            if after <= at + 1:
                after = at
        elif word.text == "(":
            after = next((i + 1 for i in range(at, min(stop, at + 12)) if words[i].text == ")"), at)
        elif word.text in _OPEN and word.quote >= 0:
            after = _title_end(words, at, stop)
        elif word.low in ("und", "sowie", "oder", "als"):
            skip = 2 if word.low == "als" and at + 1 < stop and words[at + 1].low == "auch" else 1
            after = core_end(words, at + skip, stop) if word.low != "als" or skip == 2 else at
            if after <= at + skip or (word.low == "und" and words[at + 1].low in table["pronouns"]):
                after = at
        elif word.low in _OF and (loose or _apposed(words, at, stop)):
            after = core_end(words, at + 1, stop)
            if after == at + 1:
                after = at
        elif word.text == ",":
            after = _apposition(words, at, stop)
        if after <= at:
            break
        at = after
    return at


def _apposed(words: Sequence[Word], at: int, stop: int) -> bool:
    """Say whether a name stands after the phrase of place ("der General im Irak, Georg Kast")."""
    after = core_end(words, at + 1, stop)
    return after < stop and after > at + 1 and words[after].text == "," and _noun(words, after + 1, stop)


def _apposition(words: Sequence[Word], comma: int, stop: int) -> int:
    """Return where the apposition after a comma ends; the comma itself if none stands there."""
    first = comma + 1
    table = load_form_cues("de").words
    if first >= stop or words[first].quote >= 0:
        return comma
    if words[first].low in table["pronouns"] and words[first].low not in table["articles"]:
        return comma
    at = core_end(words, first, stop)
    while at < stop and at > first:
        if words[at].low in _GENITIVE or words[at].low in _OF:
            # "des Rates", but "der in Oslo" has its preposition before the noun
            after = core_end(
                words, at + (1 if words[at].low in _OF or words[at].low in ("von", "für") else 0), stop
            )
            if after <= at + 1:
                break
            at = after
        elif words[at].text == "(":
            at = next((i + 1 for i in range(at, min(stop, at + 12)) if words[i].text == ")"), stop)
        else:
            break
    closed = at >= stop or words[at].text in ",.;:?!" or words[at].quote >= 0
    return at if at > first and closed else comma
