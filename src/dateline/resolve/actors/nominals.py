"""Actors other than named persons: states, organisations, and descriptions such as "two army officers"."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from dateline.knowledge.phrases import fold
from dateline.knowledge.rows import State, Term
from dateline.model import ActorKind, record_id
from dateline.resolve.actors.coreference import Entity
from dateline.resolve.actors.descriptions import described
from dateline.resolve.actors.naming import FIXED, WHOLE, grade, improve, title, told, wording
from dateline.resolve.actors.persons import BODIES, PAST, is_person, leads, named_person, office_holder
from dateline.resolve.actors.reading import Reading, ReadingKind
from dateline.resolve.actors.stage import OwnerOf, Place, Stage, slug, trusted
from dateline.resolve.actors.unions import UNIONS, union

_KINDS: Final[dict[str, ActorKind]] = {"PTY": "party", "REB": "armed_group", "PRM": "armed_group"}
"""Sectors whose bodies are a kind of their own."""
_TELLING: Final = frozenset({"BUS", "JRN", "SOC"})
"""Sectors that a word for a body tells of the body it stands for ("Zenvo ... the airline")."""
_SLOTS: Final = frozenset({"UNO", "EUR", "IGO"})
_ELSEWHERE: Final = frozenset({"foreign", "international", "countries", "states", "nations", "governments"})
"""Words of descriptions that point away from the report's own country."""
_PROPER: Final = re.compile(r"[A-Z]\w+ [A-Z]\w+$")
_CAPITAL: Final = re.compile(r"[A-Z]")
_OFFICIAL: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_STANDING: Final = _OFFICIAL | {"PTY"}
_FURTHER: Final = frozenset({"second", "third", "fourth", "fifth", "other", "another"})
_OF_STATES: Final = re.compile(
    r"\b(?:\w+-(?:nation|member|state|country|strong)|(?:regional|trad(?:e|ing)|military|economic)) "
)
"""What tells a bloc of states from one of parties."""
_DIGITS: Final = re.compile(r"\d[\d,.]*\d|\d")


def named(stage: Stage, reading: Reading, place: Place, owner_of: OwnerOf) -> Entity:
    """Return the actor of a name that is not a person's: of a state, an organisation, an armed group, a place."""
    name = reading.name
    here = _local(stage, name)
    if here is not None and reading.term is None:
        return named(stage, _as_row(reading, here), place, owner_of)
    if reading.term is None and reading.kind in ("organisation", "place"):
        single = len(name.split()) == 1 and stage.knowledge.terms.get(name) is None
        fuller = (
            stage.register.organisations.get(fold(name))
            if single and reading.kind == "organisation"
            else None
        )
        if fuller is None and single and is_person(stage, fold(name)):
            return named_person(stage, reading, place, owner_of)
        name = fuller or name
    kind: ActorKind = "unknown" if reading.kind == "place" or _subdivision(stage, reading) else _kind(reading)
    countries = reading.countries if trusted(stage, reading) else ()
    # Parties and ministries of one name exist in several countries; a row of the tables says which is meant.
    local = (reading.term is None and reading.head) or not countries
    code = (
        (countries or (stage.context.country,))[0].lower() if local and reading.kind == "organisation" else ""
    )
    known = reading.term is not None and bool(countries)
    ident = slug(name, code if not known and reading.head else "")
    ident = ident if kind == "state" else stage.named.setdefault(fold(name), ident)
    entity = stage.entity(ident, name, kind)
    if entity.kind == "unknown":
        entity.kind = kind
    if reading.head and reading.kind != "state":
        entity.heads.add(reading.head)
    if reading.term is not None and reading.kind == "organisation":
        # "Sudan's army" by its table name is still "the army".
        last = stage.knowledge.roles.get(stage.label(reading, place).rpartition(" ")[2])
        if last is not None:
            entity.heads.add(fold(last.words))
    entity.countries = entity.countries or countries
    entity.sector = entity.sector or reading.sector or ("GOV" if kind == "state" else "")
    entity.sectors = entity.sectors or reading.sectors
    if reading.term is not None:
        entity.wikidata = entity.wikidata or reading.term.wikidata
    stage.explain(entity, reading, place)
    if kind != "unknown":
        _placed(stage, entity)
    return entity


