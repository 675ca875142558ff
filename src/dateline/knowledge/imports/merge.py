"""How imported rows win over packaged ones.

1. Sources are laid over the packaged tables one after the other, in the order of `model.RANK`; the last one wins, so
   that the user's own table always does.
2. An imported row and a packaged one are for the same thing if their Wikidata ids agree, or a name does and a country
   too. Then country, sector, title, dates and note are the imported row's where it has them; names are added; the
   usual name stays, since ids are made of it. Of two dates of which one begins the other, the more exact one stays;
   an open beginning or end says nothing against one that is known.
3. A holder of an office that one person holds at a time ends the terms of others in it for his own days; an open end
   yields to whoever comes after.
4. A name that stands for something else in the packaged tables stays theirs, but for the user's own table. Names of
   states, their peoples and capitals always do.
5. UCDP tells where a group fights and not whose it is; a dictionary tells no office: of things that the packaged
   tables have, the one adds names only, the other nothing to a person whose offices are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from dateline.knowledge.imports.model import RANK, Row
from dateline.knowledge.imports.store import Source
from dateline.knowledge.packaged import SLOTS
from dateline.knowledge.phrases import fold as folded
from dateline.knowledge.rows import Office, Tables

EXECUTIVE: Final = ("supreme leader", "head of state", "head of government")
SINGLE: Final = frozenset(
    [
        *EXECUTIVE,
        "foreign minister",
        "defence minister",
        "interior minister",
        "military chief",
        "central bank governor",
    ]
)
"""Offices that one person holds at a time."""
LEADER: Final = "leader"
"""What REIGN calls whoever leads a state: the executive office that the packaged tables give that person."""

_TOGETHER: Final = re.compile(r"\b(?:acting|rival|disputed|shared)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an imported row, for `dateline actors explain`.

    Attributes:
        source: name of the source.
        row: the row.
        used: it counts.
        name: usual name of what it is for.
        why: the rule, in words.
    """

    source: str
    row: Row
    used: bool
    name: str
    why: str


Log = Callable[[Verdict], None]


def ignore(_: Verdict) -> None:
    """Write nothing down."""


@lru_cache(maxsize=200_000)
def _key(name: str) -> str:
    """Fold a name; each is asked for again and again."""
    return folded(name)


def table_of(source: Source, part: str) -> str:
    """Return what stands as the table of a row: `imported/SOURCE#offices`."""
    return f"imported/{source.provenance.source}#{part}"


def merge(tables: Tables, sources: Iterable[Source], log: Log = ignore) -> None:
    """Lay imported sources over the packaged tables, in place.

    Args:
        tables: the packaged tables.
        sources: the imported ones, in any order.
        log: told what became of each row.
    """
    from dateline.knowledge.imports.bodies import Bodies, add_roles

    people = _People(tables, log)
    bodies = Bodies(tables.bodies, log)
    for source in sorted(sources, key=lambda s: (RANK.index(s.provenance.format), s.provenance.source)):
        people.add(source)
        bodies.add(source)
        tables.roles[:0] = add_roles(tables.roles, source, log)
    tables.bodies[:] = bodies.ordered()


