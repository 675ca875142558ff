"""Putting a German statement together: a sentence, stretches of its words, what the cue does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.find.statements.found import Found
from dateline.find.statements.german.clauses import Clause
from dateline.find.statements.german.contents import sentence_end
from dateline.find.statements.german.words import Word
from dateline.find.statements.layout import Layout
from dateline.find.statements.stance import NEGATED
from dateline.model import Stance
from dateline.ontology.formcues import load_form_cues

SPEECH: Final = 4
"""Words from which a quotation may be speech rather than a name or a single term."""

Range = tuple[int, int]


@dataclass(slots=True)
class Sentence:
    """One sentence and what was found in it; local to one call of `find_german`."""

    layout: Layout
    words: Sequence[Word]
    first: int
    stop: int
    before: Range | None = None
    found: list[Found] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Past the last word that is no full stop."""
        return sentence_end(self.words, self.first, self.stop)

    @property
    def index(self) -> int:
        """Index of the passage."""
        return self.layout.passage.index


def make(
    sentence: Sentence,
    pieces: Sequence[Range],
    how: tuple[Stance, str, str],
    cue: Range | None,
    speaker: Range | None,
    *,
    negated: bool = False,
    confidence: float = 0.7,
) -> Found:
    """Make a statement of words: `how` is its stance, its frame and its rule."""
    words, index = sentence.words, sentence.index
    stance, frame, rule = how
    return Found(
        passage=index,
        pieces=[(index, *_characters(sentence, piece)) for piece in pieces],
        stance=stance,
        frame=frame,
        rule=rule,
        verb=cue[0] if cue else None,
        cue=(words[cue[0]].start, words[cue[1] - 1].end) if cue else None,
        speaker=(index, words[speaker[0]].start, words[speaker[1] - 1].end) if speaker else None,
        negated=negated,
        confidence=confidence,
    )


def _characters(sentence: Sentence, piece: Range) -> Range:
    """Return the characters of a stretch, without the marks around a quotation that fills it."""
    words = sentence.words
    first, last = words[piece[0]], words[piece[1] - 1]
    start, end = first.start, last.end
    if first.quote >= 0 and first.quote == last.quote:
        q = sentence.layout.quotations[first.quote]
        if start == q.outer_start and end == q.outer_end and q.end > q.start:
            return q.start, q.end
    return start, end


def said(sentence: Sentence, clause: Clause, pieces: Sequence[Range], frame: str, rule: str) -> Found:
    """Make the statement of a cue verb."""
    return make(
        sentence,
        pieces,
        (_stance(clause, frame, sentence.words, pieces[0]), frame, rule),
        (clause.at, clause.at + 1),
        clause.speaker,
        negated=clause.negated,
        confidence=0.5 if rule == "object of a cue" else 0.7,
    )


def _stance(clause: Clause, frame: str, words: Sequence[Word], piece: Range) -> Stance:
    table = load_form_cues("de")
    stance = clause.verb.frames[frame]
    if clause.negated and clause.verb.infinitive != "schließen":
        return NEGATED[stance]
    if stance == "rejects":
        claims = any(words[k].text in table.claims for k in range(piece[0], min(piece[1], piece[0] + 6)))
        if claims or frame == "clause":
            return "denies"
    return stance


def content(sentence: Sentence, first: int, frame: str) -> Range | None:
    """Return the stretch of a content that begins at a word: the rest of the sentence, or its quotation."""
    words = sentence.words
    end = sentence.end
    if frame == "quote" and words[first].quote >= 0:
        last = first
        while last < sentence.stop and words[last].quote >= 0:
            last += 1
        if last < sentence.stop and any(w.alphabetic for w in words[last:end]):
            # „A“ und „B“, or a quotation that the clause goes on after
            return first, end if words[last].text not in ",;–" else last
        return first, last
    return (first, end) if end > first else None


def begins_at(f: Found, word: Word) -> bool:
    """Say whether a statement begins right at a word."""
    return abs(f.pieces[0][1] - word.start) <= 2


def only_quoted(words: Sequence[Word], pieces: Sequence[Range]) -> bool:
    """Say whether all words of some stretches stand in quotation marks."""
    return all(words[k].quote >= 0 for a, b in pieces for k in range(a, b) if words[k].alphabetic)
