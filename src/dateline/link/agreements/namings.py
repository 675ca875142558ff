"""Where a report names a deal: by a name that is known, by a description, or by "the accord" alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.knowledge import agreements as known_agreements
from dateline.knowledge.agreements import KnownAgreement, Named
from dateline.link.agreements.acts import Act, acts_on, verb_above
from dateline.link.agreements.known import meant, named_in
from dateline.link.agreements.steps import dated, event_of, step_of
from dateline.link.agreements.talks import talks_acts
from dateline.link.findings import Findings
from dateline.model import Event, Span, Step
from dateline.ontology.agreements import AgreementWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_POINTING: Final = frozenset({"the", "this", "that"})
_INDEFINITE: Final = frozenset({"a", "an"})
_KEPT_APART: Final = frozenset({"USA", "EUR", "UNO", "IGO"})
"""Parties to so much that a report's talk of them tells no deal."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_TAKING_UP: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_ON: Final = frozenset({"about", "from", "of", "on", "over", "to", "under"})
_MONTH: Final = 31
_OF_PARTS: Final = frozenset({"breached", "restored", "scrapped", "suspended", "withdrawn"})
"""What can befall a deal that is not named beside its terms."""


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
        made: there is such a deal; else it may come ("a new deal", "talks").
        weak: it counts only beside another mention ("suspended cooperation with the agency", "its limits").
    """

    span: Span
    words: frozenset[str]
    head: str
    definite: bool
    parties: frozenset[str]
    named: frozenset[str]
    steps: tuple[Step, ...]
    known: KnownAgreement | None = None
    made: bool = True
    weak: bool = False


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


def namings(passage: Passage, reading: Reading) -> Iterator[tuple[int, Naming]]:
    """Yield the mentions of deals in a passage with the place of their noun, in the order of the text."""
    taken = set[int]()
    starts: dict[int, Named] = {}
    for name in known_agreements.named(passage.columns.text):
        tokens = passage.doc.char_span(name.start, name.end, alignment_mode="expand")
        if tokens is not None:
            taken.update(range(tokens.start, tokens.end))
            starts[tokens.root.i] = name
    for index, (word, pos) in enumerate(zip(passage.columns.lower, passage.columns.pos, strict=True)):
        if index not in starts and word != "it" and pos not in _NOUNS:
            continue
        token = passage.doc[index]
        if index in starts:
            name = starts[index]
            if not reading.day or name.agreement.signed[: len(reading.day)] <= reading.day:
                span = passage.span(name.start, name.end)
                yield index, _naming(token, span, passage, reading, name.agreement)
        elif word == "it" and _deal_before(token, starts, reading.words):
            yield index, _naming(token, passage.of(token), passage, reading, None)
        elif index not in taken and pos in _NOUNS:
            yield from ((index, found) for found in _described(token, passage, reading))


def _deal_before(pronoun: Token, starts: Mapping[int, Named], words: AgreementWords) -> bool:
    """Say whether "it" takes up a deal: the subject of the sentence before, or of the clause before in its own."""
    if pronoun.dep_ not in _TAKING_UP or (pronoun.dep_ == "pobj" and pronoun.head.lower_ not in _ON):
        return False

    def is_deal(token: Token) -> bool:
        return token.i in starts or token.lemma_.lower() in words.nouns

    own = [token for token in pronoun.sent if token.dep_ in _SUBJECTS and token.i < pronoun.i]
    if pronoun.dep_ == "pobj" and own:
        within = [child for child in own[0].subtree if child.dep_ == "pobj" and is_deal(child)]
        if within:
            return True
    if pronoun.dep_ in ("dobj", "pobj") and pronoun.head.lemma_.lower() in words.steps:
        earlier = {t.lemma_.lower() for t in pronoun.sent if t.i < pronoun.i and is_deal(t)}
        if len(earlier) == 1:
            return True
    if pronoun.dep_ == "dobj" and any(
        token.dep_ == "dobj" and is_deal(token) for token in pronoun.sent if token.i < pronoun.i
    ):
        return True
    if pronoun.sent.start == 0:
        return False
    root = pronoun.doc[pronoun.sent.start - 1].sent.root
    return any(child.dep_ in _SUBJECTS and is_deal(child) for child in root.children)


def _described(token: Token, passage: Passage, reading: Reading) -> Iterator[Naming]:
    lemma, words = token.lemma_.lower(), reading.words
    if token.dep_ == "compound" and token.head.lemma_.lower() not in words.noun_steps:
        return
    before = {child.lemma_.lower() for child in token.children if child.i < token.i}
    text = lemma in words.texts and bool(before & words.texts_need or lemma in words.texts_alone)
    if lemma not in words.nouns and not text:
        known = known_agreements.by_mechanism(lemma, reading.day) if reading.day else None
        if known is not None and before <= {"the", "a", "so", "-", "call", "so-called"}:
            naming = _naming(token, passage.of(token), passage, reading, known)
            # "the snapback is void" says nothing of the deal that provides for it
            yield replace(naming, steps=tuple(one for one in naming.steps if one.kind == "snapped_back"))
        else:
            yield from _instead(token, passage, reading)
        return
    if before & words.not_after:
        return
    span = _span(token, passage)
    naming = _naming(token, span, passage, reading, None)
    open_ended = before & _INDEFINITE and not naming.steps
    coming = bool(before & words.not_made)
    if coming and not any(step.kind in ("signed", "in_force", "ratified") for step in naming.steps):
        naming = _naming(token, span, passage, reading, None, made=False)
    elif not (coming or open_ended):
        naming = replace(naming, known=meant(token, span, reading.found, reading.day, reading.subject))
    if text and not (naming.steps or naming.known):
        return
    yield naming


def _instead(token: Token, passage: Passage, reading: Reading) -> Iterator[Naming]:
    """Yield what stands for a deal without its noun: its terms alone, or the cooperation that rests on it."""
    lemma, words = token.lemma_.lower(), reading.words
    terms = (words.parts.get(lemma) == "terms" and token.tag_ == "NNS") or (
        words.parts.get(lemma) == "terms" and any(c.lower_ in ("any", "every") for c in token.children)
    )
    if not terms and lemma != "cooperation":
        return
    if any(part.lemma_.lower() in words.nouns for part in token.subtree):
        return
    takes = words.parts_take["terms" if terms else "sharing"]
    acts = [act for act in acts_on(token, words) if act.kind in takes and act.kind in _OF_PARTS]
    span = _span(token, passage)
    steps = _steps(acts, token, span, passage, reading)
    if not steps:
        return
    named = {m.actor for m in reading.found.who.mentions if span.covers(m.span)}
    yield Naming(
        span=span,
        words=frozenset(),
        head="deal" if terms else "cooperation",
        definite=True,
        parties=frozenset() if terms else frozenset(named),
        named=frozenset(),
        steps=steps,
        known=meant(token, span, reading.found, reading.day, reading.subject),
        weak=True,
    )


def _span(token: Token, passage: Passage) -> Span:
    left = token.left_edge
    while left.i < token.i and left.pos_ in ("DET", "PUNCT", "SPACE"):
        left = left.nbor(1)
    return passage.between(left, _end(token))


def _naming(
    token: Token,
    span: Span,
    passage: Passage,
    reading: Reading,
    known: KnownAgreement | None,
    *,
    made: bool = True,
) -> Naming:
    # A name before the noun names the deal ("the Cairo accord"); names after it are places and parties.
    words = {
        part.lemma_.lower()
        for part in token.subtree
        if part != token
        and span.covers(passage.of(part))
        and (part.pos_ in ("NOUN", "ADJ", "NUM") or (part.pos_ == "PROPN" and part.head == token))
    }
    pronoun = token.pos_ == "PRON"
    table = reading.words
    many = known is not None and not known.parties
    acts = [*acts_on(token, table, many=many), *talks_acts(token, table, made=made)]
    steps = [*_steps(acts, token, span, passage, reading), *_dated_name(token, span, passage, reading)]
    named = frozenset() if pronoun else frozenset(named_in(span, reading.found))
    parties = set(named)
    event = event_of((passage.of(verb_above(token, table)), passage.of(token)), reading.events)
    if event is not None and any(step.kind in ("signed", "talks") for step in steps):
        parties |= {participant.actor for participant in (*event.actors, *event.recipients)}
    if not made:
        parties |= {actor for step in steps if step.kind == "proposed" for actor in step.actors}
    return Naming(
        span=span,
        words=frozenset(words),
        head="deal" if pronoun else token.lemma_.lower(),
        definite=pronoun or any(child.lower_ in _POINTING for child in token.children),
        parties=frozenset(parties),
        named=named,
        steps=tuple(steps),
        known=known,
        made=made,
    )


def _steps(
    acts: Sequence[Act], token: Token, span: Span, passage: Passage, reading: Reading
) -> tuple[Step, ...]:
    made = (step_of(act, token, span, passage, reading.found, reading.events) for act in acts)
    return tuple(step for step in made if step is not None)


def _dated_name(token: Token, span: Span, passage: Passage, reading: Reading) -> Iterator[Step]:
    """Yield the making of a deal that is called by its day or month: "the accord of 9 September".

    A truce is called by the day on which it began, which may be another than that on which it was agreed.
    """
    if reading.words.truces & {token.lemma_.lower(), *(child.lemma_.lower() for child in token.children)}:
        return
    if any(child.lower_ in (*_INDEFINITE, "no", "any") for child in token.children):
        return
    for when in dated(passage, reading.found.times):
        if when.span is None or not span.covers(when.span):
            continue
        tokens = passage.tokens(when.span)
        of = tokens.start > 0 and tokens[0].nbor(-1).lower_ == "of"
        if of and _narrow(when.start, when.end) and any(part.pos_ in {"NUM", "PROPN"} for part in tokens):
            yield Step(kind="signed", span=when.span, when=when)


def _narrow(start: str, end: str) -> bool:
    """Say whether a time is a day or a month."""
    from datetime import date

    try:
        return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days <= _MONTH
    except ValueError:
        return False


def _end(token: Token) -> Token:
    """The end of the phrase that names the deal: with "with X", "between X and Y", "on Z", no clauses."""
    last = token
    for child in token.children:
        if (
            child.i > token.i
            and child.dep_ == "prep"
            and child.lower_ in ("with", "between", "on", "of", "for")
            and not (child.lower_ in ("on", "for") and _is_time(child))
        ):
            edge = child.right_edge
            if not any(part.dep_ in ("relcl", "acl") for part in child.subtree):
                last = edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last


def _is_time(preposition: Token) -> bool:
    return any(child.ent_type_ in ("DATE", "TIME") for child in preposition.children)
