"""The 20 columns of the ICEWS event data (Harvard Dataverse, doi:10.7910/DVN/28075), one row a pair of actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from dateline.export.codes import cameo, country_name, whole
from dateline.export.columns import Column, Pair, Value, nothing, pairs, row
from dateline.export.entries import Entry, Side, Spot


def _side(side: str, value: Callable[[Side], str]) -> Callable[[Pair], Value]:
    def found(pair: Pair) -> Value:
        one = pair.source if side == "Source" else pair.target
        return value(one) if one else None

    return found


def _sectors(side: Side) -> str:
    return ",".join(dict.fromkeys(code for code in (side.sector, *side.sectors) if code))


def _countries(side: Side) -> str:
    return ",".join(country_name(code) for code in side.country)


def _of_place(value: Callable[[Spot], Value]) -> Callable[[Pair], Value]:
    return lambda pair: value(pair.entry.place) if pair.entry.place else None


def _who(role: str) -> tuple[Column[Pair], ...]:
    return (
        Column(f"{role} Name", "canonical name (`actors.name`)", _side(role, lambda side: side.name)),
        Column(
            f"{role} Sectors",
            "PLOVER sectors (`actors.sector`, `actors.sectors`), with commas between; ICEWS has names of its own",
            _side(role, _sectors),
        ),
        Column(f"{role} Country", "English name of the country of `actors.country`", _side(role, _countries)),
    )


def _name(pair: Pair) -> Value:
    found = cameo().get(whole(pair.entry.cameo))
    return found.name if found else None


def _intensity(pair: Pair) -> Value:
    found = cameo().get(whole(pair.entry.cameo))
    return found.icews if found else None


COLUMNS: Final[tuple[Column[Pair], ...]] = (
    Column(
        "Event ID", "a number for event and pair: `id // 4096` in hexadecimal is `events.id`", lambda p: p.id
    ),
    Column("Event Date", "the day; see `--dates`", lambda p: p.entry.start),
    *_who("Source"),
    Column("Event Text", "name of the CAMEO code (`cameo.tsv`)", _name),
    Column(
        "CAMEO Code",
        "`events.cameo`; a bare category becomes its residual code (12: 120)",
        lambda p: whole(p.entry.cameo),
    ),
    Column("Intensity", "figure of the CAMEO code in the ICEWS data (`cameo.tsv`)", _intensity),
    *_who("Target"),
    Column(
        "Story ID",
        "a number for the document: in hexadecimal the first 13 digits of `documents.id`",
        lambda p: int(p.entry.told.document[1:14], 16),
    ),
    Column("Sentence Number", "nothing: sentences are not numbered in the record", nothing),
    Column("Publisher", "`documents.publisher`", lambda p: p.entry.told.publisher),
    Column(
        "City",
        "name of the place, where it is a city or smaller (`events.place`)",
        _of_place(lambda place: place.name if place.precision in ("city", "point") else None),
    ),
    Column("District", "nothing: second-level divisions are not resolved", nothing),
    Column(
        "Province",
        "first-level division, by name (`place.admin1` of the report)",
        _of_place(lambda place: place.admin1),
    ),
    Column(
        "Country",
        "English name of the country of the place (`events.country`)",
        _of_place(lambda place: country_name(place.country)),
    ),
    Column("Latitude", "degrees, WGS 84 (`events.latitude`)", _of_place(lambda place: place.lat)),
    Column("Longitude", "degrees, WGS 84 (`events.longitude`)", _of_place(lambda place: place.lon)),
)
"""The columns in the order of the published files."""


def rows(entry: Entry) -> Iterable[bytes]:
    """Yield a row for each pair of source and target."""
    return (row(COLUMNS, pair) for pair in pairs(entry))


def lacks(entry: Entry) -> str:
    """Say what an event lacks to be in such a file: it needs a CAMEO code, a source and a target."""
    if not entry.cameo:
        return "no CAMEO code"
    return "" if any(pair.target for pair in pairs(entry)) else "no source or no target"
