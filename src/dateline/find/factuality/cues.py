"""Cues to factuality around a word: its own mood and negation, and what governs it, up to the main clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dateline.find.events.status_signs import empties
from dateline.find.events.status_words import load_table as load_statuses
from dateline.find.factuality.table import Signature, Table, load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB: Final = 6
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PAST: Final = frozenset({"was", "were", "had", "did"})
_PERSONS: Final = {
    "i": "I", "we": "we", "you": "you", "he": "he", "she": "he", "it": "it", "they": "they", "who": "who",
    "that": "who", "which": "who", "there": "there", "this": "it", "anyone": "any", "everyone": "any",
}  # fmt: skip
_MOOD_WORTH: Final = {
    "past": 1.0, "perfect": 0.9, "pluperfect": 0.9, "present": 0.7, "present-3": 0.7, "progressive": 0.8,
    "was-doing": 0.8, "will": -0.7, "would": -0.3, "would-have": -0.7, "could": -0.4, "could-have": -0.4,
    "may": -0.4, "may-have": 0.0, "can": -0.4, "must": -0.6, "must-have": 0.2, "order": -0.7,
    "infinitive": -0.4, "gerund": 0.6, "participle": 0.9, "bare": -0.3, "do": 0.6, "did": 0.9, "noun": 0.9,
}  # fmt: skip
"""What a verb's form alone is worth; the fitted weights correct it."""
_UNDONE: Final = -0.7
"""What is worth no more than this has not happened, whatever the fitted weights make of it."""


