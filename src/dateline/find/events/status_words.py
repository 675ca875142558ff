"""The words that tell an event's status, and the sign that such a word gives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.model import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Table:
    """`ontology/status.toml`: each word with the status it gives, by the place it stands in."""

    infinitive: Mapping[str, EventStatus]
    gerund: Mapping[str, EventStatus]
    finite: Mapping[str, EventStatus]
    preposition: Mapping[str, EventStatus]
    object: Mapping[str, EventStatus]
    adjective: Mapping[str, EventStatus]
    adverb: Mapping[str, EventStatus]
    determiner: Mapping[str, EventStatus]
    subject: Mapping[str, EventStatus]
    predicate: Mapping[str, EventStatus]
    carriers: frozenset[str]
    transparent: frozenset[str]
    states: frozenset[str]
    standing: frozenset[str]
    word_acts: frozenset[str]
    proofs: frozenset[str]
    lasting: frozenset[str]
    spoken: frozenset[str]


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

    lists = {name: frozenset(words) for name, words in data["lists"].items()}
    return Table(
        infinitive=turned("infinitive"),
        gerund=turned("gerund"),
        finite=turned("finite"),
        preposition=turned("preposition"),
        object=turned("object"),
        adjective=turned("adjective"),
        adverb=turned("adverb"),
        determiner=turned("determiner"),
        subject=turned("subject"),
        predicate=turned("predicate"),
        carriers=lists["carriers"],
        transparent=lists["transparent"],
        states=lists["states"],
        standing=lists["standing"],
        word_acts=lists["word_acts"],
        proofs=lists["proofs"],
        lasting=lists["lasting"],
        spoken=lists["spoken"],
    )