def _electoral(stage: Stage, reading: Reading, owner: Entity | None, place: Place) -> bool:
    """Say whether a campaign is a candidate's or party's; any other is something done, not somebody."""
    if owner is not None:
        return owner.kind in ("person", "party")
    return _CAPITAL.search(stage.label(reading, place)) is not None


def _subdivision(stage: Stage, reading: Reading) -> bool:
    """Say whether a name is that of a part of a state ("Darfur"), which is no state of its own."""
    if reading.term is None or reading.term.kind != "region":
        return False
    return any(r.kind == "subdivision" and r.name == reading.term.name for r in stage.knowledge.regions)


def _local(stage: Stage, words: str) -> Term | None:
    """Return the row of a short name in the country of the report ("the Congress" in India)."""
    return stage.knowledge.local.get((fold(words), stage.context.country))


def _as_row(reading: Reading, term: Term) -> Reading:
    """Read a short name as its row."""
    kind: ReadingKind = "state" if term.kind == "seat" else "organisation"
    return replace(
        reading,
        kind=kind,
        name=term.name,
        term=term,
        countries=term.countries,
        sector=term.sectors[0],
        head="",
    )


def unknown_name(stage: Stage, reading: Reading, place: Place, owner_of: OwnerOf) -> Entity:
    """Return the actor of a capitalised word: a person or organisation of the report, or just that name."""
    key = fold(reading.name)
    if is_person(stage, key):
        return named_person(stage, reading, place, owner_of)
    fuller = stage.register.organisations.get(key)
    name = fuller or reading.name
    ident = stage.named.setdefault(fold(name), slug(name))
    entity = stage.entity(ident, name, "organisation" if fuller else "unknown")
    entity.countries = entity.countries or reading.countries
    entity.sector = entity.sector or reading.sector
    stage.explain(entity, reading, place)
    _placed(stage, entity)
    return entity


def nominal(stage: Stage, reading: Reading, place: Place, owner_of: OwnerOf) -> Entity | None:
    """Return the actor of a description without a proper name; `None` where none can be told."""
    here = (
        _local(stage, reading.head) if reading.kind in ("body", "people") and not reading.countries else None
    )
    if here is not None and stage.words(reading, place).words.split()[-1][:1].isupper():
        return named(stage, _as_row(reading, here), place, owner_of)
    acts = stage.knowledge.wording.fighters | stage.knowledge.wording.government
    if reading.term is not None and reading.head in acts and not reading.indefinite:
        # "Hezbollah fighters" act as Hezbollah.
        own = reading.term.sectors if reading.term.kind == "armed_group" else ()
        group = replace(reading, kind="armed_group", name=reading.term.name, sectors=own)
        return named(stage, group, place, owner_of)
    states = union(stage, reading, place)
    if states is not None:
        return named(stage, states, place, owner_of)
    owner = owner_of(reading, place)
    countries = reading.countries or (owner.countries if owner is not None else ())
    one = reading.kind == "person" and not reading.plural and not reading.indefinite
    if reading.definite or one or reading.kind in ("body", "people"):
        if reading.head in stage.knowledge.wording.land and not countries:
            return _land(stage, place)
        found = office_holder(stage, reading, countries, place, owner_of) if one else None
        if found is not None:
            return found
        governs = reading.head in stage.knowledge.wording.government
        own_government = governs and bool(countries or stage.context.country)
        if not reading.indefinite and reading.owner_pronoun is None and not own_government:
            found = described(reading, stage.recent(), countries, stage.knowledge.alike)
            words = stage.words(reading, place).words
            if found is not None and (_other_number(words, found.name) or _another(words, found.name)):
                found = None
            if found is not None and (not found.plural or reading.plural or reading.kind != "person"):
                improve(stage, found, reading, place, owner)
                if reading.sector in _TELLING and not _SLOTS.intersection(found.countries):
                    found.sector = found.sector or reading.sector
                stage.explain(found, reading, place)
                return found
    if reading.kind == "other" or reading.head in ("side", "sides"):
        return None
    if reading.head == "campaign" and not _electoral(stage, reading, owner, place):
        return owner
    part_of = reading.owner is not None and reading.owner.kind in ("organisation", "armed_group")
    if part_of and owner is not None and reading.head in stage.knowledge.wording.parts:
        return owner
    return _new(stage, reading, countries, owner, place)