def _not_one(child: Token) -> bool:
    """Say whether a part of the clause undoes its verb by a "not" of its own ("not one barrel", "not once")."""
    if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
        first = child.left_edge
        if first.i >= child.i or first.lower_ != "not":
            return False
        return first.nbor().lower_ in ("one", "a", "any", "even")
    return child.lower_ in ("once", "ever", "even") and any(inner.dep_ == "neg" for inner in child.children)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A step from a word up to what governs it.

    Attributes:
        governor: the governing word.
        form: `infinitive`, `gerund`, `clause`, `object`, or the relation (`advcl`, `relcl`, `conj`, `subject`).
        by: the preposition or conjunction between them, or an empty string.
        signature: what the table says of the governor with such a complement.
    """

    governor: Word
    form: str
    by: str
    signature: Signature | None


class Word:
    """A word with its cues, each worked out when first asked for.

    Args:
        token: the word in its parse.
        table: the words that make or unmake facts; the packaged ones if not given.
        headline: it stands in a headline, whose present tense tells what has happened and whose bare
            infinitive what is to come.
        depth: how far it stands above the word first asked about.
    """

    def __init__(
        self, token: Token, table: Table | None = None, *, headline: bool = False, depth: int = 0
    ) -> None:
        self.token = token
        self.table = table or load_table()
        self.headline = headline
        self._depth = depth
        self.children: tuple[Token, ...] = tuple(token.children)

    @cached_property
    def lemma(self) -> str:
        """The lemma in lower case."""
        return self.token.lemma_.lower()

    @cached_property
    def is_verb(self) -> bool:
        """Whether it is a verb."""
        return self.token.pos_ in _VERBAL

    @cached_property
    def auxiliaries(self) -> tuple[str, ...]:
        """Auxiliaries as written; a second verb without a subject shares those of the first."""
        own = tuple(child.lower_ for child in self.children if child.dep_ in ("aux", "auxpass"))
        if own or not self._leans:
            return own
        above = self.link
        return above.governor.auxiliaries if above is not None else ()

    @cached_property
    def _leans(self) -> bool:
        """Whether it is the second of two verbs that share what stands before the first."""
        return (
            self.token.dep_ == "conj"
            and self.token.tag_ in ("VB", "VBN", "VBG")
            and self.token.head.pos_ in _VERBAL
            and not any(child.dep_ in _SUBJECTS for child in self.children)
        )

    @cached_property
    def mood(self) -> str:
        """Form of the verb: tense, aspect, modal; `noun` for what is no verb."""
        if not self.is_verb:
            return "noun"
        aux, tag = self.auxiliaries, self.token.tag_
        modal = next((self.table.modals[word] for word in aux if word in self.table.modals), "")
        if modal:
            return f"{modal}-have" if "have" in aux and modal not in ("will", "can") else modal
        if "to" in aux:
            return "will" if self.headline and self.token.dep_ in ("ROOT", "acl", "relcl") else "infinitive"
        if tag == "VB":
            if any(word in ("do", "does") for word in aux):
                return "do"
            if "did" in aux:
                return "did"
            return "order" if self._orders else "bare"
        if tag == "VBG":
            if not aux:
                return "gerund"
            return "was-doing" if _PAST.intersection(aux) else "progressive"
        if tag == "VBN" and any(word in ("has", "have", "'ve", "’ve") for word in aux):
            return "perfect"
        if tag == "VBN" and "had" in aux:
            return "pluperfect"
        if tag == "VBN" and not aux:
            return "past" if self.headline and self.token.dep_ == "ROOT" else "participle"
        if tag == "VBD" or _PAST.intersection(aux) or self.headline:
            return "past"
        return "present-3" if tag == "VBZ" else "present"

    @cached_property
    def _orders(self) -> bool:
        return self.token.dep_ in ("ROOT", "conj", "ccomp", "parataxis") and self.subject is None

    @cached_property
    def subject(self) -> Token | None:
        """Its own subject."""
        return next((child for child in self.children if child.dep_ in _SUBJECTS), None)

    @cached_property
    def who(self) -> str:
        """What sort of subject it has."""
        subject = self.subject
        if subject is None:
            return "none"
        person = _PERSONS.get(subject.lower_)
        if person is not None:
            return person
        if subject.pos_ == "PROPN":
            return "name"
        if any(child.dep_ in ("det", "poss", "nummod") for child in subject.children):
            return "noun"
        return "many" if subject.tag_ == "NNS" else "thing"

    @cached_property
    def negated(self) -> bool:
        """Whether it is told as not so by a word of its own clause."""
        return any(self._negations())

    def _negations(self) -> Iterator[bool]:
        groups = self.table.groups
        for child in self.children:
            if child.dep_ in ("advmod", "preconj", "det"):
                yield "negations" in groups(child.lower_)
            yield child.dep_ == "neg" or (self.is_verb and (empties(child) or _not_one(child)))
        if self._leans and self.link is not None and not any(c.dep_ == "aux" for c in self.children):
            yield self.link.governor.negated

    @cached_property
    def link(self) -> Link | None:
        """What governs it; `None` for the head of a sentence."""
        token = self.token
        head, dep = token.head, token.dep_
        if head.i == token.i or self._depth >= _CLIMB:
            return None
        by = ""
        if dep in ("pobj", "pcomp"):
            by, head = head.lower_, head.head
            if head.i == token.head.i:
                return None
        form = self._form(dep, by)
        if form == "clause" and dep == "ccomp" and any(c.text == ";" for c in token.doc[token.i : head.i]):
            form = "parataxis"  # "he fled; she denied it": two clauses that the parser makes one of
        governor = Word(head, self.table, headline=self.headline, depth=self._depth + 1)
        if not by:
            by = next((c.lower_ for c in self.children if c.dep_ == "mark" and c.lower_ != "that"), "")
        asked = form in ("infinitive", "gerund", "clause", "object") and (
            form != "object" or not by or "governing" in self.table.groups(by)
        )
        return Link(governor, form, by, self._signature(governor, form) if asked else None)

    def _signature(self, governor: Word, form: str) -> Signature | None:
        if form == "object" and self.lemma in load_statuses().word_acts:
            return None  # an offer that is rejected has been made
        if form != "object" and governor.lemma == "be":
            for child in governor.children:  # "it is false that they fled"
                said = child.dep_ in ("acomp", "attr") and self.table.signature(
                    child.lemma_.lower(), form, noun=child.pos_ == "NOUN"
                )
                if said:
                    return said
        return self.table.signature(governor.lemma, form, noun=not governor.is_verb)

    def _form(self, dep: str, by: str) -> str:
        if dep in ("conj", "advcl", "relcl", "parataxis", "appos", "compound", "amod", "poss"):
            return dep
        if dep in _SUBJECTS and (self.is_verb or dep != "nsubjpass"):
            return "subject"
        if not self.is_verb:
            return "object"
        if "to" in self.auxiliaries:
            return "infinitive"
        if self.token.tag_ == "VBG" and not self.auxiliaries:
            return "gerund"
        if dep == "acl" and self.token.tag_ == "VBN":
            return "participle"
        if dep in ("xcomp", "ccomp") and self.token.tag_ == "VB" and not self.auxiliaries:
            return "infinitive"  # "helped repair", "let him go"
        return "clause" if dep in ("ccomp", "xcomp", "acl", "pcomp", "oprd") or by else dep

    @cached_property
    def worth(self) -> float:
        """What the cues make of it by rule alone, from -1 (certainly not) to 1 (certainly so)."""
        return self.worth_under(None if self.link is None else self.link.governor.worth)

    def worth_under(self, above: float | None) -> float:
        """Return what the cues make of it, given what its governor is worth (`None` for a main clause)."""
        # "there were no talks" is one negation, seen from the noun and from the verb
        alone = self.negated and not self.is_verb
        value = min(self._granted(None if alone else above), self._modified)
        if not self.negated:
            return value
        # what would not be done is no more done than what would
        return -value if value > 0 else max(-1.0, value - 0.2)

    @cached_property
    def _modified(self) -> float:
        """What the words beside it leave of it at most."""
        kin = (child.lower_ for child in self.children if child.dep_ in ("amod", "advmod"))
        return min((self.table.modifiers.get(word, 1.0) for word in kin), default=1.0)

    @cached_property
    def asked(self) -> bool:
        """Whether it heads a question to be answered by yes or no."""
        sentence = self.token.sent
        return (
            self.token.dep_ in ("ROOT", "conj")
            and any(token.text == "?" for token in sentence[-3:])
            and not any(token.tag_.startswith("W") for token in sentence[:3])
        )

    @property
    def bounds(self) -> str:
        """Say whether the rule bounds a fitted value: `both` sides, `above`, or not (empty)."""
        signature = self.link.signature if self.link is not None else None
        if signature is not None and signature.bounds == "both":
            return "both"
        if self.negated or self.asked or self.under_condition or self._modified < 1 or self.worth <= _UNDONE:
            return "above"
        return signature.bounds if signature is not None else ""

    def _granted(self, above: float | None) -> float:
        """Return what it is worth but for its own modifiers and negation."""
        own, link = _MOOD_WORTH[self.mood], self.link
        if self.under_condition or self.asked:
            own = min(own, -0.3)
        if self._unfinished:
            return -0.9
        if link is None or above is None:
            return own
        if link.signature is not None:
            worth = link.signature.worth(above)
            # a modal of its own tells more than the word that governs it: "said that he might flee"
            return own if link.form == "clause" and own < worth else worth
        if link.by == "without":
            return -0.8
        if link.form == "conj":
            return link.governor.ungoverned if self._leans else own
        shares = link.form in ("gerund", "participle") or (link.form == "object" and self._carried(link))
        if shares or (link.form == "subject" and self._happens(link)):
            return min(own, above) if above > 0 else 0.5 * (own + above)
        return own

    @property
    def _unfinished(self) -> bool:
        """Whether it is still to be done: "have yet to sign"."""
        if self.link is None or self.link.form != "infinitive":
            return False
        return any(child.lower_ == "yet" for child in (*self.link.governor.children, *self.children))

    @property
    def ungoverned(self) -> float:
        """What it is worth but for its own modifiers and negation, so that a second verb can share it."""
        return self._granted(None if self.link is None else self.link.governor.worth)

    def _carried(self, link: Link) -> bool:
        """Say whether an object comes to be by its verb ("will sign a deal", but "will discuss the deal")."""
        if link.by or any("definite" in self.table.groups(child.lower_) for child in self.children):
            return False
        return self.token.dep_ in ("dobj", "attr", "nsubjpass")

    def _happens(self, link: Link) -> bool:
        return "happens" in self.table.groups(link.governor.lemma)

    @cached_property
    def under_condition(self) -> bool:
        """Whether its clause only supposes ("if they flee", "had they fled")."""
        if any(
            child.dep_ in ("mark", "advmod") and "conditions" in self.table.groups(child.lower_)
            for child in self.children
        ):
            return True
        subject = self.subject
        return self.token.dep_ == "advcl" and any(
            child.dep_ in ("aux", "auxpass")
            and child.lower_ in ("had", "should", "were")
            and subject is not None
            and child.i < subject.i
            for child in self.children
        )

    def chain(self) -> Iterator[Link]:
        """Yield the links from the word up to the main clause."""
        link = self.link
        while link is not None:
            yield link
            link = link.governor.link
