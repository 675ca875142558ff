"""The 58 columns of the daily files of the GDELT 1.0 event database, one row a pair of actors, without a header.

Column names and order are those of GDELT's data format codebook 1.03 (2013). What GDELT derives from other sources
(tone, ethnic and religious codes, the actors' own places) stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from dateline.export.codes import BODIES, GROUPS, ROLES, cameo, cameo_quad, country_name, fips, whole
from dateline.export.columns import Column, Pair, Value, nothing, pairs, row
from dateline.export.entries import Entry, Side

_EMPTY: Final = "nothing"
_TOWN: Final = ("city", "point")


def _country(side: Side) -> str:
    """Return the state of an actor, of a compound one the first."""
    return next((code for code in side.country if code not in BODIES and code not in GROUPS), "")


def _group(side: Side) -> str:
    return next((GROUPS[code] for code in side.country if code in GROUPS), "")


def _types(side: Side) -> list[str]:
    """Return the CAMEO roles of an actor: what body it is, then its sectors."""
    found = [BODIES[code] for code in side.country if code in BODIES]
    found += [ROLES[code] for code in (side.sector, *side.sectors) if code in ROLES]
    return list(dict.fromkeys(found))[:3]


def _code(side: Side) -> str:
    """Return the whole CAMEO code of an actor: country or group, then roles."""
    return (_country(side) or _group(side)) + "".join(_types(side))


def _type(place: int) -> Callable[[Side], str]:
    return lambda side: "".join(_types(side)[place : place + 1])


def _side(number: int, value: Callable[[Side], str]) -> Callable[[Pair], Value]:
    def found(pair: Pair) -> Value:
        side = pair.source if number == 1 else pair.target
        return value(side) if side else None

    return found


def _actor(n: int) -> tuple[Column[Pair], ...]:
    return (
        Column(f"Actor{n}Code", "country or group and roles of this actor, together", _side(n, _code)),
        Column(f"Actor{n}Name", "`actors.name`, in capitals", _side(n, lambda side: side.name.upper())),
        Column(
            f"Actor{n}CountryCode",
            "`actors.country`, ISO 3166 alpha-3; of a compound the first",
            _side(n, _country),
        ),
        Column(f"Actor{n}KnownGroupCode", "UNO, EEC for PLOVER's UNO, EUR", _side(n, _group)),
        Column(f"Actor{n}EthnicCode", _EMPTY, nothing),
        Column(f"Actor{n}Religion1Code", _EMPTY, nothing),
        Column(f"Actor{n}Religion2Code", _EMPTY, nothing),
        Column(
            f"Actor{n}Type1Code",
            "CAMEO role of `actors.country` (IGO, NGO ...) or `actors.sector`",
            _side(n, _type(0)),
        ),
        Column(f"Actor{n}Type2Code", "second role, from `actors.sectors`", _side(n, _type(1))),
        Column(f"Actor{n}Type3Code", "third role", _side(n, _type(2))),
    )


def _geo(prefix: str) -> tuple[Column[Pair], ...]:
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
    return tuple(Column(f"{prefix}Geo_{name}", _EMPTY, nothing) for name in names)


def _geo_type(pair: Pair) -> Value:
    place = pair.entry.place
    if place is None:
        return None
    american = place.country == "USA"
    kinds = {"country": 1, "admin1": 2 if american else 5, **dict.fromkeys(_TOWN, 3 if american else 4)}
    return kinds.get(place.precision)


def _full_name(pair: Pair) -> Value:
    place = pair.entry.place
    if place is None:
        return None
    parts = (place.name, place.admin1, country_name(place.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _compact(day: str) -> str:
    return day.replace("-", "")


def _fraction(day: str) -> Value:
    """Return the year with the share of it that has passed, every month counted as 30 days, as GDELT counts."""
    if not day:
        return None
    found = date.fromisoformat(day)
    return f"{found.year + ((found.month - 1) * 30 + found.day) / 365:.4f}"


def _goldstein(pair: Pair) -> Value:
    found = cameo().get(whole(pair.entry.cameo))
    return found.gdelt if found else None


COLUMNS: Final[tuple[Column[Pair], ...]] = (
    Column(
        "GLOBALEVENTID",
        "a number for event and pair: `id // 4096` in hexadecimal is `events.id`",
        lambda p: p.id,
    ),
    Column("SQLDATE", "the day, YYYYMMDD; see `--dates`", lambda p: _compact(p.entry.start)),
    Column("MonthYear", "its month, YYYYMM", lambda p: _compact(p.entry.start[:7])),
    Column("Year", "its year", lambda p: p.entry.start[:4]),
    Column(
        "FractionDate",
        "year and fraction: (30 * (month - 1) + day) / 365",
        lambda p: _fraction(p.entry.start),
    ),
    *_actor(1),
    *_actor(2),
    Column(
        "IsRootEvent",
        "1 where headline or first paragraph tells it, else 0; nothing for a happening",
        lambda p: None if p.entry.lead is None else int(p.entry.lead),
    ),
    Column(
        "EventCode",
        "`events.cameo`; a bare category becomes its residual code (12: 120)",
        lambda p: whole(p.entry.cameo),
    ),
    Column("EventBaseCode", "its first three digits", lambda p: whole(p.entry.cameo)[:3]),
    Column("EventRootCode", "its first two digits", lambda p: p.entry.cameo[:2]),
    Column(
        "QuadClass",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by CAMEO category",
        lambda p: cameo_quad(p.entry.cameo),
    ),
    Column("GoldsteinScale", "figure of the CAMEO code in GDELT's table (`cameo.tsv`)", _goldstein),
    Column(
        "NumMentions",
        "mentions in the report; of a happening, reports that tell it",
        lambda p: len(p.entry.mentions) or p.entry.reports,
    ),
    Column("NumSources", "independent reports: 1, or the happening's witnesses", lambda p: p.entry.witnesses),
    Column("NumArticles", "reports: 1, or those of the happening", lambda p: p.entry.reports),
    Column("AvgTone", "nothing: tone is not measured", nothing),
    *_geo("Actor1"),
    *_geo("Actor2"),
    Column(
        "ActionGeo_Type",
        "1 country, 2 US state, 3 US city, 4 city elsewhere, 5 division elsewhere",
        _geo_type,
    ),
    Column(
        "ActionGeo_FullName",
        "place, division, country (`events.place`, `place.admin1`, `events.country`)",
        _full_name,
    ),
    Column(
        "ActionGeo_CountryCode",
        "FIPS 10-4 code of `events.country` (`countries.tsv`)",
        lambda p: fips(p.entry.place.country) if p.entry.place else None,
    ),
    Column("ActionGeo_ADM1Code", "nothing: divisions have no FIPS codes here", nothing),
    Column(
        "ActionGeo_Lat",
        "degrees, WGS 84 (`events.latitude`)",
        lambda p: p.entry.place.lat if p.entry.place else None,
    ),
    Column(
        "ActionGeo_Long",
        "degrees, WGS 84 (`events.longitude`)",
        lambda p: p.entry.place.lon if p.entry.place else None,
    ),
    Column("ActionGeo_FeatureID", "nothing: GDELT's ids are those of GNS and GNIS, ours GeoNames'", nothing),
    Column(
        "DATEADDED",
        "day of publication, YYYYMMDD (`documents.published`)",
        lambda p: _compact(p.entry.told.published),
    ),
    Column("SOURCEURL", "address of the report (`documents.url`)", lambda p: p.entry.told.url),
)
"""The columns in the order of the daily files."""


def rows(entry: Entry) -> Iterable[bytes]:
    """Yield a row for each pair of actors; the second may be nobody."""
    return (row(COLUMNS, pair) for pair in pairs(entry))


def lacks(entry: Entry) -> str:
    """Say what an event lacks to be in such a file: it needs a CAMEO code and a first actor."""
    return "no CAMEO code" if not entry.cameo else "" if entry.actors else "no actor"
