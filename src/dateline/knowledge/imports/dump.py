"""Wikidata: lines of the entity dump, one entity a line (`latest-all.json.bz2`, or lines cut out of it).

The names of offices are entities of their own: those that the file holds before or after their holders are used, a
term in an office that it does not hold is counted and left out. Nothing but names, offices and terms is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from dateline.errors import DatelineError
from dateline.knowledge.imports.codes import countries
from dateline.knowledge.imports.files import Step, lines_of, quiet
from dateline.knowledge.imports.model import Harvest, Row, day
from dateline.knowledge.imports.posts import office_of

LICENCE: Final = "Wikidata; CC0 1.0"

_HUMAN: Final = "Q5"
_POST: Final = frozenset({"Q4164871", "Q294414", "Q303618", "Q83307", "Q48352", "Q2285706", "Q30461"})
"""Classes of offices: position, public office, diplomatic rank, minister, head of state, of government, president."""
_BODIES: Final = {
    "Q7278": ("", "PTY"),
    "Q11204": ("", "LEG"),
    "Q35749": ("", "LEG"),
    "Q192350": ("", "GOV"),
    "Q327333": ("", "GOV"),
    "Q66344": ("", "GOV"),
    "Q47913": ("", "SPY"),
    "Q35535": ("", "COP"),
    "Q732717": ("", "COP"),
    "Q772547": ("", "MIL"),
    "Q37726": ("", "MIL"),
    "Q41487": ("", "JUD"),
    "Q190752": ("", "JUD"),
    "Q192283": ("", "JRN"),
    "Q1616075": ("", "JRN"),
    "Q11032": ("", "JRN"),
    "Q11033": ("", "JRN"),
    "Q484652": ("IGO", ""),
    "Q245065": ("IGO", ""),
    "Q79913": ("NGO", ""),
    "Q178790": ("", "LAB"),
    "Q161726": ("MNC", "BUS"),
}
"""Classes of organisations, with slot and sector."""
_GROUPS: Final = frozenset({"Q17149090", "Q17127659", "Q207320"})
"""Classes of armed groups: armed organisation, terrorist organisation, paramilitary."""


class _Held(msgspec.Struct, frozen=True, gc=False):
    """A term of a person, its office still an id."""

    person: str
    name: str
    aliases: tuple[str, ...]
    post: str
    start: str
    end: str
    of: tuple[str, ...]


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read the lines.

    Raises:
        DatelineError: E004, E070, E071.
    """
    harvest = Harvest()
    posts: dict[str, tuple[str, str]] = {}
    held: list[_Held] = []
    wanted: set[str] = set()
    entities = 0
    for entity in _entities(path, step, harvest):
        entities += 1
        _entity(harvest, entity, posts, held, wanted)
    if not entities:
        raise DatelineError(
            "E070", f"{path}: no line holds an entity", "is it the JSON dump, one entity a line?"
        )
    for term in held:
        if term.post not in posts:
            harvest.skip("the file does not hold the office")
            continue
        label, where = posts[term.post]
        office, title, sector = office_of(label)
        place = where or (term.of[0] if len(term.of) == 1 else "")
        harvest.take(
            Row(
                "person",
                term.name,
                office,
                term.start,
                term.end,
                (place,) if place else (),
                (sector,) if sector else (),
                title,
                term.aliases,
                term.person,
            )
        )
    return harvest


def _entities(path: Path, step: Step, harvest: Harvest) -> Iterator[dict[str, Any]]:
    decoder = msgspec.json.Decoder()
    for raw in lines_of(path, step):
        line = raw.strip().rstrip(b",")
        if not line or line in (b"[", b"]"):
            continue
        try:
            entity = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            harvest.skip("a line that is not JSON")
            continue
        if (
            isinstance(entity, dict)
            and isinstance(entity.get("claims"), dict)
            and isinstance(entity.get("id"), str)
        ):
            yield entity
        else:
            harvest.skip("a line that is no entity with claims")


