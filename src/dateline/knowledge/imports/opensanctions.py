"""OpenSanctions: FollowTheMoney entities as JSON lines, the user's own copy.

Both `entities.ftm.json` and `targets.nested.json` are read.
Persons with the offices they held, organisations, parties and other bodies. Who is on a list without holding an
office is taken too, where a topic tells the sector; that somebody is sanctioned is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from dateline.errors import DatelineError
from dateline.knowledge.imports.codes import country
from dateline.knowledge.imports.files import Step, lines_of, quiet
from dateline.knowledge.imports.model import MAX_ROWS, Harvest, Row, clean, day
from dateline.knowledge.imports.posts import office_of

LICENCE: Final = "OpenSanctions; CC BY-NC 4.0, or the licence you have bought"

_TOPICS: Final = (
    ("gov.legislative", "LEG"),
    ("gov.judicial", "JUD"),
    ("role.judge", "JUD"),
    ("gov.security", "SPY"),
    ("role.spy", "SPY"),
    ("gov.religion", "REL"),
    ("gov", "GOV"),
    ("role.diplo", "GOV"),
    ("role.civil", "GOV"),
    ("mil", "MIL"),
    ("pol.party", "PTY"),
    ("pol.union", "LAB"),
    ("role.journo", "JRN"),
    ("role.act", "SOC"),
    ("role.oligarch", "BUS"),
    ("rel", "REL"),
    ("crime.terror", "REB"),
    ("crime", "CRM"),
    ("role.pep", "GOV"),
    ("role.pol", "GOV"),
    ("fin", "BUS"),
    ("corp", "BUS"),
)
"""Sectors of topics, the telling ones first; a topic counts for those below it (`gov` for `gov.muni`)."""
_BODIES: Final = frozenset({"Organization", "LegalEntity", "PublicBody", "Company"})
_HELD: Final = frozenset({"Person", "Position", "Occupancy"})


class _Thing(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a person or position until the file has been read."""

    name: str
    aliases: tuple[str, ...]
    country: tuple[str, ...]
    sector: str
    wikidata: str


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read the lines.

    Raises:
        DatelineError: E004, E070, E071.
    """
    harvest = Harvest()
    persons: dict[str, _Thing] = {}
    posts: dict[str, _Thing] = {}
    terms: set[tuple[str, str, str, str]] = set()
    entities = 0
    for entity in _entities(path, step, harvest):
        entities += 1
        for key, schema, told in _with_nested(entity, ""):
            if schema == "Occupancy":
                start, end = (
                    min(filter(None, map(day, _strings(told, name))), default="") for name in _DATES
                )
                for who in _strings(told, "holder"):
                    terms.update((who, post, start, end) for post in _strings(told, "post"))
            elif schema in ("Person", "Position"):
                (persons if schema == "Person" else posts)[key] = _thing(
                    entity if key == entity["id"] else {}, key, told
                )
            elif schema in _BODIES:
                _body(harvest, _thing(entity, key, told), schema)
            else:
                harvest.skip(f"a {schema or 'thing without schema'}: neither a person nor an organisation")
        if len(persons) + len(posts) + len(terms) > 3 * MAX_ROWS:
            raise DatelineError(
                "E071",
                f"{path}: more than {3 * MAX_ROWS:,} persons, positions and terms",
                "import a smaller collection",
            )
    if not entities:
        raise DatelineError(
            "E070", f"{path}: no line holds an entity", "is it FollowTheMoney, one entity a line?"
        )
    _hold(harvest, persons, posts, terms)
    return harvest


_DATES: Final = ("startDate", "endDate")


def _hold(
    harvest: Harvest,
    persons: Mapping[str, _Thing],
    posts: Mapping[str, _Thing],
    terms: Iterable[tuple[str, str, str, str]],
) -> None:
    """Take the terms of the persons, and those who have none."""
    busy = set()
    for who, post, start, end in sorted(terms):
        person, position = persons.get(who), posts.get(post)
        if person is None or position is None:
            harvest.skip("a term whose holder or position the file does not hold")
            continue
        busy.add(who)
        office, title, sector = office_of(position.name)
        where = position.country or person.country
        sector = sector or position.sector or person.sector
        harvest.take(
            Row(
                "person",
                person.name,
                office,
                start,
                end,
                where[:1],
                (sector,) if sector else (),
                title,
                person.aliases,
                person.wikidata,
            )
        )
    for key in sorted(persons.keys() - busy):
        person = persons[key]
        if not person.sector:
            harvest.skip("a person without an office and without a topic that tells a sector")
            continue
        row = Row("person", person.name, country=person.country[:1], sector=(person.sector,))
        harvest.take(msgspec.structs.replace(row, aliases=person.aliases, wikidata=person.wikidata))


def _body(harvest: Harvest, thing: _Thing, schema: str) -> None:
    """Take an organisation; one that fights is an armed group."""
    sector = thing.sector or {"PublicBody": "GOV", "Company": "BUS"}.get(schema, "")
    kind = "armed_group" if sector == "REB" else "organisation"
    row = Row(kind, thing.name, country=thing.country[:3], sector=(sector,) if sector else ())
    harvest.take(msgspec.structs.replace(row, aliases=thing.aliases, wikidata=thing.wikidata))


def _entities(path: Path, step: Step, harvest: Harvest) -> Iterator[dict[str, Any]]:
    decoder = msgspec.json.Decoder()
    for raw in lines_of(path, step):
        line = raw.strip()
        if not line:
            continue
        try:
            entity = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            harvest.skip("a line that is not JSON")
            continue
        good = isinstance(entity, dict) and isinstance(entity.get("properties"), dict)
        if good and isinstance(entity.get("id"), str) and isinstance(entity.get("schema"), str):
            yield entity
        else:
            harvest.skip("a line that is no entity")


def _with_nested(entity: Mapping[str, Any], holder: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield id, schema and properties of an entity, and of the terms and positions that stand inside it."""
    told = entity.get("properties")
    key, schema = entity.get("id"), entity.get("schema")
    if not isinstance(told, dict) or not isinstance(key, str) or not isinstance(schema, str):
        return
    if schema == "Occupancy" and holder and not told.get("holder"):
        told = {**told, "holder": [holder]}
    yield key, schema, told
    for name, values in told.items():
        if name in ("positionOccupancies", "post") and isinstance(values, list):
            for inner in values:
                if isinstance(inner, dict) and inner.get("schema") in _HELD:
                    yield from _with_nested(inner, key)


