"""Coding: what type and modes a candidate has. The rule coder reads the lexicon; others may take its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, cast

from dateline.find.events import roles
from dateline.find.events.lexicon import Match, Surroundings, match
from dateline.find.syntax import Passage
from dateline.model import EventType, Span
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

_INTENDING: Final = frozenset(
    {"plan", "intend", "expect", "aim", "hope", "prepare", "schedule", "due", "set", "mean", "want", "decide"}
)
_WILL: Final = frozenset({"will", "shall", "'ll", "’ll", "would", "wo"})
_NEGATION: Final = frozenset({"not", "n't", "n’t", "never", "no"})
_CONTENT_PREPOSITIONS: Final = frozenset({"for", "of", "to", "against", "with", "on", "over", "at"})
_COOPERATION: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A trigger with its participants, before its type is settled.

    Attributes:
        passage: the passage.
        trigger: head of the trigger.
        clause: the verb whose tense and negation are the event's (the light verb of an event noun).
        match: the lexicon entry that found it.
        around: what stands with the trigger.
        actors: words for the sources.
        recipients: words for the targets.
        patients: words for what is acted upon, things too; `recipients` holds parties only.
        ontology: types and lexicon.
    """

    passage: Passage
    trigger: Token
    clause: Token
    match: Match
    around: Surroundings
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    patients: tuple[Span, ...]
    ontology: Ontology


@dataclass(frozen=True, slots=True)
class Coding:
    """A coder's decision.

    Attributes:
        type: PLOVER type.
        modes: PLOVER modes.
        rule: what decided.
        confidence: probability that the type is right.
    """

    type: EventType
    modes: tuple[str, ...]
    rule: str
    confidence: float


class Coder(Protocol):
    """Decides the type and modes of a candidate, or that it is no event."""

    def code(self, candidate: Candidate) -> Coding | None:
        """Return the coding, or `None` for no event."""


class RuleCoder:
    """Codes by the lexicon's entry, the content it is about, its tense and its instruments."""

    def code(self, candidate: Candidate) -> Coding | None:
        """Return the coding, or `None` for no event."""
        entry = candidate.match.entry
        if not entry.type:
            return None
        type_, modes, rule = entry.type, entry.modes, f"lexicon: {entry.words}"
        ontology = candidate.ontology
        content: tuple[str, tuple[str, ...]] | None = None
        if entry.by_content or (type_ in ontology.content_modes and not modes):
            content = content_of(candidate.around)
        if entry.by_content:
            table = dict(entry.by_content)
            about = "*" if content is None else content[0]
            type_ = table.get(about, table.get("*", type_))
            if not type_:
                return None
            rule += f" + content {about}"
        type_, rule = _by_tense(type_, rule, candidate)
        if type_ != entry.type:
            modes = ()
        if content is None and type_ in ontology.content_modes and not modes:
            content = content_of(candidate.around)
        if not modes:
            modes = content_modes(ontology, type_, content) if _about_something(candidate.around) else ()
        modes = _with_cues(modes, type_, candidate)
        known = ontology.types[cast("EventType", type_)].modes
        return Coding(
            cast("EventType", type_),
            tuple(mode for mode in modes if mode in known),
            rule,
            0.6 + 0.05 * min(entry.weight, 4),
        )


def _by_tense(type_: str, rule: str, candidate: Candidate) -> tuple[str, str]:
    """PLOVER: future cooperation is AGREE, an announced retreat CONCEDE; its refusal is REJECT."""
    if type_ not in _COOPERATION and type_ not in ("RETREAT", "CONCEDE"):
        return type_, rule
    future = is_future(candidate.clause)
    if not future:
        return type_, rule
    if is_negated(candidate.clause):
        return "REJECT", rule + " + refused"
    if type_ in _COOPERATION:
        return "AGREE", rule + " + future"
    return "CONCEDE", rule + " + announced"


def is_future(verb: Token) -> bool:
    """Say whether a verb speaks of what is still to come: will, is to, plans to."""
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in _WILL and child.i < verb.i:
            return True
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_.lower() in _INTENDING:
        return True
    if verb.dep_ == "xcomp" and head.lemma_ == "be" and verb.tag_ == "VB":
        return True
    if verb.dep_ == "conj" and head.pos_ == "VERB" and verb.tag_ == "VB":
        return is_future(head)
    if verb.dep_ == "xcomp" and head.pos_ == "VERB" and head.lemma_ in ("begin", "start", "continue"):
        return is_future(head)
    return False


