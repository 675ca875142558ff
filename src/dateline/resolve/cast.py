"""The cast of a report: its actors, made or found again mention by mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge, Person
from dateline.model import ActorKind, Document, Reason, record_id
from dateline.resolve.context import Context
from dateline.resolve.coreference import (
    PERSONAL,
    SPEAKERS,
    Entity,
    Seen,
    antecedent,
    described,
    prominent,
)
from dateline.resolve.offices import by_surname, holder, left_before, takes_office_within, term_at
from dateline.resolve.reading import Reading
from dateline.resolve.register import Register
from dateline.resolve.roles import Reader

_SPOKEN: Final = frozenset(
    "say tell add announce state claim insist declare write warn argue note explain reply ask call accuse deny "
    "reject promise demand urge stress admit concede respond retort report post tweet quote".split(" ")
)
_GOVERNMENT: Final = frozenset(
    "government administration regime authority authorities executive union government central government "
    "federal government cabinet".split(" ")
)
_GOVERNMENT_HEADS: Final = frozenset(
    {
        "government", "administration", "regime", "authorities", "authority", "executive", "union government",
        "central government", "federal government", "state", "country", "nation", "republic", "kingdom",
        "interim government", "transitional government", "caretaker government", "coalition government",
    }
)  # fmt: skip
_LAND: Final = frozenset({"country", "nation", "state", "republic", "kingdom", "city", "town", "capital"})
_FORCES: Final = frozenset(
    {
        "troops",
        "forces",
        "armed forces",
        "military forces",
        "military",
        "ground forces",
        "soldiers",
        "regular troops",
    }
)
_SIDES: Final = frozenset(
    {"sides", "side", "neighbours", "neighbors", "rivals", "countries", "nations", "governments", "states", "country",
     "neighbour", "neighbor", "rival", "government", "nation", "state", "parties to the talks"}
)  # fmt: skip
_PARTS: Final = frozenset(
    {
        "office",
        "press office",
        "branch",
        "headquarters",
        "secretariat",
        "leadership",
        "press service",
        "bureau",
    }
)
_OFFICIAL: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_UNNAMED: Final = frozenset(
    {"source", "sources", "insider", "official", "diplomat", "officials", "diplomats"}
)
_OFFICES: Final = frozenset(
    "president premier chancellor minister king queen emir sultan pope leader governor mayor ambassador secretary "
    "speaker chief commissioner attorney general justice prince pm spokesman spokeswoman spokesperson director "
    "chairman chairwoman head commander secretary-general".split(" ")
)
_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands; see `coreference.Seen`."""

    passage: int
    sentence: int
    token: int
    verb: int
    subject: bool
    quoted: bool
    main: bool = False


def slug(*parts: str) -> str:
    """Make the stable id of a named actor: `a-`, then the folded words joined by hyphens."""
    words = [_SLUG.sub("-", fold(part)).strip("-") for part in parts if part]
    return "a-" + "-".join(word for word in words if word)[:60].rstrip("-")


