"""The places of the gazetteer's index while it is made, and as they are read back from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dateline.resolve.places.placenames import key


@dataclass(slots=True)
class Row:
    """A place of the index."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    population: int
    names: set[str] = field(default_factory=set)


def indexed(folder: Path) -> list[Row]:
    """Read the places of an index that have a GeoNames id, with their names as keys.

    Args:
        folder: where `places.tsv` and `names.tsv` lie.
    """
    rows: dict[int, Row] = {}
    for number, cells in enumerate(tsv(folder / "places.tsv")):
        ident, name, lat, lon, country, admin1, kind, people = cells
        if ident:
            rows[number] = Row(
                int(ident), name, float(lat), float(lon), country, admin1, kind or "city", int(people)
            )
    for filed, numbers in tsv(folder / "names.tsv"):
        for number in map(int, numbers.split(",")):
            if number in rows and filed != key(rows[number].name):
                rows[number].names.add(filed)
    return list(rows.values())


def tsv(path: Path) -> list[list[str]]:
    """Read the cells of a table without a header."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
