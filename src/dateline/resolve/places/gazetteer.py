"""The gazetteer: every place that goes by a name, from the packaged index (see `knowledge/gazetteer/README.md`)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from dateline.resolve.places.placenames import key

STATE: Final = "country"
_WIDE: Final = "continent region sea river mountains desert area lake strait island peninsula canal"
REGIONAL: Final = frozenset(_WIDE.split())
"""Kinds whose point stands for something wide."""

_DIVISIONS: Final = frozenset({b"admin1", b"area", b"region"})
"""Kinds of first-level divisions: the news takes some (the West Bank, Shan State) for areas of their own."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A place of the gazetteer.

    Attributes:
        line: its line in the index; tells entries apart. Below 0: imported by the user.
        geonameid: GeoNames id, `None` for the project's own places.
        name: canonical name.
        lat: latitude in degrees (WGS 84).
        lon: longitude in degrees (WGS 84).
        country: ISO 3166 alpha-3 code, empty for seas and regions over several states.
        admin1: GeoNames code of the first-level division, unique within the country.
        kind: `country`, `admin1`, `admin2`, `capital`, `city`, or a kind of `regions.tsv`.
        population: inhabitants, or the weight that `regions.tsv` gives in their place.
    """

    line: int
    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    population: int


class Gazetteer:
    """Places by name. Immutable once loaded; build it through `load`."""

    def __init__(self, names: bytes, places: bytes) -> None:
        self._names = names.split(b"\n")
        self._places = places.split(b"\n")
        # Reports name the same places over and over: their lines are read once.
        self._entry = lru_cache(maxsize=50_000)(self._read)
        self._found = lru_cache(maxsize=20_000)(self._find)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the places that go by a name, the most populous first.

        Args:
            name: as written; case, accents, hyphens and apostrophes do not count.
        """
        return self._found(key(name))

    def begins(self, words: str) -> bool:
        """Say whether a name of the index is these words or goes on after them with a space.

        Args:
            words: a key, as `dateline.resolve.places.placenames.key` makes it.
        """
        sought = words.encode()
        at = bisect_left(self._names, sought)
        return at < len(self._names) and self._names[at].startswith((sought + b"\t", sought + b" "))

    def division(self, country: str, admin1: str) -> Entry | None:
        """Return the first-level division that has a code.

        Args:
            country: ISO 3166 alpha-3 code.
            admin1: GeoNames code of the division.
        """
        number = self._divisions().get((country, admin1))
        return None if number is None else self._entry(number)

    def state(self, country: str) -> Entry | None:
        """Return the state or territory that has an ISO 3166 alpha-3 code."""
        number = self._divisions().get((country, ""))
        return None if number is None else self._entry(number)

    def _find(self, sought: str) -> tuple[Entry, ...]:
        if not sought or not sought.isascii():
            return ()
        start = sought.encode() + b"\t"
        at = bisect_left(self._names, start)
        if at == len(self._names) or not self._names[at].startswith(start):
            return ()
        return tuple(self._entry(int(number)) for number in self._names[at][len(start) :].split(b","))

    def _read(self, line: int) -> Entry:
        number, name, lat, lon, country, admin1, kind, people = self._places[line].decode().split("\t")
        return Entry(
            line=line,
            geonameid=int(number) if number else None,
            name=name,
            lat=float(lat),
            lon=float(lon),
            country=country,
            admin1=admin1,
            kind=kind or "city",
            population=int(people),
        )

    @cache  # noqa: B019 - one gazetteer lives as long as the process
    def _divisions(self) -> dict[tuple[str, str], int]:
        """Lines of states and first-level divisions, which begin the index."""
        found = {}
        for number, line in enumerate(self._places):
            fields = line.split(b"\t")
            if len(fields) < 8 or not (fields[6] == b"country" or (fields[5] and fields[6] in _DIVISIONS)):
                break
            found[fields[4].decode(), fields[5].decode()] = number
        return found


@cache
def load(imported: tuple[Path, ...] = ()) -> Gazetteer:
    """Load the packaged gazetteer, once a process.

    Args:
        imported: files of `dateline places import` that are laid over it.

    Raises:
        DatelineError: E072, one of them was damaged.
    """
    folder = files("dateline.knowledge") / "gazetteer"
    names, places = (folder / "names.tsv").read_bytes(), (folder / "places.tsv").read_bytes()
    if not imported:
        return Gazetteer(names, places)
    from dateline.resolve.places.imported import Layered

    return Layered(names, places, imported)
