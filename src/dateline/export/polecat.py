"""The 40 columns of the POLECAT data (Harvard Dataverse, doi:10.7910/DVN/AJGVIT), one row an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from dateline.export.codes import cow, quad_name
from dateline.export.columns import Column, nothing, row
from dateline.export.entries import Entry, Side, Spot

MISSING: Final = "None"
"""What the published files print where there is no value."""

_FEATURES: Final = {"country": "PCL", "admin1": "ADM1", "city": "PPL", "region": "RGN"}


def _sides(sides: Iterable[Side], value: Callable[[Side], str]) -> str:
    """Join a value of each side; where one has none, `None` holds its place."""
    values = [value(side) or MISSING for side in sides]
    return _joined(values) if any(each != MISSING for each in values) else ""


def _actor(value: Callable[[Side], str]) -> Callable[[Entry], str]:
    return lambda entry: _sides(entry.actors, value)


def _recipient(value: Callable[[Side], str]) -> Callable[[Entry], str]:
    return lambda entry: _sides(entry.recipients, value)


def _country(side: Side) -> str:
    return ", ".join(side.country)


def _cow(side: Side) -> str:
    return ", ".join(number for code in side.country if (number := cow(code)))


def _sectors(side: Side) -> str:
    return ", ".join(dict.fromkeys(code for code in (side.sector, *side.sectors) if code))


def _of_place(value: Callable[[Spot], str | float | None]) -> Callable[[Entry], str | float | None]:
    return lambda entry: value(entry.place) if entry.place else None


def _joined(values: Iterable[str]) -> str:
    """Join values by "; ", which none of them may hold."""
    return "; ".join(value.replace(";", ",") for value in values)


def _who(
    role: str, of: Callable[[Callable[[Side], str]], Callable[[Entry], str]]
) -> tuple[Column[Entry], ...]:
    """Make the eight columns of the actors or recipients."""
    them = f"{role.lower()}s"
    return (
        Column(f"{role} Name", f"canonical names of the {them} (`actors.name`)", of(lambda side: side.name)),
        Column(
            f"{role} Country", "their codes (`actors.country`), ISO 3166 alpha-3 or PLOVER's", of(_country)
        ),
        Column(f"{role} COW", "Correlates of War numbers of those codes (`countries.tsv`)", of(_cow)),
        Column(
            f"Primary {role} Sector", "primary PLOVER sector (`actors.sector`)", of(lambda side: side.sector)
        ),
        Column(f"{role} Sectors", "all sectors (`actors.sector`, `actors.sectors`)", of(_sectors)),
        Column(f"{role} Title", "office or title (`actors.role`)", of(lambda side: side.role)),
        Column(
            f"{role} Name Raw", "the words in the report (`event_actors.words`)", of(lambda side: side.words)
        ),
        Column(
            f"Wikipedia {role} ID", "nothing: we hold Wikidata ids, which the other formats carry", nothing
        ),
    )


COLUMNS: Final[tuple[Column[Entry], ...]] = (
    Column("Event ID", "id of the event (`events.id`) or happening", lambda e: e.id),
    Column("Event Date", "the day; see `--dates`", lambda e: e.start),
    Column("Event Type", "PLOVER event type (`events.type`)", lambda e: e.type),
    Column("Event Mode", "PLOVER modes (`events.modes`)", lambda e: _joined(e.modes)),
    Column("Intensity", "PLOVER's table (`events.intensity`), -10 to +10", lambda e: e.intensity),
    Column(
        "Quad Code",
        "quad of the type: VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT, MATERIAL CONFLICT",
        lambda e: quad_name(e.type).replace("_", " ").upper(),
    ),
    Column("Contexts", "PLOVER contexts (`events.contexts`)", lambda e: _joined(e.contexts)),
    *_who("Actor", _actor),
    *_who("Recipient", _recipient),
    Column("Placename", "canonical name of the place (`events.place`)", _of_place(lambda p: p.name)),
    Column(
        "City",
        "the same, where the place is a city or smaller",
        _of_place(lambda p: p.name if p.precision in ("city", "point") else None),
    ),
    Column("District", "nothing: second-level divisions are not resolved", nothing),
    Column(
        "Province",
        "first-level division, by name (`place.admin1` of the report)",
        _of_place(lambda p: p.admin1),
    ),
    Column(
        "Country", "country of the place (`events.country`), ISO 3166 alpha-3", _of_place(lambda p: p.country)
    ),
    Column("Latitude", "degrees, WGS 84 (`events.latitude`)", _of_place(lambda p: p.lat)),
    Column("Longitude", "degrees, WGS 84 (`events.longitude`)", _of_place(lambda p: p.lon)),
    Column("GeoNames ID", "`events.geonameid`", _of_place(lambda p: p.geonameid)),
    Column("Raw Placename", "the words for the place (`events.place_words`)", _of_place(lambda p: p.words)),
    Column(
        "Feature Type",
        "GeoNames code of what the point stands for, no finer than we know: PCL, ADM1, PPL, RGN",
        _of_place(lambda p: _FEATURES.get(p.precision)),
    ),
    Column("Source", "publisher of the report (`documents.publisher`)", lambda e: e.told.publisher),
    Column("Publication Date", "day of publication (`documents.published`)", lambda e: e.told.published),
    Column("Story People", "persons whom the report names", lambda e: _joined(e.told.people)),
    Column("Story Organizations", "organisations that it names", lambda e: _joined(e.told.organisations)),
    Column("Story Locations", "places that it names", lambda e: _joined(e.told.places)),
    Column("Language", "language of the report (`documents.language`), ISO 639-1", lambda e: e.told.language),
    Column(
        "Version",
        "version of dateline that read it (`documents.version`)",
        lambda e: f"dateline {e.told.version}",
    ),
)
"""The columns in the order of the published files."""


def rows(entry: Entry) -> Iterable[bytes]:
    """Return the row of an event."""
    return (row(COLUMNS, entry, missing=MISSING),)


def lacks(entry: Entry) -> str:
    """Say what an event lacks to be in such a file: it needs an actor or a recipient."""
    return "" if entry.actors or entry.recipients else "nobody named"