def _entity(
    harvest: Harvest,
    entity: dict[str, Any],
    posts: dict[str, tuple[str, str]],
    held: list[_Held],
    wanted: set[str],
) -> None:
    """Keep what an entity tells: an office, the terms of a person, an organisation."""
    label = _label(entity)
    classes = set(_items(entity, "P31"))
    if not label:
        harvest.skip("no English label")
        return
    key = entity["id"]
    known = countries().wikidata
    if _HUMAN in classes:
        terms = [_term(entity, label, claim, known) for claim in _claims(entity, "P39")]
        if not terms:
            harvest.skip("a person without an office")
        held.extend(term for term in terms if term is not None)
        wanted.update(term.post for term in terms if term is not None)
        return
    where = next(
        (known[item] for name in ("P1001", "P17") for item in _items(entity, name) if item in known), ""
    )
    if classes & _POST or _items(entity, "P1001") or _items(entity, "P1308") or key in wanted:
        posts[key] = (label, where)
        return
    aliases = (*_aliases(entity), *_texts(entity, "P1813"))
    place = (where,) if where else ()
    if classes & _GROUPS:
        harvest.take(Row("armed_group", label, country=place, aliases=aliases, wikidata=key))
        return
    slot, sector = next((_BODIES[name] for name in sorted(classes) if name in _BODIES), ("", ""))
    if not (slot or sector):
        harvest.skip("neither a person, an office nor an organisation of a known kind")
        return
    place = (slot,) if slot else place
    harvest.take(
        Row(
            "organisation",
            label,
            country=place,
            sector=(sector,) if sector else (),
            aliases=aliases,
            wikidata=key,
        )
    )


def _term(entity: dict[str, Any], label: str, claim: dict[str, Any], known: Any) -> _Held | None:
    """Return a term of office; `None` where the statement was withdrawn or names no office."""
    post = _item(claim.get("mainsnak"))
    if not post or claim.get("rank") == "deprecated":
        return None
    qualifiers = claim.get("qualifiers")
    told = qualifiers if isinstance(qualifiers, dict) else {}
    home = tuple(known[item] for item in _items(entity, "P27") if item in known)
    return _Held(
        entity["id"], label, _aliases(entity), post, _time(told.get("P580")), _time(told.get("P582")), home
    )


def _claims(entity: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = entity["claims"].get(name)
    return [claim for claim in found if isinstance(claim, dict)] if isinstance(found, list) else []


def _value(snak: object) -> Any:
    value = snak.get("datavalue") if isinstance(snak, dict) else None
    return value.get("value") if isinstance(value, dict) else None


def _item(snak: object) -> str:
    value = _value(snak)
    key = value.get("id") if isinstance(value, dict) else None
    return key if isinstance(key, str) else ""


def _items(entity: dict[str, Any], name: str) -> list[str]:
    return [item for claim in _claims(entity, name) if (item := _item(claim.get("mainsnak")))]


def _texts(entity: dict[str, Any], name: str) -> tuple[str, ...]:
    values = (_value(claim.get("mainsnak")) for claim in _claims(entity, name))
    return tuple(
        value["text"]
        for value in values
        if isinstance(value, dict) and value.get("language") == "en" and isinstance(value.get("text"), str)
    )


def _time(snaks: object) -> str:
    """Return the date of a qualifier, as precise as it says it is (9 is the year, 10 the month, 11 the day)."""
    value = _value(snaks[0]) if isinstance(snaks, list) and snaks else None
    if not isinstance(value, dict) or not isinstance(value.get("time"), str):
        return ""
    precision = value.get("precision")
    length = {9: 4, 10: 7, 11: 10}.get(precision if isinstance(precision, int) else 0, 0)
    return day(day(value["time"])[:length])


def _label(entity: dict[str, Any]) -> str:
    labels = entity.get("labels")
    for language in ("en", "mul"):
        found = labels.get(language) if isinstance(labels, dict) else None
        if isinstance(found, dict) and isinstance(found.get("value"), str):
            return str(found["value"])
    return ""


def _aliases(entity: dict[str, Any]) -> tuple[str, ...]:
    aliases = entity.get("aliases")
    found = aliases.get("en") if isinstance(aliases, dict) else None
    if not isinstance(found, list):
        return ()
    return tuple(one["value"] for one in found if isinstance(one, dict) and isinstance(one.get("value"), str))
