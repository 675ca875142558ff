"""PLOVER's own JSON, one event a line, with the field names of the manual's chapter on data fields.

The manual (Open Event Data Alliance, https://github.com/openeventdata/PLOVER) fixes the names and leaves the contents
of most fields open. Fields of ours that it has no name for: `status`, `size_info`, `confidence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from dateline.export.codes import country_name, plover_quad
from dateline.export.entries import Entry, Side, Spot

_RESOLUTION: Final = {"country": 1, "admin1": 2, "city": 4, "point": 5}
_CLASSES: Final = {"country": "A", "admin1": "A", "city": "P"}
_FEATURES: Final = {"country": "PCL", "admin1": "ADM1", "city": "PPL"}

FIELDS: Final[Mapping[str, str]] = {
    "id": "id of the event (`events.id`) or happening",
    "has_event": "true",
    "date": "first day; see `--dates`",
    "enddate": "last day, where it is another and known",
    "actor": "entities: the actors; a compound is one entity for each of its countries",
    "recipient": "entities: the recipients",
    "event": "a list of one: PLOVER event type (`events.type`)",
    "event_loc": "location of the event",
    "event_text": "the words of every mention; of a happening, those of the fullest",
    "quad_code": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "event_scale": "PLOVER's table (`events.intensity`), -10 to +10",
    "mode": "PLOVER modes (`events.modes`)",
    "context": "PLOVER contexts (`events.contexts`)",
    "text_info": "`start` and `end` of the words that name the event, characters of the report's text",
    "cite_info": "the report: url, title, language, publication, its id (`citation`), and who read it (`coder`)",
    "coder": "dateline and its version",
    "status": "`events.status`; ours, for PLOVER's auxiliary modes",
    "size_info": "`dead` and `injured`, the least number; `dead_max`, `injured_max` where the most is another",
    "confidence": "`events.confidence`; ours",
}
"""The fields of a record, in their order, and what they hold."""

ENTITY: Final[Mapping[str, str]] = {
    "code": "`actors.country`, ISO 3166 alpha-3 or PLOVER's",
    "sector": "primary sector and the first secondary one (`actors.sector`, `actors.sectors`)",
    "entity_text": "the words in the report (`event_actors.words`)",
    "identifier_id": "address of the entity in Wikidata (`actors.wikidata`)",
    "identifier_text": "canonical name (`actors.name`)",
    "office": "office or title (`actors.role`)",
}
"""The fields of an entity."""

LOCATION: Final[Mapping[str, str]] = {
    "extracted_place": "the words for the place (`events.place_words`)",
    "resolved_place": "canonical name (`events.place`)",
    "geonameid": "`events.geonameid`",
    "lat": "degrees, WGS 84",
    "lon": "degrees, WGS 84",
    "city": "the name again, where the place is a city or smaller",
    "province": "first-level division, by name",
    "country": "English name of the country",
    "country_code": "ISO 3166 alpha-3",
    "feature_class": "GeoNames class of what the point stands for: A, P",
    "feature_code": "GeoNames code, no finer than we know: PCL, ADM1, PPL",
    "resolution": "5 below a city, 4 city, 2 division, 1 country",
}
"""The fields of a location."""


def record(entry: Entry) -> dict[str, Any]:
    """Return an event as a PLOVER record; what is not known is left out."""
    told = entry.told
    cited = {
        "url": told.url,
        "title": told.headline,
        "language": told.language,
        "publication": told.publisher,
        "citation": told.document,
        "coder": f"dateline {told.version}",
    }
    return _given(
        {
            "id": entry.id,
            "has_event": True,
            "date": entry.start,
            "enddate": entry.end if entry.end != entry.start else "",
            "actor": [*_entities(entry.actors)],
            "recipient": [*_entities(entry.recipients)],
            "event": [entry.type],
            "event_loc": _location(entry.place) if entry.place else {},
            "event_text": [*entry.mentions] or [entry.words],
            "quad_code": plover_quad(entry.type),
            "event_scale": entry.intensity,
            "mode": [*entry.modes],
            "context": [*entry.contexts],
            "text_info": {"start": entry.span[0], "end": entry.span[1]} if entry.span else {},
            "cite_info": _given(cited),
            "coder": f"dateline {told.version}",
            "status": entry.status,
            "size_info": {**_size("dead", entry.killed), **_size("injured", entry.injured)},
            "confidence": entry.confidence,
        }
    )


def rows(entry: Entry) -> Iterable[bytes]:
    """Return the line of an event."""
    return (msgspec.json.encode(record(entry)) + b"\n",)


def lacks(entry: Entry) -> str:
    """Say what an event lacks to be in such a file: PLOVER requires an actor."""
    return "" if entry.actors else "no actor"


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def _entities(sides: Iterable[Side]) -> Iterable[dict[str, Any]]:
    for side in sides:
        for code in side.country or ("",):
            yield _given(
                {
                    "code": code,
                    "sector": side.sector + (side.sectors[0] if side.sector and side.sectors else ""),
                    "entity_text": side.words,
                    "identifier_id": f"https://www.wikidata.org/wiki/{side.wikidata}"
                    if side.wikidata
                    else "",
                    "identifier_text": side.name,
                    "office": side.role,
                }
            )


def _location(place: Spot) -> dict[str, Any]:
    return _given(
        {
            "extracted_place": place.words,
            "resolved_place": place.name,
            "geonameid": place.geonameid,
            "lat": place.lat,
            "lon": place.lon,
            "city": place.name if place.precision in ("city", "point") else "",
            "province": place.admin1,
            "country": country_name(place.country),
            "country_code": place.country,
            "feature_class": _CLASSES.get(place.precision),
            "feature_code": _FEATURES.get(place.precision),
            "resolution": _RESOLUTION.get(place.precision),
        }
    )


def _size(name: str, count: tuple[int | None, int | None] | None) -> dict[str, int]:
    low, high = count or (None, None)
    found = {name: low if low is not None else high, f"{name}_max": high if high != low else None}
    return {key: value for key, value in found.items() if value is not None}
