"""Contents of passives: "reported by", "carried by state media", "is accused of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.find.statements.clauses import clause
from dateline.find.statements.cues import Content, Governor, is_infinitive
from dateline.find.statements.objects import RELATIVE, points
from dateline.find.statements.speakers import by_within, trim
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token


def _asked_to(at: Governor, subject: Token | None) -> Content | None:
    """Return who is to do what: "the mayor was urged by bishops to resign"."""
    stance = at.frames.get("objto")
    if stance is None or subject is None or subject.lower_ in RELATIVE or subject.i > at.verb.i:
        return None
    for child in at.after:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(child):
            doc = at.verb.doc
            whom = (subject.left_edge.i, min(subject.right_edge.i + 1, at.verb.i))
            deed = trim(doc, child.left_edge.i, child.right_edge.i + 1)
            return Content("objto", stance, (trim(doc, *whom), deed), child.i, at.last_cue, whom)
    return None


def _judged(at: Governor, subject: Token | None) -> Content | None:
    """Return what is said of whom: "the vote was called a sham", "was described as a sham"."""
    if subject is None or subject.lower_ in RELATIVE or subject.i > at.verb.i:
        return None
    doc = at.verb.doc
    whom = trim(doc, subject.left_edge.i, min(subject.right_edge.i + 1, at.verb.i))
    small, as_ = at.frames.get("small"), at.frames.get("as")
    for child in at.after:
        by = by_within(child)
        run = (child.left_edge.i, child.right_edge.i + 1 if by is None else by.i)
        if small is not None and child.dep_ == "oprd":
            return Content("small", small, (whom, trim(doc, *run)), subject.i, at.last_cue)
        if as_ is not None and child.dep_ == "prep" and child.lower_ == "as":
            return Content("as", as_, (whom, trim(doc, *run)), subject.i, at.last_cue)
    return None


def passive(at: Governor) -> Content | None:
    """Content of a passive: "reported by", "carried by state media", "is accused of"."""
    verb = at.verb
    children = at.after
    last_cue = at.last_cue
    frames = at.frames
    doc = verb.doc
    agent = any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in children)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None and verb.dep_ == "conj" and verb.head.tag_ == verb.tag_:
        # "was rejected by unions and praised by the banks"
        subject = next((c for c in verb.head.children if c.dep_ == "nsubjpass"), None)
    finite = clause(at)
    if finite is not None:
        return finite
    named = _asked_to(at, subject) or _judged(at, subject)
    if named is not None:
        return named
    if not agent:
        for child in children:
            if (
                child.dep_ == "prep"
                and "obj_" + child.lower_ in frames
                and frames["obj_" + child.lower_] == "accuses"
            ):
                runs = [(child.i, child.right_edge.i + 1)]
                accused = None
                if subject is not None and subject.lower_ not in RELATIVE:
                    accused = (subject.left_edge.i, subject.right_edge.i + 1)
                    runs.insert(0, accused)
                settled = tuple(trim(doc, *run) for run in runs)
                return Content("obj_" + child.lower_, "accuses", settled, child.i, last_cue, accused)
        return None
    stance = frames.get("by") or frames.get("np")
    if stance is None:
        return None
    if verb.dep_ == "acl" and "by" in frames and verb.head.pos_ in ("NOUN", "PROPN"):
        noun = verb.head
        first = noun.left_edge.i
        return Content(
            "by",
            stance,
            (trim(doc, first, verb.left_edge.i),),
            noun.i,
            last_cue,
            anaphoric=noun.lemma_.lower() in load_cues().nouns,
        )
    if subject is not None and subject.i < verb.i:
        return Content(
            "by",
            stance,
            (trim(doc, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i)),),
            subject.i,
            last_cue,
            anaphoric=subject.lower_ in RELATIVE or points(subject),
        )
    return None
