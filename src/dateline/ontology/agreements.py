"""What may be called an agreement, and what may become of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dateline.model import StepKind


class NegotiationWords(NamedTuple):
    """The words for talks that lead to a deal, as the table has them."""

    nouns: frozenset[str]
    rounds: frozenset[str]
    marks: frozenset[str]
    between: frozenset[str]
    mediating: frozenset[str]
    held: frozenset[str]
    off: frozenset[str]
    off_needs: dict[str, frozenset[str]]
    proposed: frozenset[str]
    meeting: frozenset[str]
    drafts: frozenset[str]
    sending: frozenset[str]
    sides: frozenset[str]


class AgreementWords(NamedTuple):
    """The table `agreements.toml`: lower-case lemmas, and what each tells.

    Attributes:
        nouns: for a deal.
        marks: beside such a noun they tell a deal of public life.
        not_after: beside it they tell another use of the noun.
        not_made: before it they tell a deal that is not made yet.
        texts: for texts that may be deals, beside one of `texts_need`.
        texts_need: see `texts`.
        texts_alone: those of `texts` that need none.
        truces: for ends of fighting.
        steps: kind of the step by verb.
        idioms: kind of the step by verb and the word beside it.
        through: prepositions by kind through which a verb acts on a deal.
        only_through: verbs that do so in no other way.
        observing: verbs that tell a step only where one stops, or fails.
        stopping: verbs of stopping.
        failing: verbs of failing.
        settled: kinds by the verb that settles them, as in "agreed to extend".
        parts: sort of the part by noun: terms, sharing, bills.
        parts_take: kinds by the sort of the part that they may befall.
        carrying: verbs by which a bill makes a deal law.
        ending: verbs by which one's own share ends.
        noun_steps: kind of the step by noun.
        after: words after which a step told by a noun has been taken.
        taken: verbs whose object has been taken.
        states: kind by what is said of a deal.
        no_longer: kind by what is no longer said of it.
        own_word: verbs by which one binds oneself.
        talks: words for negotiations.
    """

    nouns: frozenset[str]
    marks: frozenset[str]
    not_after: frozenset[str]
    not_made: frozenset[str]
    texts: frozenset[str]
    texts_need: frozenset[str]
    texts_alone: frozenset[str]
    truces: frozenset[str]
    steps: dict[str, StepKind]
    idioms: dict[tuple[str, str], StepKind]
    through: dict[str, frozenset[str]]
    only_through: frozenset[str]
    observing: frozenset[str]
    stopping: frozenset[str]
    failing: frozenset[str]
    settled: dict[str, frozenset[str]]
    parts: dict[str, str]
    parts_take: dict[str, frozenset[str]]
    carrying: frozenset[str]
    ending: frozenset[str]
    noun_steps: dict[str, StepKind]
    after: frozenset[str]
    taken: frozenset[str]
    states: dict[str, StepKind]
    no_longer: dict[str, StepKind]
    own_word: frozenset[str]
    talks: NegotiationWords


@cache
def load() -> AgreementWords:
    """Read the table, once a process."""
    table = tomllib.loads(files("dateline.ontology").joinpath("agreements.toml").read_text(encoding="utf-8"))
    return AgreementWords(
        nouns=frozenset(table["nouns"]),
        marks=frozenset(table["marks"]),
        not_after=frozenset(table["not_after"]),
        not_made=frozenset(table["not_made"]),
        texts=frozenset(table["texts"]),
        texts_need=frozenset(table["texts_need"]),
        texts_alone=frozenset(table["texts_alone"]),
        truces=frozenset(table["truces"]),
        steps=_turned(table["steps"]),
        idioms={
            (phrase.split()[0], phrase.split()[1]): kind
            for kind, phrases in table["idioms"].items()
            for phrase in phrases
        },
        through=_sets(table["through"]),
        only_through=frozenset(table["only_through"]),
        observing=frozenset(table["observing"]["verbs"]),
        stopping=frozenset(table["observing"]["stopping"]),
        failing=frozenset(table["observing"]["failing"]),
        settled=_sets(table["settled"]),
        parts=_turned(table["parts"]),
        parts_take=_sets(table["parts_take"]),
        carrying=frozenset(table["carrying"]),
        ending=frozenset(table["ending"]),
        noun_steps=_turned(table["noun_steps"]),
        after=frozenset(table["after"]),
        taken=frozenset(table["taken"]),
        states=_turned(table["states"]),
        no_longer=_turned(table["states_no_longer"]),
        own_word=frozenset(table["own_word"]["verbs"]),
        talks=_negotiations(table["negotiations"]),
    )


def _negotiations(table: Mapping[str, Any]) -> NegotiationWords:
    given: dict[str, Any] = {name: frozenset(table[name]) for name in NegotiationWords._fields}
    return NegotiationWords(**{**given, "off_needs": _sets(table["off_needs"])})


def _sets(table: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}


def _turned(table: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Turn a table of words by kind into kinds by word."""
    return {word: kind for kind, words in table.items() for word in words}
