"""Where a clause does something with an agreement: by a verb, by a noun, by what it says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.link.agreements.reality import real, said_of, settled
from dateline.model import StepKind
from dateline.ontology.agreements import AgreementWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_ITSELF: Final[frozenset[StepKind]] = frozenset({"in_force", "scrapped", "snapped_back"})
"""What can be said of a deal as the subject: "took effect", "expired"."""
_ANY_WAY: Final = frozenset({"from", "into", "of", "on", "to", "under", "with"})
_OBJECTS: Final = frozenset({"dobj", "nsubjpass", "obj"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


class Act(NamedTuple):
    """What a clause does with a deal.

    Attributes:
        kind: what becomes of the deal by it.
        word: the word that tells it.
        clause: the verb on which its time and its doers hang, or the word itself.
    """

    kind: StepKind
    word: Token
    clause: Token


def acts_on(deal: Token, words: AgreementWords, *, many: bool = False) -> Iterator[Act]:
    """Yield what the words around a deal's noun say has become of it.

    What is planned, asked, denied or left open is nothing yet: "would scrap", "has not signed", "if it leaves".

    Args:
        deal: the noun.
        words: the table.
        many: the deal is a convention of many: that a deed is a breach of it is a judgement, no step in its life.
    """
    yield from _verb_acts(deal, words)
    yield from _noun_acts(deal, words, many=many)
    yield from said_acts(deal, words)
    for part, sort in _parts(deal, words):
        takes = words.parts_take[sort]
        found = [*_verb_acts(part, words, ending=sort == "sharing"), *_noun_acts(part, words, many=many)]
        yield from (act for act in found if act.kind in takes)


def _parts(deal: Token, words: AgreementWords) -> Iterator[tuple[Token, str]]:
    """Yield what stands for a deal: "the *terms* of it", "its *participation*", a bill that carries it out."""
    above = deal.head
    if deal.dep_ == "poss" and above.lemma_.lower() in words.parts:
        yield above, words.parts[above.lemma_.lower()]
    elif deal.dep_ == "pobj" and above.pos_ == "ADP":
        noun = above.head
        if noun.pos_ in ("VERB", "AUX"):  # the parse hangs "under the accord" on the verb
            noun = next((c for c in noun.children if c.dep_ in ("dobj", "nsubjpass") and c.i < above.i), noun)
        sort = words.parts.get(noun.lemma_.lower())
        if noun.pos_ == "NOUN" and sort is not None and sort != "bills":
            yield noun, sort
    bill = _bill(deal, words)
    if bill is not None:
        yield bill, "bills"


def _bill(deal: Token, words: AgreementWords) -> Token | None:
    """Return the bill by which a deal is made law: "the bill that allows the cabinet to carry out the accord"."""
    at = deal
    while at.head != at:
        at = at.head
        lemma = at.lemma_.lower()
        if at.pos_ == "NOUN" and at.dep_ != "dobj":
            return None
        if words.parts.get(lemma) == "bills":
            return at
        if at.pos_ == "VERB" and lemma not in words.carrying:
            return None
    return None


def verb_above(token: Token, words: AgreementWords) -> Token:
    """Return the verb that acts on a noun, through prepositions and idioms ("put their *names* to it")."""
    at = token
    while at.dep_ == "conj" and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
    head = at.head
    while head.pos_ in ("ADP", "ADV") and head.head != head:
        head = head.head
    if head.dep_ == "dobj" and (head.head.lemma_.lower(), head.lemma_.lower()) in words.idioms:
        return head.head
    return head


def _verb_acts(token: Token, words: AgreementWords, *, ending: bool = False) -> Iterator[Act]:
    for verb in _verbs(token, words):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        lemma = verb.lemma_.lower()
        idiom = next((kind for beside in _beside(verb) if (kind := words.idioms.get((lemma, beside)))), None)
        kind = idiom or words.steps.get(lemma) or ("in_force" if lemma in words.observing else None)
        if ending and lemma in words.ending:
            kind = "withdrawn"
        if kind is None or not _befalls(verb, token, kind, words, idiom=idiom is not None):
            continue
        outcome = settled(verb, kind, words, observing=lemma in words.observing and idiom is None)
        if outcome is not None:
            yield Act(outcome.kind, verb, outcome.clause)


def _verbs(token: Token, words: AgreementWords) -> Iterable[Token]:
    """Yield the verb that a deal hangs on, and those that hang on the deal ("the accord that Oslo left")."""
    above = verb_above(token, words)
    if above != token:
        yield above
        if token.dep_ in _SUBJECTS:
            # "was concluded in July, endorsed by the council and took effect in May": one subject for all
            yield from _joined(above)
        elif token.dep_ == "dobj":
            # "breached and left the accord": one object for both
            yield from (v for v in (above.head,) if above.dep_ == "conj" and not _has_object(v))
    for child in token.children:
        if child.dep_ in ("relcl", "acl") and child.i > token.i:
            yield child
            if any(part.tag_ == "WDT" and part.dep_ in _SUBJECTS for part in child.children):
                yield from _joined(child)
        elif child.dep_ == "prep":
            # "the deal with Iran, which Oslo left": the parse hangs the clause on the nearest noun
            yield from (
                c for noun in child.children for c in noun.children if c.dep_ == "relcl" and _of_a_thing(c)
            )


def _befalls(verb: Token, token: Token, kind: StepKind, words: AgreementWords, *, idiom: bool) -> bool:
    """Say whether a verb does to the deal what it would do to a deal."""
    if verb.dep_ == "conj" and token.head != verb and token.dep_ in (*_SUBJECTS, "pobj"):
        if verb.tag_ == "VBN":
            return not _has_object(verb)
        return kind in _OF_ITSELF
    if verb.dep_ in ("relcl", "acl") and verb.head != verb and verb in token.subtree:
        return _of_the_head(verb, kind)
    if token.dep_ == "nsubj":
        return kind in _OF_ITSELF and (idiom or not _has_object(verb))
    if token.dep_ == "pobj":
        through = _through(token)
        return bool(through & (words.through.get(kind, frozenset()) | (_ANY_WAY if idiom else frozenset())))
    by_object = token.dep_ in _OBJECTS or (token.dep_ == "conj" and token.head.dep_ in _OBJECTS)
    return by_object and verb.lemma_.lower() not in words.only_through


def _through(token: Token) -> set[str]:
    """Return the prepositions between a noun and its verb: "out" and "of"."""
    found = set[str]()
    at = token.head
    while at.pos_ in ("ADP", "ADV"):
        found.add(at.lower_)
        if at.head == at:
            break
        at = at.head
    return found


def _beside(verb: Token) -> Iterator[str]:
    """Yield what stands beside a verb: particles, objects, what a preposition brings ("into *force*")."""
    for child in verb.children:
        yield child.lemma_.lower()
        yield child.lower_
        if child.dep_ == "prep":
            yield from (inner.lemma_.lower() for inner in child.children)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def _joined(verb: Token) -> Iterable[Token]:
    """Yield the verbs that share a verb's subject, and come after it."""
    return (
        other
        for other in verb.conjuncts
        if other.i > verb.i and not any(c.dep_ in _SUBJECTS for c in other.children)
    )


