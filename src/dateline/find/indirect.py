"""Indirect speech: verbs of saying with the contents that their grammar gives them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from dateline.find.contents import Content, content_of, cue_of
from dateline.find.found import Found
from dateline.find.layout import Layout
from dateline.find.nouns import is_light, noun_statement
from dateline.find.speakers import is_passive, name_span, own_subject, subject_of, trim
from dateline.find.stance import is_negated, stance_of
from dateline.model import Stance
from dateline.ontology.cues import VerbCue, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE: Final = frozenset({"that", "which", "who", "whom"})


def find_indirect(layout: Layout, taken: AbstractSet[tuple[int, int]]) -> list[Found]:
    """Find the statements that a verb of saying makes with its clause, object or phrase.

    Args:
        layout: a passage.
        taken: passage and token of the verbs that a quotation already has.
    """
    table = load_cues()
    verbs, nouns = table.verbs, table.nouns
    found: list[Found] = []
    doc = layout.doc
    index = layout.passage.index
    terse = layout.passage.zone.kind in ("headline", "deck", "subhead")
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma in verbs and (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")):
            if (index, token.i) in taken:
                continue
            entry = cue_of(token)
            if entry is None:
                continue
            statement = _verb(layout, token, entry[0], entry[1], terse=terse)
            if statement is not None:
                found.append(statement)
        elif lemma in nouns and token.pos_ in ("NOUN", "PROPN"):
            statement = noun_statement(layout, token, nouns[lemma])
            if statement is not None:
                found.append(statement)
    return found


def _verb(layout: Layout, verb: Token, cue: VerbCue, last_cue: int, *, terse: bool) -> Found | None:
    postposed = _postposed(layout, verb, cue, last_cue)
    if postposed is not None:
        return postposed
    content = content_of(verb, cue, last_cue)
    if content is None or (content.frame == "np" and is_light(verb, layout.doc[content.head])):
        return None
    subject = _source(verb)
    doc, index = layout.doc, layout.passage.index
    if subject is None and not terse and not is_passive(verb) and verb.tag_ in ("VB", "VBG"):
        return None
    pieces = _pieces(layout, verb, content)
    if not pieces:
        return None
    last = doc[content.last_cue]
    negated = is_negated(verb)
    words = " ".join(doc.text[a:b] for _, a, b in pieces)
    head = doc[content.head].lemma_.lower()
    stance = stance_of(content.stance, frame=content.frame, negated=negated, content=words, head=head)
    statement = Found(
        passage=index,
        pieces=pieces,
        stance=stance,
        frame=content.frame,
        rule="verb of saying with " + content.frame,
        verb=verb.i,
        cue=(verb.idx, last.idx + len(last)),
        anaphoric=content.anaphoric,
        negated=negated,
        head=head,
        confidence=0.8 if content.frame in ("clause", "to", "objto") else 0.6,
    )
    if subject is not None:
        if subject.i < verb.i:
            a, b = name_span(subject, 0, verb.i)
        else:
            a, b = name_span(subject, verb.i + 1)
        statement.speaker = (index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
    if content.addressee is not None:
        a, b = trim(doc, *content.addressee)
        statement.addressee = (doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
    return statement


def _source(verb: Token) -> Token | None:
    """Return who speaks: the subject, or for "issued a statement saying" the issuer."""
    subject = subject_of(verb)
    if subject is not None and verb.dep_ == "acl" and subject.i == verb.head.i and subject.dep_ == "dobj":
        carrier = subject.head
        if carrier.lemma_.lower() in load_cues().light:
            issuer = subject_of(carrier)
            if issuer is not None:
                return issuer
    return subject


def _pieces(layout: Layout, verb: Token, content: Content) -> list[tuple[int, int, int]]:
    """Turn runs of tokens into runs of characters, kept inside the verb's sentence."""
    doc, index = layout.doc, layout.passage.index
    low, high = layout.units[layout.unit_at[verb.i]]
    pieces = []
    for first, last in content.runs:
        first, last = max(first, low), min(last, high)  # noqa: PLW2901 -- clipped
        if first >= last:
            continue
        first, last = trim(doc, first, last)  # noqa: PLW2901
        pieces.append((index, doc[first].idx, doc[last - 1].idx + len(doc[last - 1])))
    return pieces


def _postposed(layout: Layout, verb: Token, cue: VerbCue, last_cue: int) -> Found | None:
    """Content before the cue: "The road is closed, police said"."""
    stance: Stance | None = cue.frames.get("clause")
    if stance is None or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return None
    subject = own_subject(verb)
    if subject is None or subject.lower_ in _RELATIVE:
        return None
    doc, quoted, index = layout.doc, layout.quoted, layout.passage.index
    low, high = layout.units[layout.unit_at[verb.i]]
    first = min(verb.i, subject.left_edge.i, verb.i)
    if subject.i < verb.i:
        for i in range(subject.i, first - 1, -1):
            if doc[i].text == "," and doc[i].head.i != subject.i and doc[i].head.head.i != subject.i:
                first = i + 1
                break
    if first <= low or doc[first - 1].text not in (",", "-", "–", "—", "”", '"', "’"):
        return None
    if quoted[verb.i] != quoted[first - 1] and quoted[verb.i] >= 0:
        return None
    if any(
        c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > verb.i
        for c in verb.children
        if not (c.dep_ == "dobj" and c is subject)
    ):
        return None
    before = [
        c
        for c in verb.children
        if c.i < first
        and c.dep_ in ("ccomp", "advcl", "parataxis", "dep", "nsubj", "dobj", "npadvmod", "prep")
    ]
    linked = bool([c for c in before if c.dep_ in ("ccomp", "parataxis", "dep")]) or verb.dep_ in (
        "parataxis",
        "ccomp",
        "conj",
        "advcl",
        "dep",
        "ROOT",
    )
    if not linked or first - 1 - low < 2:
        return None
    if not any(doc[i].pos_ in ("VERB", "AUX") for i in range(low, first - 1)):
        return None
    a, b = trim(doc, low, first - 1)
    pieces = [(index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))]
    # what follows the cue after a comma goes on with the content
    tail = _tail(layout, verb, subject, last_cue, high)
    if tail is not None:
        pieces.append(tail)
    negated = is_negated(verb)
    last = doc[last_cue]
    if subject.i < verb.i:
        x, y = name_span(subject, first, verb.i)
    else:
        x, y = name_span(subject, verb.i + 1, high)
    return Found(
        passage=index,
        pieces=pieces,
        stance=stance_of(
            stance, frame="clause", negated=negated, content=doc.text[pieces[0][1] : pieces[0][2]]
        ),
        frame="clause",
        rule="cue after its content",
        verb=verb.i,
        cue=(verb.idx, last.idx + len(last)),
        speaker=(index, doc[x].idx, doc[y - 1].idx + len(doc[y - 1])),
        negated=negated,
        confidence=0.85,
    )


def _tail(
    layout: Layout, verb: Token, subject: Token, last_cue: int, high: int
) -> tuple[int, int, int] | None:
    doc = layout.doc
    past = max(last_cue, subject.i if subject.i < verb.i else subject.right_edge.i) + 1
    if past >= high or doc[past].text != ",":
        return None
    first = past + 1
    if (
        first >= high
        or doc[first].pos_ == "VERB"
        or doc[first].lower_ in ("who", "which", "as", "while", "after", "when", "citing", "according")
    ):
        return None
    if not any(doc[i].pos_ in ("VERB", "AUX") for i in range(first, high)) or doc[first].tag_ == "VBG":
        return None
    a, b = trim(doc, first, high)
    return (layout.passage.index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
