"""Where events were: places on a map of the world, with what their coordinates stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec

from dateline.render.safe import json_text
from dateline.store.answers.place_rows import PlaceRow
from dateline.web.desk import Reading
from dateline.web.paging import offset_of, token
from dateline.web.view import MOST, Answer, Further, View
from dateline.web.views.events import Choices, Selection, choices_of, filters_of


class Map(Selection, frozen=True, kw_only=True):
    """Which events."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST, description="most places to return")] = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OnMap:
    """What is on the map, and what is not.

    Attributes:
        events: number of the events that fit.
        placed: those of them that have a place with coordinates.
        places: number of these places.
        choices: by what the events can be narrowed further.
    """

    events: int
    placed: int
    places: int
    choices: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class MapAnswer(Answer):
    """An answer with what its links to the list of events need.

    Attributes:
        narrowed: the filters as the list of events takes them.
    """

    narrowed: dict[str, Any]


def answer(questions: Reading, query: Map) -> MapAnswer:
    """Return the places of the events that fit, those with most events first.

    Raises:
        DatelineError: E030, a day is not a date; E102, `next` is no token.
    """
    start = offset_of(query.next)
    filters = filters_of(query)
    found = questions.places(filters, limit=query.limit, offset=start)
    end = start + query.limit
    narrowed = msgspec.structs.asdict(query)
    return MapAnswer(
        title="Map",
        rows=found.rows,
        about=OnMap(
            events=found.events,
            placed=found.placed,
            places=found.places,
            choices=choices_of(questions.event_facets(**filters)),
        ),
        next=token(end) if found.places > end else "",
        narrowed={name: value for name, value in narrowed.items() if name not in ("place", "limit", "next")},
    )


def geojson(query: Map, found: Answer) -> bytes:
    """Return places as GeoJSON (RFC 7946), for programs that draw maps.

    Args:
        query: what was asked.
        found: what was answered.
    """
    del query
    whole = {"type": "FeatureCollection", "features": [_feature(row) for row in found.rows]}
    return json_text(msgspec.json.encode(whole)).encode()


def _feature(row: PlaceRow) -> dict[str, object]:
    properties = {
        name: getattr(row, name)
        for name in ("place", "country", "precision", "events", "cooperation", "conflict")
    }
    point = {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    return {"type": "Feature", "geometry": point, "properties": properties}


_GEOJSON: Final = Further(name="geojson", type="application/geo+json", make=geojson)

VIEW = View(
    name="map",
    path="/map",
    menu="Map",
    about="Where events were: places with the number of events, and how precise the place is.",
    query=Map,
    answer=answer,
    row=PlaceRow,
    whole=OnMap,
    further=(_GEOJSON,),
)