def _of_a_thing(verb: Token) -> bool:
    """Say whether a relative clause tells what is done to a thing: "which Oslo left"."""
    return any(child.lower_ == "which" and child.dep_ == "dobj" for child in verb.children)


def _of_the_head(verb: Token, kind: StepKind) -> bool:
    """Say whether a relative clause tells what is done to its head, not what its head does."""
    parts = {child.dep_: child for child in verb.children}
    if verb.dep_ == "acl" and "nsubj" not in parts:
        return verb.tag_ == "VBN"
    subject = parts.get("nsubj")
    if subject is None:
        return "nsubjpass" in parts
    if subject.tag_ in ("WDT", "WP"):
        return kind in _OF_ITSELF
    return "dobj" not in parts or parts["dobj"].tag_ in ("WDT", "WP") or parts["dobj"].lower_ == "that"


def _noun_acts(token: Token, words: AgreementWords, *, many: bool) -> Iterator[Act]:
    """Yield the steps that a noun tells: "since the withdrawal from the accord", "in breach of the truce"."""
    noun = token.head.head if token.dep_ == "pobj" and token.head.pos_ == "ADP" else token.head
    if noun == token or token.dep_ not in ("pobj", "poss", "compound", "nmod") or noun.pos_ != "NOUN":
        return
    kind = words.noun_steps.get(noun.lemma_.lower())
    if kind is None or (noun.lower_ == "performance" and "non" not in {t.lower_ for t in noun.sent}):
        return
    clause = _taken(noun, kind, words, many=many)
    if clause is not None:
        yield Act(kind, noun, clause)


def _taken(noun: Token, kind: StepKind, words: AgreementWords, *, many: bool) -> Token | None:
    """Return the verb or noun that dates a step told by a noun, `None` where it has not been taken."""
    head = noun.head
    if noun.dep_ == "pobj":
        above = head.head
        while above.pos_ in ("ADP", "NOUN", "PROPN") and above.head != above:
            above = above.head
        if head.lower_ in words.after:
            return noun
        own = kind == "breached" and head.lower_ in ("in", "of")
        return above if own and above.pos_ in ("VERB", "AUX") and real(above) else None
    if noun.dep_ == "attr":
        return head if kind == "breached" and not many and real(head) else None
    if head.pos_ not in ("VERB", "AUX") or not real(head):
        return None
    if noun.dep_ in ("dobj", "nsubjpass"):
        return head if head.lemma_.lower() in words.taken else None
    definite = any(child.dep_ == "poss" or child.lower_ == "the" for child in noun.children)
    return head if noun.dep_ == "nsubj" and definite and head.tag_ in ("VBD", "VBN") else None


def said_acts(token: Token, words: AgreementWords) -> Iterator[Act]:
    """Yield what is said of a deal: "is dead", "remains in force", "called it no longer valid"."""
    head = token.head
    if token.dep_ == "nsubj" and head.pos_ == "ADJ" and head.dep_ == "ccomp" and real(head.head):
        called = words.states.get(head.lower_)  # "declared the truce dead"
        if called is not None:
            yield Act(called, head, head.head)
    if token.dep_ not in ("nsubj", "dobj", "nsubjpass") or head.pos_ not in ("VERB", "AUX"):
        return
    kind = said_of(token, head, words)
    if kind is not None:
        yield Act(kind, head, head)
