"""Matching: which entry of the event lexicon a token calls up, given what stands with it in the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dateline.find.events import roles
from dateline.ontology.entries import ANY, Entry, Pattern
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE: Final = "%person"
_PARTICLES: Final = frozenset({"prt", "prep", "advmod", "agent", "dative", "advcl"})
_WHEN: Final = frozenset({"DATE", "TIME"})
_COPULAS: Final = frozenset({"be", "remain", "become", "look", "seem", "amount"})
_ACCUSED: Final = frozenset(
    {"army", "government", "police", "authority", "force", "regime", "military", "troop"}
)
_COMPLEMENTS: Final = frozenset({"acomp", "attr", "oprd", "amod", "advmod"})


def named(token: Token) -> str:
    """Return what patterns and word classes know a token by: its lemma, or `%person` for a person's name."""
    return _PEOPLE if token.ent_type_ == "PERSON" else token.lemma_.lower()


@dataclass
class Surroundings:
    """What stands with a head, read from the parse once and only as far as it is asked for.

    Attributes:
        head: the verb or noun.
        ontology: the lexicon's word classes.
    """

    head: Token
    ontology: Ontology

    @cached_property
    def governed(self) -> dict[str, Token]:
        """What each preposition on the head governs (the first one of each)."""
        found: dict[str, Token] = {}
        for preposition, token in roles.prepositions(self.head):
            _note(found, preposition, token)
        return found

    @cached_property
    def reach(self) -> dict[str, Token]:
        """What prepositions govern on a verb or on its object ("charged seven men over the attack")."""
        found = dict(self.governed)
        for token in self.object_heads[:1]:
            for preposition, head in roles.prepositions(token):
                _note(found, preposition, head)
        return found

    @cached_property
    def particles(self) -> dict[str, Token]:
        """Particles, adverbs and prepositions on a verb, by their words."""
        return {
            child.lower_: child
            for child in self.head.children
            if child.dep_ in _PARTICLES and child.i > self.head.i and not _dates(child)
        }

    @cached_property
    def object_heads(self) -> tuple[Token, ...]:
        """Heads of the logical object, seen through words of amount ("a series of strikes")."""
        head = roles.objects(self.head)
        if head is None:
            later = [child for child in self.head.children if child.i > self.head.i]
            head = next((c for c in later if c.dep_ in ("attr", "oprd", "npadvmod")), None)
            if head is None:
                # headlines: the parser takes "deal" in "X cancels cooperation deal" for a verb
                deals = self.ontology.classes["deal"]
                head = next((c for c in later if c.dep_ == "ccomp" and c.lemma_.lower() in deals), None)
        return () if head is None else tuple(self.through(head))

    @cached_property
    def named_objects(self) -> tuple[tuple[str, Token], ...]:
        """The heads of the object with what patterns know them by."""
        return tuple((named(head), head) for head in self.object_heads)

    def through(self, head: Token) -> Iterator[Token]:
        """Yield a head, what it is an amount of, and what is coordinated with it."""
        yield head
        if head.lemma_.lower() in self.ontology.classes["amount"] or head.pos_ in ("NUM", "SYM"):
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            yield from self.through(inner)
        for child in head.children:
            before = child.dep_ in ("compound", "nmod", "amod") and child.i < head.i
            if before or (child.dep_ == "conj" and child.i > head.i):
                yield child

    @cached_property
    def clauses(self) -> tuple[Token, ...]:
        """Heads of complement clauses; a clause that is quoted or reported may stand before its verb."""
        return tuple(
            child
            for child in self.head.children
            if child.dep_ == "ccomp" or (child.dep_ in ("xcomp", "acl", "pcomp") and child.i > self.head.i)
        )

    @cached_property
    def complements(self) -> dict[str, Token]:
        """Predicative complements by lemma: "call him a liar", "describe it as a “serious” breach"."""
        found: dict[str, Token] = {}
        for child in self.head.children:
            if child.i < self.head.i:
                continue
            small = child.dep_ in ("ccomp", "xcomp") and child.pos_ != "VERB"
            if child.dep_ in _COMPLEMENTS or small:
                self._complement(child, found)
        for token in (self.head, *self.object_heads[:1]):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "as":
                    for inner in child.children:
                        self._complement(inner, found)
        return found

    def _complement(self, token: Token, found: dict[str, Token]) -> None:
        """Note a complement, and what stands in it where a quote mark or a copula heads it."""
        found.setdefault(token.lemma_.lower(), token)
        for inner in token.children:
            if inner.dep_ in ("amod", "compound", "acomp", "attr", "oprd", "conj", "pobj", "nmod", "dobj"):
                found.setdefault(inner.lemma_.lower(), inner)

    @cached_property
    def modifiers(self) -> dict[str, Token]:
        """Modifiers before a noun, by lemma."""
        found = {
            c.lemma_.lower(): c
            for c in self.head.children
            if c.dep_ in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod")
        }
        for child in tuple(found.values()):
            for inner in child.children:
                if inner.dep_ in ("compound", "amod", "nmod"):
                    found.setdefault(inner.lemma_.lower(), inner)
        return found