def _other_number(words: str, name: str) -> bool:
    """Say whether two descriptions count differently: "the 1,100 prisoners" are not the "14 prisoners"."""
    own, other = set(_DIGITS.findall(words)), set(_DIGITS.findall(name))
    return bool(own and other) and not own & other


def _another(words: str, name: str) -> bool:
    """Say whether a description counts on: "the second witness" is not the witness before."""
    return not _FURTHER.isdisjoint(words.lower().split()[:2]) and _FURTHER.isdisjoint(
        name.lower().split()[:2]
    )


def state(stage: Stage, reading: Reading, code: str, place: Place) -> Entity:
    """Return the state of a code, as a government."""
    entity = _government(stage, stage.knowledge.states[code])
    if reading.head:
        entity.heads.add(reading.head)
    stage.explain(entity, reading, place)
    return entity


def _new(
    stage: Stage, reading: Reading, countries: tuple[str, ...], owner: Entity | None, place: Place
) -> Entity:
    """Make the actor of a description that stands for nobody yet."""
    sector = reading.sector
    if owner is not None and reading.kind in ("person", "people"):
        led = leads(stage, reading) and owner.kind in BODIES
        sector = (owner.sector or sector) if led else (sector or owner.sector)
    past = sector if reading.former and sector in PAST else ""
    if sector == "ELI":
        # "former president" is a row of its own.
        held = stage.knowledge.roles.get(reading.head.partition(" ")[2])
        past = held.sector if held is not None and held.sector in PAST else ""
    sector = "ELI" if past else sector
    where, source = (countries, "") if countries else _surroundings(stage, reading, place)
    governs = reading.head in stage.knowledge.wording.government | stage.knowledge.wording.land and (
        reading.kind == "body" or reading.head == "authorities"
    )
    if governs and len(where) == 1 and where[0] in stage.knowledge.states and reading.head != "city":
        return state(stage, reading, where[0], place)
    ident, (name, grade), kind = _identity(stage, reading, where, sector, owner, place)
    if reading.kind == "body" and kind == "organisation" and _PROPER.search(stage.label(reading, place)):
        # "The British Home Office ... the Home Office", which has a row where it stands alone
        ident = stage.named.setdefault(fold(reading.role or reading.head), ident)
    if ident in stage.entities:
        improve(stage, stage.entities[ident], reading, place, owner)
    entity = stage.entity(ident, name, kind)
    if not entity.count:
        entity.grade = grade
    entity.plural = (reading.kind == "people" and kind != "organisation") or (
        reading.kind == "body" and reading.plural
    )
    entity.heads.add(reading.head)
    entity.countries = entity.countries or countries
    entity.sector = entity.sector or sector
    entity.sectors = entity.sectors or ((past,) if past else ())
    entity.gender = entity.gender or reading.gender
    if reading.kind == "person":
        entity.role = entity.role or reading.role
    stage.explain(entity, reading, place)
    stage.from_context(entity, where, source)
    return entity