class _People:
    """The persons of the tables while sources are laid over them."""

    def __init__(self, tables: Tables, log: Log) -> None:
        self.terms, self.aliases, self.log = tables.terms, tables.aliases, log
        self.named: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.seats: dict[tuple[str, str], set[str]] = {}
        for name, terms in self.terms.items():
            self._learn(name, terms)

    def _learn(self, name: str, terms: Iterable[Office]) -> None:
        for words in (name, *self.aliases.get(name, ())):
            self.named.setdefault(_key(words), name)
        for term in terms:
            if term.wikidata:
                self.ids.setdefault(term.wikidata, name)
            if term.office:
                self.seats.setdefault((term.country, term.office), set()).add(name)

    def add(self, source: Source) -> None:
        """Lay the persons of a source over those that are there."""
        mine = (row for row in source.rows if row.kind == "person")
        key = lambda row: row.wikidata or _key(row.name)  # noqa: E731 - the key of both sorting and grouping
        for _, group in groupby(sorted(mine, key=key), key=key):
            rows = list(group)
            name, why = self._same(source, rows)
            if not name:
                for row in rows:
                    self.log(Verdict(source.provenance.source, row, used=False, name=row.name, why=why))
                continue
            known = name in self.terms
            offices = bool(self.terms.get(name)) and any(term.office for term in self.terms[name])
            for row in rows:
                if known and offices and not row.office:
                    reason = "names no office of somebody whose offices are known"
                    self.log(Verdict(source.provenance.source, row, used=False, name=name, why=reason))
                    continue
                self._place(name, row, source)
                self.log(Verdict(source.provenance.source, row, used=True, name=name, why=why))
            self._names(name, rows)

    def _same(self, source: Source, rows: list[Row]) -> tuple[str, str]:
        """Return the person whom rows are for and why, or an empty name and why they are not used."""
        first = rows[0]
        own = source.provenance.format == "own"
        if first.wikidata in self.ids:
            return self.ids[first.wikidata], f"the same Wikidata id, {first.wikidata}"
        where = {code for row in rows for code in row.country}
        for words in (first.name, *(alias for row in rows for alias in row.aliases if " " in alias)):
            name = self.named.get(_key(words), "")
            if not name:
                continue
            there = {term.country for term in self.terms[name]}
            other = {term.wikidata for term in self.terms[name] if term.wikidata}
            differ = bool(first.wikidata and other)
            if own or ((where & there or (where | there) & SLOTS) and not differ):
                return name, "the same name" + (
                    " and country" if where & there else ", in the user's own table"
                )
            if words == first.name:
                which = "another Wikidata id" if differ else f"of {' '.join(sorted(there))}"
                return "", f"a namesake in the tables, {which}: it keeps the name"
        if first.office == LEADER or (len(first.name.split()) == 1 and first.office in EXECUTIVE):
            name = self._leader(rows)
            if name:
                return name, "a leader of that country in those days with that last name"
        return first.name, "not in the tables before"

    def _leader(self, rows: list[Row]) -> str:
        """Return the one known leader of a state to whose name and days the rows fit."""
        found = set()
        for row in rows:
            words = set(_key(row.name).split())
            for office in EXECUTIVE:
                for name in self.seats.get((row.country[0], office), ()):
                    held = [t for t in self.terms[name] if t.office == office and t.country == row.country[0]]
                    if words <= set(_key(name).split()) and any(
                        meet(t.start, t.end, row.start, row.end) for t in held
                    ):
                        found.add(name)
        return found.pop() if len(found) == 1 else ""

    def _place(self, name: str, row: Row, source: Source) -> None:
        """Put a term among those of a person; it takes the place of those it speaks of, and ends those of others."""
        table = table_of(source, "offices")
        code = row.country[0]
        mine = self.terms.setdefault(name, [])
        office = row.office
        if office == LEADER:
            held = [t for t in mine if t.office in EXECUTIVE and t.country == code]
            office = next((t.office for t in held if meet(t.start, t.end, row.start, row.end)), LEADER)
        old = [
            term
            for term in mine
            if (term.country, term.office) == (code, office)
            and term.table != table
            and meet(term.start, term.end, row.start, row.end)
        ]
        term = Office(
            name,
            code,
            office,
            row.title or next((t.title for t in old if t.title), "") or self._style(code, office),
            exacter(row.start, [t.start for t in old]),
            exacter(row.end, [t.end for t in old]),
            row.sector[0] if row.sector else next((t.sector for t in old), "GOV" if office in SINGLE else ""),
            row.wikidata or next((t.wikidata for t in mine if t.wikidata), ""),
            row.note or next((t.note for t in old if t.note), ""),
            table,
        )
        self.terms[name] = [t for t in mine if t not in old] + [term]
        if office in SINGLE and not _TOGETHER.search(term.note):
            others = sorted(self.seats.get((code, office), set()) - {name})
            if not term.end:
                self._close(name, term, others)
            for other in others:
                self._yield(other, term)
        if office:
            self.seats.setdefault((code, office), set()).add(name)

    def _style(self, code: str, office: str) -> str:
        """Return how the press styles the last known holder of an office: a source may not say it."""
        if office not in SINGLE:
            return ""
        held = (t for name in self.seats.get((code, office), ()) for t in self.terms[name])
        styled = (t for t in held if (t.country, t.office) == (code, office) and t.title)
        return max(((t.start, t.title) for t in styled), default=("", ""))[1]

    def _close(self, name: str, term: Office, others: Iterable[str]) -> None:
        """End an open term where the next holder of the office begins."""
        starts = (
            held.start
            for other in others
            for held in self.terms[other]
            if (held.country, held.office) == (term.country, term.office) and earlier(term.start, held.start)
        )
        following = min(starts, default="") if term.start else ""
        if following:
            self.terms[name][-1] = replace(term, end=following)

    def _yield(self, other: str, term: Office) -> None:
        """End the terms of another person in an office where an imported one runs; nobody is left without a row."""
        kept = [part for old in self.terms[other] for part in outside(old, term)]
        if kept:
            self.terms[other] = kept
        else:
            # the name is still known, as that of somebody of that country
            self.terms[other] = [
                replace(self.terms[other][0], office="", title="", start="", end="", sector="")
            ]

    def _names(self, name: str, rows: list[Row]) -> None:
        if name not in self.terms:
            return
        words = (words for row in rows for words in (row.name, *row.aliases))
        new = [
            word for word in dict.fromkeys(words) if " " in word and self.named.get(_key(word), name) == name
        ]
        self.aliases.setdefault(name, []).extend(word for word in new if word != name)
        self._learn(name, self.terms[name])


def outside(old: Office, term: Office) -> Iterator[Office]:
    """Yield what is left of a term outside the days of an imported one in the same office."""
    same = (old.country, old.office) == (term.country, term.office)
    clear = not term.start or old.table == term.table or bool(_TOGETHER.search(old.note))
    if not same or clear or not meet(old.start, old.end, term.start, term.end, touching=False):
        yield old
    elif earlier(old.start, term.start):
        yield replace(old, end=term.start)
    elif not term.end and earlier(term.start, old.start):
        yield old
    elif term.end and (not old.end or earlier(term.end, old.end)):
        yield replace(old, start=term.end)


def earlier(one: str, other: str) -> bool:
    """Say whether a date is surely before another, each to the year, month or day; an open one is before all."""
    size = min(len(one), len(other))
    return one[:size] < other[:size] if size else bool(other)


def meet(start: str, end: str, begin: str, close: str, *, touching: bool = True) -> bool:
    """Say whether two spans of days can overlap; empty beginnings and ends are open."""

    def over(last: str, first: str) -> bool:
        if not last or not first:
            return False
        size = min(len(last), len(first))
        return last[:size] < first[:size] or (not touching and last[:size] == first[:size])

    return not over(end, begin) and not over(close, start)


def exacter(date: str, others: Iterable[str]) -> str:
    """Return a date, or the more exact one that it begins; of an open one the date that is known."""
    return max((other for other in others if other.startswith(date)), key=len, default=date)