class Cast:
    """The actors of one report while it is resolved, in the order of the text."""

    def __init__(
        self,
        document: Document,
        knowledge: Knowledge,
        context: Context,
        readers: Sequence[Reader],
        register: Register,
    ) -> None:
        """Begin with nobody on stage."""
        self._document = document
        self._knowledge = knowledge
        self._context = context
        self._readers = readers
        self._date = document.published.date if document.published is not None else ""
        self._entities: dict[str, Entity] = {}
        self._register = register
        self._foreign: set[str] = set()
        self.seen: list[Seen] = []

    def resolve(self, reading: Reading, place: Place, *, asked: bool) -> tuple[Entity, ...]:
        """Return the actors that a mention stands for, and remember the mention.

        Args:
            reading: what its words say.
            place: where it stands.
            asked: somebody needs its actor; pronouns that nobody asks for are passed over.
        """
        if reading.kind == "pronoun":
            if not asked:
                return ()
            found = self._pronoun(reading, place)
        else:
            found = self._actors(reading, place)
        for entity in found:
            entity.count += 1
            if reading.head and any(reason.field == "country" for reason in reading.why):
                self._foreign.add(entity.id)
            self._remember(entity, place)
        return found

    def _remember(self, entity: Entity, place: Place) -> None:
        self.seen.append(
            Seen(
                entity,
                place.passage,
                place.sentence,
                place.token,
                place.verb,
                place.subject,
                place.quoted,
                place.main,
            )
        )

    # -- pronouns

    def _pronoun(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        if reading.head in SPEAKERS:
            speaker = self._speaker(place)
            return (speaker,) if speaker is not None else ()
        if reading.head in ("who", "whom", "whose"):
            for mention in reversed(self.seen):
                if mention.sentence != place.sentence:
                    break
                if mention.token < place.token:
                    return (mention.entity,)
            return ()
        if reading.head == "several":
            recent = (m.entity for m in reversed(self.seen) if m.sentence >= place.sentence - 1)
            group = next((entity for entity in recent if entity.plural), None)
            if group is None:
                people = replace(reading, kind="people", head="people", sector="CVL")
                return self._actors(people, place)
            return (group,)
        where = (place.sentence, place.token, place.verb)
        entity = antecedent(reading, None, self.seen, where)
        return (entity,) if entity is not None else ()

    def _speaker(self, place: Place) -> Entity | None:
        """Find whose words a first-person pronoun stands in: the nearest subject of a verb of saying."""
        doc = self._readers[place.passage].passage.doc
        sentence = doc[place.token].sent
        verbs = [t for t in sentence if t.lemma_ in _SPOKEN and t.i > place.token]
        verbs += [t for t in reversed(doc[max(0, place.token - 60) : place.token]) if t.lemma_ in _SPOKEN]
        for verb in verbs:
            if self._context.quoted(place.passage, verb.i):
                continue
            for child in verb.children:
                if child.dep_ == "nsubj":
                    known = self._at(place.passage, child.i)
                    if known is not None:
                        return known
                    for read in self._readers[place.passage].read(child.left_edge.i, child.right_edge.i + 1):
                        spot = Place(
                            place.passage, place.sentence, child.i, verb.i, subject=True, quoted=False
                        )
                        entities = (
                            self._pronoun(read, spot) if read.kind == "pronoun" and read.head not in SPEAKERS
                            else self._actors(read, spot) if read.kind != "pronoun" else ()
                        )  # fmt: skip
                        if entities:
                            return entities[0]
        return next((m.entity for m in reversed(self.seen) if m.subject and not m.quoted), None)

    def _at(self, passage: int, token: int) -> Entity | None:
        for mention in reversed(self.seen):
            if mention.passage == passage and mention.token == token:
                return mention.entity
        return None

    # -- names and nominals

    def _actors(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        if reading.head and (reading.definite or reading.indefinite):
            sides = self._sides(reading)
            if sides:
                return sides
        if reading.kind == "person" and reading.name:
            return (self._person(reading, place),)
        if reading.kind in ("organisation", "armed_group", "state", "place") and reading.name:
            return (self._named(reading, place),)
        if reading.kind == "other" and reading.name:
            return (self._unknown(reading, place),)
        if (
            reading.kind == "other"
            and len(reading.countries) == 1
            and reading.countries[0] in self._knowledge.states
        ):
            return (self._state(reading, reading.countries, "words", place),)
        entity = self._nominal(reading, place)
        return (entity,) if entity is not None else ()

    def _sides(self, reading: Reading) -> tuple[Entity, ...]:
        """Resolve "both sides" and "the two leaders" to the two most prominent states or persons."""
        if reading.countries or reading.owner is not None or reading.owner_pronoun is not None:
            return ()
        if not reading.plural and reading.head != "side":
            return ()
        if reading.head in _SIDES or reading.head + "s" in _SIDES:
            pair = prominent(self.seen, ("state",), 2)
        elif reading.head == "leader" and reading.definite:
            pair = prominent(self.seen, ("person",), 2)
        else:
            return ()
        return pair if len(pair) == 2 else ()

    def _person(self, reading: Reading, place: Place) -> Entity:
        person = reading.term.person if reading.term is not None else None
        key = self._register.key(reading.name) if person is None else fold(reading.name)
        name = self._register.full.get(key, reading.name)
        if person is None:
            term = self._knowledge.terms.get(name)
            person = term.person if term is not None else None
        if person is None and len(key.split()) == 1:
            person = by_surname(self._knowledge, key, self._date)
        entity = self._known_person(person.name if person is not None else name, key, person)
        self._fill_person(entity, reading, person, place)
        return entity

    def _known_person(self, name: str, key: str, person: Person | None) -> Entity:
        """Return the actor of a name, with what every part of the report says of its role."""
        ident = slug(name)
        known = ident in self._entities
        entity = self._entity(ident, name, "person")
        if not known:
            for passage, described in self._register.described.get(key, ()):
                place = Place(
                    passage,
                    self._context.sentence(passage, described.token),
                    described.token,
                    -1,
                    False,
                    False,
                )
                self._fill_person(entity, described, person, place)
        return entity

    def _fill_person(self, entity: Entity, reading: Reading, person: Person | None, place: Place) -> None:
        """Give a person country, sector and role: by the words first, then by the table, then by context."""
        if "name" not in entity.why:
            rule = "offices.tsv" if person is not None else "name"
            entity.why["name"] = Reason("name", rule, self._words(reading, place), entity.name)
        if reading.head:
            entity.heads.add(reading.head)
        if person is not None:
            entity.wikidata = entity.wikidata or person.wikidata
            self._office(entity, person)
        if not entity.gender:
            entity.gender = reading.gender
        if reading.role and (person is None or not entity.role):
            entity.role = reading.role
            entity.why.setdefault("role", Reason("role", "words", self._words(reading, place), reading.role))
        countries = reading.countries or self._owner_country(reading, place)
        if countries and (
            not entity.countries or (person is None and entity.why["country"].rule == "context")
        ):
            entity.countries = countries
            entity.why["country"] = self._reason(reading, "country", place)
        sector = reading.sector or self._owner_sector(reading, place)
        if reading.former and (sector or entity.sector) in ("GOV", "LEG", "MIL", "JUD"):
            entity.sectors = (sector or entity.sector,)
            sector = entity.sector = "ELI"
            entity.why["sector"] = Reason("sector", "former", self._words(reading, place), "a past office")
        weak = entity.sector != "GOV" or "soon after" in entity.why["sector"].note
        if sector and (
            not entity.sector or (person is not None and weak and entity.why["sector"].rule == "offices.tsv")
        ):
            entity.sector = sector
            entity.why["sector"] = self._reason(reading, "sector", place)
        if not entity.countries and self._context.country:
            entity.countries = (self._context.country,)
            note = f"no country in the words; {self._context.source}: {self._context.country}"
            entity.why["country"] = Reason("country", "context", None, note)

    def _office(self, entity: Entity, person: Person) -> None:
        """Give a person of the table the office of the report's date."""
        if entity.why.get("role") is not None and entity.why["role"].rule == "offices.tsv":
            return
        term = term_at(person, self._date)
        entity.countries = (person.country,) if term is None else (term.country,)
        entity.why["country"] = Reason(
            "country", "offices.tsv", None, f"{person.name}: {entity.countries[0]}"
        )
        day = self._date or "an unknown date"
        if term is not None:
            entity.role = term.title or term.office
            entity.sector = term.sector
            until = term.end or "now"
            note = (
                f"{term.person}, {term.title or term.office}, {term.start} to {until}; the report is of {day}"
            )
            entity.why["role"] = Reason("role", "offices.tsv", None, note)
            entity.why["sector"] = Reason("sector", "offices.tsv", None, note)
        elif takes_office_within(person, self._date):
            entity.sector = "GOV"
            entity.why["sector"] = Reason("sector", "offices.tsv", None, f"takes office soon after {day}")
        elif left_before(person, self._date):
            entity.sector, entity.sectors = "ELI", (person.offices[-1].sector,)
            entity.why["sector"] = Reason("sector", "offices.tsv", None, f"out of office on {day}")

    def _named(self, reading: Reading, place: Place) -> Entity:
        name = reading.name
        if reading.term is None and reading.kind == "organisation":
            known = self._knowledge.terms.get(name)
            single = len(name.split()) == 1
            fuller = self._register.organisations.get(fold(name)) if single and known is None else None
            if fuller is not None:
                name = fuller
            elif single and known is None and self._is_person(fold(name)):
                return self._person(reading, place)
        kind: ActorKind = "unknown" if reading.kind == "place" else _actor_kind(reading)
        ident = slug(name)
        if reading.term is None and reading.kind == "organisation" and reading.head and reading.countries:
            ident = slug(name, reading.countries[0].lower())
        entity = self._entity(ident, name, kind)
        if reading.head and reading.kind != "state":
            entity.heads.add(reading.head)
        entity.countries = entity.countries or reading.countries
        entity.sector = entity.sector or reading.sector
        entity.sectors = entity.sectors or reading.sectors
        if reading.term is not None:
            entity.wikidata = entity.wikidata or reading.term.wikidata
        self._explain(entity, reading, place)
        if not entity.countries and kind == "organisation":
            self._by_context(entity)
        return entity

    def _unknown(self, reading: Reading, place: Place) -> Entity:
        """Resolve a capitalised word of unknown kind: a person or organisation of the report, or its name."""
        key = fold(reading.name)
        if self._is_person(key):
            return self._person(reading, place)
        fuller = self._register.organisations.get(key)
        if fuller is not None:
            return self._entity(slug(fuller), fuller, "organisation")
        entity = self._entity(slug(reading.name), reading.name, "unknown")
        entity.countries = entity.countries or reading.countries
        entity.sector = entity.sector or reading.sector
        self._explain(entity, reading, place)
        if not entity.countries:
            self._by_context(entity)
        return entity

    def _is_person(self, key: str) -> bool:
        return key in self._register.by_word or by_surname(self._knowledge, key, self._date) is not None

    def _nominal(self, reading: Reading, place: Place) -> Entity | None:
        """Resolve a mention without a proper name."""
        countries = reading.countries or self._owner_country(reading, place)
        bare_role = reading.kind == "person" and not reading.plural and not reading.indefinite
        if reading.definite or bare_role or reading.kind in ("body", "people"):
            if reading.head in _GOVERNMENT_HEADS - _LAND and not countries and self._context.country:
                countries = (self._context.country,)
                return self._new(reading, countries, place)
            if reading.head in _LAND and not countries:
                return next((m.entity for m in reversed(self.seen) if m.entity.kind == "state"), None)
            if bare_role:
                entity = self._office_holder(reading, countries, place)
                if entity is not None:
                    return entity
            if not reading.indefinite and reading.owner_pronoun is None:
                entity = described(reading, self.seen, countries)
                if entity is not None and (not entity.plural or reading.plural or reading.kind != "person"):
                    self._explain(entity, reading, place)
                    return entity
        if reading.kind == "other":
            return None
        if (
            reading.owner is not None
            and reading.owner.kind in ("organisation", "armed_group")
            and reading.head in _PARTS
        ):
            owner = self._owner(reading, place)
            if owner is not None:
                return owner
        return self._new(reading, countries, place)

    def _office_holder(self, reading: Reading, countries: tuple[str, ...], place: Place) -> Entity | None:
        """Find the person whom the report or the table of offices gives the role."""
        keys = self._register.holders(reading.head, countries)
        if len(keys) > 1:
            ids = {slug(self._register.full.get(key, key)) for key in keys}
            if not countries and len(ids - self._foreign) > 0:
                # Whose country need not be said is the president of the report's own country.
                ids -= self._foreign
            recent = next((m.entity for m in reversed(self.seen) if m.entity.id in ids), None)
            if recent is not None and (countries or reading.definite):
                return recent
        elif keys and (countries or reading.owner is None):
            name = self._register.full.get(keys[0], "")
            if name:
                term = self._knowledge.terms.get(name)
                person = term.person if term is not None else None
                entity = self._known_person(person.name if person is not None else name, keys[0], person)
                if countries and (not entity.countries or entity.why["country"].rule == "context"):
                    entity.countries = countries
                    entity.why["country"] = self._reason(reading, "country", place)
                return entity
        if reading.former or reading.sector not in ("GOV", "LEG", "JUD", "MIL", "REL", ""):
            return None
        code = countries[0] if countries else ""
        if not code and reading.definite and reading.owner is None:
            here = described(reading, self.seen, ())
            if here is not None:
                return here
            code = self._context.country
        if reading.owner is not None and reading.owner.kind not in ("state", "place"):
            return None
        office = holder(self._knowledge, code, reading.head, self._date)
        if office is None:
            return None
        person = self._knowledge.persons[fold(office.person)]
        entity = self._entity(slug(person.name), person.name, "person")
        note = f"{reading.head} of {code} on {self._date}: {person.name}"
        entity.why.setdefault("name", Reason("name", "offices.tsv", self._words(reading, place), note))
        entity.heads.add(reading.head)
        self._office(entity, person)
        names = self._knowledge.names
        first = fold(person.name).split()[0]
        entity.gender = entity.gender or (
            "m" if first in names.male else "f" if first in names.female else ""
        )
        return entity

    def _new(self, reading: Reading, countries: tuple[str, ...], place: Place) -> Entity:
        """Make an actor for a nominal."""
        sector = reading.sector or self._owner_sector(reading, place)
        rule = "words"
        if not countries:
            countries, rule = self._country_here(reading, place)
        if reading.former and sector in ("GOV", "LEG", "MIL", "JUD"):
            sector = "ELI"
        code = "-".join(c.lower() for c in countries)
        head = reading.head or fold(reading.role)
        if reading.kind == "body" and head in _GOVERNMENT_HEADS and len(countries) == 1:
            state = self._knowledge.states.get(countries[0])
            if state is not None and not reading.plural:
                return self._state(reading, countries, rule, place)
        if head == "authorities" and len(countries) == 1 and countries[0] in self._knowledge.states:
            return self._state(reading, countries, rule, place)
        land = ", ".join(
            self._knowledge.states[c].name if c in self._knowledge.states else c for c in countries
        )
        words = reading.role or head
        kind: ActorKind
        if head in _FORCES and sector == "MIL" or (reading.kind == "thing" and sector == "MIL"):
            if reading.indefinite or not code:
                ident = record_id("a", self._document.id, head, code)
            else:
                ident = slug(code, "armed forces")
                words = "armed forces"
            kind = "organisation"
        elif reading.kind in ("body", "thing"):
            kind = "party" if sector == "PTY" else "organisation"
            owner = self._owner_key(reading, place)
            ident = slug(code, words, owner) if code or owner else record_id("a", self._document.id, words)
        elif reading.kind == "people":
            kind = "collective"
            stable = (
                sector in ("COP", "MIL", "GOV", "JUD", "LEG", "SPY", "PTY")
                and not reading.indefinite
                and code
            )
            ident = slug(code, words) if stable else record_id("a", self._document.id, head, code, sector)
            if head in _UNNAMED:
                kind = "unnamed"
                ident = record_id("a", self._document.id, head, code, sector, place.sentence)
        else:
            last = head.rsplit(" ", 1)[-1]
            office = last in _OFFICES and not reading.indefinite and bool(code)
            kind = "office" if office else "unnamed"
            owner = self._owner_key(reading, place)
            ident = (
                slug(code, words, owner)
                if office
                else record_id("a", self._document.id, words, code, place.sentence, place.token)
            )
        name = f"{words} of {land}" if land else words
        entity = self._entity(ident, name, kind)
        entity.plural = reading.kind == "people" and kind != "organisation"
        entity.heads.add(head)
        entity.countries = entity.countries or countries
        entity.sector = entity.sector or sector
        entity.gender = entity.gender or reading.gender
        if reading.kind == "person":
            entity.role = entity.role or reading.role
        self._explain(entity, reading, place)
        if rule != "words" and countries:
            note = f"no country in the words; {rule}: {' '.join(countries)}"
            entity.why["country"] = Reason("country", "context", None, note)
        return entity

    def _state(self, reading: Reading, countries: tuple[str, ...], rule: str, place: Place) -> Entity:
        state = self._knowledge.states[countries[0]]
        entity = self._entity(slug(state.name), state.name, "state")
        entity.countries, entity.sector, entity.wikidata = countries, "GOV", state.wikidata
        entity.heads.add(reading.head)
        self._explain(entity, reading, place)
        if rule != "words":
            note = f"no country in the words; {rule}: {countries[0]}"
            entity.why.setdefault("country", Reason("country", "context", None, note))
        return entity

    # -- what context gives

    def _country_here(self, reading: Reading, place: Place) -> tuple[tuple[str, ...], str]:
        """Give a nominal the country of its sentence, or that of the report."""
        if reading.head in ("powers", "allies", "partners", "members", "experts", "analysts"):
            return (), "none"
        named = self._context.scenes.get(place.sentence, ())
        if len(named) != 1:
            named = self._context.local.get(place.sentence, ())
        if len(named) == 1 and reading.kind in ("people", "thing") and reading.sector not in _OFFICIAL:
            return named, "the only state named in the sentence"
        if self._context.country:
            return (self._context.country,), self._context.source
        return (), "none"

    def _by_context(self, entity: Entity) -> None:
        if self._context.country:
            entity.countries = (self._context.country,)
            note = f"no country in the words; {self._context.source}: {self._context.country}"
            entity.why["country"] = Reason("country", "context", None, note)

    def _owner(self, reading: Reading, place: Place) -> Entity | None:
        """Find whom a possessor or pronoun before or after the head stands for."""
        if reading.owner_pronoun is not None:
            doc = self._readers[place.passage].passage.doc
            read = self._readers[place.passage].read(reading.owner_pronoun, reading.owner_pronoun + 1)
            if read and read[0].kind == "pronoun":
                spot = Place(
                    place.passage,
                    place.sentence,
                    doc[reading.owner_pronoun].i,
                    -1,
                    subject=False,
                    quoted=place.quoted,
                )
                found = self._pronoun(read[0], spot)
                return found[0] if found else None
            return None
        if reading.owner is not None and reading.owner.kind != "pronoun":
            found = self._actors(reading.owner, place)
            return found[0] if found else None
        return None

    def _owner_country(self, reading: Reading, place: Place) -> tuple[str, ...]:
        owner = self._owner(reading, place)
        return owner.countries if owner is not None else ()

    def _owner_sector(self, reading: Reading, place: Place) -> str:
        """A spokesman, director or member has the sector of whom or what he speaks for."""
        if reading.kind not in ("person", "people"):
            return ""
        owner = self._owner(reading, place)
        return owner.sector if owner is not None else ""

    def _owner_key(self, reading: Reading, place: Place) -> str:
        owner = self._owner(reading, place)
        return "" if owner is None or owner.kind == "state" else owner.name

    # -- making and explaining

    def _entity(self, ident: str, name: str, kind: ActorKind) -> Entity:
        entity = self._entities.get(ident)
        if entity is None:
            entity = Entity(ident, name, kind)
            self._entities[ident] = entity
        return entity

    def _words(self, reading: Reading, place: Place):  # type: ignore[no-untyped-def]
        passage = self._readers[place.passage].passage
        return passage.between(passage.doc[reading.first], passage.doc[reading.last - 1])

    def _reason(self, reading: Reading, field: str, place: Place) -> Reason:
        found = next((reason for reason in reading.why if reason.field == field), None)
        return found or Reason(field, "words", self._words(reading, place))

    def _explain(self, entity: Entity, reading: Reading, place: Place) -> None:
        entity.why.setdefault("name", Reason("name", "words", self._words(reading, place), entity.name))
        for reason in reading.why:
            entity.why.setdefault(reason.field, reason)


def _actor_kind(reading: Reading) -> ActorKind:
    if reading.kind == "armed_group":
        return "armed_group"
    if reading.kind == "state":
        return "state"
    return "party" if reading.sector == "PTY" else "organisation"


__all__ = ["PERSONAL", "Cast", "Place", "slug"]
