"""Definite descriptions: which earlier actor "the minister", "the company" or "the 34-year-old" stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dateline.resolve.actors.coreference import PERSONAL, Entity, Seen
from dateline.resolve.actors.naming import FIXED
from dateline.resolve.actors.reading import AGED, NATIONAL, Reading

Alike = Mapping[str, frozenset[str]]
"""Role words by which one person may be called in turn, by each of them."""

_ARMED: Final = frozenset({"REB", "PRM", "UAF"})
_SLOTS: Final = frozenset({"MNC", "NGO"})
_WORLDWIDE: Final = frozenset({"UNO", "IGO", "NGO"})
_CIVIC: Final = (frozenset({"NGO"}), frozenset({"SOC", "REL"}))
_NEWS: Final = (frozenset[str](), frozenset({"JRN"}))
_FIRM: Final = (frozenset({"MNC"}), frozenset({"BUS"}))
_CLUB: Final = (frozenset[str](), frozenset[str]())
_BODIES: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "agency": (_WORLDWIDE, frozenset({"JRN"})),
    "body": (_WORLDWIDE, frozenset()),
    "organisation": (_WORLDWIDE, frozenset({"SOC", "REB"})),
    "organization": (_WORLDWIDE, frozenset({"SOC", "REB"})),
    "watchdog": (_WORLDWIDE, frozenset({"SOC"})),
    "bloc": (frozenset({"EUR", "IGO"}), frozenset()),
    "alliance": (frozenset({"IGO"}), frozenset({"PTY"})),
    "group": _CIVIC,
    "charity": _CIVIC,
    "newspaper": _NEWS,
    "paper": _NEWS,
    "broadcaster": _NEWS,
    "daily": _NEWS,
    "outlet": _NEWS,
    "company": _FIRM,
    "firm": _FIRM,
    "bank": _FIRM,
    "airline": _FIRM,
    "lender": (frozenset({"MNC", "UNO"}), frozenset({"BUS"})),
    "carmaker": _FIRM,
    "retailer": _FIRM,
    "manufacturer": _FIRM,
    "giant": _FIRM,
    "club": _CLUB,
    "team": _CLUB,
}
"""Country slots and sectors of the bodies that a general word may stand for."""
_UNIONS: Final = frozenset({"UNO", "EUR", "IGO", "NGO"})
_RANKS: Final = frozenset({"prime", "vice", "deputy", "first", "assistant", "shadow"})
"""Words that make another office of an office: a prime minister is not called "the minister"."""
_ANY_PERSON: Final = frozenset(
    [
        *("man", "woman", "person", "politician", "leader", "official", "cleric", "figure", "veteran"),
        *("boss", "candidate", "lawyer", "journalist", AGED, NATIONAL),
    ]
)
_BARE: Final = frozenset({"man", "woman", "person", AGED, NATIONAL})
"""Words for a person that say nothing of what he does."""


def described(
    reading: Reading, seen: Sequence[Seen], country: tuple[str, ...], alike: Alike
) -> Entity | None:
    """Return the earlier actor that a definite description stands for ("the agency", "the 86-year-old leader").

    Args:
        reading: the description.
        seen: earlier mentions, in the order of the text.
        country: countries that the words give; they must agree where both are known.
        alike: role words that may mean one person.
    """
    head = reading.head
    generic = head.rsplit(" ", 1)[-1]
    loose: Entity | None = None
    proper: Entity | None = None
    for mention in reversed(seen):
        entity = mention.entity
        # "The US tech giant" may be a firm that is coded as multinational.
        worldwide = reading.kind == "body" and bool(_SLOTS.intersection(entity.countries))
        if country and entity.countries and not worldwide and not set(country) & set(entity.countries):
            continue
        if head in entity.heads and _alike(reading, entity):
            return entity
        if proper is None and _loosely(reading, generic, entity, bool(country), alike):
            loose = loose or entity
            proper = entity if entity.grade >= FIXED else None
    # "Zenvo closed a plant. The firm ...": a body with a name is rather meant than one without.
    return (proper or loose) if reading.kind == "body" else loose


def _alike(reading: Reading, entity: Entity) -> bool:
    if reading.kind == "person":
        return entity.kind in PERSONAL and not entity.plural and _same_gender(reading, entity)
    if reading.kind == "people":
        return entity.plural or entity.kind not in PERSONAL
    return entity.kind not in PERSONAL


def _same_gender(reading: Reading, entity: Entity) -> bool:
    return not (reading.gender and entity.gender and reading.gender != entity.gender)


def _loosely(reading: Reading, generic: str, entity: Entity, country_of_words: bool, alike: Alike) -> bool:
    """Say whether a general word ("the man", "the minister", "the group") may stand for an actor."""
    if reading.kind == "person" and not reading.plural:
        return _person(reading, generic, entity, alike)
    if reading.kind == "people":
        return reading.definite and reading.sector in _ARMED and entity.kind == "armed_group"
    return reading.kind == "body" and _body(reading, generic, entity, country_of_words)


def _person(reading: Reading, generic: str, entity: Entity, alike: Alike) -> bool:
    if entity.kind not in PERSONAL or entity.plural or not _same_gender(reading, entity):
        return False
    if generic in _ANY_PERSON and entity.kind == "person":
        return generic in _BARE or not reading.sector or entity.sector in (reading.sector, "")
    if reading.head in (AGED, NATIONAL):
        return not {"official", "source"} & entity.heads
    if entity.kind == "person" and (_share(reading.head, entity.heads, alike)):
        return True
    return _same_head(reading.head, entity.heads)


def _share(head: str, heads: Iterable[str], alike: Alike) -> bool:
    """Say whether a role word is one by which somebody with some roles is called in turn."""
    group = alike.get(head) or alike.get(head.rsplit(" ", 1)[-1], frozenset())
    return any(other in group or other.rsplit(" ", 1)[-1] in group for other in heads)


def _body(reading: Reading, generic: str, entity: Entity, country_of_words: bool) -> bool:
    if entity.kind not in ("organisation", "armed_group", "party"):
        return False
    if generic in ("group", "movement") and entity.kind == "armed_group":
        return True
    if generic == "party":
        return entity.sector == "PTY" or entity.kind == "party"
    if generic in _BODIES and (not country_of_words or entity.countries[:1] in (("MNC",), ("NGO",))):
        slots, sectors = _BODIES[generic]
        if entity.sector in sectors or not slots.isdisjoint(entity.countries):
            return True
        if reading.definite and _only_named(entity):
            return True
    if entity.kind == "armed_group" and reading.sector == "MIL":
        return False
    if reading.head == generic and generic in entity.name.lower().split():
        return True
    return _same_head(reading.head, entity.heads)


def _only_named(entity: Entity) -> bool:
    """Say whether nothing but its name tells what an organisation is ("Zenvo ... the company")."""
    union = not _UNIONS.isdisjoint(entity.countries)
    return entity.grade >= FIXED and not (entity.sector or entity.heads or union)


def _same_head(head: str, heads: Iterable[str]) -> bool:
    """Say whether a role may be one of some: "the minister" the foreign minister, but no other or higher minister."""
    generic = head.rsplit(" ", 1)[-1]
    return any(
        other.rsplit(" ", 1)[-1] == generic
        and (generic in (head, other) or head.endswith(other))
        and _RANKS.isdisjoint(set(head.split()) ^ set(other.split()))
        for other in heads
    )
