"""The rows of the packaged tables, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from dateline.knowledge.phrases import PhraseIndex

TermKind = Literal[
    "state", "region", "adjective", "people", "seat", "body", "city", "organisation", "armed_group", "person"
]
RoleKind = Literal["person", "people", "body", "thing"]


class State(msgspec.Struct, frozen=True, gc=False):
    """A state, territory or subdivision.

    Attributes:
        code: ISO 3166-1 alpha-3 code under which it is filed (territories: that of their state; KOS).
        name: usual English name.
        kind: `state`, `observer`, `partial`, `territory`, `historic` or `subdivision`.
        wikidata: Wikidata id, if known.
        capitals: seats of its government.
        names: every name in use, the usual one first.
    """

    code: str
    name: str
    kind: str
    wikidata: str = ""
    capitals: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, gc=False):
    """One term of one person in one office; dates are ISO 8601, to the year, month or day.

    `table` is the file it comes from: `offices.tsv`, or `imported/SOURCE#offices`.
    """

    person: str
    country: str
    office: str
    title: str
    start: str
    end: str
    sector: str
    wikidata: str = ""
    note: str = ""
    table: str = "offices.tsv"


class Person(msgspec.Struct, frozen=True, gc=False):
    """A person of the table of offices, with the terms in the order of their beginning."""

    name: str
    aliases: tuple[str, ...]
    country: str
    wikidata: str
    offices: tuple[Office, ...]
    table: str = "offices.tsv"


def of_offices(rule: str) -> bool:
    """Say whether a rule names the table of offices, or imported terms of office."""
    return rule == "offices.tsv" or rule.endswith("#offices")


class Term(msgspec.Struct, frozen=True, gc=False):
    """What a name or adjective of the tables stands for.

    Attributes:
        kind: what sort of term it is.
        name: canonical name of what it stands for.
        countries: country slots.
        sectors: sectors, the primary one first.
        wikidata: Wikidata id, if known.
        table: file and row it comes from.
        person: for persons, their terms of office.
    """

    kind: TermKind
    name: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    wikidata: str = ""
    table: str = ""
    person: Person | None = None


class Body(msgspec.Struct, frozen=True, gc=False):
    """An organisation or armed group, with every name; see `Term`."""

    kind: Literal["organisation", "armed_group"]
    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    wikidata: str
    table: str


class Role(msgspec.Struct, frozen=True, gc=False):
    """A role word: its sector (empty where that of its bearer's body counts) and what it names."""

    words: str
    sector: str
    kind: RoleKind
    plural: bool
    table: str = "roles.tsv"


class GivenNames(msgspec.Struct, frozen=True, gc=False):
    """Forms of address, and given names by gender, in lower case."""

    titles_male: frozenset[str]
    titles_female: frozenset[str]
    titles: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]


class Wording(msgspec.Struct, frozen=True, gc=False):
    """Words that reading the names of actors depends on; each list is explained in `wording.tsv`."""

    prepositions: frozenset[str]
    locative: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    past: frozenset[str]
    generic: frozenset[str]
    partisan: frozenset[str]
    government: frozenset[str]
    land: frozenset[str]
    forces: frozenset[str]
    parts: frozenset[str]
    offices: frozenset[str]
    nowhere: frozenset[str]
    unnamed: frozenset[str]
    quantities: frozenset[str]
    speech: frozenset[str]
    sides: frozenset[str]
    fighters: frozenset[str]
    portfolios: frozenset[str]
    detached: frozenset[str]
    papers: frozenset[str]
    voiced: frozenset[str]
    held: frozenset[str]
    issuing: frozenset[str]
    worldwide: frozenset[str]
    parliamentary: frozenset[str]
    meeting: frozenset[str]
    facilities: frozenset[str]
    remains: frozenset[str]
    firms: frozenset[str]
    unacting: frozenset[str]
    unacting_first: frozenset[str]


@dataclass(slots=True)
class Tables:
    """The rows of actors while they are put together.

    Attributes:
        terms: terms of office by person.
        aliases: other names by person.
        bodies: organisations and armed groups; of two with one name the first counts.
        roles: words for roles; likewise.
    """

    terms: dict[str, list[Office]]
    aliases: dict[str, list[str]]
    bodies: list[Body]
    roles: list[tuple[str, Role]]


class Union(msgspec.Struct, frozen=True, gc=False):
    """A union of states while so many belonged to it.

    Attributes:
        name: its name in the other tables.
        members: how many states belonged to it.
        heads: nouns by which it is meant ("bloc").
        start: from when, as short as is certain.
        end: until when; empty: still.
    """

    name: str
    members: int
    heads: frozenset[str]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All tables.

    Attributes:
        states: states by code (territories and subdivisions are only found by name).
        regions: territories, historic states and subdivisions.
        terms: every name, adjective and metonym, by phrase.
        roles: role words, by phrase.
        holders: terms of office by country and folded office or title.
        surnames: persons by folded last name.
        persons: persons by folded name.
        names: given names and forms of address.
        local: rows of names whose bearer depends on the country, by folded words and country.
        wording: words that reading the names of actors depends on.
        capitalised: words that are written with a capital wherever they stand.
        alike: role words by which one person may be called in turn, by each of them.
        unions: unions of states by how many belong to them.
    """

    states: Mapping[str, State]
    regions: tuple[State, ...]
    terms: PhraseIndex[Term]
    roles: PhraseIndex[Role]
    holders: Mapping[tuple[str, str], tuple[Office, ...]]
    surnames: Mapping[str, tuple[Person, ...]]
    persons: Mapping[str, Person]
    names: GivenNames
    local: Mapping[tuple[str, str], Term]
    wording: Wording
    capitalised: frozenset[str]
    alike: Mapping[str, frozenset[str]]
    unions: tuple[Union, ...]
