"""Cues and contents left out: "one said it had left, the other that it never came", "denied and confirmed that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.find.statements.circumstances import add_circumstances
from dateline.find.statements.cues import cue_of
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import Piece, tokens_piece
from dateline.find.statements.speakers import name_span, own_subject
from dateline.find.statements.stance import is_negated, stance_of
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINS: Final = frozenset({"and", "but", "while"})
_STOPS: Final = frozenset({",", ";", ".", ":", "—", "–"})
_NAME: Final = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM", "PART"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NAMED: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_OTHERS: Final = frozenset(
    {"other", "others", "rest", "second", "third", "fourth", "latter", "former", "another"}
)
_PEOPLE: Final = ("ers", "ors", "ists", "ians", "men", "women", "people")
"""Endings of plurals that name people ("millers", "villagers")."""
_LONGEST: Final = 8
"""Tokens of the longest name before a cue or predicate that is left out."""
_BESIDE: Final = 8
"""Tokens between two cues that share one content."""


def find_left_out(layout: Layout, found: Sequence[Found]) -> list[Found]:
    """Return the statements whose cue or content is told with the statement beside them.

    A content that runs on into the next speaker's is ended before his name.

    Args:
        layout: the passage.
        found: the statements found in it by verbs of saying; a content may be changed in place.
    """
    made: list[Found] = []
    has = {f.verb for f in found}
    for f in found:
        if f.verb is None or f.passage != layout.passage.index or not f.pieces:
            continue
        verb = layout.doc[f.verb]
        if not _is_finite(verb) or layout.quoted[verb.i] >= 0:
            continue
        if f.frame == "clause":
            made.extend(_second_clauses(layout, f, verb))
        elif f.frame == "small":
            made.extend(_second_predicate(layout, f, verb))
        shared = _sharing(layout, f, verb)
        if shared is not None and shared.verb not in has:
            made.append(shared)
    return made


def _is_finite(verb: Token) -> bool:
    """Say whether a verb is finite; the tagger takes "admitted" after its subject for a participle at times."""
    if verb.tag_ == "VBN" and own_subject(verb) is not None:
        return not any(c.dep_ in ("aux", "auxpass", "agent") for c in verb.children)
    return verb.tag_ in _FINITE


def _tokens(layout: Layout, piece: Piece) -> tuple[int, int]:
    """Return the tokens of a piece: the first, and past the last."""
    within = [token.i for token in layout.doc if piece[1] <= token.idx < piece[2]]
    return (within[0], within[-1] + 1) if within else (0, 0)


def _second_clauses(layout: Layout, f: Found, verb: Token) -> list[Found]:
    """Cut "the soldiers had left, the other that they never came" in two."""
    doc, made = layout.doc, []
    index, start, _ = f.pieces[-1]
    first, last = _tokens(layout, f.pieces[-1])
    if first <= verb.i:
        return []
    ends = [last]
    for that in reversed([doc[i] for i in range(first + 3, last - 2)]):
        if that.lower_ != "that" or that.dep_ != "mark" or layout.quoted[that.i] >= 0:
            continue
        name = _name_before(layout, first + 1, that.i)
        if name is None:
            continue
        cut = name[0] - 1 if doc[name[0] - 1].lower_ in _JOINS else name[0]
        cut = cut - 1 if doc[cut - 1].text == "," else cut
        piece = tokens_piece(layout, that.i, ends[-1])
        made.append(_gapped(layout, f, [piece], name))
        f.pieces[-1] = (index, start, doc[cut - 1].idx + len(doc[cut - 1]))
        ends.append(cut)
    return made


def _name_before(layout: Layout, low: int, end: int) -> tuple[int, int] | None:
    """Return the name of a second speaker that ends before a token, after a comma or a conjunction."""
    doc = layout.doc
    first = end
    while first > low and end - first <= _LONGEST and doc[first - 1].pos_ in _NAME:
        first -= 1
    if first == end or end - first > _LONGEST or not _may_speak(doc[end - 1]):
        return None
    before = doc[first - 1]
    # without a comma only a name after a conjunction begins somebody else's words
    return (first, end) if before.text == "," or before.lower_ in _JOINS else None


def _may_speak(head: Token) -> bool:
    """Say whether a noun phrase with this last word can name a speaker."""
    table = load_cues()
    lemma = head.lemma_.lower()
    if lemma in table.nouns or lemma in table.claims or lemma in table.comments:
        return False
    if head.lower_ in _OTHERS or head.pos_ == "PROPN" or head.ent_type_ in _NAMED:
        return True
    if lemma in table.sources or head.lower_ in table.sources:
        return True
    return head.tag_ == "NNS" and head.lower_.endswith(_PEOPLE)


def _second_predicate(layout: Layout, f: Found, verb: Token) -> list[Found]:
    """Cut "it a mistake and Berlin a crime" in two; the thing judged belongs to both."""
    doc = layout.doc
    high = layout.units[layout.unit_at[verb.i]][1]
    judged = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if judged is None or layout.quoted[verb.i] >= 0:
        return []
    for i in range(judged.i + 2, high - 3):
        joined = doc[i].lower_ in _JOINS
        if not joined and doc[i].text != ",":
            continue
        first = i + 2 if doc[i + 1].lower_ in _JOINS else i + 1
        split = _name_and_predicate(layout, first, high)
        if split is None:
            continue
        name_end, stop = split
        f.pieces = [
            (p, a, min(b, doc[i - 1].idx + len(doc[i - 1]))) for p, a, b in f.pieces if a < doc[i].idx
        ]
        thing = tokens_piece(layout, judged.left_edge.i, judged.i + 1)
        said = [thing, tokens_piece(layout, name_end, stop)]
        return [_gapped(layout, f, said, (first, name_end))]
    return []


def _name_and_predicate(layout: Layout, first: int, high: int) -> tuple[int, int] | None:
    """Return where a name ends and where the judgement after it ends ("Berlin | a crime |."), if it is one."""
    doc = layout.doc
    past = first
    while past < high and past - first < _LONGEST and doc[past].pos_ in _NAME:
        if past > first and doc[past].lower_ in ("a", "an"):
            break
        past += 1
    if past >= high or past == first or doc[past].lower_ not in ("a", "an") or not _speaks(doc[past - 1]):
        return None
    stop = past
    while stop < high and doc[stop].text not in _STOPS:
        if doc[stop].tag_ in _FINITE:
            return None
        stop += 1
    return (past, stop) if stop > past + 1 else None


def _speaks(head: Token) -> bool:
    return _may_speak(head) or head.tag_ == "NNS"


def _gapped(layout: Layout, f: Found, pieces: list[Piece], name: tuple[int, int]) -> Found:
    """Make the statement of a speaker who has the cue of the statement before him."""
    return replace(
        f,
        pieces=pieces,
        rule="cue left out after the first",
        speaker=tokens_piece(layout, *name),
        elsewhere=None,
        addressee=None,
        anaphoric=False,
        confidence=0.7,
    )


def _sharing(layout: Layout, f: Found, verb: Token) -> Found | None:
    """Return what the first of two cues does with the content of the second ("denied and the army confirmed that")."""
    other = verb.head
    if verb.dep_ != "conj" or not _is_finite(other) or not 0 < verb.i - other.i <= _BESIDE:
        return None
    if any(start < verb.idx for _, start, _ in f.pieces) or f.frame not in ("clause", "np"):
        return None
    entry = cue_of(other)
    stance = None if entry is None else entry[0].frames.get(f.frame)
    subject = own_subject(other)
    if entry is None or stance is None or subject is None or subject.i > other.i:
        return None
    between = layout.doc[entry[1] + 1 : verb.i]
    if not any(t.dep_ == "cc" for t in between) or any(
        t.pos_ in ("VERB", "ADP", "SCONJ") or t.text in (";", ":") for t in between
    ):
        return None
    if any(c.i > other.i and c.dep_ not in ("cc", "conj", "punct", "advmod") for c in other.children):
        return None
    own = own_subject(verb)
    if own is None and f.frame == "clause" and between[0].dep_ != "cc":
        return None
    negated = is_negated(other)
    last = layout.doc[entry[1]]
    words = " ".join(layout.text[a:b] for _, a, b in f.pieces)
    statement = replace(
        f,
        pieces=list(f.pieces),
        stance=stance_of(stance, frame=f.frame, negated=negated, content=words, head=f.head),
        rule="content left to the next cue",
        verb=other.i,
        cue=(other.idx, last.idx + len(last)),
        speaker=tokens_piece(layout, *name_span(subject, 0, other.i)),
        elsewhere=None,
        addressee=None,
        negated=negated,
        confidence=0.7,
    )
    add_circumstances(statement, other, *layout.units[layout.unit_at[other.i]])
    return statement