def _note(found: dict[str, Token], preposition: str, token: Token) -> None:
    """Note what a preposition governs: the first, but a date ("on Monday") gives way to anything else."""
    before = found.get(preposition)
    if before is None or (before.ent_type_ in _WHEN and token.ent_type_ not in _WHEN):
        found[preposition] = token


def _dates(preposition: Token) -> bool:
    """Say whether a preposition governs a date ("called on Friday")."""
    return any(child.ent_type_ in _WHEN for child in preposition.children)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits, and the tokens that made it fit (the head among them)."""

    entry: Entry
    head: Token
    tokens: tuple[Token, ...]

    def governed(self, around: Surroundings) -> dict[str, Token]:
        """What prepositions govern, on the head and on the other words of the pattern ("sanctions on X")."""
        found = dict(around.governed)
        for token in self.tokens[1:]:
            for inner in (token, *(c for c in token.children if c.dep_ == "pobj")):
                for preposition, head in roles.prepositions(inner):
                    _note(found, preposition, head)
            # "a series of strikes on X": the amount's own prepositions are the event's
            above = token.head
            while above.i != self.head.i and above.dep_ in ("pobj", "prep", "dobj", "conj"):
                for preposition, head in roles.prepositions(above):
                    found.setdefault(preposition, head)
                above = above.head
        return found


def match(token: Token, ontology: Ontology, *, noun: bool) -> tuple[Match, Surroundings] | None:
    """Find the most specific entry that fits a token.

    Args:
        token: the token.
        ontology: the lexicon.
        noun: look among the nouns, not the verbs.

    Returns:
        The match and the surroundings it was read from, or `None`. An entry without a type is a match too:
        it says that the wording names no event.
    """
    lemma = ontology.lemmas.get(token.lower_) or token.lemma_.lower()
    entries = (ontology.nouns if noun else ontology.verbs).get(lemma)
    if entries is None:
        return None
    around = Surroundings(token, ontology)
    for entry in entries:
        used = fits(entry, around)
        if used is not None:
            return Match(entry, token, (token, *used)), around
    return None


def fits(entry: Entry, around: Surroundings) -> tuple[Token, ...] | None:
    """Return the tokens that make an entry fit, or `None` if it does not."""
    used = _pattern(entry.pattern, around, noun=entry.noun)
    if used is None or not _constraints(entry, around):
        return None
    return used


def _pattern(pattern: Pattern, around: Surroundings, *, noun: bool) -> tuple[Token, ...] | None:
    used: list[Token] = []
    if pattern.modifiers:
        found = next((token for lemma, token in around.modifiers.items() if lemma in pattern.modifiers), None)
        if found is None:
            return None
        used.append(found)
    if pattern.particle:
        for particle in pattern.particle.split():
            token = around.particles.get(particle)
            if token is None:
                return None
            used.append(token)
    if pattern.object:
        token = next((t for name, t in around.named_objects if name in pattern.object), None)
        if token is None:
            return None
        used.append(token)
    if pattern.prepositions:
        reach = around.governed if noun else around.reach
        token = next((head for name, head in reach.items() if name in pattern.prepositions), None)
        if token is None:
            return None
        if pattern.governed is not ANY and "*" not in pattern.governed:
            token = next((t for t in around.through(token) if t.lemma_.lower() in pattern.governed), None)
            if token is None:
                return None
            if not noun:
                used.append(token)
    if pattern.clause:
        token = next((c for c in around.clauses if clause_fits(c, pattern.clause, around.ontology)), None)
        if token is None:
            return None
    if pattern.complement:
        token = next((t for lemma, t in around.complements.items() if lemma in pattern.complement), None)
        if token is None:
            return None
        used.append(token)
    return tuple(used)


def clause_fits(clause: Token, wanted: frozenset[str], ontology: Ontology) -> bool:
    """Say whether a complement clause has one of the wanted lemmas or properties."""
    if "*" in wanted or clause.lemma_.lower() in wanted:
        return True
    predicates = _predicates(clause)
    if any(word in wanted for word in predicates):
        return True
    if "%must" in wanted and _obliges(clause, ontology):
        return True
    if clause.tag_ == "VB" and ("%inf" in wanted or "%sub" in wanted):
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
        aux = any(c.dep_ == "aux" for c in clause.children)
        beside = any(c.dep_ in ("dobj", "dative", "nsubjpass") for c in clause.head.children)
        if ("%inf" in wanted and to and (own or beside)) or ("%sub" in wanted and own and not aux):
            return True
    if "%bad" in wanted and any(word in ontology.classes["bad"] for word in predicates):
        return True
    return "%deed" in wanted and _is_deed(clause, ontology)


def _predicates(clause: Token) -> list[str]:
    """What a clause with "be" or another copula says of its subject."""
    if clause.lemma_ not in _COPULAS:
        return []
    found = []
    for child in clause.children:
        if child.dep_ in ("acomp", "attr", "oprd", "prep", "advmod") and child.i > clause.i:
            found.append(child.lemma_.lower())
            found += [c.lemma_.lower() for c in child.children if c.dep_ in ("amod", "conj", "compound")]
    return found


def _obliges(clause: Token, ontology: Ontology) -> bool:
    """Say whether a clause says what its subject must do."""
    if any(c.dep_ == "aux" and c.lower_ in ontology.classes["obligation"] for c in clause.children):
        return not any(c.lower_ == "have" and c.dep_ == "aux" for c in clause.children)
    return clause.lemma_ in ("need", "have") and any(
        c.dep_ == "xcomp" and c.tag_ == "VB" for c in clause.children
    )


def may_be_accused(actor: Token) -> bool:
    """Say whether a participant is named well enough that telling its deed accuses it."""
    named_one = actor.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") or actor.pos_ == "PROPN"
    of_state = any(
        c.ent_type_ in ("GPE", "NORP") for c in actor.children if c.dep_ in ("amod", "poss", "compound")
    )
    return named_one or of_state or actor.lemma_ in _ACCUSED


def _is_deed(clause: Token, ontology: Ontology) -> bool:
    """Say whether a clause charges a named subject with violence or coercion."""
    actor = roles.subject(clause)
    if actor is None or not may_be_accused(actor):
        return False
    found = match(clause, ontology, noun=False)
    return found is not None and found[0].entry.type in ("ASSAULT", "COERCE")


def _constraints(entry: Entry, around: Surroundings) -> bool:
    if entry.noun:
        return True
    head = around.head
    if entry.passive_only and not roles.is_passive(head):
        return False
    if "negated" in entry.needs and not any(child.dep_ == "neg" for child in head.children):
        return False
    if entry.actor_is or entry.actor_not:
        actor = roles.subject(head)
        lemmas = _lemmas_about(actor)
        if entry.actor_is and not lemmas & entry.actor_is:
            return False
        if lemmas & entry.actor_not:
            return False
    if entry.recipient_is or entry.recipient_not:
        lemmas = {t.lemma_.lower() for t in around.object_heads[:1]}
        for token in around.object_heads[1:]:
            if token.dep_ in ("compound", "pobj"):
                lemmas.add(token.lemma_.lower())
        if not around.object_heads:
            lemmas |= {t.lemma_.lower() for p, t in around.governed.items() if p in ("with", "against", "on")}
        if entry.recipient_is and not lemmas & entry.recipient_is:
            return False
        if lemmas & entry.recipient_not:
            return False
    return True


def _lemmas_about(token: Token | None) -> set[str]:
    if token is None:
        return set()
    found = {token.lemma_.lower()}
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod", "appos"):
            found.add(child.lemma_.lower())
        elif child.dep_ == "prep" and child.lower_ == "of":
            found.update(inner.lemma_.lower() for inner in child.children if inner.dep_ == "pobj")
    return found
