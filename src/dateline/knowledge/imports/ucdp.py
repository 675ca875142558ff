"""UCDP Actor Dataset: armed groups and their other names (`ucdp-actor-*.csv`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from dateline.knowledge.imports.codes import countries, country
from dateline.knowledge.imports.files import Step, quiet, table, text_of
from dateline.knowledge.imports.model import Harvest, Row, clean

LICENCE: Final = "UCDP Actor Dataset, Uppsala Conflict Data Program; CC BY 4.0: name it when you publish"
COLUMNS: Final = {"ActorId": "the number of the actor", "NameData": "its name", "Org": "how it is organised"}

_GROUP: Final = "1"
_LEFT_OUT: Final = {
    "2": "supporters of a party or candidate, not a group (Org 2)",
    "3": "a people or community, not a group (Org 3)",
    "4": "a government: states come from dateline's own tables (Org 4)",
}
_NONE: Final = frozenset({"", "n/a", "na", "-"})
_REMARK: Final = re.compile(r"\s*\([^()]*\)$")
_MOST: Final = 3
"""States in which a group may be active and still be taken for theirs; beyond, it is transnational (IMG)."""


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read the table.

    Raises:
        DatelineError: E004, E070, E071.
    """
    harvest = Harvest()
    for row in table(path, text_of(path, step), COLUMNS):
        reason = _LEFT_OUT.get(row["Org"]) if row["Org"] != _GROUP else None
        if reason is not None or row["Org"] != _GROUP:
            harvest.skip(reason or "an unknown kind of organisation")
            continue
        # the new name stands where an actor was renamed; the full English one is how news names it
        written = (row.get(name, "") for name in ("NewNameFullEng", "NameOrigFullEng", "NewName", "NameData"))
        found = [clean(name) for name in written if name.lower() not in _NONE]
        found.append(clean(row["NameData"]))
        others = {clean(row.get("NameOrig", "")), *found}
        plain = [_plain(name) for name in (found[0], *sorted(others))]
        where = tuple(dict.fromkeys(filter(None, _where(row))))
        if "ISR" in where:
            # for UCDP the Palestinian territories are a part of Israel's location
            where = ("PSE", *where)
        note = f"UCDP actor {row['ActorId']}"
        harvest.take(
            Row(
                "armed_group",
                plain[0],
                country=where if len(where) <= _MOST else ("IMG",),
                aliases=tuple(name for name in plain[1:] if name.lower() not in _NONE),
                note=note,
            )
        )
    return harvest


def _plain(name: str) -> str:
    """Return a name without a remark in brackets, but for the one that tells one "Military faction" from another."""
    return name if name.startswith("Military faction") else _REMARK.sub("", name) or name


def _where(row: dict[str, str]) -> list[str]:
    """Return the states in which an actor was active, by number where there are numbers."""
    numbers = row.get("GWNOLoc", "").split(", ")
    known = countries().numbers
    if all(number in known for number in numbers):
        return [known[number] for number in numbers]
    return [country(name) for name in row.get("Location", "").split(", ")]