def is_negated(verb: Token) -> bool:
    """Say whether a negation stands on the verb."""
    return any(
        child.dep_ == "neg" or child.lower_ in _NEGATION for child in verb.children if child.i < verb.i
    )


def content_of(around: Surroundings) -> tuple[str, tuple[str, ...]] | None:
    """Find what a request, refusal, threat or promise is about: the type and modes of its content."""
    wrapped: tuple[str, tuple[str, ...]] | None = None
    for token in content_heads(around):
        for noun in (token.pos_ in ("NOUN", "PROPN"), token.pos_ not in ("NOUN", "PROPN")):
            found = match(token, around.ontology, noun=noun)
            if found is None or not found[0].entry.type:
                continue
            if found[0].entry.type in ("AGREE", "REQUEST"):
                # "an offer of talks", "a demand for the release": what is offered or demanded counts
                wrapped = wrapped or (found[0].entry.type, found[0].entry.modes)
                break
            return found[0].entry.type, found[0].entry.modes
    return wrapped


def content_heads(around: Surroundings) -> list[Token]:
    """Heads of the words that a verb or noun of speech is about, nearest first."""
    found: list[Token] = list(around.clauses)
    for child in around.head.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.i > around.head.i:
            # "is ready to attack", "is open to talks": the content hangs on the complement
            found += [c for c in child.children if c.dep_ in ("xcomp", "ccomp")]
            found += [
                c
                for p in child.children
                if p.dep_ == "prep"
                for c in p.children
                if c.dep_ in ("pobj", "pcomp")
            ]
    for clause in tuple(found):
        found += [c for c in clause.children if c.dep_ in ("dobj", "conj") and c.i > clause.i]
    if around.head.pos_ != "NOUN":
        for token in around.object_heads:
            found.append(token)
            for child in token.children:
                if child.dep_ in ("acl", "relcl") and child.tag_ == "VB":
                    found.append(child)
                elif child.dep_ == "prep" and child.lower_ in ("for", "of", "to"):
                    found += [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
    for name, token in around.governed.items():
        if name in _CONTENT_PREPOSITIONS:
            found.append(token)
            found += [c for c in token.children if c.dep_ in ("acl", "prep") and c.tag_ == "VB"]
    for child in around.head.children:
        if child.dep_ == "prep":
            found += [c for c in child.children if c.dep_ == "pcomp"]
        elif child.dep_ == "advcl" and child.tag_ == "VB":
            found.append(child)
    return found


def _about_something(around: Surroundings) -> bool:
    """Say whether the words have a content at all: a clause, a deed, not a person alone."""
    return bool(around.clauses) or any(
        token.ent_type_ not in ("PERSON", "GPE", "NORP", "ORG") for token in content_heads(around)
    )


def content_modes(
    ontology: Ontology, type_: str, content: tuple[str, tuple[str, ...]] | None
) -> tuple[str, ...]:
    """Return the mode that a content gives to a REQUEST, REJECT or THREATEN."""
    table = ontology.content_modes.get(type_)
    if table is None:
        return ()
    keys = ["*"]
    if content is not None:
        inner, modes = content
        keys = [*(f"{inner}:{mode}" for mode in modes), inner, "*"]
    mode = next((table[key] for key in keys if key in table), "")
    return (mode,) if mode else ()


def _with_cues(modes: tuple[str, ...], type_: str, candidate: Candidate) -> tuple[str, ...]:
    """Add the modes that instruments and modifiers give ("drone", "car bomb", "by phone")."""
    table = candidate.ontology.cues.get(type_)
    if table is None:
        return modes
    words = candidate.match.tokens[1:] if modes else candidate.match.tokens
    near: list[Token] = [*words, *candidate.around.modifiers.values()]
    if not candidate.match.entry.noun:
        near += candidate.around.object_heads if type_ in ("MOBILIZE", "PROTEST") else ()
        actor = roles.subject(candidate.trigger)
        if actor is not None and type_ in ("ASSAULT", "PROTEST", "MOBILIZE"):
            near.append(actor)
            near += [c for c in actor.children if c.dep_ in ("compound", "amod")]
    for name, token in candidate.around.reach.items():
        if name in ("with", "by", "using", "in", "via", "from", "of"):
            near.append(token)
            near += [c for c in token.children if c.dep_ in ("compound", "amod", "conj")]
    found = list(modes)
    for token in near:
        mode = table.get(token.lemma_.lower())
        if mode is not None and mode not in found:
            found.append(mode)
    return tuple(found)
