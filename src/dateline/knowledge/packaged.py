"""The packaged tables of actors as they are read, row by row, and imported rows laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.knowledge.rows import Body, Office, Role, RoleKind, Tables

if TYPE_CHECKING:
    from dateline.knowledge.imports.merge import Verdict

FORMER: Final = {"SUN": "RUS"}
"""Codes of states that are gone, where the tables keep them apart, and the state they are coded as."""
SLOTS: Final = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
"""Country slots of PLOVER that are no states."""
_KINDS: Final[dict[str, RoleKind]] = {
    "person": "person",
    "people": "people",
    "body": "body",
    "thing": "thing",
}


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged TSV table by column; missing trailing cells are empty.

    Args:
        name: file name inside `dateline.knowledge`.
    """
    lines = (line for line in _text(name).splitlines() if line and not line.startswith("#"))
    header = next(lines, "").split("\t")
    width = len(header)
    for line in lines:
        cells = line.split("\t")
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        yield dict(zip(header, cells, strict=False))


def listed(cell: str) -> tuple[str, ...]:
    """Split a list cell."""
    if "|" not in cell:
        return (cell,) if cell else ()
    return tuple(part for part in cell.split("|") if part)


def assemble(imported: tuple[Path, ...] = (), log: Callable[[Verdict], None] | None = None) -> Tables:
    """Return the rows that `load` indexes: the packaged ones, and imported ones laid over them.

    Args:
        imported: files of imported sources.
        log: told what became of each imported row.

    Raises:
        DatelineError: E072, an imported source is damaged.
    """
    terms, aliases = _terms()
    tables = Tables(terms, aliases, [*_bodies()], [*_roles()])
    if imported:
        from dateline.knowledge.imports import merge, store

        merge.merge(tables, [store.read(path) for path in imported], log or merge.ignore)
    return tables


def _terms() -> tuple[dict[str, list[Office]], dict[str, list[str]]]:
    """Read the terms of office and the other names of every person."""
    terms: dict[str, list[Office]] = {}
    aliases: dict[str, list[str]] = {}
    for row in rows("offices.tsv"):
        office = Office(
            row["person"],
            FORMER.get(row["country"], row["country"]),
            row["office"],
            row["title"],
            row["start"],
            row["end"],
            row["sector"],
            row["wikidata"],
            row["note"],
        )
        terms.setdefault(office.person, []).append(office)
        aliases.setdefault(office.person, []).extend(listed(row["aliases"]))
    return terms, aliases


def _bodies() -> Iterator[Body]:
    """Yield armed groups, then organisations, so that a name of both is that of the group."""
    for row in rows("armed_groups.tsv"):
        codes, sectors = listed(row["country"]), listed(row["sector"])
        # News codes an armed movement that is also a party by its arms.
        sectors = tuple(sorted(sectors, key=lambda sector: sector != "REB"))
        yield Body("armed_group", row["name"], listed(row["aliases"]), codes, sectors, "", "armed_groups.tsv")
    for row in rows("organisations.tsv"):
        codes, sectors = listed(FORMER.get(row["code"], row["code"])), listed(row["sector"])
        names = (*listed(row["aliases"]), *listed(row["acronym"]))
        yield Body("organisation", row["name"], names, codes, sectors, row["wikidata"], "organisations.tsv")


def plural_of(noun: str) -> str:
    """Return the regular plural of a noun phrase's last word ("police chief" -> "police chiefs")."""
    for ending, many in (("man", "men"), ("child", "children"), ("person", "people"), ("wife", "wives")):
        if noun.endswith(ending) and not noun.endswith(("human", "german")):
            return noun.removesuffix(ending) + many
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + "s"


def _roles() -> Iterator[tuple[str, Role]]:
    """Yield the words of the table, then their regular plurals, so that a listed plural comes first."""
    later: list[tuple[str, Role]] = []
    for row in rows("roles.tsv"):
        sector = row["sector"]
        kind: RoleKind = _KINDS[row["kind"]]
        group: RoleKind = "people" if kind == "person" else kind
        for cell in listed(row["words"]):
            short, _, long = cell.partition("=")
            words = long or short
            yield short, Role(words, sector, kind, kind == "people")
            if kind == "people":
                continue
            many = Role(words, sector, group, plural=True)
            later.append((plural_of(words), many))
            head, _, tail = words.partition(" ")
            if tail.startswith(("of ", "general", "-general")):
                later.append((f"{plural_of(head)} {tail}", many))
    yield from later
