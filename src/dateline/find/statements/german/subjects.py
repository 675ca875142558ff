"""The subject of a German cue verb, told by what stands before and after the finite verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.find.statements.german.phrases import core_end, phrase_end
from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import load_form_cues

_EDGES: Final = frozenset(";:–—")
_SKIPPED: Final = 5
"""Small words and phrases that may stand between a verb and its subject."""

Subject = tuple[tuple[int, int] | None, bool, bool, int]
"""Subject, whether it stands after the verb, whether content stands before the verb, the "und" it is shared by."""


def interrupted_opener(words: Sequence[Word], first: int, finite: int) -> int | None:
    """Return the subordinating word of a clause whose subject ends with an apposition before the verb."""
    table = load_form_cues("de").words
    for k in range(finite - 2, first - 1, -1):
        if words[k].low in table["subordinators"] and (k == first or words[k - 1].text == ","):
            return k if phrase_end(words, k + 1, finite, loose=True) >= finite - 1 > k + 1 else None
    return None


def segment(words: Sequence[Word], i: int, first: int) -> int:
    """Return where the stretch without a comma that ends at word i begins."""
    for k in range(i - 1, first - 1, -1):
        if (
            words[k].text == ","
            or words[k].text in _EDGES
            or (words[k].quote >= 0 and words[k + 1].quote < 0)
        ):
            if words[k].quote >= 0 and words[k].text not in '“”"«»':
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


def is_subordinate(words: Sequence[Word], begins: int, finite: int, first: int) -> bool:
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


def subordinate_subject(words: Sequence[Word], begins: int, verb: int) -> tuple[int, int] | None:
    """Return the subject of a subordinate clause whose verb stands at its end, or its relative pronoun."""
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


def main_subject(words: Sequence[Word], finite: int, first: int, stop: int) -> Subject:
    """Find the subject of a main clause, where the finite verb is the second thing."""
    table = load_form_cues("de").words
    begins = segment(words, finite, first)
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
    if finite == start + 1 and words[start].low in table["pronounced"]:
        # "Das sagte der Minister"
        after = _subject_after(words, finite, stop)
        if after is not None:
            return after, True, False, -1
    if words[finite - 1].low in ("und", "sowie", "aber"):
        return _first_subject(words, first, finite - 1), False, False, finite - 1
    subject = _subject_before(words, start, finite)
    if subject is not None and words[start].low in ("der", "einer", "ihrer", "seiner"):
        # "Der Zeitung sagte Anna Kern: ...": a dative before the verb
        after = _subject_after(words, finite, stop)
        named = (
            after is not None and after[0] == finite + 1 and after[1] < stop and words[after[1]].text in ":,"
        )
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
            return _subject_after(words, finite, stop), True, True, -1
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
        if (
            word.low in table.words["auxiliaries"]
            or word.low in table.forms
            or word.low.endswith(("te", "ten"))
        ):
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
            while (
                end < stop
                and words[end].low in ("des", "der", "von")
                and core_end(words, end, stop) > end + 1
            ):
                end = core_end(words, end, stop)
            k = max(end, k + 1)
        elif low in ("sich", "ihm", "ihn", "ihnen"):
            k += 1
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
