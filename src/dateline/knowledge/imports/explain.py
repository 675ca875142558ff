"""What the tables know by a name on a day, from which row, and why that row won."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dateline.errors import DatelineError
from dateline.knowledge.imports.merge import Verdict
from dateline.knowledge.imports.model import Provenance, Row
from dateline.knowledge.imports.store import provenance_of
from dateline.knowledge.packaged import assemble
from dateline.knowledge.phrases import fold
from dateline.knowledge.rows import Knowledge, Office, Person, Tables, Term
from dateline.knowledge.tables import load
from dateline.resolve.actors.offices import by_surname, in_office, left_before, term_at

PACKAGED = "packaged"
"""What stands as the source of rows that come with dateline."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A term of office that covers the day."""

    office: str
    title: str
    country: str
    sector: str
    start: str
    end: str
    table: str


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """A row for the same name: what it says, and whether and why it counts."""

    source: str
    used: bool
    why: str
    row: Row


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as the tables have it on a day.

    Attributes:
        asked: the name that was asked for.
        day: the day.
        name: usual name.
        kind: what sort of thing it is; see `rows.TermKind`.
        country: country slots on that day.
        sector: primary sector on that day; ELI for who has left office.
        sectors: other sectors.
        role: the highest office held on that day, as it is styled.
        offices: all offices held on that day.
        wikidata: Wikidata id.
        table: table and source of the row that counts.
        source: where an imported row comes from.
        why: why that row counts.
        others: every imported row for the name, and the packaged one.
    """

    asked: str
    day: str
    name: str
    kind: str
    country: tuple[str, ...]
    sector: str
    sectors: tuple[str, ...] = ()
    role: str = ""
    offices: tuple[Held, ...] = ()
    wikidata: str = ""
    table: str = ""
    source: Provenance | None = None
    why: str = ""
    others: tuple[Other, ...] = ()


def explain(name: str, on: str, imported: tuple[Path, ...] = ()) -> Explanation:
    """Explain what a name stands for on a day.

    Args:
        name: a name in full, an acronym, or the last name of an office holder.
        on: ISO 8601 calendar day.
        imported: files of imported sources.

    Raises:
        DatelineError: E072, a source is damaged; E074, nobody has the name.
    """
    knowledge = load(imported)
    term = knowledge.terms.get(name)
    person = term.person if term is not None else None
    if term is None:
        person = by_surname(knowledge, fold(name), on)
    if person is not None:
        found = _person(name, on, person)
    elif term is not None:
        found = _term(name, on, term)
    else:
        near = _near(knowledge, name)
        raise DatelineError("E074", f"the tables have no {name!r}", f"did you mean {near}?" if near else "")
    others, why = _rows(found, imported)
    sources = {path.stem: path for path in imported}
    source = sources.get(source_of(found.table))
    return msgspec.structs.replace(
        found, source=None if source is None else provenance_of(source), others=others, why=why
    )


def source_of(table: str) -> str:
    """Return the source of a table: `ucdp-actor` of `imported/ucdp-actor#armed_groups`, else `packaged`."""
    return table.partition("/")[2].partition("#")[0] if table.startswith("imported/") else PACKAGED


def _near(knowledge: Knowledge, name: str) -> str:
    """Return the known person whose last name comes close, if there is just one name like it."""
    from difflib import get_close_matches

    near = get_close_matches(fold(name).rpartition(" ")[2], knowledge.surnames, n=1, cutoff=0.8)
    return knowledge.surnames[near[0]][-1].name if near else ""


def _person(asked: str, on: str, person: Person) -> Explanation:
    """Say what a person held on a day, as the resolver of reports takes it."""
    held = sorted(
        (o for o in person.offices if in_office(o, on) and (o.office or o.sector)), key=lambda o: o.start
    )
    term = term_at(person, on)
    sector, sectors = (term.sector if term else ""), tuple(dict.fromkeys(o.sector for o in held))
    if term is None and left_before(person, on):
        sector, sectors = "ELI", (person.offices[-1].sector,)
    return Explanation(
        asked=asked,
        day=on,
        name=person.name,
        kind="person",
        country=(term.country if term else person.country,),
        sector=sector,
        sectors=tuple(code for code in sectors if code and code != sector),
        role=(term.title or term.office) if term else "",
        offices=tuple(_held(office) for office in held if office.office),
        wikidata=person.wikidata,
        table=term.table if term else person.table,
    )


def _held(office: Office) -> Held:
    return Held(
        office=office.office,
        title=office.title,
        country=office.country,
        sector=office.sector,
        start=office.start,
        end=office.end,
        table=office.table,
    )


def _term(asked: str, on: str, term: Term) -> Explanation:
    return Explanation(
        asked=asked,
        day=on,
        name=term.name,
        kind=term.kind,
        country=term.countries,
        sector=term.sectors[0] if term.sectors else "",
        sectors=term.sectors[1:],
        wikidata=term.wikidata,
        table=term.table,
    )


def _rows(found: Explanation, imported: tuple[Path, ...]) -> tuple[tuple[Other, ...], str]:
    """Return every row for an actor, and why the one that counts does."""
    verdicts: list[Verdict] = []
    wanted = {fold(found.asked), fold(found.name)}

    def log(verdict: Verdict) -> None:
        names = (verdict.name, verdict.row.name, *verdict.row.aliases)
        if any(fold(name) in wanted for name in names):
            verdicts.append(verdict)

    if imported:
        assemble(imported, log)
    packaged = [Other(source=PACKAGED, used=True, why="", row=row) for row in packaged_rows(found.name)]
    mine = source_of(found.table)
    others = [*packaged, *(Other(source=v.source, used=v.used, why=v.why, row=v.row) for v in verdicts)]
    used = list(dict.fromkeys(verdict.source for verdict in verdicts if verdict.used))
    refused = next((verdict for verdict in verdicts if not verdict.used), None)
    if mine != PACKAGED:
        same = next(
            (verdict.why for verdict in reversed(verdicts) if verdict.used and verdict.source == mine), ""
        )
        over = "it wins over the packaged row" if packaged else "the packaged tables do not have it"
        among = f", and over {', '.join(name for name in used if name != mine)}" if len(used) > 1 else ""
        return tuple(others), f"an imported row ({same}): {over}{among}"
    if used:
        return tuple(others), f"the packaged row; {', '.join(used)} adds names, or terms of other days"
    if refused is not None:
        return tuple(others), f"the packaged row; a row of {refused.source} is not used: {refused.why}"
    return tuple(others), "the packaged row; no imported row is for it"


def packaged_rows(name: str) -> tuple[Row, ...]:
    """Return the packaged rows of an actor."""
    return tuple(row for row, _ in listing(assemble()) if row.name == name)


def listing(tables: Tables) -> tuple[tuple[Row, str], ...]:
    """Return all rows of actors, each with its table: persons, then groups and organisations, then role words."""
    found = []
    for name, terms in tables.terms.items():
        aliases = tuple(tables.aliases.get(name, ()))
        for o in terms:
            sectors = (o.sector,) if o.sector else ()
            row = Row(
                "person",
                name,
                o.office,
                o.start,
                o.end,
                (o.country,),
                sectors,
                o.title,
                aliases,
                o.wikidata,
                o.note,
            )
            found.append((row, o.table))
    for body in tables.bodies:
        row = Row(body.kind, body.name, country=body.countries, sector=body.sectors, aliases=body.aliases)
        found.append((msgspec.structs.replace(row, wikidata=body.wikidata), body.table))
    for words, role in tables.roles:
        found.append((Row("role", words, sector=(role.sector,) if role.sector else ()), role.table))
    return tuple(found)
