"""The code lists of other event data: CAMEO names and figures, Correlates of War numbers, FIPS codes, quads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from dateline.knowledge.imports.codes import countries
from dateline.model import EventType

_SHARED: Final = (
    *("AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JUD", "LAB", "LEG", "MIL"),
    *("OPP", "PTY", "REB", "REF", "SPY", "UAF"),
)
ROLES: Final[Mapping[str, str]] = {
    **{code: code for code in _SHARED},
    # in CAMEO the media are MED and medicine is HLH; in PLOVER they are JRN and MED
    "JRN": "MED",
    "MED": "HLH",
}
"""CAMEO role by PLOVER sector. PLOVER's PRE, PRM, REL, SOC and UNK have no role of their own in CAMEO."""

BODIES: Final[Mapping[str, str]] = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC", "IMG": "IMG", "ISM": "NGM"}
"""CAMEO role by PLOVER country slot, for those that are no state."""

GROUPS: Final[Mapping[str, str]] = {"UNO": "UNO", "EUR": "EEC"}
"""CAMEO code of a known group by PLOVER country slot."""

_QUADS: Final[Mapping[str, int]] = {
    "verbal_cooperation": 1,
    "material_cooperation": 2,
    "verbal_conflict": 3,
    "material_conflict": 4,
}


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code: its name, and its figure in two data sets (`None`: the list does not have it)."""

    name: str
    icews: float | None
    gdelt: float | None


@cache
def cameo() -> Mapping[str, Cameo]:
    """Read the CAMEO codes, once a process."""
    return {
        code: Cameo(name, float(icews) if icews else None, float(gdelt) if gdelt else None)
        for code, name, icews, gdelt in _table("cameo.tsv")
    }


def whole(code: str) -> str:
    """Return a CAMEO code with three digits at least.

    A bare category, "12", becomes its residual code, "120" ("not specified below"), as in all CAMEO data.
    """
    return code + "0" if len(code) == 2 else code


def cameo_quad(code: str) -> int:
    """Return GDELT's QuadClass of a CAMEO code: by category, 1 to 4."""
    category = int(code[:2])
    return 1 if category <= 5 else 2 if category <= 9 else 3 if category <= 13 else 4


@cache
def plover_quad(type_: EventType) -> int:
    """Return PLOVER's quad of a type, 1 to 4."""
    return _QUADS[quad_name(type_)]


@cache
def quad_name(type_: EventType) -> str:
    """Return PLOVER's name of a type's quad ("verbal_conflict")."""
    from dateline.ontology import plover

    return plover.load().quad(type_)


@cache
def _states() -> Mapping[str, tuple[str, str]]:
    return {code: (cow, fips) for code, cow, fips in _table("countries.tsv")}


def cow(code: str) -> str:
    """Return the Correlates of War number of a state, an empty string if it has none."""
    return _states().get(code, ("", ""))[0]


def fips(code: str) -> str:
    """Return the FIPS 10-4 code of a country, an empty string if it has none."""
    return _states().get(code, ("", ""))[1]


def country_name(code: str) -> str:
    """Return the usual English name of a country, the code itself where it is no country's."""
    return countries().names.get(code, code)


def _table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of this room, without comments and the header."""
    text = files("dateline.export").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield from (line.split("\t") for line in lines[1:])
