"""Events with a point as GeoJSON (RFC 7946): one FeatureCollection, one feature a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from dateline.export.entries import Entry, Side

HEAD: Final = b'{"type":"FeatureCollection","features":[\n'
BETWEEN: Final = b",\n"
TAIL: Final = b"\n]}\n"

PROPERTIES: Final[Mapping[str, str]] = {
    "type": "PLOVER event type (`events.type`)",
    "modes": "PLOVER modes (`events.modes`)",
    "contexts": "PLOVER contexts (`events.contexts`)",
    "status": "`events.status`",
    "date_start": "first day (`events.date_start`), null if not known",
    "date_end": "last day (`events.date_end`), null if not known",
    "actors": "names of the actors",
    "recipients": "names of the recipients",
    "words": "the words that name the event (`events.words`)",
    "place": "canonical name of the place (`events.place`)",
    "country": "ISO 3166 alpha-3 (`events.country`)",
    "precision": "what the point stands for: point, city, admin1, country, region; null for a happening",
    "killed_low": "killed, at least",
    "killed_high": "killed, at most",
    "injured_low": "injured, at least",
    "injured_high": "injured, at most",
    "intensity": "PLOVER's table (`events.intensity`), -10 to +10",
    "confidence": "`events.confidence`",
    "reports": "reports that tell it",
    "witnesses": "independent ones among them",
    "document": "id of the report, of a happening the first",
    "published": "day of its publication",
    "publisher": "its publisher",
    "url": "its address",
}
"""The properties of a feature, in their order. A map should not show a country's point as if it were a street's."""


def feature(entry: Entry) -> dict[str, Any]:
    """Return an event with a point as a feature; the position is longitude, then latitude.

    Raises:
        ValueError: the event has no point.
    """
    place = entry.place
    if place is None or place.lat is None or place.lon is None:
        raise ValueError(f"{entry.id} has no point")
    killed, injured = entry.killed or (None, None), entry.injured or (None, None)
    properties = {
        "type": entry.type,
        "modes": entry.modes,
        "contexts": entry.contexts,
        "status": entry.status,
        "date_start": entry.start or None,
        "date_end": entry.end or None,
        "actors": _names(entry.actors),
        "recipients": _names(entry.recipients),
        "words": entry.words,
        "place": place.name,
        "country": place.country or None,
        "precision": place.precision or None,
        "killed_low": killed[0],
        "killed_high": killed[1],
        "injured_low": injured[0],
        "injured_high": injured[1],
        "intensity": entry.intensity,
        "confidence": entry.confidence,
        "reports": entry.reports,
        "witnesses": entry.witnesses,
        "document": entry.told.document,
        "published": entry.told.published or None,
        "publisher": entry.told.publisher or None,
        "url": entry.told.url or None,
    }
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": entry.id, "geometry": point, "properties": properties}


def rows(entry: Entry) -> Iterable[bytes]:
    """Return the feature of an event."""
    return (msgspec.json.encode(feature(entry)),)


def lacks(entry: Entry) -> str:
    """Say what an event lacks to be on a map."""
    return "" if entry.place and entry.place.lat is not None and entry.place.lon is not None else "no point"


def _names(sides: Iterable[Side]) -> list[str]:
    return [side.name for side in sides]
