"""Wikidata: results of a SPARQL query, as CSV or TSV or as either JSON of the query service; see docs/actors.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from dateline.errors import DatelineError
from dateline.knowledge.imports.codes import country, sector
from dateline.knowledge.imports.files import Step, quiet, table, text_of
from dateline.knowledge.imports.model import Harvest, Row, day
from dateline.knowledge.imports.posts import office_of

LICENCE: Final = "Wikidata; CC0 1.0"

_ID: Final = re.compile(r"Q[1-9]\d*")
_LABELS: Final = ("itemLabel", "personLabel", "label", "name")
_ITEMS: Final = ("item", "person", "org", "organisation", "organization")
_OTHERS: Final = (
    "itemAltLabel",
    "personAltLabel",
    "altLabel",
    "aliases",
    "acronym",
    "shortName",
    "nativeLabel",
)
_POSTS: Final = ("positionLabel", "officeLabel", "position", "office")
_WHERE: Final = ("iso3", "iso", "country", "jurisdiction", "countryLabel", "jurisdictionLabel")
_GROUPS: Final = re.compile(
    r"militia|guerrilla|armed (?:group|organi)|terrorist|insurgen|paramilitary|rebel|mujahid"
)
_KINDS: Final = (
    ("IGO", "", r"international organi[sz]ation|intergovernmental|united nations"),
    ("", "PTY", r"political party|party"),
    ("", "LEG", r"parliament|legislature|chamber|senate"),
    ("", "JUD", r"court|tribunal"),
    ("", "COP", r"police|law enforcement|gendarmerie"),
    ("", "SPY", r"intelligence|secret service"),
    ("", "MIL", r"armed forces|army|navy|air force|military"),
    ("", "JRN", r"news|broadcast|television|radio|media|magazine"),
    ("", "GOV", r"ministry|government|agency|central bank|embassy|department"),
    ("", "EDU", r"university|research institute|think tank|school"),
    ("MNC", "BUS", r"multinational|conglomerate"),
    ("", "BUS", r"business|company|enterprise|bank|airline"),
    ("NGO", "", r"non-governmental|nonprofit|charit"),
    ("", "LAB", r"trade union"),
    ("", "REL", r"religious|church|diocese"),
)


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read the results of a query.

    Raises:
        DatelineError: E004, E070, E071.
    """
    text = text_of(path, step)
    harvest = Harvest()
    rows = _bindings(path, text) if text.lstrip()[:1] in ("{", "[") else table(path, text, {})
    several: dict[tuple[str, ...], tuple[Row, set[str]]] = {}
    for cells in rows:
        row = _row(harvest, cells)
        if row is not None:
            # a query that asks for other names or states gives a row for each of them
            key = (row.kind, row.name, row.office, row.start, row.end, row.wikidata, *row.country)
            several.setdefault(key, (row, set()))[1].update(row.aliases)
    for row, aliases in several.values():
        harvest.take(msgspec.structs.replace(row, aliases=tuple(aliases)))
    return harvest


def _bindings(path: Path, text: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a query's JSON: SPARQL 1.1 results, or the list that the query page saves."""
    try:
        whole: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise DatelineError(
            "E070", f"{path}: it is not whole JSON: {error}", "save the results again"
        ) from error
    if isinstance(whole, dict):
        results = whole.get("results")
        whole = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(whole, list):
        raise DatelineError("E070", f"{path}: the JSON holds no results of a query", "see docs/actors.md")
    for row in whole:
        if isinstance(row, dict):
            yield {str(name): _plain(value) for name, value in row.items()}


def _plain(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("value", "")
    return str(value) if isinstance(value, str | int) else ""


def first(cells: Mapping[str, str], columns: Iterable[str]) -> str:
    """Return the first of some columns that holds something."""
    return next((cells[name].strip() for name in columns if cells.get(name, "").strip()), "")


def _row(harvest: Harvest, cells: Mapping[str, str]) -> Row | None:
    name = first(cells, _LABELS)
    key = first(cells, _ITEMS).rpartition("/")[2]
    wikidata = key if _ID.fullmatch(key) else ""
    if not name or _ID.fullmatch(name):
        harvest.skip("no label in the language of the query")
        return None
    post = first(cells, _POSTS)
    where = next((code for column in _WHERE if (code := country(cells.get(column, "")))), "")
    aliases = tuple(part for column in _OTHERS for part in re.split(r"[|,]", cells.get(column, "")))
    start, end = day(cells.get("start", "")), day(cells.get("end", ""))
    own = sector(cells.get("sector", ""))
    if post and not _ID.fullmatch(post.rpartition("/")[2]):
        if cells.get("start", "") and not start:
            harvest.skip("a beginning that is no date")
            return None
        office, title, told = office_of(post)
        return Row(
            "person",
            name,
            office,
            start,
            end,
            (where,) if where else (),
            tuple(filter(None, (own or told,))),
            title,
            aliases,
            wikidata,
        )
    kind = first(cells, ("kindLabel", "typeLabel", "kind", "type")).lower()
    if not kind:
        harvest.skip("neither an office nor a kind of organisation")
        return None
    if _GROUPS.search(kind):
        return Row(
            "armed_group",
            name,
            "",
            start,
            end,
            (where,) if where else (),
            (own,) if own else (),
            "",
            aliases,
            wikidata,
        )
    slot, told = body_of(kind)
    place = (slot or where,) if slot or where else ()
    sectors = tuple(filter(None, (own or told,)))
    return Row(
        "organisation", name, country=place, sector=sectors, aliases=aliases, wikidata=wikidata, note=kind
    )


def body_of(kind: str) -> tuple[str, str]:
    """Return slot and sector for a kind of organisation in words; a slot only where it is not that of a state."""
    return next(((slot, code) for slot, code, pattern in _KINDS if re.search(pattern, kind)), ("", ""))
