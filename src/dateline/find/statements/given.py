"""The stance of a cue that is given, as when a reader has marked cue and content by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.find.statements.contents import content_of
from dateline.find.statements.cues import cue_of
from dateline.find.statements.stance import is_negated, stance_of
from dateline.find.syntax import Passage
from dateline.model import Span, Stance
from dateline.ontology.cues import VerbCue, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_WH: Final = re.compile(r"\W*(?:whether|if|why|how|what|who|when|where)\b", re.IGNORECASE)
_BY_WORD: Final = (
    (re.compile(r"\W*to\b", re.IGNORECASE), ("to", "objto")),
    (re.compile(r"\W*(?:that|whether|if|how|why|what|who)\b", re.IGNORECASE), ("clause",)),
    (re.compile(r"[\"“«‘]"), ("quote", "clause")),
)
_MARKS: Final = frozenset('"“«‘')
_ANY: Final = ("np", "clause", "ing", "quote", "for", "of", "to", "objto")
_STRONG: Final = frozenset(
    {"declines", "denies", "rejects", "doubts", "demands", "proposes", "promises", "threatens"}
)


def stance_given(passage: Passage, cue: Span, content: Span) -> tuple[Stance, bool]:
    """Return the stance of a statement whose cue and content are known.

    Args:
        passage: the passage they stand in.
        cue: the cue's words.
        content: the content's words.

    Returns:
        The stance, and whether the cue is negated.
    """
    best: tuple[Stance, bool] | None = None
    for token in passage.tokens(cue):
        found = _stance(token, content)
        if found is None:
            continue
        if best is None or (best[0] not in _STRONG and found[0] in _STRONG):
            best = found
    if best is not None:
        return best
    negated = any(t.dep_ == "neg" for t in passage.tokens(cue))
    return ("declines" if negated else "asserts"), negated


def _stance(token: Token, content: Span) -> tuple[Stance, bool] | None:
    table = load_cues()
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN") and lemma in table.nouns:
        return table.nouns[lemma], False
    entry = cue_of(token, attitudes=True)
    if entry is None:
        return None
    cue, last = entry
    negated = is_negated(token)
    speech = "quote" in cue.frames and content.words[:1] in _MARKS
    parsed = None if speech else content_of(token, cue, last)
    frame = parsed.frame if parsed is not None else _frame(cue, content.words)
    if frame is None:
        return None
    base = parsed.stance if parsed is not None else cue.frames[frame]
    head = "" if parsed is None else token.doc[parsed.head].lemma_.lower()
    asked = base == "asks" and frame == "np" and not _WH.match(content.words)
    return (
        stance_of(
            "demands" if asked else base, frame=frame, negated=negated, content=content.words, head=head
        ),
        negated,
    )


def _frame(cue: VerbCue, words: str) -> str | None:
    for pattern, frames in _BY_WORD:
        if pattern.match(words):
            for frame in frames:
                if frame in cue.frames:
                    return frame
    return next((frame for frame in (*_ANY, *cue.frames) if frame in cue.frames), None)