def _identity(
    stage: Stage, reading: Reading, where: tuple[str, ...], sector: str, owner: Entity | None, place: Place
) -> tuple[str, tuple[str, float], ActorKind]:
    """Give a new actor its id, its name with a grade, and its kind.

    Bodies, offices and standing groups ("Serbia's police") are the same in every report; crowds and unnamed
    persons exist in their report only.
    """
    head, role = reading.head, reading.role or reading.head
    code = "-".join(c.lower() for c in where)
    land = stage.knowledge.states[where[0]].name if where and where[0] in stage.knowledge.states else ""
    of_whom = "" if owner is None or owner.name == land else owner.name
    words = wording(stage, reading, place, owner)
    counted = words.partition(" ")[0].lower() if reading.indefinite else ""
    label = (words, grade(words, reading, own=told(stage, reading, place)))
    lasting = title(stage, reading, place, owner, where)
    if (
        sector == "MIL"
        and (head in stage.knowledge.wording.forces or reading.kind == "thing")
        and reading.kind != "person"
    ):
        if code and (not reading.indefinite or reading.kind == "thing"):
            # An air strike or a jet is an act of the forces it belongs to.
            return slug(code, "armed forces"), _forces(stage, reading, where, lasting), "organisation"
        kind: ActorKind = "collective" if reading.kind == "people" else "organisation"
        return record_id("a", stage.document, head, code), label, kind
    if reading.kind in ("body", "thing"):
        kind = _KINDS.get(sector, "organisation") if reading.kind == "body" else "organisation"
        if reading.indefinite or not (code or of_whom):
            return record_id("a", stage.document, role, code), label, kind
        return slug(code, role, of_whom), lasting, kind
    if reading.kind == "people":
        if head in stage.knowledge.wording.unnamed:
            return record_id("a", stage.document, head, code, sector, place.sentence), label, "unnamed"
        if sector in _STANDING and code and not reading.indefinite:
            return slug(code, role), lasting, "collective"
        # Another number is another crowd.
        return record_id("a", stage.document, head, code, sector, counted), label, "collective"
    office = (
        head.rsplit(" ", 1)[-1] in stage.knowledge.wording.offices and not reading.indefinite and bool(code)
    )
    if office:
        return slug(code, role, of_whom), lasting, "office"
    if owner is not None and reading.definite and not reading.plural:
        # "his lawyer" is one person in all of a report, as long as "his" is
        return record_id("a", stage.document, role, owner.id), label, "unnamed"
    return record_id("a", stage.document, role, code, place.sentence, place.token), label, "unnamed"


def _forces(
    stage: Stage, reading: Reading, where: tuple[str, ...], worded: tuple[str, float]
) -> tuple[str, float]:
    """Name a state's armed forces: as the report does, or plainly where it names soldiers or jets only."""
    whole = reading.head in WHOLE
    if whole and not reading.indefinite and len(worded[0].split()) <= len(reading.head.split()) + 3:
        return worded
    return f"{stage.possessive(where)} armed forces", FIXED if whole else 1.0


def _surroundings(stage: Stage, reading: Reading, place: Place) -> tuple[tuple[str, ...], str]:
    """Give a description the country of its sentence's scene, or that of the report."""
    if reading.head in stage.knowledge.wording.nowhere or (reading.kind == "thing" and not reading.sector):
        return (), ""
    if reading.kind == "body" and reading.plural and reading.sector == "MIL" and not reading.definite:
        return (), ""
    if reading.head in UNIONS and _OF_STATES.search(stage.label(reading, place).lower()):
        return ("IGO",), "a union of states"
    # The "foreign" of a foreign ministry points nowhere.
    besides = set(stage.label(reading, place).lower().split())
    if len(reading.head.split()) > 1:
        besides -= {"foreign"}
    if besides & _ELSEWHERE:
        return (), ""
    context = stage.context
    scenes = context.scenes.get(place.sentence, ())
    near = scenes if len(scenes) == 1 else context.local.get(place.sentence, ())
    passing = reading.kind in ("people", "thing") and reading.sector not in _OFFICIAL
    if len(near) == 1 and (passing or (reading.indefinite and reading.kind == "person")):
        return near, "the only state named in the sentence"
    return ((context.country,), context.source) if context.country else ((), "")


def _government(stage: Stage, row: State) -> Entity:
    entity = stage.entity(slug(row.name), row.name, "state")
    entity.countries, entity.sector, entity.wikidata = (row.code,), "GOV", row.wikidata
    return entity


def _land(stage: Stage, place: Place) -> Entity | None:
    """Return the state that "the country" stands for: the last one that acted, or the report's own."""
    near = [m for m in stage.recent() if m.entity.kind == "state" and m.sentence >= place.sentence - 1]
    acting = next((m.entity for m in reversed(near) if m.subject), None)
    if acting is not None:
        return acting
    row = stage.knowledge.states.get(stage.context.country)
    if row is not None:
        return _government(stage, row)
    return near[-1].entity if near else None


def _placed(stage: Stage, entity: Entity) -> None:
    context = stage.context
    stage.from_context(entity, (context.country,) if context.country else (), context.source)


def _kind(reading: Reading) -> ActorKind:
    if reading.kind == "armed_group":
        return "armed_group"
    if reading.kind == "state":
        # "Brussels" stands for the European Union, which is none.
        return "organisation" if reading.countries == ("EUR",) else "state"
    return _KINDS.get(reading.sector, "organisation") if reading.kind == "organisation" else "organisation"
