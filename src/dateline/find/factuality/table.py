"""The table of words that make or unmake facts: `ontology/factuality.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Form = Literal["infinitive", "gerund", "clause", "object"]


@dataclass(frozen=True, slots=True)
class Signature:
    """What the complement of a governor is worth, from -1 (certainly not) to 1 (certainly so).

    Attributes:
        name: the group of words that share it.
        so: where the governor is told as so.
        denied: where the governor is told as not so.
        bounds: `both` where it decides alone, `above` where a fitted value may not lie above it, else empty.
    """

    name: str
    so: float
    denied: float
    bounds: Literal["", "above", "both"] = ""

    def worth(self, governor: float) -> float:
        """Return what the complement is worth, given what the governor is worth."""
        chance = (governor + 1) / 2
        return chance * self.so + (1 - chance) * self.denied


@dataclass(frozen=True, slots=True)
class Table:
    """The table.

    Attributes:
        governors: signature by form of the complement and lemma (nouns that are also verbs end in `_n`).
        modals: group of each modal auxiliary.
        words: the groups that each other word belongs to.
        modifiers: what a word beside the event leaves of it at most.
        sources: what each statement in the chain of sources leaves of an event, by its stance.
        status: the least and the most that a status allows, on the scale from -3 to 3.
    """

    governors: Mapping[tuple[str, str], Signature]
    modals: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    modifiers: Mapping[str, float]
    sources: Mapping[str, float]
    status: Mapping[str, tuple[float, float]]

    def signature(self, lemma: str, form: str, *, noun: bool) -> Signature | None:
        """Return the signature of a governor for a form of its complement, if the table has it."""
        if noun and (form, f"{lemma}_n") in self.governors:
            return self.governors[form, f"{lemma}_n"]
        return self.governors.get((form, lemma))

    def groups(self, word: str) -> tuple[str, ...]:
        """Return the groups of words that a word belongs to."""
        return self.words.get(word, ())


@cache
def load_table() -> Table:
    """Return the packaged table, read once a process."""
    return read_table(
        files("dateline.ontology").joinpath("factuality.toml").read_text(encoding="utf-8"),
    )


def read_table(source: str) -> Table:
    """Read a table.

    Args:
        source: TOML as in `ontology/factuality.toml`.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML.
    """
    data = tomllib.loads(source)
    governors: dict[tuple[str, str], Signature] = {}
    for group in data["governors"]:
        signature = Signature(group["name"], group["so"], group["not"], group.get("bounds", ""))
        for form in group["forms"]:
            for lemma in group["words"].split():
                governors.setdefault((form, lemma), signature)
    modals = {word: name for name, words in data["modals"].items() for word in words.split()}
    groups: dict[str, tuple[str, ...]] = {}
    for name, words in data["words"].items():
        for word in words.split():
            groups[word] = (*groups.get(word, ()), name)
    return Table(
        MappingProxyType(governors),
        MappingProxyType(modals),
        MappingProxyType(groups),
        MappingProxyType(data["modifiers"]),
        MappingProxyType(data["sources"]),
        MappingProxyType({status: (least, most) for status, (least, most) in data["status"].items()}),
    )
