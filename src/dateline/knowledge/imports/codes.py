"""Country and sector codes: from other data sets to those of PLOVER."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.packaged import FORMER, SLOTS, listed, rows
from dateline.knowledge.phrases import fold

SECTORS: Final = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK",
    )
)
"""The sectors of PLOVER."""

CAMEO: Final[Mapping[str, str]] = {
    **{code: code for code in SECTORS - {"MED", "PRE", "SOC", "UNK", "PRM"}},
    **dict.fromkeys(("INS", "SEP", "ALQ"), "REB"),
    **dict.fromkeys(("CHR", "MUS", "JEW", "BUD", "HIN", "SIK", "CTH", "SHI", "SUN", "PRO", "MRN"), "REL"),
    **dict.fromkeys(("PPL", "SET", "NGM"), "CVL"),
    **dict.fromkeys(("HRI", "ENV", "DEV"), "SOC"),
    # in CAMEO the media are MED and health is HLH; in PLOVER MED is medicine
    "MED": "JRN",
    "HLH": "MED",
}
"""Sectors of PLOVER for role codes of CAMEO, which PETRARCH's dictionaries use."""

_BODIES: Final = {"UNO": "UNO", "IGO": "IGO", "NGO": "NGO", "NGM": "ISM", "MNC": "MNC", "IMG": "IMG"}
_EUROPE: Final = frozenset({"EEC", "EUR", "EUU"})


@dataclass(frozen=True, slots=True)
class Countries:
    """How data sets write the states.

    Attributes:
        codes: ISO 3166 alpha-3 codes in use here.
        written: code by folded name, by alpha-2 and by older alpha-3 code.
        numbers: code by Correlates of War or Gleditsch-Ward number.
        wikidata: code by Wikidata id.
        names: usual name by code.
    """

    codes: frozenset[str]
    written: Mapping[str, str]
    numbers: Mapping[str, str]
    wikidata: Mapping[str, str]
    names: Mapping[str, str]


@cache
def countries() -> Countries:
    """Read the tables of states, once a process."""
    written: dict[str, str] = {}
    wikidata: dict[str, str] = {}
    usual: dict[str, str] = {}
    for row in rows("states.tsv"):
        code = FORMER.get(row["code"], row["code"])
        if not row["part_of"]:
            usual.setdefault(code, row["name"])
        for name in listed(row["names"]):
            if row["kind"] != "subdivision":
                written.setdefault(fold(name), code)
        if row["wikidata"] and row["kind"] != "subdivision":
            wikidata.setdefault(row["wikidata"], code)
    numbers: dict[str, str] = {}
    for row in rows("imports/countries.tsv"):
        for other in (*listed(row["alpha2"]), *listed(row["older"])):
            written.setdefault(other, row["code"])
        numbers.update(dict.fromkeys(listed(row["numbers"]), row["code"]))
    # "us" is a word, "US" is a code: codes are kept in capitals beside the folded names
    return Countries(frozenset(usual), written, numbers, wikidata, usual)


def country(text: str) -> str:
    """Return the country slot that a code or name stands for, or an empty string.

    Args:
        text: an alpha-3, alpha-2 or older code, a slot of PLOVER, a Wikidata id or address, or a name; what
            stands in brackets after a name ("Russia (Soviet Union)") is tried last.
    """
    known = countries()
    plain = text.strip()
    upper = plain.upper()
    if upper in known.codes or upper in SLOTS:
        return upper
    if upper == "EU":
        return "EUR"
    if len(plain) < 4 and upper in known.written:
        return known.written[upper]
    if "/entity/Q" in plain or re.fullmatch(r"Q\d+", plain):
        return known.wikidata.get(plain.rpartition("/")[2], "")
    found = known.written.get(fold(plain))
    if found is None and "(" in plain:
        before, _, inside = plain.partition("(")
        found = known.written.get(fold(before.strip())) or known.written.get(fold(inside.strip(" )")))
    return found or ""


def sector(text: str) -> str:
    """Return a sector of PLOVER as it is written, or an empty string if it is none."""
    upper = text.strip().upper()
    return upper if upper in SECTORS else ""


def cameo(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a code of CAMEO (`AFGGOVMIL`, `IGOUNO`, `~COP`) as country slots and sectors of PLOVER.

    Parts that PLOVER does not have (regions, single organisations, `RAD`) are dropped. Codes that fold into one
    sector, as `GOVMIL` for a ministry of defence, keep both, the primary one first.
    """
    parts = re.findall(r"[A-Z]{3}", code.upper())
    where: list[str] = []
    sectors: list[str] = []
    for index, part in enumerate(parts):
        if index == 0 and not code.startswith("~"):
            slot = _BODIES.get(part) or (country(part) if part not in SLOTS else part)
            if slot:
                where.append(slot)
                continue
        if where == ["IGO"] and (part == "UNO" or part in _EUROPE):
            where = ["UNO" if part == "UNO" else "EUR"]
        elif part in CAMEO:
            sectors.append(CAMEO[part])
    if not where and parts[:1] == ["INT"] and "REB" in sectors:
        where = ["IMG"]
    return tuple(where), tuple(dict.fromkeys(sectors))
