"""Speech that goes on in the next sentence: a quotation of its own, or the forms of indirect speech."""

from __future__ import annotations

from dateline.find.statements.found import Found
from dateline.find.statements.german.contents import subjunctive_at
from dateline.find.statements.german.making import (
    SPEECH,
    Sentence,
    make,
)
from dateline.find.statements.german.phrases import phrase_end
from dateline.ontology.formcues import load_form_cues


def continued(sentence: Sentence, last: Found, *, near: bool) -> list[Found]:
    """Go on with the speech of a sentence before: a quotation of its own, or indirect speech without a cue.

    Args:
        sentence: a sentence in which nothing was found.
        last: the statement of the sentence before it.
        near: that statement stands in the same paragraph.
    """
    words, end = sentence.words, sentence.end
    body = [k for k in range(sentence.first, sentence.stop) if words[k].alphabetic]
    if not body:
        return []
    speaker = last.speaker or last.elsewhere
    if all(words[k].quote >= 0 for k in body):
        if len(body) < SPEECH:
            return []
        made = make(
            sentence,
            [(sentence.first, sentence.stop)],
            (last.stance, "quote", "quotation goes on"),
            None,
            None,
        )
        made.elsewhere = speaker
        return [made]
    at = subjunctive_at(words, sentence.first, end, weak=near)
    if at is None:
        at = _regular_subjunctive(sentence)
    rule = "indirect speech goes on"
    if at is None or not _main(sentence, at):
        at = _hearsay(sentence) if near else None
        rule = "hearsay"
    if at is None:
        return []
    made = make(sentence, [(sentence.first, end)], ("asserts", "clause", rule), None, None, confidence=0.5)
    made.elsewhere = speaker
    return [made]


def _regular_subjunctive(sentence: Sentence) -> int | None:
    """Return the verb of "Die Lage bleibe ernst", whichever it is: a form in -e after a subject of one person."""
    words, table = sentence.words, load_form_cues("de").words
    first = sentence.first
    if words[first].low not in ("der", "die", "das", "ein", "eine", "er", "sie", "es", "man", "dies"):
        return None
    k = phrase_end(words, first, sentence.end, loose=True)
    if not first < k < sentence.end or words[k].quote >= 0 or words[k].low in table["auxiliaries"]:
        return None
    low = words[k].low
    return (
        k
        if low.endswith("e") and not low.endswith(("te", "de", "se", "ie", "ige")) and words[k].text.islower()
        else None
    )


def _main(sentence: Sentence, at: int) -> bool:
    """Say whether a finite verb stands in a main clause: no subordinating word opens its stretch."""
    words, table = sentence.words, load_form_cues("de").words
    for k in range(at - 1, sentence.first - 1, -1):
        if words[k].text == "," and words[k].quote < 0:
            low = words[k + 1].low
            return low not in table["subordinators"] | table["openers"]
    return words[sentence.first].low not in table["subordinators"] or at > sentence.first + 1


def _hearsay(sentence: Sentence) -> int | None:
    """Return the "soll" of "soll gesagt haben"."""
    words, table = sentence.words, load_form_cues("de").words
    for k in range(sentence.first, sentence.end):
        if words[k].low in table["hearsay"] and words[k].quote < 0:
            tail = [w.low for w in words[k + 1 : sentence.end]]
            if any(low in ("haben", "sein") for low in tail[-12:]):
                return k
    return None
