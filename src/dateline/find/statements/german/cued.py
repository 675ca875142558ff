"""Statements of cue verbs: what stands after them, before them, in their object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.find.statements.german.clauses import Clause
from dateline.find.statements.german.contents import content_after, sentence_end, subjunctive_at, until_main
from dateline.find.statements.german.making import (
    SPEECH,
    Range,
    Sentence,
    content,
    said,
)
from dateline.find.statements.german.phrases import phrase_end
from dateline.find.statements.german.words import Word
from dateline.ontology.formcues import load_form_cues


def from_clause(sentence: Sentence, clause: Clause) -> None:
    """Make the statement of a cue verb, if its frames give it a content."""
    words, frames = sentence.words, clause.verb.frames
    speaks = "quote" in frames or "clause" in frames
    if clause.shared >= 0:
        _cut(sentence, clause.shared)
    clause = replace(clause, speaker=_speaker(words, clause, sentence))
    if clause.final and clause.opener == "wie" and speaks:
        _from_wie(sentence, clause)
        return
    if _pointing(sentence, clause):
        return
    right = content_after(words, clause.after, sentence.stop, plain="quote" in frames)
    follows = clause.follows and speaks and not clause.passive
    if follows and right is not None and words[clause.finite - 2].quote < 0:
        # "..., sagte X, die Bank sei": what stands before is content only if it is indirect speech itself
        follows = subjunctive_at(words, sentence.first, clause.finite, weak=False) is not None
    if follows and _postposed(sentence, clause):
        return
    if right is not None:
        frame, first = right
        wanted = {"quote": "quote", "colon": "clause"}.get(frame, frame)
        if frame == "colon" and "clause" not in frames:
            wanted = "quote"
        if frame == "quote" and wanted not in frames:
            wanted = "clause"
        if wanted == "clause" and wanted not in frames and "to" in frames:
            wanted = "to"
        if wanted == "to" and "to" not in frames and "clause" in frames:
            wanted = "clause"
        if wanted in frames:
            piece = content(sentence, first, frame)
            if piece is not None and clause.final and clause.begins == sentence.first:
                piece = until_main(words, piece)
            if piece is not None:
                rule = "cue before a colon" if words[first - 1].text == ":" else "cue before its content"
                sentence.found.append(said(sentence, clause, [piece], wanted, rule))
                return
    _from_object(sentence, clause)


def _speaker(words: Sequence[Word], clause: Clause, sentence: Sentence) -> Range | None:
    """Return who speaks, where that is not the subject: "zitiert X mit den Worten", "in dem Papier heißt es"."""
    if clause.verb.infinitive == "zitieren":
        if clause.passive:
            return clause.subject
        after = (clause.speaker[1] if clause.speaker and clause.inverted else clause.finite) + 1
        for k in range(after, min(after + 3, sentence.stop)):
            end = phrase_end(words, k, sentence.stop)
            if end > k:
                return k, end
        return clause.speaker
    if clause.verb.infinitive in ("heißen", "verlauten") and not clause.final:
        first = sentence.first
        if words[first].low in ("in", "im", "aus"):
            end = phrase_end(words, first + 1, clause.finite)
            return (first + 1, end) if end > first + 1 else None
    return clause.speaker


def _pointing(sentence: Sentence, clause: Clause) -> bool:
    """Make the statement of "Das meldet die Zeitung": what the sentence before says."""
    words, table = sentence.words, load_form_cues("de")
    if (
        sentence.before is None
        or clause.finite != sentence.first + 1
        or not clause.inverted
        or not clause.speaker
    ):
        return False
    if words[sentence.first].low not in table.words["pronounced"] or sentence.stop - clause.after > 6:
        return False
    frame = "clause" if "clause" in clause.verb.frames else "quote"
    if frame not in clause.verb.frames:
        return False
    first, stop = sentence.before
    sentence.found.append(
        said(
            sentence,
            clause,
            [(first, sentence_end(words, first, stop))],
            frame,
            "pronoun for the sentence before",
        )
    )
    return True


def _postposed(sentence: Sentence, clause: Clause) -> bool:
    """Make the statement of "..., sagte X": the content stands before the cue."""
    words = sentence.words
    frame = (
        "quote" if words[clause.finite - 1].quote >= 0 or words[clause.finite - 2].quote >= 0 else "clause"
    )
    if frame not in clause.verb.frames:
        frame = "clause" if "clause" in clause.verb.frames else "quote"
    stop = clause.finite
    while stop > sentence.first and words[stop - 1].text in ",–" and words[stop - 1].quote < 0:
        stop -= 1
    first = sentence.first
    if words[stop - 1].quote >= 0:
        # the quotation, with words before it that belong to its sentence
        k = stop
        while k > first and words[k - 1].quote >= 0:
            k -= 1
        head = words[k - 1].text if k > first else ""
        if head in (":", ",") or (head and stop - k > SPEECH * 3):
            first = k
    for f in sentence.found:
        # a cue before it in the sentence has its own content
        own = f.cue is not None and f.rule != "cue after its content"
        if own and f.pieces[-1][2] <= words[stop - 1].end and f.pieces[0][1] <= words[first].start:
            return False
    if stop <= first:
        return False
    pieces = [(first, stop)]
    after = clause.after
    if after < sentence.stop and words[after].text in ",:" and after + 1 < sentence.stop:
        if words[after + 1].quote >= 0:
            rest = content(sentence, after + 1, "quote")
            if rest is not None:
                pieces.append(rest)
        elif subjunctive_at(words, after + 1, after + 2, weak=True) is not None:
            pieces.append((after + 1, sentence.end))
    elif after < sentence.stop and words[after].quote >= 0:
        rest = content(sentence, after, "quote")
        if rest is not None:
            pieces.append(rest)
    sentence.found.append(said(sentence, clause, pieces, frame, "cue after its content"))
    return True


def _from_wie(sentence: Sentence, clause: Clause) -> None:
    """Make the statement of "Wie X mitteilte, ..." and "..., wie X mitteilte"."""
    words = sentence.words
    frame = "clause" if "clause" in clause.verb.frames else "quote"
    last = clause.after
    pieces = []
    if clause.begins > sentence.first:
        stop = clause.begins
        while stop > sentence.first and words[stop - 1].text in ",–" and words[stop - 1].quote < 0:
            stop -= 1
        pieces.append((sentence.first, stop))
    if last < sentence.stop and words[last].text in ",–" and last + 1 < sentence.end:
        pieces.append((last + 1, sentence.end))
    pieces = [piece for piece in pieces if piece[1] > piece[0]]
    if pieces:
        sentence.found.append(said(sentence, clause, pieces, frame, "comparison with a cue"))


_OBJECT: Final = frozenset({"np", "as"})


def _from_object(sentence: Sentence, clause: Clause) -> None:
    """Make the statement of a verb with an object: "forderte ein Ende der Kämpfe", "nannte die Wahl eine Farce"."""
    words, frames = sentence.words, clause.verb.frames
    if clause.passive or clause.speaker is None or clause.final or not _OBJECT & frames.keys():
        return
    low = max(clause.finite + 1, clause.speaker[1] if clause.inverted else 0)
    if clause.at > clause.finite:
        high = clause.at
    else:
        high = clause.after - 1 if clause.verb.particle and clause.after - 1 > low else sentence.end
        for k in range(low, high):
            if words[k].text in ";:–" and words[k].quote < 0:
                high = k
                break
    marked = any(words[k].low == "als" for k in range(low, high))
    frame = "as" if "as" in frames and (marked or "np" not in frames) else "np"
    if frame not in frames or (frame == "as" and not marked):
        return
    while low < high and not words[low].alphabetic and words[low].quote < 0:
        low += 1
    while high > low and words[high - 1].text in ",–":
        high -= 1
    if high <= low or not any(w.capital for w in words[low:high]):
        return
    casualties = load_form_cues("de").words["casualties"]
    if any(w.low in casualties for w in (*words[low:high], *words[slice(*clause.speaker)])):
        return  # "forderte zwölf Todesopfer"
    sentence.found.append(said(sentence, clause, [(low, high)], frame, "object of a cue"))


def _cut(sentence: Sentence, joint: int) -> None:
    """End contents before an "und" at which the sentence goes on with another cue of the same subject."""
    words = sentence.words
    for f in sentence.found:
        index, start, end = f.pieces[-1]
        if start < words[joint].start < end and joint > sentence.first:
            f.pieces[-1] = (index, start, words[joint - 1].end)
