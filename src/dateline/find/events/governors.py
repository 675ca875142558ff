"""What governs an event's word tells of its status: the verb, noun or preposition above its clause or noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.events.status_words import Sign, Table
from dateline.find.events.verb_forms import auxiliaries_of, is_condition
from dateline.model import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES: Final = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "oprd"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step from a word to its governor.

    Attributes:
        sign: what the governor says.
        to: the word whose status is shared, or `None` to stop.
        own: its own modifiers and tense are shared too, not only its governors.
    """

    sign: Sign | None = None
    to: Token | None = None
    own: bool = True


def clause_governor(verb: Token, table: Table, *, finite: bool) -> Step:
    """Say what the governor of a clause tells of it, and whether the clause shares its status."""
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return Step()
    if dep == "conj":
        if head.pos_ not in ("VERB", "AUX"):
            return Step()
        bare = not any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in verb.children)
        alike = bare and verb.tag_ == head.tag_ and verb.tag_ in ("VB", "VBN", "VBG")
        opposed = any(child.dep_ == "cc" and child.lower_ == "but" for child in head.children)
        return Step(to=head, own=(alike or (not finite and verb.tag_ == head.tag_)) and not opposed)
    if dep == "pcomp" or (dep == "pobj" and head.dep_ in ("prep", "agent")):
        return _after_preposition(head, table)
    if dep not in _CLAUSES:
        return Step()
    if is_condition(verb):
        return Step(Sign("hypothetical", "status.condition", verb))
    if dep == "xcomp" and (
        yet := next((c for c in (*head.children, *verb.children) if c.lower_ == "yet"), None)
    ):
        return Step(Sign("negated", "status.modifier", yet))  # "has yet to sign"
    if verb.i > head.i and (status := _governed(verb, head, table)) is not None:
        undone = status == "future" and head.pos_ == "VERB" and any(c.dep_ == "neg" for c in head.children)
        # A plan may itself be supposed or denied: "if they were to sign", "has no plans to sign".
        further = head if status == "future" and not undone else None
        return Step(Sign("negated" if undone else status, "status.governor", head), to=further)
    if finite or dep == "ccomp":
        return Step()
    if dep == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        return Step(Sign("future", "status.infinitive", verb))
    return Step(to=head) if head.pos_ in ("VERB", "AUX") else Step()


def noun_governor(noun: Token, table: Table) -> Step:
    """Say what governs an event noun, and whether the noun shares its status."""
    head, dep = noun.head, noun.dep_
    if head.i == noun.i:
        return Step()
    if dep == "conj":
        return Step(to=head, own=False) if head.pos_ in ("NOUN", "PROPN") else Step()
    word_act = noun.lemma_.lower() in table.word_acts
    if dep == "pobj":
        return _noun_after_preposition(head, table) if not word_act else Step()
    if dep not in ("dobj", "nsubj", "nsubjpass", "attr") or head.pos_ not in ("VERB", "AUX"):
        return Step()
    lemma = head.lemma_.lower()
    if dep in ("dobj", "nsubjpass") and not word_act:
        particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
        status = table.object.get(f"{lemma}_{particle}" if particle else lemma)
        if status is not None:
            return Step(Sign(status, "status.governor", head))
    if dep == "nsubj" and (status := table.subject.get(lemma) or _predicated(head, table)):
        return Step(Sign(status, "status.governor", head))
    # "The raid would be the first" says nothing of whether there was a raid; "there will be a raid" does.
    shares = lemma in table.carriers and not (dep == "nsubj" and lemma == "be")
    return Step(to=head) if shares else Step()


def _after_preposition(preposition: Token, table: Table) -> Step:
    if status := table.gerund.get(preposition.lower_):
        return Step(Sign(status, "status.governor", preposition))
    governor = preposition.head
    if status := table.preposition.get(f"{governor.lemma_.lower()}_{preposition.lower_}"):
        if any(child.dep_ == "det" and child.lower_ == "no" for child in governor.children):
            status = "alleged" if status == "alleged" else "negated"
        return Step(Sign(status, "status.governor", governor))
    shares = preposition.lower_ in ("by", "in") and governor.pos_ == "VERB"
    return Step(to=governor) if shares else Step()


def _governed(verb: Token, head: Token, table: Table) -> EventStatus | None:
    """Look a clause's governor up by the form of the clause."""
    if verb.dep_ == "advcl":
        return None
    lemma = head.lemma_.lower()
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        place = table.infinitive
    elif verb.tag_ == "VBG" and not auxiliaries_of(verb) and verb.dep_ in ("xcomp", "ccomp", "pcomp"):
        place = table.gerund
    elif verb.dep_ in ("ccomp", "acl", "xcomp"):
        place = table.finite
    else:
        return None
    names = [lemma]
    if place is table.gerund and (particle := next((c.lower_ for c in head.children if c.dep_ == "prt"), "")):
        names = [f"{lemma}_{particle}"]
    if place is table.finite and lemma in table.proofs and any(c.lower_ == "no" for c in head.children):
        return "alleged"
    if head.pos_ == "NOUN":
        names.insert(0, lemma + "_n")
    elif any(child.dep_ == "auxpass" for child in head.children):
        names.insert(0, lemma + "_passive")
    return next((place[name] for name in names if name in place), None)


def _predicated(verb: Token, table: Table) -> EventStatus | None:
    """Return what a predicate says of its subject ("the talks are under way", "the drill is due")."""
    if verb.lemma_.lower() != "be":
        return None
    for child in verb.children:
        if child.dep_ in ("acomp", "advmod", "attr") and (status := table.predicate.get(child.lower_)):
            return status
        for inner in child.children if child.dep_ == "prep" else ():
            if status := table.predicate.get(f"{child.lower_}_{inner.lower_}"):
                return status
    return None


def _noun_after_preposition(preposition: Token, table: Table) -> Step:
    governor = preposition.head
    for name, token in (
        (f"{governor.lemma_.lower()}_{preposition.lower_}", governor),
        (preposition.lower_, preposition),
    ):
        if status := table.object.get(name):
            if status != "alleged" and any(c.dep_ == "det" and c.lower_ == "no" for c in governor.children):
                status = "negated"  # "there is no question of a loan"
            return Step(Sign(status, "status.governor", token))
    if preposition.lower_ == "of" and governor.lemma_.lower() in table.transparent:
        return Step(to=governor)
    return Step()
