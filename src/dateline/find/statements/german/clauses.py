"""Cue verbs of a German sentence: their forms, their particles, and who is their subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.statements.german.subjects import (
    interrupted_opener,
    is_subordinate,
    main_subject,
    segment,
    subordinate_subject,
)
from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import Form, FormCue, load_form_cues

_EDGES: Final = frozenset(";:–—")
_STOPS: Final = frozenset(",.;:!?–—)…")
_REACH: Final = 40
"""Words after a verb among which its particle is looked for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue verb in its clause. All numbers are indices of words.

    Attributes:
        verb: the verb, from the table.
        at: the word that shows which verb it is.
        finite: the finite verb (an auxiliary, or the verb itself).
        speaker: first word of the subject and past its last, if it was found and speaks.
        subject: the same, also where it does not speak (in the passive).
        after: the first word after verb, particle and subject: what is said may begin there.
        final: the verb ends a subordinate clause.
        opener: the word that opens that clause ("wie", "der", "dass"), or an empty string.
        inverted: the subject stands after the verb.
        follows: a clause, a quotation or nothing stands right before the finite verb, with a comma.
        begins: where the clause begins.
        shared: index of the "und" by which the clause shares its subject with the one before, or -1.
        passive: nobody is said to speak ("wurde mitgeteilt").
        negated: the verb is negated.
    """

    verb: FormCue
    at: int
    finite: int
    speaker: tuple[int, int] | None
    subject: tuple[int, int] | None
    after: int
    final: bool
    opener: str
    inverted: bool
    follows: bool
    begins: int
    shared: int
    passive: bool
    negated: bool


def clause_at(words: Sequence[Word], i: int, first: int, stop: int) -> Clause | None:
    """Return the clause of the cue verb at a word, if one stands there.

    Args:
        words: the words of the passage.
        i: a word outside quotation marks.
        first: first word of its sentence.
        stop: past the last word of its sentence.
    """
    table = load_form_cues("de")
    if words[i].capital and i > first:
        return None
    kin = table.forms.get(words[i].low, ())
    if i > first and words[i - 1].low + words[i].low in table.forms:
        # "bekannt gab", "bekannt gegeben": written apart
        kin = table.forms[words[i - 1].low + words[i].low]
    if not kin or (i > first and words[i - 1].low in ("zu", "am", "beim")):
        return None
    closes = i + 1 >= stop or words[i + 1].text in _STOPS or words[i + 1].quote != words[i].quote
    auxiliary = _auxiliary(words, i, first, stop, closes=closes)
    if _attributive(words, i, first, stop):
        return None
    passive = i + 1 < stop and words[i + 1].low in table.words["passive"]
    for form, verb in kin:
        if passive and form == "finite" and ("participle", verb) in kin:
            continue  # "kritisiert wurde"
        if auxiliary is not None and closes and words[i].low == verb.infinitive:
            if words[auxiliary].low not in table.words["causing"]:
                continue
            made = _clause(words, i, (first, stop), ("participle", verb), auxiliary)
            if made is not None:
                return made
        if form == "participle":
            if auxiliary is None:
                continue
        elif auxiliary is not None and any(f == "participle" and v is verb for f, v in kin):
            continue
        made = _clause(
            words,
            i,
            (first, stop),
            (form, verb),
            i if auxiliary is None or form != "participle" else auxiliary,
        )
        if made is not None:
            return made
    return None


def _attributive(words: Sequence[Word], i: int, first: int, stop: int) -> bool:
    """Say whether a form stands before a noun as its attribute ("den zuletzt vermuteten Ort")."""
    table = load_form_cues("de").words
    if (
        i == 0
        or i + 1 >= stop
        or not words[i + 1].capital
        or not words[i].low.endswith(("te", "ten", "er", "es"))
    ):
        return False
    before = words[i - 1]
    begins = segment(words, i, first)
    within = begins + 2 < i and sum(w.capital for w in words[begins + 1 : i]) == 1
    if within and words[begins].low in table["articles"] and words[begins + 1].low in table["prepositions"]:
        return True  # "die am Sonntag vermuteten Schäden"
    attribute = before.text[0].islower() and before.low.endswith(("en", "em", "er", "es"))
    return before.low in table["articles"] | table["oblique"] - table["pronouns"] or attribute


def _auxiliary(words: Sequence[Word], i: int, first: int, stop: int, *, closes: bool) -> int | None:
    """Return the auxiliary of a participle at i: before it in its clause, or right after it."""
    table = load_form_cues("de").words
    if i + 1 < stop and words[i + 1].low in table["perfect"] | table["passive"] and not closes:
        follows = i + 2 >= stop or words[i + 2].text in _STOPS or words[i + 2].low == "worden"
        if follows:
            return i + 1
    if not closes and words[i + 1].low not in ("worden", "und"):
        return None
    commas = 0
    for k in range(i - 1, first - 1, -1):
        if words[k].quote >= 0:
            continue
        if words[k].text in _EDGES:
            return None
        if words[k].text == ",":
            commas += 1
            if commas > 2:
                return None
        elif words[k].low in table["auxiliaries"] and words[k].text[0].islower():
            return k
    return None


def _clause(
    words: Sequence[Word], i: int, bounds: tuple[int, int], cue: tuple[Form, FormCue], finite: int
) -> Clause | None:
    first, stop = bounds
    form, verb = cue
    table = load_form_cues("de").words
    last = i
    if form == "finite" and verb.particle:
        found = _particle(words, i, stop, verb.particle)
        if found is None:
            return None
        last = found
    elif form == "participle":
        last = max(i, finite)
    closed = last if form == "finite" else i
    if verb.company and not any(
        words[k].low == verb.company for k in range(max(first, i - 12), min(stop, max(closed, i) + 14))
    ):
        return None
    begins = segment(words, finite, first)
    opener, final = "", False
    speaker: tuple[int, int] | None = None
    inverted = follows = False
    shared = -1
    ends = last + 1 >= stop or words[last + 1].text in _STOPS or words[last + 1].quote >= 0
    head = words[begins].low if begins < finite else ""
    interrupted = interrupted_opener(words, first, finite) if begins == finite and ends else None
    compound = verb.particle and form == "finite"
    if head and ends and not compound and finite >= i and is_subordinate(words, begins, finite, first):
        final, opener = True, head
        speaker = subordinate_subject(words, begins, i)
        after = last + 1
    elif interrupted is not None:
        # "Wie der Leiter des Amtes, Georg Kast, mitteilte"
        final, begins, opener = True, interrupted, words[interrupted].low
        speaker = (interrupted + 1, finite - 1)
        after = last + 1
    elif form == "joined":
        return None
    else:
        speaker, inverted, follows, shared = main_subject(words, finite, first, stop)
        after = max(last + 1, speaker[1] if speaker and inverted and speaker[1] <= stop else 0, finite + 1)
    passive = form == "participle" and words[finite].low in table["passive"]
    scope = range(min(finite, i) + 1, min(stop, after + 1))
    negated = any(words[k].low in table["negations"] and words[k].quote < 0 for k in scope if k != i)
    return Clause(
        verb=verb,
        at=i,
        finite=finite,
        speaker=None if passive else speaker,
        subject=speaker,
        after=after,
        final=final,
        opener=opener,
        inverted=inverted,
        follows=follows,
        begins=begins,
        shared=shared,
        passive=passive,
        negated=negated,
    )


def _particle(words: Sequence[Word], i: int, stop: int, particle: str) -> int | None:
    """Return the word at which the particle of a split verb stands: at the end of the clause."""
    for k in range(i + 1, min(stop, i + 1 + _REACH)):
        word = words[k]
        if word.quote >= 0:
            continue
        if word.text in ";:":
            return None
        if word.low == particle:
            closed = k + 1 >= stop or words[k + 1].text in _STOPS or words[k + 1].quote >= 0
            if closed or words[k + 1].low in ("und", "sowie", "oder"):
                return k
    return None
