"""Nouns of saying: "Washington's assertions that ...", "an offer of talks from Rome", "made the announcement"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.statements.boundaries import cut_asides
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import tokens_piece
from dateline.find.statements.speakers import agent_of, name_span, subject_of, trim
from dateline.model import Stance
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "such"})
_NAMED: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What hangs on a noun of saying."""

    frame: str = ""
    first: int = 0
    last: int = 0
    speaker: Token | None = None


def is_light(verb: Token, noun: Token) -> bool:
    """Say whether a verb only carries a noun of saying ("made the announcement")."""
    table = load_cues()
    if verb.lemma_.lower() not in table.light or noun.lemma_.lower() not in table.nouns:
        return False
    # "repeated the governor's claim": the claim is another's, and repeating it is what the speaker does
    other = any(child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN") for child in noun.children)
    return not (other and verb.lemma_.lower() in table.treatments)


def noun_statement(
    layout: Layout, noun: Token, stance: Stance, takes: frozenset[str], *, nameless: bool = False
) -> Found | None:
    """Return the statement that a noun of saying makes, if somebody makes it.

    Args:
        layout: the passage.
        noun: the noun.
        stance: its stance, from the table of cues.
        takes: the prepositions that give its content.
        nameless: return it too where nobody in particular makes it ("amid fears that the levee would break").
    """
    doc, index = layout.doc, layout.passage.index
    parts = _parts(noun, takes)
    speaker, frame, first, last = parts.speaker, parts.frame, parts.first, parts.last
    cue = (noun.idx, noun.idx + len(noun))
    pointing = False
    light = noun.dep_ == "dobj" and noun.head.i < noun.i and is_light(noun.head, noun)
    if light and speaker is None:
        speaker = subject_of(noun.head)
        if speaker is not None:
            cue = (noun.head.idx, cue[1])
            if not frame and doc[noun.left_edge.i].lower_ in _DEFINITE:
                frame, first, last, pointing = "light", noun.left_edge.i, noun.i + 1, True
                cue = (noun.head.idx, noun.head.idx + len(noun.head))
    if not frame or (speaker is None and not (nameless and frame == "clause" and _at_large(noun))):
        return None
    if frame == "of" and stance == "asserts" and not _verbal(doc[first], last):
        return None
    a, b = trim(doc, first, cut_asides(doc, first, last))
    name = None if speaker is None else _name(noun, speaker)
    return Found(
        passage=index,
        pieces=[(index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))],
        stance=stance,
        frame="noun_" + frame,
        rule="noun of saying with a verb that carries it" if pointing else "noun of saying",
        verb=noun.i,
        cue=cue,
        anaphoric=pointing,
        head=noun.lemma_.lower(),
        speaker=None if name is None else tokens_piece(layout, *name),
        confidence=0.7 if name is not None else 0.5,
    )


def _at_large(noun: Token) -> bool:
    """Say whether a noun of saying in the plural, without an article, is what people say at large ("amid fears")."""
    if noun.tag_ != "NNS" or any(c.dep_ in ("det", "poss", "nummod") for c in noun.children):
        return False
    # "rejected claims that", "denied reports that": the whole is what is rejected
    return noun.dep_ == "pobj" or (noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children))


def _parts(noun: Token, takes: frozenset[str]) -> _Parts:
    """Find the content and the speaker among what hangs on a noun."""
    frame, first, last = "", 0, 0
    speaker: Token | None = None
    for child in noun.children:
        if child.i < noun.i:
            if child.dep_ == "poss" or (
                child.dep_ in ("compound", "amod", "nmod") and child.ent_type_ in _NAMED and speaker is None
            ):
                speaker = child
        elif _carries(child):
            # "the accusation, made by the bishop, that ..."
            speaker = agent_of(child) or speaker
        elif child.dep_ in ("acl", "ccomp", "relcl") and not frame:
            frame = _clausal(noun, child)
            first, last = child.left_edge.i, child.right_edge.i + 1
        elif child.dep_ == "prep":
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is None:
                continue
            if child.lower_ in ("by", "from"):
                speaker = inner
                behind = _clause_behind(inner)
                if behind is not None and not frame:
                    frame, first, last = "clause", behind.left_edge.i, behind.right_edge.i + 1
            elif not frame and child.lower_ in takes:
                frame, first, last = child.lower_, child.i + 1, child.right_edge.i + 1
                source = _from_phrase(inner) if speaker is None else None
                if source is not None:
                    speaker, last = source, source.head.i
    return _Parts(frame, first, last, speaker)


def _carries(child: Token) -> bool:
    """Say whether a participle after a noun tells who makes it ("made by the bishop", "levelled by Rome")."""
    return child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in load_cues().light


def _clause_behind(speaker: Token) -> Token | None:
    """Return the content of "a claim by the union that pay had fallen", which the parser hangs on the union."""
    for child in speaker.children:
        start = child.left_edge
        if child.dep_ != "relcl" or start.lower_ != "that" or start.i != speaker.i + 1:
            continue
        if start.dep_ == "mark" or any(
            c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > start.i for c in child.children
        ):
            objects = any(c.dep_ == "dobj" and c.i > child.i for c in child.children)
            whole = start.dep_ in ("mark", "nsubj", "nsubjpass") or objects
            return child if whole else None
    return None


def _clausal(noun: Token, child: Token) -> str:
    """Name the frame of a clause that hangs on a noun, or return an empty string if it is not its content."""
    start = noun.doc[child.left_edge.i]
    if start.lower_ == "that" and (start.dep_ == "mark" or child.dep_ != "relcl"):
        return "clause"
    if child.tag_ == "VB" and start.lower_ in ("to", "not"):
        return "to"
    if child.dep_ == "ccomp" and start.i == noun.i + 1:
        return "clause"
    return ""


def _from_phrase(inner: Token) -> Token | None:
    """Return who offers in "an offer of talks from Rome", where the parser hangs "from" on the talks."""
    for token in inner.subtree:
        if token.dep_ == "prep" and token.lower_ == "from" and token.i > inner.i:
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None


def _verbal(start: Token, last: int) -> bool:
    """Say whether a run of tokens begins with a gerund, an adverb before it allowed."""
    return any(start.doc[i].tag_ == "VBG" for i in range(start.i, min(start.i + 2, last)))


def _name(noun: Token, speaker: Token) -> tuple[int, int]:
    if speaker.i > noun.i:
        behind = _clause_behind(speaker)
        return name_span(speaker, high=None if behind is None else behind.left_edge.i)
    if speaker.dep_ in ("compound", "amod", "nmod"):
        return speaker.left_edge.i, speaker.i + 1
    limit = noun.i if speaker.dep_ == "poss" else noun.head.i
    first, last = name_span(speaker, speaker.left_edge.i, limit)
    while last - first > 1 and noun.doc[last - 1].tag_ == "POS":
        last -= 1
    return first, last
