"""A statement as it is being put together: runs of characters of one parse."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Stance


@dataclass(slots=True, kw_only=True)
class Found:
    """A statement in the making. All offsets are those of the passage's parse.

    Attributes:
        passage: index of the passage of the cue, or of the content where there is no cue.
        pieces: the content: passage, first character, past the last.
        stance: what the speaker does with the content.
        frame: the frame that tied content and cue together.
        rule: name of the rule.
        verb: token of the cue's verb or noun.
        cue: characters of the cue.
        speaker: passage and characters of the speaker's words.
        elsewhere: passage and characters of the speaker's words where the clause leaves them out.
        addressee: characters of the addressee's words.
        medium: characters of the carrier's words.
        time: characters of the words that date the saying.
        anaphoric: the content points at words elsewhere.
        negated: the cue is negated.
        head: lemma of the noun that heads the content.
        confidence: probability that content and speaker are right.
        speaker_words: the speaker's words, filled in when all are known.
        after_colon: first character of a quotation that stands after the cue and a colon.
    """

    passage: int
    pieces: list[tuple[int, int, int]]
    stance: Stance
    frame: str
    rule: str
    verb: int | None = None
    cue: tuple[int, int] | None = None
    speaker: tuple[int, int, int] | None = None
    elsewhere: tuple[int, int, int] | None = None
    addressee: tuple[int, int] | None = None
    medium: tuple[int, int] | None = None
    time: tuple[int, int] | None = None
    anaphoric: bool = False
    negated: bool = False
    head: str = ""
    confidence: float = 0.9
    speaker_words: str = ""
    after_colon: int | None = None
