"""Cues as they stand in a parse, and the contents that they govern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Stance
from dateline.ontology.cues import VerbCue, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one cue, as runs of tokens.

    Attributes:
        frame: the frame that gave it.
        stance: the cue's stance in that frame.
        runs: first token and past the last, one or two.
        head: the token that heads it.
        last_cue: last token that belongs to the cue itself (its particle or preposition).
        addressee: first token and past the last of whom it is said to.
        anaphoric: the content only points at words elsewhere ("a charge Tehran denies").
    """

    frame: str
    stance: Stance
    runs: tuple[tuple[int, int], ...]
    head: int
    last_cue: int
    addressee: tuple[int, int] | None = None
    anaphoric: bool = False


def cue_of(verb: Token, *, attitudes: bool = False) -> tuple[VerbCue, int] | None:
    """Return the table's entry for a verb, and the last token of its particle.

    Where the verb has its particle with it ("rules out talks"), the entry with the particle is taken.

    Args:
        verb: the verb.
        attitudes: look among the verbs of attitude and act too.
    """
    table = load_cues()
    kin = (table.attitudes if attitudes else table.verbs).get(verb.lemma_.lower())
    if kin is None:
        return None
    doc = verb.doc
    for cue in kin:
        if not cue.particle:
            return cue, verb.i
        for i in range(verb.i + 1, min(verb.i + 3, len(doc))):
            if doc[i].lower_ == cue.particle:
                return cue, i
    return None


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb of saying with what depends on it, gathered once for all frames.

    Attributes:
        verb: the verb.
        frames: stance by frame.
        last_cue: last token of its particle, or its own.
        after: its dependents after it.
        by_dep: the first of these by relation.
    """

    verb: Token
    frames: Mapping[str, Stance]
    last_cue: int
    after: tuple[Token, ...]
    by_dep: Mapping[str, Token]


def governor(verb: Token, cue: VerbCue, last_cue: int) -> Governor:
    """Gather what depends on a verb of saying."""
    after = tuple(child for child in verb.children if child.i > verb.i)
    by_dep: dict[str, Token] = {}
    for child in after:
        by_dep.setdefault(child.dep_, child)
    return Governor(verb, cue.frames, last_cue, after, by_dep)


def is_infinitive(token: Token) -> bool:
    """Say whether a verb is an infinitive with "to"."""
    return token.tag_ in ("VB", "VBN") and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
