"""Statements of nouns of saying, and of a colon before a quotation."""

from __future__ import annotations

from dateline.find.statements.german.contents import content_after, until_main
from dateline.find.statements.german.making import (
    SPEECH,
    Range,
    Sentence,
    begins_at,
    content,
    make,
)
from dateline.find.statements.german.phrases import core_end, phrase_end
from dateline.model import Stance
from dateline.ontology.formcues import load_form_cues


def from_nouns(sentence: Sentence) -> None:
    """Make the statements of nouns with a clause: "die Behauptung, dass ...", "mit den Worten: „...“"."""
    words, table = sentence.words, load_form_cues("de")
    for i in range(sentence.first, sentence.end - 2):
        word = words[i]
        if word.quote >= 0 or word.text not in table.nouns:
            continue
        after = phrase_end(words, i, sentence.end)
        after = i + 1 if words[i + 1].text in ",:" or words[i + 1].quote >= 0 else after
        if words[i + 1].text.islower() and words[i + 2].text in ",:":
            after = i + 2  # "die Ansicht vertreten, die Bank sei ..."
        if after >= sentence.end or not (words[after].text in ",:" or words[after].quote >= 0):
            continue
        right = content_after(words, after, sentence.stop, plain=False)
        if right is None or right[1] > after + 1:
            continue
        frame, first = right
        if any(
            f.pieces[0][1] <= words[first].start < f.pieces[0][2] and begins_at(f, words[first])
            for f in sentence.found
        ):
            continue
        piece = content(sentence, first, frame)
        if piece is None:
            continue
        if _opens(sentence, i):
            # "Die Behauptung, die Bank sei pleite, | machte die Runde"
            piece = until_main(words, piece)
        speaker = (i + 1, after) if after > i + 1 else None
        if speaker is not None and words[speaker[0]].low in ("von", "vom"):
            speaker = (speaker[0] + 1, speaker[1])
        if speaker is None:
            speaker = _subject_of_sentence(sentence, i)
        sentence.found.append(
            make(
                sentence,
                [piece],
                (table.nouns[word.text], "quote" if frame == "quote" else "clause", "noun of saying"),
                (i, i + 1),
                speaker,
                confidence=0.6,
            )
        )


def _opens(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun belongs to the phrase that opens its sentence."""
    return core_end(sentence.words, sentence.first, noun + 1) == noun + 1


def _subject_of_sentence(sentence: Sentence, noun: int) -> Range | None:
    """Return the noun phrase that opens the sentence, if a verb follows it."""
    words = sentence.words
    table = load_form_cues("de").words
    first = sentence.first
    while first < noun and words[first].low in table["conjunctions"]:
        first += 1
    if words[first].low in table["oblique"] | table["prepositions"] | table["subordinators"]:
        return None
    end = phrase_end(words, first, noun, loose=True)
    return (first, end) if first < end < noun and words[end].text[0].islower() else None


def from_colon(sentence: Sentence) -> None:
    """Make the statement of "Der Minister: „...“" and of a colon after words without a cue."""
    words, table = sentence.words, load_form_cues("de")
    for i in range(sentence.first + 1, sentence.stop - 1):
        if words[i].text != ":" or words[i].quote >= 0 or words[i + 1].quote < 0:
            continue
        q = words[i + 1].quote
        size = sum(w.alphabetic for w in words[i + 1 : sentence.stop] if w.quote == q)
        at = words[i + 1]
        if size < SPEECH or any(begins_at(f, at) for f in sentence.found):
            continue
        end = phrase_end(words, sentence.first, i)
        named = end == i and words[sentence.first].text not in table.labels
        speaker = (sentence.first, i) if named else _subject_of_sentence(sentence, i)
        piece = content(sentence, i + 1, "quote")
        if piece is not None:
            how: tuple[Stance, str, str] = (
                "asserts",
                "quote",
                "name before a colon" if named else "words before a colon",
            )
            sentence.found.append(make(sentence, [piece], how, None, speaker, confidence=0.6))
