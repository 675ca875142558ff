"""The packaged tables as typed rows, and the indexes that find them in text.

Every table names its source and licence in its first lines. `load` reads them once a process.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from dateline.knowledge.phrases import PhraseIndex, fold
from dateline.knowledge.rows import (
    GivenNames,
    Knowledge,
    Office,
    Person,
    Role,
    RoleKind,
    State,
    Term,
    TermKind,
    Wording,
)

__all__ = [
    "PARTICLES",
    "GivenNames",
    "Knowledge",
    "Office",
    "Person",
    "Role",
    "State",
    "Term",
    "Wording",
    "load",
    "rows",
    "surname",
]

PARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "de",
        "del",
        "da",
        "di",
        "der",
        "den",
        "la",
        "le",
        "dos",
        "das",
        "du",
        "abu",
        "ter",
    ]
)
"""Words that belong to the surname that follows them."""


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged TSV table by column; missing trailing cells are empty.

    Args:
        name: file name inside `dateline.knowledge`.
    """
    lines = (line for line in _text(name).splitlines() if line and not line.startswith("#"))
    header = next(lines, "").split("\t")
    width = len(header)
    for line in lines:
        cells = line.split("\t")
        yield dict(zip(header, cells + [""] * (width - len(cells)), strict=False))


def listed(cell: str) -> tuple[str, ...]:
    """Split a list cell."""
    return tuple(part for part in (p.strip() for p in cell.split("|")) if part)


def _states() -> tuple[dict[str, State], tuple[State, ...]]:
    states: dict[str, State] = {}
    regions: list[State] = []
    for row in rows("states.tsv"):
        state = State(
            row["code"],
            row["name"],
            row["kind"],
            row["wikidata"],
            listed(row["capital"]),
            listed(row["names"]),
        )
        if row["part_of"] or state.code in states:
            regions.append(state)
        else:
            states[state.code] = state
    return states, tuple(regions)


def _persons() -> dict[str, Person]:
    terms: dict[str, list[Office]] = {}
    aliases: dict[str, list[str]] = {}
    for row in rows("offices.tsv"):
        office = Office(
            row["person"],
            row["country"],
            row["office"],
            row["title"],
            row["start"],
            row["end"],
            row["sector"],
            row["wikidata"],
            row["note"],
        )
        terms.setdefault(office.person, []).append(office)
        aliases.setdefault(office.person, []).extend(listed(row["aliases"]))
    return {
        fold(name): Person(
            name,
            tuple(dict.fromkeys(aliases[name])),
            found[-1].country,
            next((o.wikidata for o in found if o.wikidata), ""),
            tuple(sorted(found, key=lambda o: o.start)),
        )
        for name, found in terms.items()
    }


def surname(name: str) -> str:
    """Return the folded last name of a person, with its particles ("van der Bellen", "al-Assad")."""
    words = fold(name).split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _state_terms(states: Mapping[str, State], regions: tuple[State, ...]) -> Iterator[tuple[str, Term]]:
    for state in (*states.values(), *regions):
        kind: TermKind = "state" if state.kind in ("state", "observer", "partial", "historic") else "region"
        sectors = ("GOV", "PRE") if state.kind == "partial" else ("GOV",)
        name = state.name
        if state.kind == "historic" and state.code in states and states[state.code] is not state:
            name = states[state.code].name
        for words in state.names:
            yield words, Term(kind, words, name, (state.code,), sectors, state.wikidata, "states.tsv")
    for row in rows("metonyms.tsv"):
        code = row["code"]
        name = row["name"] or (states[code].name if code in states else "European Union")
        kind = "body" if row["stands_for"] == "body" else "seat"
        term = Term(kind, row["words"], name, (code,), (row["sector"],), "", "metonyms.tsv")
        yield row["words"], term
    for state in states.values():
        for capital in state.capitals:
            seat = Term("seat", capital, state.name, (state.code,), ("GOV",), state.wikidata, "states.tsv")
            yield capital, seat
    for row in rows("demonyms.tsv"):
        code = row["code"]
        name = states[code].name if code in states else "European Union"
        for word in listed(row["adjectives"]):
            yield word, Term("adjective", word, name, (code,), (), "", "demonyms.tsv")
        for word in (*listed(row["many"]), *listed(row["one"])):
            yield word, Term("people", word, name, (code,), ("CVL",), "", "demonyms.tsv")