def _strings(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the values of a property; of entities inside it their ids."""
    values = told.get(name)
    if not isinstance(values, list):
        return ()
    plain = (value.get("id") if isinstance(value, dict) else value for value in values)
    return tuple(value for value in plain if isinstance(value, str))


def _thing(entity: Mapping[str, Any], key: str, told: Mapping[str, Any]) -> _Thing:
    found = [clean(name) for name in _strings(told, "name")]
    shown = entity.get("caption")
    written = [name for name in (shown if isinstance(shown, str) else "", *found) if name and _latin(name)]
    aliases = {
        name for name in (*found, *_strings(told, "alias"), *_strings(told, "abbreviation")) if _latin(name)
    }
    places = (*_strings(told, "country"), *_strings(told, "jurisdiction"), *_strings(told, "citizenship"))
    places = (*places, *_strings(told, "nationality"))
    codes = tuple(dict.fromkeys(code for place in places if (code := country(place))))
    topics = _strings(told, "topics")
    sector = next(
        (code for topic, code in _TOPICS if any(t == topic or t.startswith(f"{topic}.") for t in topics)), ""
    )
    ids = [one for one in (*_strings(told, "wikidataId"), key) if one[:1] == "Q" and one[1:].isdecimal()]
    return _Thing(written[0] if written else "", tuple(sorted(aliases)), codes, sector, ids[0] if ids else "")


def _latin(name: str) -> bool:
    """Say whether a name is in Latin letters: reports in English have no others."""
    return all(letter < "\u0250" or "\u1e00" <= letter < "\u2100" for letter in name)
