"""Cue verbs of a German sentence: their forms, their particles, and who is their subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.statements.german.phrases import core_end, phrase_end
from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import Form, FormCue, load_form_cues

_EDGES: Final = frozenset(";:–—")
_STOPS: Final = frozenset(",.;:!?–—)…")
_REACH: Final = 40
"""Words after a verb among which its particle is looked for."""
_SKIPPED: Final = 5
"""Small words and phrases that may stand between a verb and its subject."""


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
    if _attributive(words, i, stop):
        return None
    for form, verb in kin:
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
        made = _clause(words, i, (first, stop), (form, verb), auxiliary if form == "participle" else i)
        if made is not None:
            return made
    return None


def _attributive(words: Sequence[Word], i: int, stop: int) -> bool:
    """Say whether a form stands before a noun as its attribute ("den zuletzt vermuteten Ort")."""
    table = load_form_cues("de").words
    if i == 0 or i + 1 >= stop or not words[i + 1].capital or not words[i].low.endswith(("te", "ten", "er", "es")):
        return False
    before = words[i - 1]
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
    words: Sequence[Word], i: int, bounds: tuple[int, int], cue: tuple[Form, FormCue], finite: int | None
) -> Clause | None:
    first, stop = bounds
    form, verb = cue
    table = load_form_cues("de").words
    assert finite is not None
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
    begins = _segment(words, finite, first)
    opener, final = "", False
    speaker: tuple[int, int] | None = None
    inverted = follows = False
    shared = -1
    ends = last + 1 >= stop or words[last + 1].text in _STOPS or words[last + 1].quote >= 0
    head = words[begins].low if begins < finite else ""
    interrupted = _interrupted(words, first, finite) if begins == finite and ends else None
    compound = verb.particle and form == "finite"
    if head and ends and not compound and finite >= i and _subordinate(words, begins, finite, first):
        final, opener = True, head
        speaker = _subordinate_subject(words, begins, i)
        after = last + 1
    elif interrupted is not None:
        # "Wie der Leiter des Amtes, Georg Kast, mitteilte"
        final, begins, opener = True, interrupted, words[interrupted].low
        speaker = (interrupted + 1, finite - 1)
        after = last + 1
    elif form == "joined":
        return None
    else:
        speaker, inverted, follows, shared = _main_subject(words, finite, first, stop)
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


def _interrupted(words: Sequence[Word], first: int, finite: int) -> int | None:
    """Return the subordinating word of a clause whose subject ends with an apposition before the verb."""
    table = load_form_cues("de").words
    for k in range(finite - 2, first - 1, -1):
        if words[k].low in table["subordinators"] and (k == first or words[k - 1].text == ","):
            return k if phrase_end(words, k + 1, finite, loose=True) >= finite - 1 > k + 1 else None
    return None


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


def _segment(words: Sequence[Word], i: int, first: int) -> int:
    """Return where the stretch without a comma that ends at word i begins."""
    for k in range(i - 1, first - 1, -1):
        if words[k].text == "," or words[k].text in _EDGES or (words[k].quote >= 0 and words[k + 1].quote < 0):
            if words[k].quote >= 0 and words[k].text not in "“”\"«»":
                continue
            if words[k].quote >= 0 and not _quotes_clause(words, k, first):
                continue
            return k + 1
    return first


def _quotes_clause(words: Sequence[Word], k: int, first: int) -> bool:
    """Say whether the quotation that ends at k is speech rather than a name: it has a few words."""
    size = 0
    while k >= first and words[k].quote >= 0:
        size += 1
        k -= 1
    return size > 5


def _subordinate(words: Sequence[Word], begins: int, finite: int, first: int) -> bool:
    """Say whether the stretch before a verb that ends its clause is opened by a subordinating word."""
    table = load_form_cues("de").words
    low = words[begins].low
    if low in ("und", "aber") and begins + 1 < finite:
        begins += 1
        low = words[begins].low
    if low in table["subordinators"] or low in table["openers"]:
        return True
    relative = begins > first and words[begins - 1].text == ","
    if relative and low in table["prepositions"] and begins + 1 < finite:
        low = words[begins + 1].low
        return low in ("der", "dem", "den", "denen", "deren", "dessen", "die", "das")
    return relative and low in table["relatives"]


def _subordinate_subject(words: Sequence[Word], begins: int, verb: int) -> tuple[int, int] | None:
    table = load_form_cues("de").words
    if words[begins].low in table["relatives"] and words[begins].low not in table["subordinators"]:
        end = core_end(words, begins, verb)
        if end <= begins + 1 or words[begins + 1].text[0].isupper():
            # ", der sagte": the pronoun speaks; ", die der Minister nannte": the minister does
            after = core_end(words, begins + 1, verb)
            if after > begins + 1 and words[begins + 1].low in table["articles"] | table["pronouns"]:
                return begins + 1, phrase_end(words, begins + 1, verb)
            return begins, begins + 1
        return begins, begins + 1
    for k in range(begins + 1, min(verb, begins + 1 + _SKIPPED)):
        if words[k].low in table["oblique"] or words[k].low in table["prepositions"]:
            continue
        end = phrase_end(words, k, verb, loose=True)
        if end > k:
            return k, end
    return None


Subject = tuple[tuple[int, int] | None, bool, bool, int]
"""Subject, whether it stands after the verb, whether content stands before the verb, the "und" it is shared by."""


def _main_subject(words: Sequence[Word], finite: int, first: int, stop: int) -> Subject:
    """Find the subject of a main clause, where the finite verb is the second thing."""
    table = load_form_cues("de").words
    begins = _segment(words, finite, first)
    if begins == finite:
        if finite == first:
            return _subject_after(words, finite, stop), True, False, -1
        return _after_break(words, finite, first, stop)
    start = begins
    while start < finite and words[start].low in table["conjunctions"]:
        start += 1
    if start == finite and words[begins].low == "so" and begins > first:
        # „...“, so beschrieb es der Minister
        return _subject_after(words, finite, stop), True, True, -1
    if start == finite:
        # "... und forderte": the subject is that of the clause before
        if words[begins].low in ("und", "sowie", "aber", "oder", "doch"):
            return _first_subject(words, first, begins), False, False, begins
        return _subject_after(words, finite, stop), True, False, -1
    if words[finite - 1].low in ("und", "sowie", "aber"):
        return _first_subject(words, first, finite - 1), False, False, finite - 1
    subject = _subject_before(words, start, finite)
    if subject is not None and words[start].low in ("der", "einer", "ihrer", "seiner"):
        # "Der Zeitung sagte Anna Kern: ...": a dative before the verb
        after = _subject_after(words, finite, stop)
        named = after is not None and after[0] == finite + 1 and after[1] < stop and words[after[1]].text in ":,"
        if named and after is not None and words[after[0]].capital:
            return after, True, False, -1
    if subject is not None:
        return subject, False, False, -1
    joint = max((k for k in range(start, finite) if words[k].low in ("und", "sowie", "aber")), default=-1)
    if joint > first and all(w.text[0].islower() for w in words[joint + 1 : finite]):
        shared = _first_subject(words, first, joint)
        if shared is not None:
            return shared, False, False, joint
    found = _subject_after(words, finite, stop)
    if found is None and words[start].low == "von" and _opens(words, finite, stop):
        # "Von der Aue sagte, ...": a surname
        return (start, finite), False, False, -1
    return found, True, False, -1


def _subject_before(words: Sequence[Word], start: int, finite: int) -> tuple[int, int] | None:
    table = load_form_cues("de").words
    low = words[start].low
    if low in table["oblique"] or low in table["prepositions"] or low in table["subordinators"]:
        return None
    if low in table["articles"] and core_end(words, start, finite) == start:
        # "Der für den Hafen zuständige Minister sagte": all before the verb is one phrase
        if finite - start > 2 and words[finite - 1].capital:
            return start, finite
        return None
    end = phrase_end(words, start, finite, loose=True)
    if end == start:
        return None
    rest = words[end:finite]
    if rest and words[finite - 1].capital and low in table["articles"] | {"die", "der"}:
        return start, finite
    if any(w.capital and w.low not in table["prepositions"] for w in rest) and len(rest) > 6:
        return start, finite
    return start, end


def _first_subject(words: Sequence[Word], first: int, stop: int) -> tuple[int, int] | None:
    """Return the noun phrase that opens the sentence, or the one after its first verb."""
    table = load_form_cues("de").words
    start = first
    while start < stop and (words[start].low in table["conjunctions"] or not words[start].alphabetic):
        start += 1
    if start >= stop:
        return None
    if words[start].low not in table["oblique"] | table["prepositions"] | table["subordinators"]:
        end = phrase_end(words, start, stop, loose=True)
        if end > start:
            return start, end
    cues = load_form_cues("de").forms
    for k in range(start, min(stop, start + 20)):
        if words[k].low in table["auxiliaries"] or words[k].low in cues:
            return _subject_after(words, k, stop)
    return None


def _after_break(words: Sequence[Word], finite: int, first: int, stop: int) -> Subject:
    """Find the subject of a verb right after a comma, a dash or a quotation."""
    table = load_form_cues("de").words
    if words[finite - 1].text == "," and words[finite - 2].quote < 0:
        start = first
        for k in range(finite - 2, first - 1, -1):
            if words[k].text in _EDGES and words[k].quote < 0:
                start = k + 1
                break
        while start < finite and words[start].low in table["conjunctions"]:
            start += 1
        low = words[start].low
        if low in table["subordinators"]:
            return _subject_after(words, finite, stop), True, False, -1
        if low not in table["oblique"] and low not in table["prepositions"]:
            end = phrase_end(words, start, finite - 1, loose=True)
            if end == finite - 1 and any(w.text == "," for w in words[start:end]):
                return (start, end), False, False, -1
            commas = sum(w.text == "," and w.quote < 0 for w in words[start:finite])
            spoken = any(w.low in load_form_cues("de").strong for w in words[start:finite])
            if end > start and words[end].text == "," and not spoken:
                relative = _relative(words, end + 1)
                if relative and (commas == 2 or _opens(words, finite, stop)):
                    return (start, end), False, False, -1
                if not relative and not _has_verb(words, start, finite):
                    return (start, finite - 1), False, False, -1
            if end > start and commas and not spoken and not _has_verb(words, start, finite):
                return (start, finite - 1), False, False, -1
    return _subject_after(words, finite, stop), True, True, -1


def _has_verb(words: Sequence[Word], start: int, stop: int) -> bool:
    """Say whether a stretch holds a word that may be a finite verb."""
    table = load_form_cues("de")
    for word in words[start:stop]:
        if word.quote >= 0 or word.capital:
            continue
        if word.low in table.words["auxiliaries"] or word.low in table.forms or word.low.endswith(("te", "ten")):
            return True
    return False


def _relative(words: Sequence[Word], i: int) -> bool:
    table = load_form_cues("de").words
    low = words[i].low
    return low in table["relatives"] | {"dem", "den", "deren", "dessen"} or low in table["prepositions"]


def _opens(words: Sequence[Word], finite: int, stop: int) -> bool:
    """Say whether what is said follows a verb directly: a comma, a colon, a quotation."""
    return finite + 1 < stop and (words[finite + 1].text in ",:" or words[finite + 1].quote >= 0)


def _subject_after(words: Sequence[Word], finite: int, stop: int) -> tuple[int, int] | None:
    """Return the noun phrase after a verb that may be its subject, past adverbs and objects."""
    table = load_form_cues("de").words
    k = finite + 1
    for _ in range(_SKIPPED):
        if k >= stop or not words[k].alphabetic:
            break
        low = words[k].low
        if low in table["prepositions"]:
            end = core_end(words, k + 1, stop)
            while end < stop and words[end].low in ("des", "der", "von") and core_end(words, end, stop) > end + 1:
                end = core_end(words, end, stop)
            k = max(end, k + 1)
        elif low in table["oblique"]:
            k = max(core_end(words, k, stop), k + 1)
        elif low == "es":
            return None
        else:
            end = phrase_end(words, k, stop)
            if end > k:
                return k, end
            k += 1
    return None
