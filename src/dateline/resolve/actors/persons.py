"""Persons: whom a name or an office stands for, and what they held on the day of the report."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from dateline.knowledge.phrases import fold
from dateline.knowledge.rows import of_offices
from dateline.knowledge.tables import Person, surname
from dateline.model import ActorKind, Reason
from dateline.resolve.actors.coreference import Entity
from dateline.resolve.actors.descriptions import described
from dateline.resolve.actors.offices import (
    EXECUTIVE,
    SYNONYMS,
    by_surname,
    holder,
    left_before,
    takes_office_within,
    term_at,
)
from dateline.resolve.actors.reading import Gender, Reading
from dateline.resolve.actors.stage import OwnerOf, Place, Stage, slug, trusted

PAST: Final = frozenset({"GOV", "LEG", "MIL", "JUD"})
"""Sectors whose former members are coded ELI."""

_HELD: Final = frozenset({"GOV", "LEG", "JUD", "MIL", "REL", ""})
_PRIVATE: Final = frozenset({"CVL", "MED", "EDU", "LAB", "AGR", "CRM", "REF"})
"""Sectors of those who hold no office."""
BODIES: Final[frozenset[ActorKind]] = frozenset({"organisation", "armed_group", "party"})
_CHIEFS: Final = frozenset({"boss", "chief", "head"})
_SLOTS: Final = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
_WORLD_BODY: Final = ("un ", "u.n. ", "united nations")


def is_person(stage: Stage, key: str) -> bool:
    """Say whether a folded word is the name of somebody in the report or of a known office holder."""
    if " " in key and stage.register.key(key) != key:
        return True  # "Sanwo-Olu", the last name of Babajide Sanwo-Olu
    return key in stage.register.by_word or by_surname(stage.knowledge, key, stage.date) is not None


def surname_alone(stage: Stage, reading: Reading, place: Place) -> Reading:
    """Read a single word as the surname of somebody whom the report names in full, whatever else it means.

    "Wagner" is an armed group, "King" a title and "Liverpool" a town, but not where Jaques Wagner, Mervyn King or
    Nicholas Liverpool was introduced. States and their capitals stay what they are.

    Args:
        stage: the report.
        reading: the mention.
        place: where it stands.

    Returns:
        The mention, as a person's name if it is one.
    """
    personal = reading.kind == "person" and bool(reading.name)
    if personal or reading.kind in ("pronoun", "state") or reading.last - reading.first != 1:
        return reading
    known = surname_of_report(stage, place.passage, reading.first)
    return reading if known is None or reading.owner is not None else known


def surname_of_report(stage: Stage, passage: int, token: int) -> Reading | None:
    """Read a capitalised word as the surname of somebody whom the report names in full, if it is one.

    Args:
        stage: the report.
        passage: index of its passage.
        token: its token there.
    """
    line = stage.readers[passage].line
    word = line.text[token]
    key = fold(word)
    known = stage.register.by_word.get(key, ()) if word[:1].isupper() and len(key) > 1 else ()
    if not any(" " in full and surname(full) == key for full in known):
        return None
    reason = Reason("name", "capitals", line.span(token, token + 1), word)
    return Reading(kind="person", name=word, token=token, first=token, last=token + 1, why=(reason,))


def named_person(stage: Stage, reading: Reading, place: Place, owner_of: OwnerOf) -> Entity:
    """Return the actor of a person's name, title and all.

    Args:
        stage: the report.
        reading: the mention.
        place: where it stands.
        owner_of: finds the actor of a possessor.
    """
    person = reading.term.person if reading.term is not None else None
    key = _full_name(stage, reading) if person is None else fold(reading.name)
    if person is None:
        person = _of_table(stage, stage.register.full.get(key, reading.name))
    if person is None and reading.head and " " not in reading.name:
        person = _titled(stage, reading, key)
    if person is None and len(key.split()) == 1:
        person = by_surname(stage.knowledge, key, stage.date)
        given = key in stage.knowledge.names.male or key in stage.knowledge.names.female
        unsure = given or (reading.name.isupper() and len(key) <= 5)
        if person is not None and unsure and person.country not in stage.context.weights:
            person = None  # an "Ali" is a president, "ANO" a minister only where their country is spoken of
    if person is not None and _namesake(stage, key, person):
        person = None
    entity = _introduced(stage, key, stage.register.full.get(key, reading.name), person, owner_of)
    _fill(stage, entity, reading, person, place, owner_of)
    return entity


def _full_name(stage: Stage, reading: Reading) -> str:
    """Return the folded full name for a name; of namesakes that of fitting title and gender, named last."""
    key = stage.register.key(reading.name)
    several = stage.register.namesakes(reading.name)
    if len(several) < 2:
        return key
    fit = [full for full in several if _may_bear(stage, full, reading)]
    known = [full for full in fit if full in stage.knowledge.persons]
    if len(known) == 1:
        return known[0]
    if not reading.head and (not fit or len(fit) == len(several)):
        return key
    told = (fold(seen.entity.name) for seen in reversed(stage.recent()))
    return next((name for name in told if name in fit), fit[0] if fit else key)


def _may_bear(stage: Stage, full: str, reading: Reading) -> bool:
    """Say whether a title ("Senator Scott") or form of address ("Mrs Scott") may mean somebody."""
    names = stage.knowledge.names
    other = {"m": names.female, "f": names.male}.get(reading.gender, frozenset[str]())
    own = {"m": names.male, "f": names.female}.get(reading.gender, frozenset[str]())
    given = full.split(maxsplit=1)[0]
    if given in other and given not in own:
        return False
    heads = {one.head for _, one in stage.register.described.get(full, ()) if one.head}
    return not reading.head or not heads or reading.head in heads


def _titled(stage: Stage, reading: Reading, key: str) -> Person | None:
    """Return whom a title and surname mean of several namesakes: who holds that office in that country."""
    code = reading.countries[0] if reading.countries else stage.context.country
    office = holder(stage.knowledge, code, reading.head, stage.date)
    if office is None or key.rsplit(maxsplit=1)[-1] not in fold(office.person).split():
        return None
    return stage.knowledge.persons[fold(office.person)]


def leads(stage: Stage, reading: Reading) -> bool:
    """Say whether a role is one in a body that only the report tells ("its leader", "the union's president")."""
    owned = reading.owner_pronoun is not None or (reading.owner is not None and not reading.owner.sector)
    return owned and reading.head.rsplit(" ", 1)[-1] in stage.knowledge.wording.generic


def office_holder(
    stage: Stage, reading: Reading, countries: tuple[str, ...], place: Place, owner_of: OwnerOf
) -> Entity | None:
    """Return the person whom the report, or else the table of offices, gives a role ("the US president").

    Args:
        stage: the report.
        reading: the mention, a role without a name.
        countries: countries that its words give.
        place: where it stands.
        owner_of: finds the actor of a possessor.
    """
    known = _in_report(stage, reading, countries, place, owner_of)
    if known is not None:
        return known
    if reading.former or reading.sector not in _HELD:
        return None
    code = countries[0] if countries else ""
    if not code and reading.definite and reading.owner is None:
        here = described(reading, stage.recent(), (), stage.knowledge.alike)
        if here is not None:
            return here
        code = stage.context.country
    owner = reading.owner
    wording = stage.knowledge.wording
    if owner is not None and owner.kind not in ("state", "place") and owner.head not in wording.land:
        return None
    if code in ("UNO", "IGO", "EUR") and not fold(reading.role).startswith(_WORLD_BODY):
        return None
    office = holder(stage.knowledge, code, reading.head, stage.date)
    if office is None:
        return None
    person = stage.knowledge.persons[fold(office.person)]
    entity = stage.entity(slug(person.name), person.name, "person")
    note = f"{reading.head} of {code} on {stage.date}: {person.name}"
    entity.why.setdefault("name", Reason("name", office.table, stage.words(reading, place), note))
    entity.heads.add(reading.head)
    _office(stage, entity, person)
    return entity


def _in_report(
    stage: Stage, reading: Reading, countries: tuple[str, ...], place: Place, owner_of: OwnerOf
) -> Entity | None:
    """Return the named person to whom the report itself gives the role."""
    keys = stage.register.holders(reading.head, countries)
    if not keys and countries:
        keys = stage.register.holders(fold(SYNONYMS.get(reading.head, "")), countries)
    if not keys and reading.head in _CHIEFS:
        keys = _heads_same_body(stage, reading, place)
    if len(keys) > 1:
        ids = {slug(stage.register.full.get(key, key)) for key in keys}
        if not countries and ids - stage.foreign:
            # Whose country need not be said is the president of the country that the report takes for granted.
            ids -= stage.foreign
        recent = next((m.entity for m in reversed(stage.recent()) if m.entity.id in ids), None)
        return recent if countries or reading.definite else None
    if not keys or not (countries or reading.owner is None) or keys[0] not in stage.register.full:
        return None
    name = stage.register.full[keys[0]]
    entity = _introduced(stage, keys[0], name, _of_table(stage, name), owner_of)
    if countries and (not entity.countries or entity.why["country"].rule == "context"):
        entity.countries = countries
        entity.why["country"] = stage.reason(reading, "country", place)
    return entity


def _namesake(stage: Stage, key: str, person: Person) -> bool:
    """Say whether the report gives a name a role that its bearer in the table never had, far from his country."""
    described = [reading for _, reading in stage.register.described.get(key, ()) if reading.head]
    held = " ".join(f"{o.office} {o.title}" for o in person.offices).lower()
    fits = any(SYNONYMS.get(head, head) in held or head in held for head in (one.head for one in described))
    if fits or not described:
        return False
    if " " not in key and all(one.sector in _PRIVATE for one in described):
        return True  # "the couple's son, Ali", wherever he is
    return bool(stage.context.named) and person.country not in stage.context.named | _SLOTS


def _heads_same_body(stage: Stage, reading: Reading, place: Place) -> list[str]:
    """Return whom the report gives a role in the body that a headline names ("Rovers boss", "Fed chief")."""
    body = set(fold(stage.label(reading, place)).split()) - {reading.head, "of", "the"}
    return [
        key
        for key, found in stage.register.described.items()
        if key in stage.register.full and any(body & set(fold(other.role).split()) for _, other in found)
    ]


def _of_table(stage: Stage, name: str) -> Person | None:
    term = stage.knowledge.terms.get(name)
    return term.person if term is not None else None


def _introduced(stage: Stage, key: str, name: str, person: Person | None, owner_of: OwnerOf) -> Entity:
    """Return the actor of a name with what every part of the report says of its role."""
    name = person.name if person is not None else name
    namesake = person is None and _of_table(stage, name) is not None
    ident = slug(name, stage.context.country.lower() if namesake else "")
    new = ident not in stage.entities
    entity = stage.entity(ident, name, "person")
    if new:
        for passage, reading in stage.register.described.get(key, ()):
            place = Place(passage, stage.context.sentence(passage, reading.token), reading.token)
            _fill(stage, entity, reading, person, place, owner_of)
    return entity


def _fill(
    stage: Stage, entity: Entity, reading: Reading, person: Person | None, place: Place, owner_of: OwnerOf
) -> None:
    """Give a person country, sector and role: an office by the table, else the words, else the context."""
    rule = person.table if person is not None else "words"
    entity.why.setdefault("name", Reason("name", rule, stage.words(reading, place), entity.name))
    if reading.head:
        entity.heads.add(reading.head)
    if person is not None:
        _office(stage, entity, person)
    entity.gender = entity.gender or reading.gender
    if reading.role and not entity.role:
        entity.role = reading.role
        entity.why["role"] = Reason("role", "words", stage.words(reading, place), reading.role)
    led = leads(stage, reading)
    owner = owner_of(reading, place) if led or not (reading.countries and reading.sector) else None
    own = reading.countries
    if reading.owner is not None and own == reading.owner.countries and not trusted(stage, reading.owner):
        own = ()
    if person is None and reading.term is not None and reading.term.person is not None:
        own = ()
    countries = own or (owner.countries if owner is not None else ())
    guessed = "country" in entity.why and entity.why["country"].rule == "context"
    if countries and (not entity.countries or (person is None and guessed)):
        entity.countries = countries
        entity.why["country"] = stage.reason(reading, "country", place)
    if led and owner is not None and owner.kind in BODIES and owner.sector:
        # "the union ... its leader, Rosa Prado"
        reading = replace(reading, sector=owner.sector)
    _sector(stage, entity, reading, place, owner)
    stage.from_context(
        entity, (stage.context.country,) if stage.context.country else (), stage.context.source
    )


def _sector(stage: Stage, entity: Entity, reading: Reading, place: Place, owner: Entity | None) -> None:
    """Give a person the sector of the words, unless the table knows an office of government on that day."""
    sector = reading.sector or (owner.sector if owner is not None else "")
    if reading.former and (sector or entity.sector) in PAST:
        entity.sectors = (sector or entity.sector,)
        entity.sector = "ELI"
        note = "a past office"
        entity.why["sector"] = Reason("sector", "former", stage.words(reading, place), note)
        return
    held = entity.why.get("sector")
    by_table = held is not None and of_offices(held.rule)
    weak = held is not None and by_table and (entity.sector != "GOV" or "soon after" in held.note)
    if sector and (not entity.sector or weak):
        entity.sector = sector
        entity.why["sector"] = stage.reason(reading, "sector", place)


def _office(stage: Stage, entity: Entity, person: Person) -> None:
    """Give a person of the table the office of the report's date, once."""
    if "country" in entity.why and of_offices(entity.why["country"].rule):
        return
    term = term_at(person, stage.date)
    table = person.table if term is None else term.table
    entity.wikidata = entity.wikidata or person.wikidata
    entity.gender = entity.gender or _gender(stage, person.name)
    entity.countries = (person.country,) if term is None else (term.country,)
    note = f"{person.name}: {entity.countries[0]}"
    entity.why["country"] = Reason("country", table, None, note)
    day = stage.date or "an unknown date"
    if term is not None:
        entity.role = term.title or term.office
        entity.sector = term.sector
        until = term.end or "now"
        held = entity.role or "no office known"
        note = f"{term.person}, {held}, {term.start or '...'} to {until}; the report is of {day}"
        if entity.role:
            entity.why["role"] = Reason("role", table, None, note)
        entity.why["sector"] = Reason("sector", table, None, note)
    elif takes_office_within(person, stage.date):
        entity.sector = "GOV"
        entity.why["sector"] = Reason("sector", table, None, f"takes office soon after {day}")
    elif left_before(person, stage.date):
        entity.sector, entity.sectors = "ELI", _past_sectors(person)
        entity.why["sector"] = Reason("sector", table, None, f"out of office on {day}")


def _past_sectors(person: Person) -> tuple[str, ...]:
    """Return the sector of the highest office that somebody has left, as a secondary one."""
    told = [office for office in person.offices if office.sector]
    told.sort(key=lambda office: office.office in EXECUTIVE)
    return (told[-1].sector,) if told else ()


def _gender(stage: Stage, name: str) -> Gender:
    first = fold(name).split()[0]
    names = stage.knowledge.names
    return "m" if first in names.male else "f" if first in names.female else ""
