"""What a German clause takes as content: a clause, an infinitive, a quotation, an object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.find.statements.german.phrases import core_end
from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import load_form_cues

_INNER_ZU: Final = re.compile(
    r"(?:ab|an|auf|aus|bei|durch|ein|fest|frei|her|heraus|hin|hinaus|los|mit|nach|teil|um|vor|voran|weg|weiter|"
    r"wieder|zurück|zusammen|zu|bekannt|fern|bereit|offen|still|sicher)zu\w+n"
)
_COMMENTING: Final = frozenset({"was", "wo", "welche", "welcher", "welches", "wie"})


def sentence_end(words: Sequence[Word], first: int, stop: int) -> int:
    """Return the end of a sentence's words without its full stop."""
    while stop > first + 1 and words[stop - 1].text in ".…;:,–" and words[stop - 1].quote < 0:
        stop -= 1
    return stop


def has_infinitive(words: Sequence[Word], first: int, stop: int) -> bool:
    """Say whether words hold an infinitive with "zu" ("zu kommen", "anzukündigen")."""
    for k in range(first, stop):
        word = words[k]
        if word.quote >= 0 and words[first].quote < 0:
            continue
        if (
            word.low == "zu"
            and k + 1 < stop
            and words[k + 1].text[0].islower()
            and words[k + 1].low.endswith("n")
        ):
            return True
        if word.text[0].islower() and _INNER_ZU.fullmatch(word.low):
            return True
    return False


def subjunctive_at(words: Sequence[Word], first: int, stop: int, *, weak: bool) -> int | None:
    """Return the first word in a form of indirect speech, outside quotation marks.

    Args:
        words: the words of the passage.
        first: where to begin.
        stop: where to end.
        weak: count forms that may be another mood too ("würde", "hätte").
    """
    table = load_form_cues("de")
    for k in range(first, stop):
        if words[k].quote >= 0 or words[k].capital:
            continue
        if words[k].low in table.strong or (weak and words[k].low in table.weak):
            return k
    return None


def content_after(words: Sequence[Word], after: int, stop: int, *, plain: bool) -> tuple[str, int] | None:
    """Find the content that follows a cue.

    Args:
        words: the words of the passage.
        after: the first word after the cue and its subject.
        stop: past the last word of the sentence.
        plain: a clause in the indicative counts too ("sagte, die Brücke steht").

    Returns:
        Frame (`quote`, `colon`, `clause`, `to`) and first word of the content.
    """
    commas = 0
    k = after
    while k < stop:
        word = words[k]
        if word.quote >= 0:
            size = sum(1 for w in words[k:stop] if w.quote == word.quote)
            if k == after and size > 5:
                return "quote", k
            k += size
            continue
        if word.text == ":":
            if k + 1 >= stop:
                return None
            return ("quote" if words[k + 1].quote >= 0 else "colon"), k + 1
        if word.text in ";–" and commas:
            return None
        if word.text == ",":
            commas += 1
            first = k + 1
            if commas > 3 or first >= stop:
                return None
            if words[first].quote >= 0:
                return "quote", first
            frame = _clause_frame(words, first, stop, plain=plain and commas == 1 and k - after <= 8)
            if frame:
                return frame, first
        elif word.low in ("dass", "daß") and k - after < 2:
            return "clause", k
        k += 1
    return None


def _clause_frame(words: Sequence[Word], first: int, stop: int, *, plain: bool) -> str:
    table = load_form_cues("de").words
    low = words[first].low
    if low == "so" and first + 1 < stop and words[first + 1].low in ("dass", "daß"):
        return ""
    if low in ("dass", "daß"):
        return "clause"
    if low in table["openers"] and not (low in _COMMENTING and _brief(words, first, stop)):
        return "clause"
    comma = next((k for k in range(first, stop) if words[k].text == "," and words[k].quote < 0), stop)
    relative = low in table["relatives"] | {"dem", "den", "denen", "deren", "dessen"} and (
        core_end(words, first, stop) <= first + 1
    )
    if not relative and low in table["prepositions"] and first + 1 < stop:
        relative = words[first + 1].low in ("der", "dem", "den", "denen", "deren", "dessen") and (
            core_end(words, first + 1, stop) <= first + 2
        )
    if relative or low in ("und", "sondern", "darunter"):
        return ""
    if low in table["subordinators"] and low not in ("wenn", "falls", "solange", "sobald", "sollte"):
        further = subjunctive_at(words, first, stop, weak=True)
        return "clause" if further is not None and low not in ("um", "ohne", "anstatt", "statt") else ""
    if has_infinitive(words, first, comma) and subjunctive_at(words, first, comma, weak=False) is None:
        return "to"
    mood = subjunctive_at(words, first, min(stop, first + 30), weak=True)
    if mood is not None:
        return "clause"
    if has_infinitive(words, first, stop):
        return "to"
    if plain and core_end(words, first, stop) > first and core_end(words, first, stop) < stop:
        following = words[core_end(words, first, stop)]
        return "clause" if following.text[0].islower() or following.quote >= 0 else ""
    return ""


def _brief(words: Sequence[Word], first: int, stop: int) -> bool:
    """Say whether a "was" or "wie" opens a comment, not a question ("..., wie er sagte")."""
    table = load_form_cues("de")
    last = sentence_end(words, first, stop) - 1
    return last - first < 8 and words[last].low in table.forms


def until_main(words: Sequence[Word], piece: tuple[int, int]) -> tuple[int, int]:
    """End a content before the main clause: "Nachdem X gesagt hatte, dass ..., | wurde ..."."""
    table = load_form_cues("de")
    for k in range(piece[0] + 2, piece[1] - 1):
        follows = words[k + 1]
        if (
            words[k].text == ","
            and words[k].quote < 0
            and (
                follows.low in table.words["auxiliaries"]
                or follows.low in table.forms
                or follows.low.endswith(("te", "ten"))
            )
        ):
            return piece[0], k
    return piece
