"""Who speaks a quotation: the subject of its cue, else the noun phrase beside the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import LONGEST_NAME, name_span, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAYS: Final = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("morning", "afternoon", "evening", "night", "today", "yesterday", "tonight"),
    }
)
"""Words after a cue that tell when, whatever the parser takes them for."""
_TELLING: Final = frozenset({"tell", "ask", "remind", "inform", "warn"})
"""Verbs after which the noun phrase names who is spoken to."""
_NAMING: Final = frozenset({"PROPN", "PRON", "NOUN"})


def quotation_speaker(layout: Layout, verb: Token, first: int, end: int) -> tuple[int, int] | None:
    """Find who speaks a quotation.

    Args:
        layout: the passage.
        verb: the verb of the cue.
        first: first token of the sentence.
        end: past its last token.

    Returns:
        First token of the speaker's words, and past the last.
    """
    subject = subject_of(verb)
    if subject is not None and first <= subject.i < end and layout.quoted[subject.i] < 0:
        return _named(layout, subject, verb, (first, end))
    following = _following(layout, verb, end)
    if following is not None:
        return following
    if verb.i > first and layout.doc[verb.i - 1].text == ",":
        return _apposed(layout, verb, first)
    return _preceding(layout, verb, first)


def _named(layout: Layout, subject: Token, verb: Token, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the name that a cue's subject heads, up to the quotations around it and the cue."""
    first, end = sentence
    quoted = layout.quoted
    low = next((i + 1 for i in range(subject.i, first - 1, -1) if quoted[i] >= 0), first)
    high = next((i for i in range(subject.i, end) if quoted[i] >= 0), end)
    if subject.i < verb.i:
        high = min(high, verb.i)
    else:
        low = max(low, verb.i + 1)
    return name_span(subject, low, high)


def _following(layout: Layout, verb: Token, end: int) -> tuple[int, int] | None:
    """Return the noun phrase straight after a cue that the parser gives no subject."""
    doc, quoted = layout.doc, layout.quoted
    if verb.lemma_ in _TELLING:
        return None
    for i in range(verb.i + 1, min(verb.i + 4, end)):
        if quoted[i] >= 0 or doc[i].text in ",;:." or doc[i].pos_ in ("ADP", "SCONJ", "VERB"):
            return None
        dated = doc[i].ent_type_ in ("DATE", "TIME") or doc[i].lower_ in _DAYS
        if doc[i].pos_ in _NAMING and not dated:
            head = doc[i]
            while (
                head.head.i != head.i
                and head.dep_ in ("compound", "det", "amod", "poss", "nmod")
                and head.head.i < end
            ):
                head = head.head
            return name_span(head, verb.i + 1, end)
    return None


def _apposed(layout: Layout, verb: Token, first: int) -> tuple[int, int] | None:
    """Return a name with its apposition between a quotation and its cue (“We lost,” Bello, an ally, said)."""
    doc = layout.doc
    low = next((i + 1 for i in range(verb.i - 1, first - 1, -1) if layout.quoted[i] >= 0), first)
    words = doc[low : verb.i - 1]
    if not 0 < len(words) < LONGEST_NAME or words[0].pos_ not in ("PROPN", "DET", "NOUN", "PRON", "ADJ"):
        return None
    return None if any(t.pos_ in ("VERB", "AUX") for t in words) else (low, verb.i - 1)


def _preceding(layout: Layout, verb: Token, first: int) -> tuple[int, int] | None:
    """Return the noun phrase straight before a cue that the parser gives no subject."""
    doc, quoted = layout.doc, layout.quoted
    for i in range(verb.i - 1, first - 1, -1):
        if quoted[i] >= 0 or doc[i].text in ",;:.":
            return None
        if doc[i].pos_ in _NAMING:
            low = i
            while (
                low - 1 >= first
                and quoted[low - 1] < 0
                and doc[low - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART")
            ):
                low -= 1
            return low, i + 1
    return None
