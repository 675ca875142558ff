"""Status of an event: occurred, ongoing, historical, future, hypothetical, negated or alleged.

The codebook's order is kept: whether the thing is real at all (negated, hypothetical, alleged) goes before
when it was. The words that decide are in `ontology/status.toml`; the parse says which of them govern the
event's own word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.model import EventStatus, Published, Reason, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.syntax import Passage

_EPISTEMIC: Final = frozenset({"negated", "hypothetical", "alleged"})
_HISTORICAL_DAYS: Final = 92
"""Older than about three months is history, by the codebook."""
_CLIMB: Final = 8
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "oprd", "dep"})
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_PERHAPS: Final = frozenset({"could", "might", "may", "should", "must", "ought", "can"})
_BE: Final = frozenset({"am", "is", "are", "'s", "’s", "'re", "’re", "'m", "’m"})
_CONDITIONS: Final = frozenset({"if", "unless", "lest", "whether", "should"})
_STANCE_ZONES: Final = frozenset({"headline", "deck", "subhead", "caption"})


@dataclass(frozen=True, slots=True)
class Table:
    """`ontology/status.toml`: each word with the status it gives, by the place it stands in."""

    clause: Mapping[str, EventStatus]
    object: Mapping[str, EventStatus]
    adjective: Mapping[str, EventStatus]
    adverb: Mapping[str, EventStatus]
    determiner: Mapping[str, EventStatus]
    carriers: frozenset[str]
    implicative: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that says something of an event's status."""

    status: EventStatus
    rule: str
    token: Token


@cache
def load_table() -> Table:
    """Load `ontology/status.toml`."""
    data = tomllib.loads(files("dateline.ontology").joinpath("status.toml").read_text(encoding="utf-8"))

    def turned(name: str) -> dict[str, EventStatus]:
        return {word: status for status, words in data[name].items() for word in words}

    return Table(
        clause=turned("clause"),
        object=turned("object"),
        adjective=turned("adjective"),
        adverb=turned("adverb"),
        determiner=turned("determiner"),
        carriers=frozenset(data["carriers"]["words"]),
        implicative=frozenset(data["implicative"]["words"]),
        states=frozenset(data["states"]["words"]),
    )


def status_of(
    passage: Passage, trigger: Token, *, published: Published | None, when: When | None, quoted: bool
) -> tuple[EventStatus, tuple[Reason, ...]]:
    """Say whether an event is told as having happened, as going on, as yet to come, as unreal ...

    Whether the *statement* that holds the event makes it alleged is for the caller to add.

    Args:
        passage: where the trigger stands.
        trigger: the verb or noun that names the event.
        published: when the report was published, if known.
        when: the time of the event, if found.
        quoted: the trigger stands inside quoted words.

    Returns:
        The status and why.
    """
    signs = list(_signs(trigger))
    for sign in signs:
        if sign.status in _EPISTEMIC:
            return _answer(passage, sign)
    time = _by_time(trigger, published, when)
    if time is not None and not (time == "historical" and any(s.status == "future" for s in signs)):
        note = "the time of the event against the date of publication"
        words = when.span if when else None
        return time, (Reason("status", "status.time", words, note),)
    for sign in signs:
        if not (sign.rule == "status.present" and passage.zone.kind in _STANCE_ZONES):
            return _answer(passage, sign)
    return "occurred", (Reason("status", "status.told", passage.of(trigger), "told as a fact"),)


def _answer(passage: Passage, sign: Sign) -> tuple[EventStatus, tuple[Reason, ...]]:
    return sign.status, (Reason("status", sign.rule, passage.of(sign.token), ""),)


def _by_time(trigger: Token, published: Published | None, when: When | None) -> EventStatus | None:
    """Compare the event's interval with the day of publication."""
    if when is None or published is None or when.type not in ("DATE", "TIME"):
        return None
    try:
        day = date.fromisoformat(published.date[:10])
        end = date.fromisoformat(when.end) if when.end else None
        start = date.fromisoformat(when.start) if when.start else None
    except ValueError:
        return None
    if end is not None and (day - end).days > _HISTORICAL_DAYS:
        return "historical"
    if start is not None and start > day:
        return "future"
    return None


def _signs(trigger: Token) -> Iterator[Sign]:
    """Yield what the words say of the trigger, the nearest words first."""
    table = load_table()
    token = trigger
    for _ in range(_CLIMB):
        is_verb = token.pos_ in ("VERB", "AUX")
        yield from _modifiers(token, table, is_verb=is_verb)
        if is_verb:
            finite = yield from _verb_form(token, table)
            climbed = yield from _clause_governor(token, table, finite=finite)
        else:
            climbed = yield from _noun_governor(token, table)
        if climbed is None:
            break
        token = climbed


