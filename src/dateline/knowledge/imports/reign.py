"""REIGN: leaders of states, the list of leaders or the table of leader-months (OEF Research)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from dateline.knowledge.imports.codes import countries, country
from dateline.knowledge.imports.files import Step, quiet, table, text_of
from dateline.knowledge.imports.model import Harvest, Row, clean

LICENCE: Final = (
    "REIGN, One Earth Future Research; no licence is stated in the file: see its page before you publish"
)
COLUMNS: Final = {"ccode": "the Correlates of War number of the state", "leader": "the leader"}

_REMARK: Final = re.compile(r"\s*\(([^()]*)\)$")
_OFFICES: Final = {
    "presidential democracy": "head of state",
    "parliamentary democracy": "head of government",
}
"""Which office the leader holds, where the kind of government tells; else it is `leader`."""


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read either table: the list has days or months of entry and exit, the other one a row for each month.

    Raises:
        DatelineError: E004, E070, E071.
    """
    rows = list(table(path, text_of(path, step), COLUMNS))
    harvest = Harvest()
    listed = bool(rows) and "syear" in rows[0]
    for row, start, end, office in _spells(rows) if not listed else _listed(rows):
        code = countries().numbers.get(row["ccode"].removesuffix(".0")) or country(row.get("country", ""))
        name = clean(row["leader"])
        found = _REMARK.search(name)
        note = found.group(1) if found else ""
        last, comma, given = _REMARK.sub("", name).partition(", ")
        harvest.take(
            Row(
                "person",
                f"{given} {last}" if comma and not given.endswith("-") else last,
                office=office,
                start=start,
                end=end,
                country=(code,) if code else (),
                sector=("GOV",),
                note=note,
            )
        )
    return harvest


def _number(cell: str) -> int:
    """Return a whole number, 0 where there is none (`3`, `3.0`, empty)."""
    plain = cell.removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdecimal() else 0


def _date(year: int, month: int, day: int = 0) -> str:
    if not year:
        return ""
    text = f"{year:04}"
    if not 1 <= month <= 12:
        return text
    return f"{text}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{text}-{month:02}"


_Spell = tuple[dict[str, str], str, str, str]


def _listed(rows: list[dict[str, str]]) -> list[_Spell]:
    """Read the list of leaders (`leaderlist`); the column `sdate` holds the day."""
    return [
        (
            row,
            _date(_number(row["syear"]), _number(row.get("smonth", "")), _number(row.get("sdate", ""))),
            _date(_number(row.get("eyear", "")), _number(row.get("emonth", ""))),
            "leader",
        )
        for row in rows
    ]


def _spells(rows: list[dict[str, str]]) -> list[_Spell]:
    """Join the months of a leader without a break; what lasts to the last month of the table has no end."""
    months: dict[tuple[str, str, str], dict[int, dict[str, str]]] = {}
    for row in rows:
        year, month = _number(row.get("year", "")), _number(row.get("month", ""))
        if year and 1 <= month <= 12:
            office = _OFFICES.get(row.get("government", "").lower(), "leader")
            months.setdefault((row["ccode"], row["leader"], office), {})[year * 12 + month - 1] = row
    last = max((max(found) for found in months.values()), default=0)
    spells = []
    for (_, _, office), found in months.items():
        first = before = -2
        for now in [*sorted(found), last + 2]:
            if now != before + 1:
                if first >= 0:
                    end = "" if before == last else _date(before // 12, before % 12 + 1)
                    spells.append((found[before], _date(first // 12, first % 12 + 1), end, office))
                first = now
            before = now
    return spells
