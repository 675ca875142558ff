"""Sources named beside the clause: "nach Angaben von X", "laut X", "X zufolge", "so X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.find.statements.german.contents import sentence_end
from dateline.find.statements.german.phrases import core_end, phrase_end
from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import load_form_cues


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase that names the source of its sentence. All numbers are indices of words.

    Attributes:
        first: first word of the phrase.
        last: past its last word.
        cue: the word of the cue.
        speaker: first word of the speaker and past its last.
        pieces: stretches of the content.
    """

    first: int
    last: int
    cue: int
    speaker: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]


def sources(words: Sequence[Word], first: int, stop: int) -> list[Source]:
    """Return the source phrases of a sentence.

    Args:
        words: the words of the passage.
        first: first word of the sentence.
        stop: past its last.
    """
    table = load_form_cues("de").words
    found: list[Source] = []
    end = sentence_end(words, first, stop)
    for i in range(first, end):
        word = words[i]
        if word.quote >= 0:
            continue
        made = None
        if word.low in table["source_before"]:
            made = _before(words, i, first, end)
        elif word.low == table_after():
            made = _behind(words, i, first, end)
        elif word.low == "so" and i > first:
            made = _so(words, i, first, end)
        if made is not None and made.pieces:
            found.append(made)
    return found


def table_after() -> str:
    """Return the preposition that stands after its source ("zufolge")."""
    return next(iter(load_form_cues("de").words["source_after"]))


def _is_source(word: Word) -> bool:
    names = load_form_cues("de").sources
    return word.capital and (
        word.low in names or any(word.low.endswith(name) for name in names if len(name) > 5)
    )


def _before(words: Sequence[Word], i: int, first: int, end: int) -> Source | None:
    table = load_form_cues("de").words
    core = core_end(words, i + 1, end)
    if core == i + 1:
        return None
    sure = words[i].low in table["source_sure"]
    noun = next((k for k in range(i + 1, core) if _is_source(words[k])), None)
    if not sure and noun is None:
        return None
    if (
        noun is not None
        and words[i].low == "nach"
        and words[noun].low in ("bericht", "untersuchung", "erkenntnis")
    ):
        # "nach dem Bericht" tells when, "nach einem Bericht der Zeitung" who
        sure = False
    if noun is not None and noun + 1 < core and words[noun].low in load_form_cues("de").sources:
        core = noun + 1  # "nach ersten Meldungen Schäden"
    compound = noun is not None and words[noun].low not in load_form_cues("de").sources
    last = core if compound or (core == (noun or 0) + 1 and not _attribute(words, core, end)) else 0
    last = last or phrase_end(words, i + 1, end, loose=i == first)
    speaker = (i + 1, last)
    if noun is not None and words[noun].low in load_form_cues("de").sources and noun + 1 < last:
        inner = noun + (2 if words[noun + 1].low in ("von", "vom") else 1)
        if inner < last and words[inner].low not in ("im", "in", "am", "aus", "vom", "und", ","):
            speaker = (inner, last)
    return Source(i, last, i, speaker, _around(words, i, last, first, end))


def _attribute(words: Sequence[Word], i: int, end: int) -> bool:
    """Say whether a genitive, a "von" or an apposition goes on with a noun."""
    return i < end and words[i].low in (
        "des",
        "der",
        "von",
        "vom",
        "eines",
        "einer",
        "seines",
        "ihres",
        "ihrer",
        "seiner",
    )


def _behind(words: Sequence[Word], i: int, first: int, end: int) -> Source | None:
    start = next((k for k in range(max(first, i - 14), i) if phrase_end(words, k, i, loose=True) == i), None)
    if start is None:
        return None
    while (
        start > first
        and words[start - 1].text[0].islower()
        and words[start - 1].low.endswith(("en", "em", "er"))
    ):
        table = load_form_cues("de").words
        if words[start - 1].low in table["auxiliaries"]:
            break
        start -= 1
    return Source(start, i + 1, i, (start, i), _around(words, start, i + 1, first, end))


def _so(words: Sequence[Word], i: int, first: int, end: int) -> Source | None:
    """Read ", so der Minister": the content stands before it."""
    table = load_form_cues("de").words
    before = words[i - 1]
    if not (before.text in ",–(" or before.quote >= 0):
        return None
    if i + 1 >= end or _verbal(words[i + 1]) or words[i + 1].low in table["oblique"] | {"dass", "daß"}:
        return None
    last = phrase_end(words, i + 1, end)
    if last <= i + 1 or (last == i + 2 and words[i + 1].low in ("man", "es")):
        return None
    tail = last
    while tail < end and words[tail].text not in ",–)" and words[tail].quote < 0 and tail - last < 9:
        if words[tail].low in table["auxiliaries"]:
            return None
        tail += 1
    if tail < end and words[tail].text not in ",–)" and words[tail].quote < 0:
        return None
    stop = i
    while stop > first and words[stop - 1].text in ",–(" and words[stop - 1].quote < 0:
        stop -= 1
    pieces = [(first, stop)] if stop > first else []
    if tail + 1 < end and words[tail].text in ",–)":
        pieces.append((tail + 1, end))
    return Source(i, last, i, (i + 1, last), tuple(pieces))


def _around(words: Sequence[Word], low: int, high: int, first: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a clause before and after a phrase in it."""
    table = load_form_cues("de").words
    begin = first
    if words[first].low == "wie":
        begin = next(
            (k + 1 for k in range(first, low) if words[k].text == "," and _verbal(words[k - 1])), first
        )
    while begin < low and words[begin].low in ("und", "aber", "denn", "doch"):
        begin += 1
    # A subordinate clause keeps the phrase to itself: "weil er nach Angaben der Polizei ..."
    for k in range(low - 1, first, -1):
        if words[k].text in ";:–" and words[k].quote < 0:
            begin = k + 1
            break
        if words[k].text == "," and words[k].quote < 0:
            opener = words[k + 1].low if k + 1 < low else ""
            if opener in table["subordinators"] | table["relatives"]:
                begin = k + 1
                break
    before = (begin, _untail(words, begin, low))
    start = high
    while start < end and words[start].text in ",–)" and words[start].quote < 0:
        start += 1
    after = (start, end)
    return tuple(piece for piece in (before, after) if piece[1] > piece[0])


def _verbal(word: Word) -> bool:
    table = load_form_cues("de")
    return word.low in table.forms or word.low in table.strong or word.low in table.words["auxiliaries"]


def _untail(words: Sequence[Word], begin: int, stop: int) -> int:
    while stop > begin and words[stop - 1].text in ",–(" and words[stop - 1].quote < 0:
        stop -= 1
    return stop