def _other_terms(persons: Mapping[str, Person]) -> Iterator[tuple[str, Term]]:
    for person in persons.values():
        last = (person.offices[-1].sector,)
        for words in (person.name, *person.aliases):
            yield (
                words,
                Term(
                    "person",
                    words,
                    person.name,
                    (person.country,),
                    last,
                    person.wikidata,
                    "offices.tsv",
                    person,
                ),
            )
    for row in rows("armed_groups.tsv"):
        codes, sectors = listed(row["country"]), listed(row["sector"])
        # News codes an armed movement that is also a party by its arms.
        sectors = tuple(sorted(sectors, key=lambda sector: sector != "REB"))
        for words in (row["name"], *listed(row["aliases"])):
            yield words, Term("armed_group", words, row["name"], codes, sectors, "", "armed_groups.tsv")
    for row in rows("organisations.tsv"):
        codes, sectors = listed(row["code"]), listed(row["sector"])
        for words in (row["name"], *listed(row["aliases"]), *listed(row["acronym"])):
            bare = words.removeprefix("the ")
            yield (
                bare,
                Term("organisation", bare, row["name"], codes, sectors, row["wikidata"], "organisations.tsv"),
            )
    for row in rows("cities.tsv"):
        yield row["name"], Term("city", row["name"], row["name"], (row["code"],), (), "", "cities.tsv")


def plural_of(noun: str) -> str:
    """Return the regular plural of a noun phrase's last word ("police chief" -> "police chiefs")."""
    for ending, many in (("man", "men"), ("child", "children"), ("person", "people"), ("wife", "wives")):
        if noun.endswith(ending) and not noun.endswith(("human", "german")):
            return noun.removesuffix(ending) + many
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + "s"


def _roles() -> Iterator[tuple[str, Role]]:
    later: list[tuple[str, Role]] = []
    kinds: tuple[RoleKind, ...] = ("people", "person", "body", "thing")
    for sector, table in tomllib.loads(_text("roles.toml")).items():
        code = "" if sector == "plain" else sector
        for kind in kinds:
            for words in table.get(kind, ()):
                yield words, Role(words, code, kind, kind == "people")
                if kind != "people":
                    many = plural_of(words)
                    group: RoleKind = "people" if kind == "person" else kind
                    later.append((many, Role(words, code, group, plural=True)))
                    head, _, tail = words.partition(" ")
                    if tail.startswith(("of ", "general", "-general")):
                        later.append((f"{plural_of(head)} {tail}", Role(words, code, group, plural=True)))
    yield from later


def _holders(persons: Mapping[str, Person]) -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for person in persons.values():
        for office in person.offices:
            for key in dict.fromkeys((fold(office.office), fold(office.title))):
                if key:
                    found.setdefault((office.country, key), []).append(office)
    return {key: tuple(sorted(terms, key=lambda o: o.start)) for key, terms in found.items()}


@cache
def load() -> Knowledge:
    """Read all tables, once a process."""
    states, regions = _states()
    persons = _persons()
    terms = [*_other_terms(persons)]
    own = [*_state_terms(states, regions)]
    # Names of states and their seats come before anything that shares the word; cities come last.
    cities = [item for item in terms if item[1].kind == "city"]
    rest = [item for item in terms if item[1].kind != "city"]
    everything = [*own, *rest, *cities]
    surnames: dict[str, list[Person]] = {}
    for person in persons.values():
        surnames.setdefault(surname(person.name), []).append(person)
    names = msgspec.convert(tomllib.loads(_text("persons.toml")), GivenNames)
    capitalised = frozenset(
        word for words, _ in everything for word in words.replace("-", " ").split() if word[:1].isupper()
    ) - {"The", "Of", "And"}
    return Knowledge(
        states,
        regions,
        PhraseIndex(everything),
        PhraseIndex(_roles()),
        _holders(persons),
        {key: tuple(people) for key, people in surnames.items()},
        persons,
        names,
        msgspec.convert(tomllib.loads(_text("wording.toml")), Wording),
        capitalised,
    )
