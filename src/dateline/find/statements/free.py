"""Free indirect speech: "The mayor said the town would not bow. She would not resign. The vote had been stolen."."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import Piece, tokens_piece
from dateline.find.statements.quotecues import speech_at
from dateline.find.statements.speakers import name_span, own_subject, trim
from dateline.find.statements.stance import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

FREE: Final = "free indirect speech"
"""Rule of the statements made here."""
_SINGULAR: Final = frozenset({"he", "she", "his", "her"})
_PLURAL: Final = frozenset({"they", "their"})
_NOBODY: Final = frozenset({"i", "we", "you", "it", "this", "that", "which", "who", "nobody", "none"})
_WOULD: Final = frozenset({"would", "'d", "’d"})
_SHIFTED: Final = frozenset({"would", "could", "might", "must", "should", "'d", "’d"})
_HINDSIGHT: Final = frozenset(
    {"later", "eventually", "soon", "then", "finally", "often", "sometimes", "usually", "regularly", "always"}
)
"""Adverbs with which "would" tells what came later or was usual: "She would later resign"."""


def find_free(layout: Layout, found: Sequence[Found], taken: Collection[int]) -> list[Found]:
    """Find the sentences that go on with a speaker's words without a cue.

    Only where the signs are strong: the sentence before ends with a person's reported words, this one has a
    pronoun for that person and "would"; once it has begun, a sentence with a shifted tense goes on with it.

    Args:
        layout: a passage.
        found: its statements with cues.
        taken: tokens of the cues that have a quotation.
    """
    if layout.passage.zone.kind != "body" or len(layout.units) < 2:
        return []
    cues = {f.verb for f in found if f.verb is not None} | set(taken)
    made: list[Found] = []
    speaker: Piece | None = None
    going = False
    for number, (first, end) in enumerate(layout.units):
        own = [i for i in sorted(cues) if first <= i < end]
        root = next((layout.doc[i] for i in range(first, end) if layout.doc[i].dep_ == "ROOT"), None)
        quoted = any(layout.quoted[i] >= 0 for i in range(first, end))
        if own or quoted or root is None:
            going = False
            speaker = _source(layout, own, first, end) if own else None
            continue
        going = speaker is not None and (
            _goes_on(root) if going else _begins(layout, root, first, speaker) and number > 0
        )
        if not going or speaker is None:
            speaker, going = None, False
            continue
        a, b = trim(layout.doc, first, end)
        made.append(
            Found(
                passage=layout.passage.index,
                pieces=[tokens_piece(layout, a, b)],
                stance="asserts",
                frame="free",
                rule=FREE,
                elsewhere=speaker,
                confidence=0.4,
            )
        )
    return made


def _source(layout: Layout, cues: Sequence[int], first: int, end: int) -> Piece | None:
    """Return who speaks in a sentence, if its main verb is a cue in the past and nobody else is named in it."""
    doc = layout.doc
    main = [doc[i] for i in cues if doc[i].dep_ in ("ROOT", "parataxis") and doc[i].tag_ == "VBD"]
    if len(main) != 1 or speech_at(layout, main[0].i) is None or is_negated(main[0]):
        return None
    subject = own_subject(main[0])
    if subject is None or subject.lower_ in _NOBODY or subject.ent_type_ in ("GPE", "ORG"):
        return None
    a, b = name_span(subject, first, main[0].i if subject.i < main[0].i else end)
    others = [doc[i] for i in range(first, end) if doc[i].ent_type_ == "PERSON" and not a <= i < b]
    return None if others else tokens_piece(layout, a, b)


def _begins(layout: Layout, root: Token, first: int, speaker: Piece) -> bool:
    """Say whether a sentence opens with a pronoun for the speaker and has "would"."""
    doc = layout.doc
    opening = doc[first].lower_
    words = doc.char_span(speaker[1], speaker[2], alignment_mode="expand")
    if words is None or root.tag_ != "VB":
        return False
    head = words.root
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in _PLURAL
    if head.pos_ == "PRON" and head.lower_ in _SINGULAR and opening[:2] != head.lower_[:2]:
        return False
    if opening not in (_PLURAL if plural else _SINGULAR):
        return False
    subject = own_subject(root)
    if subject is None or not (subject.i == first or doc[first].head.i == subject.i):
        return False
    would = any(c.dep_ == "aux" and c.lower_ in _WOULD for c in root.children)
    return would and not _hindsight(root)


def _goes_on(root: Token) -> bool:
    """Say whether a sentence has a tense shifted back: a modal of the past, or the past perfect."""
    if _hindsight(root):
        return False
    auxiliaries = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass")}
    return not _SHIFTED.isdisjoint(auxiliaries) or (root.tag_ == "VBN" and "had" in auxiliaries)


def _hindsight(root: Token) -> bool:
    dated = any(token.ent_type_ == "DATE" for token in root.subtree) and root.tag_ == "VBN"
    went_on = root.lemma_ == "go" and any(c.dep_ == "xcomp" for c in root.children)
    return dated or went_on or any(c.lower_ in _HINDSIGHT for c in root.children)
