"""Where a report names a deal: by a name that is known, by a description, or by "the accord" alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.knowledge import agreements as known_agreements
from dateline.knowledge.agreements import KnownAgreement, Named
from dateline.link.agreement_steps import event_of, governor, steps_of
from dateline.link.findings import Findings
from dateline.model import Event, Span, Step
from dateline.ontology.agreements import AgreementWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_POINTING: Final = frozenset({"the", "this", "that"})
_INDEFINITE: Final = frozenset({"a", "an"})
_KEPT_APART: Final = frozenset({"USA", "EUR", "UNO", "IGO"})
"""Parties to so much that a report's talk of them tells no deal."""


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """One mention of a deal.

    Attributes:
        span: the noun phrase, as far as it names the deal and its parties.
        words: lower-case lemmas of what describes it, its head left out.
        head: lemma of its head.
        definite: a definite phrase, which may point back.
        parties: ids of the actors in the phrase or bound by its verb.
        named: ids of those in the phrase itself.
        steps: what the clause does with it.
        known: the known agreement that it means.
    """

    span: Span
    words: frozenset[str]
    head: str
    definite: bool
    parties: frozenset[str]
    named: frozenset[str]
    steps: tuple[Step, ...]
    known: KnownAgreement | None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What namings are read from.

    Attributes:
        found: the report's layers.
        events: its events.
        words: the words for deals and their steps.
        day: day of publication, or empty.
        subject: code of the country that the report speaks of most, or empty.
    """

    found: Findings
    events: Sequence[Event]
    words: AgreementWords
    day: str
    subject: str


def reading_of(found: Findings, events: Sequence[Event], words: AgreementWords) -> Reading:
    """Gather what namings are read from."""
    countries = Counter(place.country for place in found.places if place.country not in ("", *_KEPT_APART))
    published = found.document.published
    subject = min(countries, key=lambda code: (-countries[code], code), default="")
    return Reading(found, events, words, published.date if published else "", subject)


def namings(passage: Passage, reading: Reading) -> Iterator[Naming]:
    """Yield the mentions of deals in a passage, in the order of the text."""
    taken = set[int]()
    starts: dict[int, Named] = {}
    for name in known_agreements.named(passage.doc.text):
        tokens = passage.doc.char_span(name.start, name.end, alignment_mode="expand")
        if tokens is not None:
            taken.update(range(tokens.start, tokens.end))
            starts[tokens.root.i] = name
    for token in passage.doc:
        if token.i in starts:
            name = starts[token.i]
            if not reading.day or name.agreement.signed[: len(reading.day)] <= reading.day:
                span = passage.span(name.start, name.end)
                yield _naming(token, span, passage, reading, name.agreement)
        elif token.lower_ == "it" and _deal_before(token, starts, reading.words):
            yield _naming(token, passage.of(token), passage, reading, None)
        elif token.i not in taken:
            yield from _described(token, passage, reading)


def _deal_before(pronoun: Token, starts: Mapping[int, Named], words: AgreementWords) -> bool:
    """Say whether "it" takes up a deal: the subject of the sentence before, when it is subject or object itself."""
    if pronoun.dep_ not in ("nsubj", "nsubjpass", "dobj") or pronoun.sent.start == 0:
        return False
    root = pronoun.doc[pronoun.sent.start - 1].sent.root
    subjects = [child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(child.i in starts or child.lemma_.lower() in words.nouns for child in subjects)


def _described(token: Token, passage: Passage, reading: Reading) -> Iterator[Naming]:
    lemma, words = token.lemma_.lower(), reading.words
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return
    before = {child.lemma_.lower() for child in token.children if child.i < token.i}
    if lemma not in words.nouns:
        known = known_agreements.by_mechanism(lemma, reading.day) if reading.day else None
        if known is not None and before <= {"the", "a", "so", "-", "call", "so-called"}:
            yield _naming(token, passage.of(token), passage, reading, known)
        return
    if before & words.not_after:
        return
    left = token.left_edge
    while left.i < token.i and left.pos_ in ("DET", "PUNCT", "SPACE"):
        left = left.nbor(1)
    span = passage.between(left, _end(token))
    naming = _naming(token, span, passage, reading, None)
    open_ended = before & _INDEFINITE and not naming.steps
    if not (before & words.not_made or open_ended):
        naming = replace(naming, known=_meant(token, span, reading))
    yield naming


def _naming(
    token: Token, span: Span, passage: Passage, reading: Reading, known: KnownAgreement | None
) -> Naming:
    # A name before the noun names the deal ("the Cairo accord"); names after it are places and parties.
    words = {
        part.lemma_.lower()
        for part in token.subtree
        if part is not token
        and span.covers(passage.of(part))
        and (part.pos_ in ("NOUN", "ADJ", "NUM") or (part.pos_ == "PROPN" and part.head is token))
    }
    verb = governor(token)
    event = event_of(token, verb, passage, reading.events)
    pronoun = token.pos_ == "PRON"
    named = frozenset(m.actor for m in reading.found.who.mentions if span.covers(m.span) and not pronoun)
    steps = steps_of(token, span, passage, reading.found, reading.events, reading.words)
    parties = set(named)
    if event is not None and any(step.kind in ("signed", "talks") for step in steps):
        parties |= {participant.actor for participant in (*event.actors, *event.recipients)}
    return Naming(
        span=span,
        words=frozenset(words),
        head="deal" if pronoun else token.lemma_.lower(),
        definite=pronoun or any(child.lower_ in _POINTING for child in token.children),
        parties=frozenset(parties),
        named=named,
        steps=steps,
        known=known,
    )


def _meant(token: Token, span: Span, reading: Reading) -> KnownAgreement | None:
    """Return the known agreement that a description means."""
    told = {word.lower() for word in re.findall(r"\w+", span.words)}
    names = [child.text for child in token.children if child.i < token.i and child.pos_ == "PROPN"]
    names += _made_in(token)
    year = _YEAR.search(span.words)
    parties = {place.country for place in reading.found.places if span.covers(place.span) and place.country}
    for mention in reading.found.who.mentions:
        if span.covers(mention.span):
            parties |= keys_of(mention.actor, reading.found)
    places = {place.country for place in reading.found.places if place.span.words in names}
    place = next((name for name in names if name in known_places()), "")
    asked = (told, year.group() if year else "", reading.day)
    found = known_agreements.described(
        asked[0], frozenset(parties - (places if place else set())), *asked[1:], place
    )
    if found is None and not parties and not names and reading.subject:
        found = known_agreements.described(asked[0], frozenset({reading.subject}), *asked[1:])
    return found


def known_places() -> frozenset[str]:
    """Return the places that known agreements are called by."""
    return frozenset(place for known in known_agreements.load() for place in known.places)


def _made_in(token: Token) -> list[str]:
    """Return the names of places in what is said of a deal after its noun: "an agreement reached *in Cairo*"."""
    clauses = [child for child in token.children if child.dep_ in ("acl", "relcl") and child.i > token.i]
    return [
        inner.text
        for clause in clauses
        for child in clause.children
        if child.dep_ == "prep" and child.lower_ in ("in", "at")
        for inner in child.children
        if inner.pos_ == "PROPN"
    ]


def keys_of(actor: str, found: Findings) -> set[str]:
    """Return how the table of agreements would write an actor: a state by code, others by name."""
    who = next((one for one in found.who.actors if one.id == actor), None)
    if who is None or who.kind in ("unnamed", "collective", "unknown"):
        return set()
    if who.kind in ("state", "person", "office") or who.sector in ("GOV", "MIL", "LEG"):
        return {code for code in who.country if code not in ("UNO", "IGO", "NGO", "IMG", "MNC")}
    return {who.name}


def _end(token: Token) -> Token:
    """The end of the phrase that names the deal: with "with X", "between X and Y", "on Z", no clauses."""
    last = token
    for child in token.children:
        if (
            child.i > token.i
            and child.dep_ == "prep"
            and child.lower_ in ("with", "between", "on", "of", "for")
        ):
            edge = child.right_edge
            if not any(part.dep_ in ("relcl", "acl") for part in child.subtree):
                last = edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last
