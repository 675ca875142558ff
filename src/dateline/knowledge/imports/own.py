"""A table of the user's own, comma or tab separated, its columns named as those of the packaged tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.knowledge.imports.codes import country, sector
from dateline.knowledge.imports.files import Step, header, quiet, table, text_of
from dateline.knowledge.imports.model import COLUMNS, KINDS, Harvest, Row, clean
from dateline.knowledge.packaged import listed

LICENCE: Final = "the user's own"

SYNONYMS: Final = {"person": "name", "code": "country", "acronym": "aliases"}
"""Columns that the packaged tables name otherwise."""
NAMES: Final = frozenset({"name", "person"})
TELLING: Final = frozenset({*COLUMNS, *SYNONYMS} - NAMES)
"""Columns of which one at least stands beside the name."""

_ARMED: Final = frozenset({"REB", "PRM", "UAF", "CRM"})
_BODIES: Final = frozenset(
    re.findall(
        r"\w+",
        "igo ngo agency media court party company military police parliament government organization",
    )
)


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read the table.

    Raises:
        DatelineError: E004, E071; E070, it has no column for the name, or none besides.
    """
    text = text_of(path, step)
    columns = header(text)
    if not NAMES.intersection(columns) or not TELLING.intersection(columns):
        raise DatelineError(
            "E070",
            f"{path}: a table needs a column 'name' and one at least of {', '.join(COLUMNS[2:])}",
            "name the columns in the first line, see docs/actors.md",
        )
    harvest = Harvest()
    for cells in table(path, text, {}):
        if cells[""]:
            harvest.skip("more cells than columns")
            continue
        _take(harvest, cells)
    return harvest


def _take(harvest: Harvest, cells: dict[str, str]) -> None:
    where, sectors = [], []
    for cell in (*listed(cells.get("country", "")), *listed(cells.get("code", ""))):
        code = country(cell)
        if not code:
            harvest.skip(f"a country that is not known: {clean(cell)[:40]}")
            return
        where.append(code)
    for cell in listed(cells.get("sector", "")):
        found = sector(cell)
        if not found:
            harvest.skip(f"no sector of PLOVER: {clean(cell)[:40]}")
            return
        sectors.append(found)
    kind = _kind(cells, sectors)
    if not kind:
        harvest.skip(f"no kind of row: {clean(cells['kind'])[:40]}")
        return
    aliases = (*listed(cells.get("aliases", "")), *listed(cells.get("acronym", "")))
    harvest.take(
        Row(
            kind,
            cells.get("name") or cells.get("person", ""),
            cells.get("office", ""),
            cells.get("start", ""),
            cells.get("end", ""),
            tuple(where),
            tuple(sectors),
            cells.get("title", ""),
            aliases,
            cells.get("wikidata", ""),
            cells.get("note", ""),
        )
    )


def _kind(cells: dict[str, str], sectors: list[str]) -> str:
    """Return the kind of a row: as it says, else as its columns tell; empty where it says what is none."""
    told = cells.get("kind", "").lower().replace(" ", "_")
    if told in KINDS:
        return told
    if told in _BODIES:
        return "organisation"
    if told:
        return ""
    if cells.get("person") or cells.get("office") or cells.get("title"):
        return "person"
    return "armed_group" if sectors and sectors[0] in _ARMED else "organisation"
