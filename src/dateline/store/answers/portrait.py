"""What is on record of one actor: offices, deeds, words, positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from dateline.errors import DatelineError
from dateline.store.answers.naming import folded

_SHOWN: Final = 8

# Id, canonical name or a name by which reports call it; an alias counts where it is a name, not a description.
_FOUND: Final = f"""
WITH called AS (
    SELECT id, document, name FROM actors
    UNION ALL
    SELECT m.actor, m.document, m.words FROM mentions m WHERE m.how = 'name'
)
SELECT id, max(if(id = $name, 3, if({folded("name")} = {folded("$name")}, 2, 1))) AS fit,
       count(DISTINCT document) AS reports
FROM called
WHERE id = $name OR contains({folded("name")}, {folded("$name")})
GROUP BY id
ORDER BY fit DESC, reports DESC, id
"""  # noqa: S608 - our own names

_KNOWN: Final = "SELECT 1 FROM actors WHERE id = $id LIMIT 1"
_NAMED: Final = "SELECT id, max(name) FROM actors WHERE list_contains($ids, id) GROUP BY id ORDER BY id"

_NAMES: Final = """
SELECT a.name, a.kind, a.role, a.country, a.sector, coalesce(a.wikidata, ''), d.published
FROM actors a JOIN documents d ON d.id = a.document
WHERE a.id = $id ORDER BY d.published NULLS FIRST, d.id
"""

_ALIASES: Final = """
SELECT words FROM mentions WHERE actor = $id AND how = 'name' GROUP BY words ORDER BY count(*) DESC, words
"""

_DEEDS: Final = """
SELECT coalesce(e.date_start, d.published), 'event',
       e.type || ' · ' || e.status || if(p.role = 'recipient', ' (done to it)', ''), e.words, e.id, e.document
FROM event_actors p
JOIN events e ON e.document = p.document AND e.id = p.event
JOIN documents d ON d.id = e.document
WHERE p.actor = $id
UNION
SELECT coalesce(s.date_start, d.published), 'statement', s.stance, s.words, s.id, s.document
FROM statement_actors p
JOIN statements s ON s.document = p.document AND s.id = p.statement
JOIN documents d ON d.id = s.document
WHERE p.actor = $id AND p.role = 'speaker'
UNION
SELECT d.published, 'claim', p.stance || ' · ' || replace(c.status, '_', ' '), c.proposition, c.id, c.document
FROM claim_parties p
JOIN claims c ON c.document = p.document AND c.id = p.claim
JOIN documents d ON d.id = c.document
WHERE p.actor = $id
ORDER BY 1 NULLS FIRST, 6, 2, 5
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office, or what a report calls the actor, with the days of the reports that give it."""

    role: str
    first: date | None
    last: date | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """Something that an actor did, said or holds.

    Attributes:
        day: its day, else that of the report.
        kind: `event`, `statement` or `claim`.
        what: type and status of the event, stance of the statement, stance and status of the claim.
        words: its words.
        id: id of the record.
        document: id of the document.
    """

    day: date | None
    kind: str
    what: str
    words: str
    id: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What is on record of one actor.

    Attributes:
        id: its id.
        name: canonical name, that of the latest report.
        kind: person, state, organisation ...
        country: country codes.
        sector: primary sector, or empty.
        wikidata: Wikidata id, or empty.
        aliases: the names that reports use, the most used first.
        reports: number of reports that name it.
        offices: its offices by date.
        acts: what it did, what was done to it, what it said and holds, by day.
    """

    id: str
    name: str
    kind: str
    country: tuple[str, ...]
    sector: str
    wikidata: str
    aliases: tuple[str, ...]
    reports: int
    offices: tuple[Office, ...]
    acts: tuple[ActRow, ...]


def portrait(connection: duckdb.DuckDBPyConnection, name: str) -> Portrait:
    """Return what is on record of the actor that a name means.

    An id or a whole name goes before words of a name; of several actors that fit as well none is chosen.

    Args:
        connection: the store.
        name: id, name, words of the name, or a name that reports use for it.

    Raises:
        DatelineError: E050, nobody has that name; E055, several have it.
    """
    key = key_of(connection, name)
    rows = connection.execute(_NAMES, {"id": key}).fetchall()
    last = rows[-1]
    aliases = [row[0] for row in connection.execute(_ALIASES, {"id": key}).fetchall()]
    acts = connection.execute(_DEEDS, {"id": key}).fetchall()
    return Portrait(
        id=key,
        name=last[0],
        kind=last[1],
        country=tuple(last[3] or ()),
        sector=last[4] or "",
        wikidata=last[5],
        aliases=tuple(alias for alias in aliases if alias != last[0]),
        reports=len(rows),
        offices=tuple(_offices([(row[2], row[6]) for row in rows])),
        acts=tuple(
            ActRow(day=row[0], kind=row[1], what=row[2], words=row[3] or "", id=row[4], document=row[5])
            for row in acts
        ),
    )


def key_of(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the id of the one actor that a name means; an id, as links have it, is found without a look at names.

    Raises:
        DatelineError: E050, nobody has that name; E055, several have it.
    """
    if connection.execute(_KNOWN, {"id": name}).fetchone():
        return name
    found = connection.execute(_FOUND, {"name": name}).fetchall() if name.strip() else []
    if not found:
        raise DatelineError(
            "E050",
            f"no actor on record is called {name!r}",
            "try one word of the name; reports have to name it",
        )
    best = [row for row in found if row[1] == found[0][1]]
    if len(best) > 1:
        known = connection.execute(_NAMED, {"ids": [row[0] for row in best[:_SHOWN]]}).fetchall()
        names = [f"{name} ({key})" for key, name in known]
        more = f" and {len(best) - _SHOWN} more" if len(best) > _SHOWN else ""
        raise DatelineError(
            "E055", f"{len(best)} actors are called {name!r}: {', '.join(names)}{more}", "name one by its id"
        )
    return str(best[0][0])


def _offices(rows: list[tuple[str | None, date | None]]) -> list[Office]:
    """Return offices one after the other: reports in a row that give the same one are one term."""
    found: list[Office] = []
    for role, day in rows:
        if not role:
            continue
        if found and found[-1].role == role:
            before = found.pop()
            first = before.first or day
            found.append(Office(role=role, first=first, last=day or before.last, reports=before.reports + 1))
        else:
            found.append(Office(role=role, first=day, last=day, reports=1))
    return found
