"""Clauses: what the words of a content say of whom, in a form in which two contents can exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dateline.find.drafts import EventDraft
from dateline.find.events.numbers import exact_number
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Range = tuple[int, int | None]

_ENDINGS: Final = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ances", "ance", "als", "al"),
    *("ers", "er", "ed", "es", "e", "s"),
)
_SHORTEST: Final = 3
_NAME: Final = 4
"""Letters in which a country and its people agree."""
_CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_SUBJECT: Final = frozenset({"nsubj", "csubj"})
_SPEAKER: Final = frozenset({"i", "we", "us", "our", "my"})
_UNTIMED: Final = frozenset({"DATE", "TIME", "ORDINAL", "PERCENT", "MONEY"})
_OVER: Final = frozenset({"least", "more", "over"})
_UNDER: Final = frozenset({"most", "fewer", "less", "under"})
_ABOUT: Final = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately"})
_STATES: Final = frozenset({"be", "remain", "stay"})
_EMPTY: Final = frozenset({"place", "part"})


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """What a content says of whom.

    Attributes:
        predicate: the word that heads it; of a verb that only bears a noun, the noun.
        head: its stem: that of "bomb" and of "bombing".
        lemma: its lemma.
        traits: lemmas of what is predicated ("closed" in "is closed").
        subject: stems of the words for who does it, and the ids of the actors among them.
        objects: the same for what it is done to.
        actors: ids of the actors among the subject.
        recipients: ids of the actors among the objects.
        single: the object is one thing.
        once: it is said to be the first or only one.
        counts: the least and the greatest number, by what is counted.
    """

    predicate: Span
    head: str
    lemma: str
    traits: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    single: bool = False
    once: bool = False
    counts: Mapping[str, Range] = field(default_factory=dict)


def stem(word: str) -> str:
    """Cut a word to what a verb and its noun share: "bomb" of "bombing", "withdraw" of "withdrawal"."""
    for ending in _ENDINGS:
        if ending == "s" and word.endswith("ss"):
            continue  # "possess" is what "possessed" is made of
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def clause_of(
    tokens: Tokens,
    passage: Passage,
    mentions: Sequence[tuple[Span, str]],
    deeds: Iterable[EventDraft],
    speakers: Iterable[str],
    words: ClaimWords,
) -> Clause:
    """Read the clause that a content makes.

    Args:
        tokens: its tokens.
        passage: the passage they stand in.
        mentions: the actors named in the content.
        deeds: the event mentions in it, for the numbers of dead and injured.
        speakers: who says it, for "we".
        words: the words that tell kinds.
    """
    root = tokens.root
    head = _borne(root, words) or root
    subjects, objects = _sides(root if head.i == root.i or head.dep_ != "nsubj" else head)

    def who(sides: Iterable[Token]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for side in sides:
            where = passage.between(side.left_edge, side.right_edge)
            if side.lower_ in _SPEAKER:
                found.update(dict.fromkeys(speakers))
            found.update((actor, None) for span, actor in mentions if where.covers(span))
        return tuple(found)

    def named(sides: Sequence[Token]) -> frozenset[str]:
        found = set(who(sides))
        for side in sides:
            found.update(
                stem(token.lemma_.lower())
                for token in side.subtree
                if token.pos_ in _CONTENT and token.lemma_.lower() not in words.light
            )
        return frozenset(found)

    return Clause(
        predicate=passage.of(head),
        head=stem(head.lemma_.lower()),
        lemma=head.lemma_.lower(),
        traits=frozenset(_traits(root)),
        subject=named(subjects),
        objects=named(objects),
        actors=who(subjects),
        recipients=who(objects),
        single=bool(objects) and all(side.tag_ in ("NN", "NNP") for side in objects),
        once=any(child.lower_ in words.once for child in root.children),
        counts=_counts(tokens, deeds),
    )


def _borne(root: Token, words: ClaimWords) -> Token | None:
    """Return the noun that a verb only bears: "carried out a raid", "no bombing took place", "there was no raid"."""
    if root.pos_ not in ("VERB", "AUX") or root.lemma_.lower() not in words.bearing:
        return None
    there = any(child.dep_ == "expl" for child in root.children)
    for child in root.children:
        borne = child.dep_ in ("dobj", "nsubjpass") or (there and child.dep_ == "attr")
        if borne and child.lemma_.lower() not in _EMPTY:
            return child if child.pos_ == "NOUN" else None
    if root.lemma_ == "be":
        return None
    subject = next((child for child in root.children if child.dep_ == "nsubj"), None)
    return subject if subject is not None and subject.pos_ == "NOUN" else None


def _sides(root: Token) -> tuple[list[Token], list[Token]]:
    """Return the heads of the words for who does something and for what it is done to."""
    subjects = [child for child in root.children if child.dep_ in _SUBJECT]
    objects = [child for child in root.children if child.dep_ in ("dobj", "nsubjpass")]
    for child in root.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and root.pos_ == "NOUN"):
            subjects.extend(inner for inner in child.children if inner.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ == "of" and root.pos_ == "NOUN":
            objects.extend(inner for inner in child.children if inner.dep_ == "pobj")
        elif child.dep_ == "poss" and root.pos_ == "NOUN":
            subjects.append(child)
    return subjects, objects


def _traits(root: Token) -> Iterable[str]:
    """Yield what is predicated: "was *closed*", "is an *innocent* man", "under its *control*" as "hold"."""
    yield root.lemma_.lower()
    for child in root.children:
        if child.dep_ in ("acomp", "attr", "oprd"):
            yield child.lemma_.lower()
            yield from (inner.lemma_.lower() for inner in child.children if inner.dep_ == "amod")
        elif child.dep_ == "prep" and child.lower_ in ("under", "in") and root.lemma_ in _STATES:
            yield from ("hold" for inner in child.children if inner.lemma_ == "control")


def _counts(tokens: Tokens, deeds: Iterable[EventDraft]) -> dict[str, Range]:
    counts: dict[str, Range] = {}
    for token in tokens:
        noun = token.head
        if token.dep_ != "nummod" or token.ent_type_ in _UNTIMED or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        number = exact_number(token.lower_)
        around = {child.lower_ for child in (*token.children, *noun.children)}
        if number is None or around & _ABOUT:
            continue
        low, high = (0 if around & _UNDER else number), (None if around & _OVER else number)
        counts[stem(noun.lemma_.lower())] = (low, high)
    for deed in deeds:
        for name, count in (("killed", deed.killed), ("injured", deed.injured)):
            if count is not None:
                counts[name] = (count.low or 0, count.high)
    return counts


def numbers_clash(one: Clause, other: Clause) -> bool:
    """Say whether two contents count the same and come to numbers that exclude each other."""
    return any(
        _apart(one.counts[name], other.counts[name]) for name in one.counts.keys() & other.counts.keys()
    )


def _apart(one: Range, other: Range) -> bool:
    return (one[1] is not None and one[1] < other[0]) or (other[1] is not None and other[1] < one[0])


def _other_doers(one: Clause, other: Clause, words: ClaimWords) -> bool:
    """Say whether two are named who are not one: "Kenyan forces" and "Somali forces", not "Kenya" and "Kenyans"."""
    mine, theirs = one.subject - words.arms, other.subject - words.arms
    if not mine or not theirs:
        mine, theirs = one.subject, other.subject
    if not mine or not theirs or mine & theirs:
        return False
    return not any(
        a[:_NAME] == b[:_NAME] for a in mine for b in theirs if min(len(a), len(b)) >= _NAME and "-" not in a
    )


def rivals(one: Clause, other: Clause, words: ClaimWords) -> str:
    """Name the reason why two contents that are both affirmed exclude each other, or return an empty string."""
    if one.head == other.head and _other_doers(one, other, words):
        if one.once and other.once:
            return "two are said to have been the first"
        alone = one.lemma in words.sole and one.single and other.single
        if alone and one.objects & other.objects:
            return "two are said to have done one deed"
    about_one = bool(one.subject & other.subject) or bool(
        (one.subject | one.objects) & (other.subject | other.objects)
    )
    if about_one and any((a, b) in words.opposites for a in one.traits for b in other.traits):
        return "the predicates exclude each other"
    return ""
