"""The words that counts are read by: those that kill and injure, those that name numbers, those for people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Harm = Literal["killed", "injured"]

_HARMS: Final[tuple[Harm, ...]] = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one kind of harm (see the table)."""

    objects: frozenset[str]
    with_dead: frozenset[str]
    subjects: frozenset[str]
    states: frozenset[str]
    lives: frozenset[str]
    nouns: frozenset[str]
    deeds: frozenset[str]
    sure: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`ontology/counts.toml`."""

    harms: Mapping[Harm, Words]
    lemmas: Mapping[str, tuple[Harm, ...]]
    at_least: Mapping[str, int]
    exact: Mapping[str, int]
    scale: Mapping[str, int]
    bounds: Mapping[tuple[str, ...], str]
    bound_words: frozenset[str]
    after: Mapping[tuple[str, ...], str]
    carriers: frozenset[str]
    people: frozenset[str]
    animals: frozenset[str]


@cache
def load_table() -> Table:
    """Load `ontology/counts.toml`."""
    data = tomllib.loads(files("dateline.ontology").joinpath("counts.toml").read_text(encoding="utf-8"))
    harms = {
        harm: Words(**{place: frozenset(words) for place, words in data[harm].items()}) for harm in _HARMS
    }
    lemmas: dict[str, tuple[Harm, ...]] = {}
    for harm in _HARMS:
        for words in data[harm].values():
            for word in words:
                if harm not in lemmas.get(word, ()):
                    lemmas[word] = (*lemmas.get(word, ()), harm)
    return Table(
        harms=harms,
        lemmas=lemmas,
        at_least=data["at_least"],
        exact=data["exact"],
        scale=data["scale"],
        bounds={tuple(words.split()): kind for words, kind in data["bounds"].items()},
        bound_words=frozenset(word for words in data["bounds"] for word in words.split()) | {"between"},
        after={tuple(words.split()): kind for words, kind in data["after"].items()},
        carriers=frozenset(data["people"]["carriers"]),
        people=frozenset(data["people"]["words"]),
        animals=frozenset(data["people"]["not"]),
    )
