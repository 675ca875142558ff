"""The cue of a quotation: a verb of saying before it, or after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.statements.cues import cue_of
from dateline.find.statements.layout import Layout
from dateline.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTE_FRAMES: Final = ("quote", "quote_to")
_SUBORDINATE: Final = frozenset(
    {"when", "while", "after", "because", "if", "which", "although", "though", "since", "until", "whose"}
)
REACH: Final = 30
"""Tokens within which the cue of a quotation is looked for."""


@dataclass(frozen=True, slots=True)
class QuoteCue:
    """A verb of saying beside a quotation.

    Attributes:
        verb: the verb.
        last: last token of its particle, or its own.
        stance: its stance with direct speech.
    """

    verb: Token
    last: int
    stance: Stance


def speech_at(layout: Layout, i: int) -> QuoteCue | None:
    """Return the cue that a token outside quotations is, if it takes direct speech."""
    token = layout.doc[i]
    if layout.quoted[i] >= 0 or (token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB")):
        return None
    entry = cue_of(token)
    if entry is None:
        return None
    cue, last = entry
    for frame in _QUOTE_FRAMES:
        if frame in cue.frames:
            return QuoteCue(token, last, cue.frames[frame])
    return None


def cue_before(layout: Layout, low: int, begin: int) -> QuoteCue | None:
    """Find the cue that introduces a quotation."""
    doc = layout.doc
    last = begin - 1
    while last >= low and doc[last].is_space:
        last -= 1
    if last < low:
        return None
    closing = doc[last].text
    for i in range(last, max(low, last - REACH) - 1, -1):
        cue = speech_at(layout, i)
        if cue is None:
            if closing not in (",", ":") and doc[i].text in (",", ":", ";"):
                return None
            continue
        if cue.last == last or closing in (",", ":"):
            return cue
        if closing == "that" and cue.last == last - 1:
            return None
        entry = cue_of(cue.verb)
        between = doc[cue.last + 1 : begin]
        if entry is None or "quote_to" not in entry[0].frames or begin - cue.last > 8:
            return None
        if any(t.lower_ in ("that", "to", "of", "about") or t.pos_ in ("VERB", "AUX") for t in between):
            return None
        return cue
    return None


def cue_after(layout: Layout, past: int, high: int, quote_end: int) -> QuoteCue | None:
    """Find the cue that follows a quotation."""
    doc = layout.doc
    if past >= high:
        return None
    mark = layout.text[quote_end - 1]
    nxt = doc[past].text
    if mark not in ",!?…-–—." and nxt not in (",", "-", "–", "—", "―", ";"):
        direct = speech_at(layout, past)
        if direct is None and not (
            doc[past].pos_ in ("PRON", "PROPN") and past + 1 < high and speech_at(layout, past + 1)
        ):
            return None
    if nxt in (",", ";") and past + 1 < high and doc[past + 1].lower_ in ("and", "but", "or"):
        return None
    for i in range(past, min(high, past + REACH)):
        token = doc[i]
        if token.text in (";", ":") or (token.text in ".!?" and i > past) or token.lower_ in _SUBORDINATE:
            return None
        cue = speech_at(layout, i) or (_inverted(layout, i) if i <= past + 1 else None)
        if cue is None and mark in ",!?":
            cue = _any_verb(layout, i, past)
        if cue is not None:
            if token.dep_ == "relcl":
                continue
            return cue
    return None


def _any_verb(layout: Layout, i: int, past: int) -> QuoteCue | None:
    """Take any verb without an object that ends the words after a quotation: “So what,” the baker croaked."""
    doc = layout.doc
    token = doc[i]
    if (
        token.pos_ != "VERB"
        or token.tag_ not in ("VBD", "VBZ")
        or not past < i < past + 7
        or i + 1 >= len(doc)
    ):
        return None
    if doc[i + 1].text not in (".", ",") or any(
        doc[k].pos_ not in _PHRASE or layout.quoted[k] >= 0 for k in range(past, i)
    ):
        return None
    return QuoteCue(token, i, "asserts")


_PHRASE: Final = frozenset({"PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM", "PART"})


def _inverted(layout: Layout, i: int) -> QuoteCue | None:
    """Take any verb before its subject, straight after a quotation, for a cue: “So what,” shrugged Ali."""
    doc = layout.doc
    token = doc[i]
    if token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBZ") or i + 1 >= len(doc) or layout.quoted[i] >= 0:
        return None
    if doc[i + 1].pos_ not in ("PROPN", "DET") or doc[i - 1].is_alpha:
        return None
    return QuoteCue(token, i, "asserts")