def _modifiers(token: Token, table: Table, *, is_verb: bool) -> Iterator[Sign]:
    for child in token.children:
        word, dep = child.lower_, child.dep_
        status: EventStatus | None = None
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and word in table.adverb):
            status = "negated" if dep == "neg" else table.adverb[word]
        elif dep == "det" and word in table.determiner and not is_verb:
            status = table.determiner[word]
        elif dep in ("amod", "compound") and not is_verb:
            status = table.adjective.get(word)
        elif is_verb and dep in ("nsubj", "nsubjpass") and word in ("nobody", "none", "no-one", "nothing"):
            status = "negated"
        elif is_verb and dep in ("nsubj", "nsubjpass") and any(c.lower_ == "no" for c in child.children):
            status = "negated"
        elif dep == "mark" and word in _CONDITIONS and word != "whether":
            status = "hypothetical"
        if status is not None:
            yield Sign(status, "status.modifier", child)


def _verb_form(verb: Token, table: Table) -> Iterator[Sign]:  # type: ignore[misc]
    """Yield what mood, tense and aspect say; return whether the form is finite."""
    aux = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if (
        verb.dep_ == "conj"
        and not aux
        and verb.tag_ in ("VB", "VBN", "VBG")
        and verb.head.pos_ in ("VERB", "AUX")
    ):
        if not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
            aux = {child.lower_: child for child in verb.head.children if child.dep_ in ("aux", "auxpass")}
    for word, token in aux.items():
        if word in _WILL:
            yield Sign("future", "status.will", token)
            return True
        if word in ("would", "'d", "’d"):
            yield Sign("hypothetical" if "have" in aux else "future", "status.would", token)
            return True
        if word in _PERHAPS:
            yield Sign("hypothetical", "status.modal", token)
            return True
    if "to" in aux:
        if verb.dep_ == "ROOT":
            yield Sign("future", "status.infinitive", aux["to"])
        return False
    if verb.tag_ == "VBG":
        if aux.keys() & _BE or ("been" in aux and aux.keys() & {"has", "have", "'ve", "’ve"}):
            yield Sign("ongoing", "status.progressive", verb)
            return True
        return bool(aux)
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in table.states:
        yield Sign("ongoing", "status.present", verb)
    return bool(aux) or verb.tag_ in ("VBZ", "VBP", "VBD")


def _clause_governor(verb: Token, table: Table, *, finite: bool) -> Iterator[Sign]:  # type: ignore[misc]
    """Yield what the governor of a clause says; return the governor whose own status the clause shares."""
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return None
    if dep == "conj":
        return head if head.pos_ in ("VERB", "AUX") else None
    if dep == "pcomp" or (dep == "pobj" and head.dep_ in ("prep", "agent")):
        if status := table.clause.get(head.lower_):
            yield Sign(status, "status.governor", head)
            return None
        governor = head.head
        status = table.clause.get(governor.lemma_.lower())
        if status and not (
            governor.pos_ == "VERB" and head.lower_ in ("by", "after", "before", "while", "since")
        ):
            yield Sign(status, "status.governor", governor)
        return governor if head.lower_ in ("by", "in") and governor.pos_ == "VERB" else None
    if dep not in _CLAUSES:
        return None
    status = _clause_status(verb, head, table)
    if status is not None:
        yield Sign(status, "status.governor", head)
        return head if status == "future" and head.pos_ == "VERB" and _negated(head) else None
    if finite or dep == "ccomp":
        return None
    if dep == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        yield Sign("future", "status.infinitive", verb)
        return None
    return head if head.pos_ in ("VERB", "AUX") else None


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _clause_status(verb: Token, head: Token, table: Table) -> EventStatus | None:
    lemma = head.lemma_.lower()
    if verb.dep_ in ("advcl", "ccomp") and any(
        child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS for child in verb.children
    ):
        return "hypothetical"
    if verb.dep_ == "advcl":
        return None
    passive = any(child.dep_ == "auxpass" for child in head.children)
    if passive and (status := table.clause.get(lemma + "_passive")):
        return status
    if head.pos_ == "NOUN" and (status := table.clause.get(lemma + "_n")):
        return status
    return table.clause.get(lemma)


def _noun_governor(noun: Token, table: Table) -> Iterator[Sign]:  # type: ignore[misc]
    """Yield what governs an event noun; return the verb whose status the noun shares."""
    head, dep = noun.head, noun.dep_
    if head.i == noun.i:
        return None
    if dep == "conj":
        return head if head.pos_ in ("NOUN", "PROPN") else None
    if dep == "pobj":
        prep, governor = head, head.head
        names = [f"{governor.lemma_.lower()}_{prep.lower_}", prep.lower_]
        for name in names:
            if status := table.object.get(name):
                yield Sign(status, "status.governor", governor if "_" in name else prep)
                return None
        return None
    if dep in ("dobj", "nsubj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        lemma = head.lemma_.lower()
        particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), "")
        if dep in ("dobj", "nsubjpass"):
            for name in ((f"{lemma}_{particle}",) if particle else ()) + (lemma,):
                if status := table.object.get(name):
                    yield Sign(status, "status.governor", head)
                    return head if status == "future" and _negated(head) else None
        if dep == "nsubj" and lemma in ("continue", "persist", "rage"):
            yield Sign("ongoing", "status.governor", head)
            return None
        return head if lemma in table.carriers else None
    if dep in ("compound", "poss", "nmod"):
        return None
    return None
