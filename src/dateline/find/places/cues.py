"""The words that tell place names from other names (`knowledge/gazetteer/*.toml`, `*.tsv`), loaded once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.placenames import key


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The tables, ready to use.

    Attributes:
        gazetteer: the gazetteer to which the tables' entries belong.
        adjectives: key of an adjective -> its place.
        adjective_starts: keys with which an adjective of several words begins, and the adjectives.
        abbreviations: abbreviation as written -> its place, and whether it may stand alone.
        locative: prepositions before a location.
        strict_locative: those that make even a capital a location.
        settled: nouns of "the Syrian city of Aleppo".
        local: nouns after the bare name of a town.
        months: months and days.
        heads: nouns of buildings and grounds.
        people: names of a people ("Iranians") -> its place.
        titles: what stands before a person's name.
        features: words that make the name before them a street's or a river's.
        doubtful: keys of names that are as often something else.
        stative_verbs: lemmas of verbs whose subject is the place itself.
        bodies: nouns of a government's parts.
        object_verbs: lemmas of verbs of which it is the object.
        relations: nouns that join governments.
        seats: keys of names that stand for a government.
        divisions: nouns that make the name beside them a first-level division's.
        settlements: nouns that make it a city's or town's.
    """

    gazetteer: Gazetteer
    adjectives: dict[str, tuple[Entry, ...]]
    adjective_starts: frozenset[str]
    abbreviations: dict[str, tuple[tuple[Entry, ...], bool]]
    locative: frozenset[str]
    strict_locative: frozenset[str]
    settled: frozenset[str]
    local: frozenset[str]
    months: frozenset[str]
    heads: frozenset[str]
    people: dict[str, tuple[Entry, ...]]
    titles: frozenset[str]
    features: frozenset[str]
    doubtful: frozenset[str]
    stative_verbs: frozenset[str]
    bodies: frozenset[str]
    object_verbs: frozenset[str]
    relations: frozenset[str]
    seats: frozenset[str]
    divisions: frozenset[str]
    settlements: frozenset[str]


@lru_cache(maxsize=2)
def load_cues(gazetteer: Gazetteer) -> Cues:
    """Load the tables for a gazetteer."""
    folder = files("dateline.knowledge") / "gazetteer"
    words = tomllib.loads((folder / "cues.toml").read_text(encoding="utf-8"))
    adjectives: dict[str, tuple[Entry, ...]] = {}
    people: dict[str, tuple[Entry, ...]] = {}
    for row in _rows("demonyms.tsv"):
        state = gazetteer.state(row["code"])
        if state is not None:
            adjectives.update({key(word): (state,) for word in row["adjectives"].split("|") if word})
            people.update({key(word): (state,) for word in row["many"].split("|") if word})
    # "UK" and "Kosovo" are names before they are adjectives.
    for name in [name for name in adjectives if gazetteer.named(name)]:
        if gazetteer.named(name)[0].kind in ("country", "admin1"):
            del adjectives[name]
    for row in _rows("gazetteer/adjectives.tsv"):
        entries = tuple(_states_first(gazetteer.named(row["place"]))[:1])
        adjectives.update({key(word): entries for word in row["adjectives"].split("|") if entries})
    starts = frozenset(
        " ".join(name.split()[:n]) for name in (*adjectives, *people) for n in range(1, name.count(" ") + 2)
    )
    abbreviations = {}
    for row in _rows("gazetteer/abbreviations.tsv"):
        found = [e for e in gazetteer.named(row["place"]) if e.country == row["country"]]
        if found:
            # "Wash." is the state, "D.C." the city, which no state is called
            found.sort(key=lambda e: (e.kind not in ("country", "admin1"), -e.population))
            if row["written"] in ("DC", "D.C."):
                found = [e for e in found if e.kind == "capital"]
            abbreviations[row["written"]] = (tuple(found[:1]), row["alone"] == "yes")
    sets = {name: frozenset(listed) for name, listed in words.items()}
    return Cues(
        gazetteer=gazetteer,
        adjectives=adjectives,
        adjective_starts=starts,
        abbreviations=abbreviations,
        locative=sets["locative"],
        strict_locative=sets["strict_locative"],
        settled=sets["settled"],
        local=sets["local"],
        months=sets["months"],
        heads=sets["heads"],
        people=people,
        titles=sets["titles"],
        features=sets["thoroughfares"] | sets["waters"],
        doubtful=sets["doubtful"],
        stative_verbs=sets["stative_verbs"],
        bodies=sets["bodies"],
        object_verbs=sets["object_verbs"],
        relations=sets["relations"],
        seats=sets["seats"],
        divisions=sets["divisions"],
        settlements=sets["settlements"],
    )


def _states_first(entries: tuple[Entry, ...]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.kind != "country")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("dateline.knowledge").joinpath(*name.split("/")).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
