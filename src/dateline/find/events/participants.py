"""Participants of an event: what a lexicon entry's frame points to, as parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dateline.find.events import roles
from dateline.find.events.coder import content_heads
from dateline.find.events.lexicon import Match, Surroundings, match
from dateline.find.events.relevance import Judge, Weight, words
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.ontology.entries import Slot
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_OF_OWNER: Final = (
    "owned",
    "document",
    "offer",
    "claims",
    "weapons",
    "deal",
    "curbs",
    "attack",
    "media",
    "thing",
)
_LIGHT_PREPOSITIONS: Final = frozenset({"in", "to", "under", "into", "of", "for"})


def participants(
    fitted: Match, around: Surroundings, light: Token | None, passage: Passage, judge: Judge
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the heads of actors and recipients that the entry's frame points to."""
    frame = fitted.entry.frame
    # "expelled the ambassador": a word of the pattern may be a participant; "imposed sanctions": it may not
    taken: set[int] = {t.i for t in fitted.tokens if judge(passage, t) <= Weight.PRIVATE}
    taken.add(fitted.head.i)
    first = tuple(_fill(frame.actor, fitted, around, light, taken))
    taken |= {token.i for token in first}
    second = tuple(_fill(frame.recipient, fitted, around, light, taken))
    if frame.symmetric:
        return first + second, ()
    return first, second


def _fill(
    slot: Slot, fitted: Match, around: Surroundings, light: Token | None, taken: set[int]
) -> Iterator[Token]:
    governed = fitted.governed(around)
    for place in slot.places:
        head = _at(place, fitted, around, light, governed)
        if head is None or head.i in taken:
            continue
        sides = (roles.members(side) for side in roles.sides(head))
        found = [s for s in sides if s.i not in taken and roles.is_participant(s)]
        if found:
            yield from found
            taken |= {side.i for side in found}
            if not slot.gather:
                return


def _at(
    place: str, fitted: Match, around: Surroundings, light: Token | None, governed: Mapping[str, Token]
) -> Token | None:
    token = around.head
    if not fitted.entry.noun:
        return roles.of_verb(place, token, governed)
    if place == "subject":
        undergoes = light is not None and light.lemma_.lower() in around.ontology.classes["light_undergo"]
        return None if light is None or undergoes else roles.subject(light)
    head = roles.of_noun(place, token, governed, around.ontology.classes["side"])
    if head is None and light is not None:
        if light.lemma_.lower() in around.ontology.classes["light_undergo"] and place in (
            "on",
            "of",
            "against",
        ):
            return roles.subject(light)
        head = next((h for name, h in roles.prepositions(light) if name == place), None)
    return head


def content_recipients(
    around: Surroundings, actors: tuple[Token, ...], passage: Passage, judge: Judge
) -> tuple[Token, ...]:
    """Return who the content of an undertaking or refusal concerns ("refused to meet with X")."""
    taken = {token.i for token in actors}
    for token in content_heads(around):
        noun = token.pos_ in _NOUNS
        hit = match(token, around.ontology, noun=noun)
        if hit is not None and hit[0].entry.type:
            first, second = participants(*hit, None, passage, judge)
            found = tuple(head for head in (second or first) if head.i not in taken)
            if found:
                return found
    return ()


def parties(
    heads: tuple[Token, ...], passage: Passage, ontology: Ontology, judge: Judge, *, keep: bool
) -> Iterator[Token]:
    """Replace a thing by whose it is ("condemned X's decision", "a report by X accused"): parties take part.

    Args:
        heads: the participants as the frame gives them.
        passage: the passage.
        ontology: word classes.
        judge: says who is politically relevant.
        keep: keep a thing that is nobody's.
    """
    for head in heads:
        if judge(passage, head) >= Weight.PRIVATE:
            yield head
            continue
        whose = roles.owner(head, ontology.classes["owned"]) if _stands_for_owner(head, ontology) else None
        if whose is not None and whose.tag_ == "PRP$" and not keep:
            # "defended her plan": what is one's own has no other party
            continue
        if whose is None and not keep:
            whose = _other_side(head, ontology)
        if whose is not None and judge(passage, whose) >= Weight.PRIVATE:
            yield from roles.sides(whose)
        elif keep:
            yield head


def _other_side(head: Token, ontology: Ontology) -> Token | None:
    """Return with whom talks or a deal are ("walked out of the negotiations with X")."""
    lemma = head.lemma_.lower()
    if lemma not in ontology.classes["meeting"] and lemma not in ontology.classes["deal"]:
        return None
    return next((other for name, other in roles.prepositions(head) if name in ("with", "between")), None)


def _stands_for_owner(head: Token, ontology: Ontology) -> bool:
    """Say whether what a thing does or suffers is its owner's affair.

    Acts, words, arms and places are ("Iran's missiles", "the Chinese statement", "a US base"); people and
    firms act for themselves ("a German tyre maker", "India's opener").
    """
    lemma = head.lemma_.lower()
    classes = ontology.classes
    return (
        head.pos_ in ("PRON", "ADJ", "NUM")
        or lemma in ontology.nouns
        or any(lemma in classes[name] for name in _OF_OWNER)
        or words().holds("collective", lemma)
    )


def light_verb(noun: Token, ontology: Ontology) -> Token | None:
    """Return the verb that an event noun makes its predicate with ("carried out an attack"), if any."""
    head, dep = noun.head, noun.dep_
    transparent = ontology.classes["amount"] | ontology.classes["light_noun"]
    steps = 0
    while dep in ("conj", "pobj", "prep") and steps < 4:
        if dep == "pobj" and head.lower_ not in _LIGHT_PREPOSITIONS:
            return None
        if dep == "prep" and head.pos_ == "VERB":
            break
        if dep == "prep" and head.pos_ in _NOUNS and head.lemma_.lower() not in transparent:
            return None
        dep, head = head.dep_, head.head
        steps += 1
    if head.pos_ != "VERB" or dep not in ("dobj", "nsubjpass", "prep", "acl", "attr"):
        return None
    lemma = head.lemma_.lower()
    classes = ontology.classes
    return head if lemma in classes["light_do"] or lemma in classes["light_undergo"] else None


def spans_of(passage: Passage, heads: Iterable[Token]) -> tuple[Span, ...]:
    """Return the words of participants; where two overlap, the first."""
    found: list[Span] = []
    for head in heads:
        for span in roles.noun_phrase(passage, head):
            if not any(span.overlaps(other) for other in found):
                found.append(span)
    return tuple(found)
