"""The packaged tables as typed rows, and the indexes that find them in text.

Every table names its source and licence in its first lines. `load` reads them once a process.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from dateline.knowledge.packaged import FORMER, SLOTS, assemble, listed, plural_of, rows
from dateline.knowledge.phrases import PhraseIndex, fold
from dateline.knowledge.rows import (
    Body,
    GivenNames,
    Knowledge,
    Office,
    Person,
    Role,
    State,
    Tables,
    Term,
    TermKind,
    Union,
    Wording,
)

__all__ = [
    "FORMER",
    "PARTICLES",
    "SLOTS",
    "GivenNames",
    "Knowledge",
    "Office",
    "Person",
    "Role",
    "State",
    "Tables",
    "Term",
    "Wording",
    "assemble",
    "listed",
    "load",
    "plural_of",
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


_NO_SEATS: Final = frozenset({"Victoria"})
"""Capitals whose name is rather a person's or another place's, so that it does not stand for a government."""


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


def _persons(terms: Mapping[str, list[Office]], aliases: Mapping[str, list[str]]) -> dict[str, Person]:
    keys = fold("\x1f".join(terms)).split("\x1f")
    return {
        key: Person(
            name,
            tuple(dict.fromkeys(aliases[name])),
            _home(found),
            next((o.wikidata for o in found if o.wikidata), ""),
            tuple(found) if len(found) == 1 else tuple(sorted(found, key=lambda o: o.start)),
            next((o.table for o in found if o.table != "offices.tsv"), "offices.tsv"),
        )
        for key, (name, found) in zip(keys, terms.items(), strict=True)
    }


def _home(terms: list[Office]) -> str:
    """Return the country of whoever held some offices: a state's rather than a world body's, the last of them."""
    own = [office for office in terms if office.country not in SLOTS]
    return max(own or terms, key=lambda office: office.start).country


def surname(name: str) -> str:
    """Return the folded last name of a person, with its particles ("van der Bellen", "al-Assad")."""
    return _last_name(fold(name))


def _last_name(folded: str) -> str:
    words = folded.split()
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
        term = Term(kind, name, (state.code,), sectors, state.wikidata, "states.tsv")
        for words in state.names:
            yield words, term
    for row in rows("metonyms.tsv"):
        code = row["code"]
        name = row["name"] or (states[code].name if code in states else "European Union")
        kind = "body" if row["stands_for"] == "body" else "seat"
        term = Term(kind, name, (code,), (row["sector"],), "", "metonyms.tsv")
        yield row["words"], term
    for state in states.values():
        for capital in state.capitals:
            if capital in _NO_SEATS:
                continue
            seat = Term("seat", state.name, (state.code,), ("GOV",), state.wikidata, "states.tsv")
            yield capital, seat
    for row in rows("demonyms.tsv"):
        code = row["code"]
        name = states[code].name if code in states else "European Union"
        adjective = Term("adjective", name, (code,), (), "", "demonyms.tsv")
        people = Term("people", name, (code,), ("CVL",), "", "demonyms.tsv")
        for word in listed(row["adjectives"]):
            yield word, adjective
        for word in (*listed(row["many"]), *listed(row["one"])):
            yield word, people


def _other_terms(persons: Mapping[str, Person], bodies: Iterable[Body]) -> Iterator[tuple[str, Term]]:
    for person in persons.values():
        last = (person.offices[-1].sector,)
        where = (person.country,)
        term = Term("person", person.name, where, last, person.wikidata, person.table, person)
        for words in (person.name, *person.aliases):
            if " " not in words and all(office.table != "offices.tsv" for office in person.offices):
                # Of an imported leader a last name may be all that is known: too little to find anybody by.
                continue
            first = words.partition(" ")[0]
            if not first.endswith(".") or len(first) == 2:
                # "Gen. X" is read as a title and a name; "J. D. X" is a name.
                yield words, term
    for body in bodies:
        term = Term(body.kind, body.name, body.countries, body.sectors, body.wikidata, body.table)
        for words in (body.name, *body.aliases):
            yield words if body.kind == "armed_group" else words.removeprefix("the "), term
    for row in rows("cities.tsv"):
        yield row["name"], Term("city", row["name"], (row["code"],), (), "", "cities.tsv")


def _lists(name: str) -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(listed(row["words"])) for row in rows(name)}


def _holders(persons: Mapping[str, Person]) -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    offices = sorted((o for person in persons.values() for o in person.offices), key=lambda o: o.start)
    folded = {words: fold(words) for words in {o.office for o in offices} | {o.title for o in offices}}
    for office in offices:
        if not office.office:
            continue
        name, title = folded[office.office], folded[office.title]
        found.setdefault((office.country, name), []).append(office)
        if title and title != name:
            found.setdefault((office.country, title), []).append(office)
    return {key: tuple(terms) for key, terms in found.items()}


def _local(states: Mapping[str, State]) -> dict[tuple[str, str], Term]:
    found = {}
    for row in rows("local_names.tsv"):
        own = row["country"] in states and states[row["country"]].name == row["name"]
        kind: TermKind = "seat" if own else "organisation"
        term = Term(kind, row["name"], (row["country"],), (row["sector"],), "", "local_names.tsv")
        found[fold(row["words"]), row["country"]] = term
    return found


def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("alike.tsv"):
        group = frozenset(listed(row["words"]))
        found.update((word, found.get(word, frozenset()) | group) for word in group)
    return found


def _unions() -> Iterator[Union]:
    for row in rows("unions.tsv"):
        heads = frozenset(listed(row["heads"]))
        yield Union(row["name"], int(row["members"]), heads, row["start"], row["end"])


def _capitalised(*groups: list[tuple[str, Term]]) -> frozenset[str]:
    """Gather the words that are names wherever they stand.

    Of names of several words ("New Zealand", "Red Army") and of surnames that are words ("Rice") nothing can be
    said word by word, so that they are left out.
    """
    found = set()
    for group in groups:
        for words, term in group:
            if term.kind == "person":
                if words == term.name:
                    found.add(words.rpartition(" ")[2])
            elif " " not in words:
                found.add(words)
    common = {word for row in rows("roles.tsv") for word in row["words"].replace("|", " ").split()}
    common |= {word for row in rows("wording.tsv") for word in listed(row["words"])}
    common |= {word for row in rows("common_words.tsv") for word in listed(row["words"])}
    return frozenset(name for name in found if name[0].isupper() and name.lower() not in common)


@cache
def load(imported: tuple[Path, ...] = ()) -> Knowledge:
    """Read all tables, once a process.

    Args:
        imported: files of imported sources, which win over the packaged rows as `imports.merge` says.

    Raises:
        DatelineError: E072, an imported source is damaged.
    """
    # Loading makes tens of thousands of values and no garbage; a collection in its midst would walk the whole
    # language pipeline in vain, which takes as long as the loading.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(imported)
    finally:
        if collecting:
            gc.enable()


def _read(imported: tuple[Path, ...]) -> Knowledge:
    states, regions = _states()
    tables = assemble(imported)
    held, bodies = tables.terms, tables.bodies
    persons = _persons(held, tables.aliases)
    terms = [*_other_terms(persons, bodies)]
    own = [*_state_terms(states, regions)]
    # Names of states and their seats come before anything that shares the word; cities come last.
    cities = [item for item in terms if item[1].kind == "city"]
    rest = [item for item in terms if item[1].kind != "city"]
    everything = [*own, *rest, *cities]
    surnames: dict[str, list[Person]] = {}
    for key, person in persons.items():
        if person.table != "offices.tsv" and not any(office.office for office in person.offices):
            # Dictionaries hold tens of thousands of names: no bare surname may point to one of them.
            continue
        surnames.setdefault(_last_name(key), []).append(person)
    names = GivenNames(**_lists("persons.tsv"))
    capitalised = _capitalised(own, rest, cities)
    return Knowledge(
        states,
        regions,
        PhraseIndex(everything),
        PhraseIndex(tables.roles),
        _holders(persons),
        {key: tuple(people) for key, people in surnames.items()},
        persons,
        names,
        _local(states),
        Wording(**_lists("wording.tsv")),
        capitalised,
        _alike(),
        tuple(_unions()),
    )
