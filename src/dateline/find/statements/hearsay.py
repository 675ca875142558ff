"""What is held of somebody at large: "men believed to be miners", "a drone said to belong to the army"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.cues import is_infinitive
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import tokens_piece
from dateline.find.statements.speakers import trim

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD: Final = frozenset(
    {"believe", "think", "say", "know", "understand", "report", "rumour", "rumor", "presume"}
)
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


def hearsay(layout: Layout, verb: Token) -> Found | None:
    """Return what a participle after a noun says is held of it, by nobody in particular.

    Args:
        layout: the passage.
        verb: a verb of saying or thinking, which parsers often take for the verb of the sentence.
    """
    doc = layout.doc
    if verb.lemma_.lower() not in _HELD or verb.tag_ not in ("VBN", "VBD") or verb.i + 2 >= len(doc):
        return None
    if doc[verb.i - 1].pos_ not in ("NOUN", "PROPN", "NUM") and doc[verb.i - 1].text != ",":
        return None
    if doc[verb.i + 1].lower_ != "to":
        return None
    held = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and is_infinitive(c)), None)
    if held is None:
        return None
    last = min(held.right_edge.i + 1, layout.units[layout.unit_at[verb.i]][1])
    if verb.dep_ != "acl":
        # the sentence goes on with its own verb: "men believed to be miners were found"
        main = next((c for c in verb.children if c.dep_ == "ccomp" and c.i >= last), None)
        if main is None or doc[main.left_edge.i].tag_ not in _FINITE:
            return None
        last = min(last, main.left_edge.i)
    piece = tokens_piece(layout, *trim(doc, verb.i + 1, last))
    return Found(
        passage=layout.passage.index,
        pieces=[piece],
        stance="asserts",
        frame="objto",
        rule="held of somebody at large",
        verb=verb.i,
        cue=(verb.idx, verb.idx + len(verb)),
        confidence=0.6,
    )
