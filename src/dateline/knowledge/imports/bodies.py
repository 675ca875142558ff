"""Imported organisations, groups and words for roles, laid over the packaged ones (the rule stands in `merge`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, Literal

from msgspec.structs import replace

from dateline.knowledge.imports.merge import Log, Verdict, table_of
from dateline.knowledge.imports.model import RANK, Row
from dateline.knowledge.imports.store import Source
from dateline.knowledge.packaged import SLOTS, listed, plural_of, rows
from dateline.knowledge.phrases import fold
from dateline.knowledge.rows import Body, Role, RoleKind

NAMES_ONLY: Final = frozenset({"ucdp"})
"""Formats that add names to what the packaged tables have, and nothing else."""

_BODY_ENDINGS: Final = ("ion", "ment", "ity", "cy", "ry", "ship", "ism", "ium", "hood")


class Bodies:
    """Organisations and armed groups while sources are laid over them.

    Args:
        packaged: those of the packaged tables.
        log: told what became of each row.
    """

    def __init__(self, packaged: list[Body], log: Log) -> None:
        self.bodies = list(packaged)
        self.rank = [-1] * len(packaged)
        self.log = log
        self.names: dict[str, int] = {}
        self.usual: dict[str, int] = {}
        self.ids: dict[str, int] = {}
        for index, body in enumerate(packaged):
            self._learn(index, body)

    def _learn(self, index: int, body: Body) -> None:
        self.usual.setdefault(_bare(body.name), index)
        for words in (body.name, *body.aliases):
            self.names.setdefault(_bare(words), index)
        if body.wikidata:
            self.ids.setdefault(body.wikidata, index)

    def add(self, source: Source) -> None:
        """Lay the organisations and groups of a source over those that are there."""
        rank = RANK.index(source.provenance.format)
        for row in source.rows:
            if row.kind not in ("organisation", "armed_group"):
                continue
            index, why = self._same(row, source)
            if index is None:
                self.log(Verdict(source.provenance.source, row, used=False, name=row.name, why=why))
                continue
            if index < 0:
                index = len(self.bodies)
                sectors = row.sector or (("REB",) if row.kind == "armed_group" else ())
                table = table_of(source, f"{row.kind}s")
                kind: Literal["organisation", "armed_group"]
                kind = "armed_group" if row.kind == "armed_group" else "organisation"
                aliases = tuple(self._free(row.aliases, index, source))
                self.bodies.append(Body(kind, row.name, aliases, row.country, sectors, row.wikidata, table))
                self.rank.append(rank)
            else:
                self.bodies[index] = self._over(self.bodies[index], row, index, source)
                self.rank[index] = rank
            self._learn(index, self.bodies[index])
            self.log(Verdict(source.provenance.source, row, used=True, name=self.bodies[index].name, why=why))

    def _same(self, row: Row, source: Source) -> tuple[int | None, str]:
        """Return the index of what a row is for (-1: nothing yet; `None`: it is not used), and why."""
        own = source.provenance.format == "own"
        if row.wikidata in self.ids:
            return self.ids[row.wikidata], f"the same Wikidata id, {row.wikidata}"
        found = self.names.get(_bare(row.name))
        if found is not None:
            there = self.bodies[found]
            differ = bool(row.wikidata and there.wikidata)
            if own or (_shared(row.country, there.countries) and not differ):
                return found, f"the same name as {there.name}"
            return None, f"the name stands for {there.name} ({' '.join(there.countries)}), which keeps it"
        if not own and not usable(row.name):
            return None, "an ordinary word, which would be found everywhere"
        for alias in row.aliases:
            found = self.usual.get(_bare(alias))
            if found is not None and _shared(row.country, self.bodies[found].countries):
                return found, f"another name of {self.bodies[found].name}"
        return -1, "not in the tables before"

    def _over(self, body: Body, row: Row, index: int, source: Source) -> Body:
        """Return a body with what a row says of it."""
        names = self._free((row.name, *row.aliases), index, source)
        aliases = tuple(name for name in dict.fromkeys((*body.aliases, *names)) if name != body.name)
        if source.provenance.format in NAMES_ONLY:
            return replace(body, aliases=aliases)
        return replace(
            body,
            aliases=aliases,
            countries=row.country or body.countries,
            sectors=row.sector or body.sectors,
            wikidata=row.wikidata or body.wikidata,
            table=table_of(source, f"{row.kind}s"),
        )

    def _free(self, words: Iterable[str], index: int, source: Source) -> Iterator[str]:
        """Yield the names that stand for nothing else, and are no ordinary words."""
        own = source.provenance.format == "own"
        for name in words:
            if own or (usable(name) and self.names.get(_bare(name), index) == index):
                yield name

    def ordered(self) -> list[Body]:
        """Return all bodies, those first whose names count before others'."""
        order = sorted(range(len(self.bodies)), key=lambda index: -self.rank[index])
        return [self.bodies[index] for index in order]


def _bare(name: str) -> str:
    return fold(name).removeprefix("the ")


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two rows can be for one body: a country in common, or one of them names a slot that is no state."""
    mine, theirs = set(one), set(other)
    return not mine or not theirs or bool(mine & theirs) or bool((mine | theirs) & SLOTS)


@cache
def _ordinary() -> frozenset[str]:
    """Return words that a report may hold without meaning anybody's name."""
    found: set[str] = set()
    for table in ("common_words.tsv", "wording.tsv", "roles.tsv", "persons.tsv"):
        found.update(word for row in rows(table) for word in listed(row["words"]))
    return frozenset(found)


def usable(name: str) -> bool:
    """Say whether a name can be looked for in text: a single ordinary word cannot, unless it is a short acronym."""
    if " " in name:
        return True
    return (2 <= len(name) <= 3 and name.isupper()) or (len(name) > 2 and fold(name) not in _ordinary())


def add_roles(known: list[tuple[str, Role]], source: Source, log: Log) -> list[tuple[str, Role]]:
    """Return the words for roles of a source: of words that are known the sector is new, the kind stays."""
    mine = [row for row in source.rows if row.kind == "role"]
    if not mine:
        return []
    before = {fold(words): role for words, role in reversed(known)}
    table = table_of(source, "roles")
    found: list[tuple[str, Role]] = []
    for row in mine:
        taken = False
        for words in (row.name, *row.aliases):
            role = before.get(fold(words))
            if role is None and " " not in words and fold(words) in _ordinary():
                continue
            taken = True
            found.extend(_role(words, row.sector[0] if row.sector else "", role, _kind(words, before), table))
        why = "a word for a role" if taken else "an ordinary word, which would be found everywhere"
        log(Verdict(source.provenance.source, row, used=taken, name=row.name, why=why))
    return found


def _role(
    words: str, sector: str, role: Role | None, kind: RoleKind, table: str
) -> Iterator[tuple[str, Role]]:
    """Yield an imported word for a role; a new one with its regular plural."""
    if role is not None:
        yield words, Role(role.words, sector, role.kind, role.plural, table)
        return
    yield words, Role(words, sector, kind, kind == "people", table)
    if kind in ("person", "body"):
        yield (
            plural_of(words),
            Role(words, sector, "people" if kind == "person" else kind, plural=True, table=table),
        )


def _kind(words: str, before: dict[str, Role]) -> RoleKind:
    """Tell what a new word for a role names: as its last word does, or else as it ends."""
    last = fold(words).rpartition(" ")[2]
    role = before.get(last)
    if role is not None:
        return role.kind
    if last.endswith(("men", "people")) or (last.endswith("s") and not last.endswith("ss")):
        return "people"
    return "body" if last.endswith(_BODY_ENDINGS) else "person"
