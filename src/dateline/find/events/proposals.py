"""Proposals: tokens that may name an event, with who takes part in it by the lexicon's or a general frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from dateline.find.events.coder import Candidate
from dateline.find.events.lexicon import Match, Surroundings, match
from dateline.find.events.participants import content_recipients, light_verb, participants, parties, spans_of
from dateline.find.events.relevance import Judge
from dateline.find.syntax import Passage
from dateline.ontology.entries import Entry, Pattern, parse_frame
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS: Final = frozenset({"NOUN", "PROPN"})
_SKIP_VERBS: Final = frozenset({"amod", "compound", "aux", "auxpass", "nmod"})
_PHYSICAL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_VERB_FRAME: Final = "subject > object|indirect|against|on|with|to|at|from"
_NOUN_FRAME: Final = "poss|by|mod|subject > on|against|with|of|to|for|between"


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A candidate with the heads of its participants.

    Attributes:
        candidate: trigger, wording and the words of its participants.
        actors: heads of the sources.
        recipients: heads of the targets.
    """

    candidate: Candidate
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]


def proposals(passage: Passage, ontology: Ontology, judge: Judge) -> Iterator[Proposal]:
    """Yield what the lexicon knows in a passage, in the order of the text."""
    for token in _triggers(passage, ontology):
        noun = token.pos_ in NOUNS
        if not noun and (token.pos_ not in ("VERB", "AUX") or token.dep_ in _SKIP_VERBS):
            continue
        if noun and token.dep_ in ("compound", "nmod"):
            continue
        hit = match(token, ontology, noun=noun)
        if hit is not None and hit[0].entry.type:
            yield _proposal(token, *hit, passage, judge)


def general(token: Token, passage: Passage, ontology: Ontology, judge: Judge) -> Proposal:
    """Propose a token whether or not the lexicon has it: roles by a general frame if it has not."""
    noun = token.pos_ in NOUNS
    hit = match(token, ontology, noun=noun)
    if hit is not None and hit[0].entry.type:
        return _proposal(token, *hit, passage, judge)
    entry = _entry(noun)
    return _proposal(token, Match(entry, token, (token,)), Surroundings(token, ontology), passage, judge)


@cache
def _entry(noun: bool) -> Entry:
    """The entry of a word that the lexicon does not have."""
    frame = parse_frame(_NOUN_FRAME if noun else _VERB_FRAME)
    return Entry(pattern=Pattern(""), words="", type="", frame=frame, noun=noun)


@cache
def _trigger_ids(ontology: Ontology) -> tuple[frozenset[int], frozenset[int]]:
    """The lexicon's heads, and the forms that the lemmatiser gets wrong, as the ids that spaCy gives strings."""
    from spacy.strings import get_string_id

    heads = {*ontology.verbs, *ontology.nouns}
    spelled = heads | {head.capitalize() for head in heads} | {head.upper() for head in heads}
    return frozenset(map(get_string_id, spelled)), frozenset(map(get_string_id, ontology.lemmas))


def _triggers(passage: Passage, ontology: Ontology) -> Iterator[Token]:
    """Yield the tokens whose lemma heads an entry, without making the other tokens."""
    lemmas, forms = _trigger_ids(ontology)
    for index, (lemma, form) in enumerate(passage.doc.to_array(["LEMMA", "LOWER"]).tolist()):
        if lemma in lemmas or form in forms:
            yield passage.doc[index]


def _proposal(token: Token, fitted: Match, around: Surroundings, passage: Passage, judge: Judge) -> Proposal:
    ontology = around.ontology
    light = light_verb(token, ontology) if fitted.entry.noun else None
    actors, recipients = participants(fitted, around, light, passage, judge)
    patients = recipients
    if fitted.entry.type not in _PHYSICAL:
        recipients = tuple(parties(recipients, passage, ontology, judge, keep=False))
    if not recipients and fitted.entry.content and not fitted.entry.frame.symmetric:
        recipients = content_recipients(around, actors, passage, judge)
        patients = patients or recipients
        recipients = tuple(parties(recipients, passage, ontology, judge, keep=False))
    actors = tuple(parties(actors, passage, ontology, judge, keep=True))
    if not fitted.entry.frame.symmetric:
        # nobody acts upon himself: a name that stands on both sides is the actor's
        names = {head.lower_ for head in actors if head.ent_type_}
        recipients = tuple(head for head in recipients if head.lower_ not in names)
    candidate = Candidate(
        passage,
        token,
        token if light is None else light,
        fitted,
        around,
        spans_of(passage, actors),
        spans_of(passage, recipients),
        spans_of(passage, patients),
        ontology,
    )
    return Proposal(candidate, actors, recipients)
