"""Parties: whether those whom two tellings name can be one: a state and its troops, a group and its spokesman."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from dateline.across.happenings.tellings import Who

Relation = Literal["same", "part", "arm", "open", "odds"]
"""The same; one a part of the other or speaking for it; two bodies of one force; nothing against it; not both."""

Side = Literal["shared", "silent", "odds"]
"""Somebody is in both; nobody is told or known well enough; those who are told exclude each other."""

_SHARED: Final = frozenset({"same", "part", "arm"})
_GROUPS: Final = frozenset({"armed_group", "organisation", "party"})
_VAGUE: Final = frozenset({"unnamed", "unknown", "collective", "office", "document"})
_FORCES: Final = frozenset({"MIL", "COP"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `parties.toml`."""

    of_state: frozenset[str]
    whole_force: frozenset[str]
    crowd: frozenset[str]
    after_head: frozenset[str]
    means: tuple[frozenset[str], ...]
    akin: tuple[frozenset[str], ...]
    families: dict[str, str]


@cache
def words() -> Words:
    """Load the lists."""
    table = tomllib.loads((files(__package__) / "parties.toml").read_text(encoding="utf-8"))
    return Words(
        of_state=frozenset(table["of_state"]),
        whole_force=frozenset(table["whole_force"]),
        crowd=frozenset(table["crowd"]),
        after_head=frozenset(table["after_head"]),
        means=tuple(frozenset(row) for row in table["means"]),
        akin=tuple(frozenset(row) for row in table["akin"]),
        families=table["families"],
    )


def relation(a: Who, b: Who) -> Relation:
    """Say how two parties stand to each other."""
    if a.id == b.id:
        return "same"
    related = _in_an_office(a, b) or _in_a_state(a, b) or _in_a_group(a, b)
    if related is not None:
        return related
    if a.named and b.named:
        return "odds"
    countries = not a.country or not b.country or bool(set(a.country) & set(b.country))
    if not countries:
        # the country of people who are only described is often guessed
        described = not a.named and not b.named and head_of(a.name) == head_of(b.name)
        return "open" if described else "odds"
    return "same" if _one_thing(a, b) else "open"


def _in_a_state(a: Who, b: Who) -> Relation | None:
    """Relate a state and those who act for it, and these among each other."""
    if not a.country or set(a.country) != set(b.country) or not (_of_state(a) and _of_state(b)):
        return None
    if "state" in (a.kind, b.kind):
        return "part"
    if "person" in (a.kind, b.kind):
        # the president and the army are one state; two persons are two
        return None if a.kind == b.kind else "open"
    if a.sector == b.sector and a.sector in _FORCES:
        return "part" if _whole(a) or _whole(b) else "arm"
    return "open"


def _of_state(who: Who) -> bool:
    if who.kind == "state" or who.sector in words().of_state:
        return True
    # planes, ships and the like of a country
    return not who.sector and who.kind == "organisation"


def _whole(who: Who) -> bool:
    name = who.name.lower()
    return any(name == word or name.endswith(f" {word}") for word in words().whole_force)


def _in_a_group(a: Who, b: Who) -> Relation | None:
    """Relate a group and those who are only described as of it: a spokesman, a faction, its fighters."""
    for group, other in ((a, b), (b, a)):
        if group.kind not in _GROUPS or other.kind == "state" or (other.named and other.kind == "person"):
            continue
        if other.named and other.kind in _GROUPS:
            if set(group.country) & set(other.country) and _short_for(group.name, other.name):
                return "part"
            continue
        if f" {group.name.lower()} " in f" {other.name.lower()} ":
            return "part"
        if (
            group.kind == "armed_group"
            and other.sector == group.sector
            and set(other.country) & set(group.country)
        ):
            return "part"
    return None


def _short_for(short: str, whole: str) -> bool:
    """Say whether a name ends in another: "Al-Shabaab" and "Shabaab"."""
    few, many = (name.lower().replace("-", " ").split() for name in (short, whole))
    return len(few) < len(many) and many[-len(few) :] == few


def family(kind: str) -> str:
    """Return the type that stands for all that readers give to one deed."""
    return words().families.get(kind, kind)


def _in_an_office(a: Who, b: Who) -> Relation | None:
    """Relate a person and his office: Araghchi and the foreign minister of Iran, or the foreign ministers of two."""
    for person, other in ((a, b), (b, a)):
        role = person.role.lower()
        if (
            person.kind == "person"
            and role
            and other.kind in _VAGUE
            and set(person.country) & set(other.country)
        ):
            return "part" if role in other.name.lower() else None
    return None


def _one_thing(a: Who, b: Who) -> bool:
    """Say whether two descriptions are of one sort of thing: "the market of Kadugli", "Sudan's market"."""
    head = head_of(a.name)
    return bool(head) and head == head_of(b.name) and head not in words().crowd


def head_of(name: str) -> str:
    """Return the noun that a description turns on, in small letters; empty if there is none."""
    last = ""
    for word in name.lower().split():
        if last and word in words().after_head:
            break
        last = word
    return last.strip(".,'’\"")


def side(one: Sequence[Who], other: Sequence[Who]) -> Side:
    """Compare those who do something, or to whom it is done, in two tellings."""
    if not one or not other:
        return "silent"
    related = {relation(a, b) for a in one for b in other}
    if related & _SHARED:
        return "shared"
    return "silent" if "open" in related else "odds"


def target(one: Sequence[Who], other: Sequence[Who]) -> Side:
    """Compare those to whom something is done: a state may stand for who is hit on its soil."""
    told = side(one, other)
    if told == "odds" and any(_on_the_soil(a, b) or _on_the_soil(b, a) for a in one for b in other):
        return "silent"
    return told


def _on_the_soil(state: Who, other: Who) -> bool:
    return state.kind == "state" and bool(set(state.country) & set(other.country))


def agree(one: Sequence[Who], other: Sequence[Who]) -> bool:
    """Say whether two lists do not contradict: everybody who is named in the shorter one can be in the longer."""
    few, many = sorted((_foremost(one), _foremost(other)), key=len)
    return all(any(relation(a, b) in ("same", "part", "open") for b in many) for a in few)


def _foremost(side: Sequence[Who]) -> list[Who]:
    return [who for who in side if who.named] or list(side)


def finer(one: Sequence[Who], other: Sequence[Who]) -> bool:
    """Say whether one list says more than another with which it agrees: names, a part of the whole, more of them."""
    return _grain(one) < _grain(other)


def _grain(side: Sequence[Who]) -> tuple[int, int, int]:
    told = _foremost(side)
    named = [who for who in told if who.named]
    return (not named, sum(who.kind == "state" for who in told), -len(named))
