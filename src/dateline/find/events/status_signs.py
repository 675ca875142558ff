"""Signs of an event's status: what the words around its trigger say, read off the parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.find.events.governors import clause_governor, noun_governor
from dateline.find.events.status_words import Sign, Table, load_table
from dateline.find.events.verb_forms import CONDITIONS, form_of
from dateline.model import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB: Final = 8
_NOBODY: Final = frozenset({"nobody", "none", "no-one", "nothing", "neither"})
_NO: Final = frozenset({"no", "neither"})


def signs_of(trigger: Token, *, headline: bool, dated: bool) -> Iterator[Sign]:
    """Yield what the words say of the trigger, the nearest words first."""
    table = load_table()
    token, own = trigger, True
    for _ in range(_CLIMB):
        is_verb = token.pos_ in ("VERB", "AUX")
        finite = False
        if own:
            yield from _modifiers(token, table, is_verb=is_verb)
            if is_verb:
                form = form_of(token, table, headline=headline)
                yield from form.signs
                finite = form.finite
        elif is_verb:
            finite = True
        step = clause_governor(token, table, finite=finite) if is_verb else noun_governor(token, table)
        if step.sign is not None:
            yield step.sign
        if step.to is None:
            break
        token, own = step.to, step.own
    lemma = trigger.lemma_.lower()
    if not dated and trigger.pos_ == "NOUN" and lemma in table.standing and trigger.head.tag_ != "VBD":
        yield Sign("ongoing", "status.standing", trigger)


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
        elif is_verb and empties(child):
            status = "negated"
        elif dep == "mark" and word in CONDITIONS and (word != "whether" or token.dep_ == "csubj"):
            status = "hypothetical"
        if status == "ongoing" and is_verb and token.lemma_.lower() in table.spoken:
            status = None
        if status is not None:
            yield Sign(status, "status.modifier", child)


def empties(child: Token) -> bool:
    """Say whether a part of the clause undoes its verb ("arrested nobody", "at no time", "no longer")."""
    if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return child.lower_ in _NOBODY or any(
            c.lower_ in _NO and c.dep_ in ("det", "preconj", "cc") for c in child.children
        )
    if child.dep_ == "prep" and child.lower_ in ("in", "at", "under"):
        return any(
            c.dep_ == "pobj" and (c.lower_ == "none" or any(d.lower_ == "no" for d in c.children))
            for c in child.children
        )
    return child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)
