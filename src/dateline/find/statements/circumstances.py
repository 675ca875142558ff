"""When, where and to whom something was said: the phrases beside the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.found import Found
from dateline.find.statements.speakers import bare_end, trim
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DATED: Final = frozenset({"DATE", "TIME"})
_WHEN: Final = frozenset({"on", "in", "at", "during", "since", "last", "late", "early"})
_WHERE: Final = frozenset({"in", "on", "via", "through", "over", "at", "by", "from", "during"})


def add_circumstances(found: Found, verb: Token, low: int, high: int) -> None:
    """Fill in addressee, medium and time of a statement from the phrases that hang on its cue.

    Args:
        found: the statement.
        verb: its cue.
        low: first token of the sentence.
        high: past its last token.
    """
    doc = verb.doc
    inside = [(a, b) for index, a, b in found.pieces if index == found.passage]
    for child in verb.children:
        if not low <= child.i < high:
            continue
        first, last = child.left_edge.i, min(child.right_edge.i + 1, high)
        end = doc[last - 1].idx + 1
        if any(a < end and doc[first].idx < b for a, b in inside):
            continue
        if child.dep_ == "npadvmod" and child.ent_type_ in _DATED and found.time is None:
            found.time = _dated(child)
        elif child.dep_ == "prep":
            _phrase(found, child, first, last)
        elif child.dep_ in ("dobj", "dative") and found.addressee is None and _told(verb):
            if child.dep_ == "dative" and child.pos_ == "ADP":
                first += 1
            last = bare_end(child, last)
            if first < last and child.right_edge.i - first < 12:
                found.addressee = _chars(doc, first, last)
    if found.time is None:
        found.time = _beside(verb, low, high, inside)
    if found.time is None and verb.dep_ == "conj" and low <= verb.head.i < verb.i:
        found.time = _beside(verb.head, low, high, inside)
    if found.time is None and verb.dep_ == "conj" and verb.head.i < verb.i:
        # "on Monday rejected the offer and denied the claim": the time before the first verb dates both
        for child in verb.head.children:
            if child.i < verb.head.i and child.left_edge.i >= low:
                if child.dep_ == "npadvmod" and child.ent_type_ in _DATED:
                    found.time = _dated(child)
                elif child.dep_ == "prep" and child.lower_ in _WHEN:
                    pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
                    if pobj is not None and pobj.ent_type_ in _DATED:
                        found.time = _dated(pobj)


def _beside(verb: Token, low: int, high: int, inside: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the time right before or after a cue, wherever the parser hangs it ("the mayor on Friday said")."""
    doc = verb.doc
    i = verb.i - 1
    if low <= i and doc[i].ent_type_ in _DATED:
        return None if any(a <= doc[i].idx < b for a, b in inside) else _dated(doc[i])
    i = verb.i + 1
    while i < high and i < verb.i + 4 and doc[i].lower_ in _WHEN:
        i += 1
    if i < high and doc[i].ent_type_ in _DATED and not any(a <= doc[i].idx < b for a, b in inside):
        return _dated(doc[i])
    for child in verb.children:
        # "Speaking on Tuesday, the mayor said"
        if child.dep_ == "advcl" and child.i < verb.i and child.lemma_ in ("speak", "write", "address"):
            last = child.right_edge
            if last.ent_type_ in _DATED and child.left_edge.i >= low:
                return _dated(last)
    return None


def _phrase(found: Found, prep: Token, first: int, last: int) -> None:
    doc = prep.doc
    word = prep.lower_
    pobj = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if pobj is None:
        return
    if pobj.ent_type_ in _DATED and word in _WHEN:
        if found.time is None:
            found.time = _dated(pobj)
    elif word in _WHERE and pobj.lemma_.lower() in load_cues().carriers:
        if found.medium is None:
            found.medium = _chars(doc, first, last)
    elif word == "to" and found.addressee is None and found.frame in ("quote", "clause"):
        found.addressee = _chars(doc, prep.i + 1, last)


def _dated(head: Token) -> tuple[int, int]:
    """Return the whole time expression around its head, as the entity recogniser sees it."""
    doc = head.doc
    first = last = head.i
    while first > 0 and (doc[first].ent_iob_ == "I" or doc[first - 1].ent_type_ in _DATED):
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_type_ in _DATED:
        last += 1
    return _chars(doc, first, last + 1)


def _told(verb: Token) -> bool:
    return any("quote_to" in cue.frames for cue in load_cues().verbs.get(verb.lemma_.lower(), ()))


def _chars(doc: Doc, first: int, last: int) -> tuple[int, int]:
    a, b = trim(doc, first, last)
    return doc[a].idx, doc[b - 1].idx + len(doc[b - 1])
