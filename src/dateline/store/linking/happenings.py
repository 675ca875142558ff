"""Happenings kept up to date: those of the stories that changed, and those that share a key with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from dateline.across.happenings.details import Happening, happening, place_of
from dateline.across.happenings.keys import keys
from dateline.across.happenings.merging import joined, merge
from dateline.across.happenings.tellings import Telling
from dateline.model import record_id
from dateline.store.across import ACROSS
from dateline.store.linking import telling_rows
from dateline.store.lookup import DOCUMENTS

_TABLES: Final = {table.name: table for table in ACROSS}
_OLD_PARTS: Final = (
    "SELECT DISTINCT part, happening FROM witnesses WHERE story IN (SELECT unnest(?::VARCHAR[]))"
)
_KEYS: Final = 'SELECT DISTINCT "key" FROM happening_keys WHERE part IN (SELECT unnest(?::VARCHAR[]))'
_SHARING: Final = """
SELECT DISTINCT w.part, w.happening FROM happening_keys k JOIN witnesses w ON w.part = k.part
WHERE k."key" IN (SELECT unnest(?::VARCHAR[]))
"""
_RETOLD: Final = "SELECT DISTINCT document FROM witnesses WHERE happening IN (SELECT unnest(?::VARCHAR[]))"
_CLAIMED: Final = f"""
WITH worded AS MATERIALIZED (
    SELECT proposition, document, claim FROM wordings
    WHERE proposition IN (SELECT proposition FROM wordings WHERE document IN ({DOCUMENTS}))
),
found AS (
    SELECT t.proposition, min(w.happening) AS happening
    FROM worded t
    JOIN (SELECT document, id, event FROM claims WHERE document IN (SELECT document FROM worded)) c
      ON c.document = t.document AND c.id = t.claim
    LEFT JOIN (SELECT * FROM witnesses WHERE document IN (SELECT document FROM worded)) w
      ON w.document = c.document AND w.event = c.event
    GROUP BY t.proposition
)
UPDATE propositions SET happening = found.happening FROM found
WHERE propositions.id = found.proposition AND propositions.happening IS DISTINCT FROM found.happening
"""  # noqa: S608 - our own text
_STEPPED: Final = f"""
UPDATE deal_steps SET happening = w.happening FROM (SELECT * FROM witnesses WHERE document IN ({DOCUMENTS})) w
WHERE w.document = deal_steps.document AND w.event = deal_steps.event
  AND deal_steps.document IN ({DOCUMENTS}) AND deal_steps.happening IS DISTINCT FROM w.happening
"""  # noqa: S608 - our own text

_Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was found anew.

    Attributes:
        written: number of happenings that were written.
        ids: ids of all that came, went or were written anew.
        documents: ids of the documents that told or tell them.
    """

    written: int
    ids: frozenset[str]
    documents: frozenset[str]


def renew(connection: duckdb.DuckDBPyConnection, stories: Iterable[str]) -> Renewed:
    """Find the happenings of some stories anew, with those of other stories that share a strong key with them.

    Args:
        connection: the store, in a transaction.
        stories: ids of the stories that came, went or changed.
    """
    ask = connection.execute
    changed = sorted(stories)
    if not changed:
        return Renewed(0, frozenset(), frozenset())
    before = ask(_OLD_PARTS, [changed]).fetchall()
    old = {part for part, _ in before}
    own = _parts(telling_rows.of_stories(connection, changed))
    wanted = {row[0] for row in ask(_KEYS, [sorted(old)]).fetchall()}
    wanted |= {key for part in own for key in keys(part)}
    beside, touched = _sharing(connection, wanted, old)
    touched |= {one for _, one in before}
    others = _parts_of(connection, beside)
    documents = {row[0] for row in ask(_RETOLD, [sorted(touched)]).fetchall()}
    _clear(connection, touched, old)
    found = [happening(group) for group in joined([*own, *others])]
    _write(connection, found, own)
    return Renewed(
        written=len(found),
        ids=frozenset(touched | {_id(one.tellings) for one in found}),
        documents=frozenset(documents | {telling.document for one in found for telling in one.tellings}),
    )


def follow(connection: duckdb.DuckDBPyConnection, documents: Collection[str]) -> None:
    """Bring what refers to happenings up to date: propositions, and steps of agreements.

    Args:
        connection: the store, in a transaction; all other tables are up to date.
        documents: ids of the documents whose happenings were written anew.
    """
    for update in (_CLAIMED, _STEPPED):
        connection.execute(update, {"documents": sorted(documents)})


def _sharing(
    connection: duckdb.DuckDBPyConnection, wanted: set[str], own: set[str]
) -> tuple[set[str], set[str]]:
    """Return the parts of other stories that hang together with some keys, and the happenings that hold them."""
    parts: set[str] = set()
    touched: set[str] = set()
    asked: set[str] = set()
    while wanted - asked:
        asked |= wanted
        rows = connection.execute(_SHARING, [sorted(wanted)]).fetchall()
        new = {part for part, _ in rows} - parts - own
        touched |= {one for _, one in rows}
        parts |= new
        wanted = {row[0] for row in connection.execute(_KEYS, [sorted(new)]).fetchall()}
    return parts, touched


def _parts(tellings: Iterable[Telling]) -> list[list[Telling]]:
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        told[one.story].append(one)
    return [part for _, members in sorted(told.items()) for part in merge(members)]


def _parts_of(connection: duckdb.DuckDBPyConnection, parts: Collection[str]) -> list[list[Telling]]:
    """Read parts that stand: what is in them was settled when their story was."""
    if not parts:
        return []
    home = {
        (document, event): part
        for document, event, part in connection.execute(
            "SELECT document, event, part FROM witnesses WHERE part IN (SELECT unnest(?::VARCHAR[]))",
            [sorted(parts)],
        ).fetchall()
    }
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in telling_rows.of_parts(connection, sorted(parts)):
        found[home[one.document, one.event]].append(one)
    return [sorted(part, key=lambda one: one.order) for _, part in sorted(found.items())]


def _clear(
    connection: duckdb.DuckDBPyConnection, happenings: Collection[str], parts: Collection[str]
) -> None:
    for column, table in (
        ("happening", "witnesses"),
        ("happening", "happening_details"),
        ("happening", "happening_turns"),
        ("id", "happenings"),
    ):
        connection.execute(
            f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 - our own names
            [sorted(happenings)],
        )
    connection.execute(
        "DELETE FROM happening_keys WHERE part IN (SELECT unnest(?::VARCHAR[]))", [sorted(parts)]
    )


def _write(
    connection: duckdb.DuckDBPyConnection, found: Sequence[Happening], own: Sequence[Sequence[Telling]]
) -> None:
    """Write happenings, and the keys of the parts that are new."""
    for table, written in (
        ("happenings", [_row(one) for one in found]),
        ("witnesses", [row for one in found for row in _witnesses(one)]),
        ("happening_details", [row for one in found for row in _details(one)]),
        ("happening_turns", [row for one in found for row in _turns(one)]),
        ("happening_keys", [(_id(part), key) for part in own for key in sorted(keys(part))]),
    ):
        if written:
            connection.execute(
                _TABLES[table].insert(), [list(column) for column in zip(*written, strict=True)]
            )


def _id(tellings: Sequence[Telling]) -> str:
    first = tellings[0]
    return record_id("h", "", first.document, first.event)


def _row(one: Happening) -> _Row:
    first, chosen, place = one.tellings[0], one.chosen, place_of(one)
    dated, dead, hurt = (chosen.get(name) for name in ("date", "killed", "injured"))
    days = [telling.published for telling in one.tellings if telling.published]
    return (
        _id(one.tellings),
        first.story,
        one.type,
        sorted({mode for telling in one.tellings for mode in telling.modes}),
        sorted({context for telling in one.tellings for context in telling.contexts}),
        chosen["status"].status,
        dated.start if dated else None,
        dated.end if dated else None,
        [who.id for who in chosen["actors"].actors] if "actors" in chosen else [],
        [who.id for who in chosen["recipients"].recipients] if "recipients" in chosen else [],
        place.name if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.geonameid if place else None,
        place.country if place else None,
        *(dead.killed if dead else (None, None)),
        *(hurt.injured if hurt else (None, None)),
        one.fullest.words,
        len({telling.document for telling in one.tellings}),
        one.witnesses,
        min(days, default=None),
        max(days, default=None),
        list(one.denied_by),
        one.intensity,
        one.confidence,
    )


def _witnesses(one: Happening) -> list[_Row]:
    key = _id(one.tellings)
    return [
        (key, telling.document, telling.event, telling.source, telling.story, _id(part))
        for part in one.parts
        for telling in part
    ]


def _details(one: Happening) -> list[_Row]:
    key = _id(one.tellings)
    return [
        (
            key,
            detail.field,
            detail.value,
            list(detail.documents),
            detail.witnesses,
            detail.chosen,
            detail.agrees,
        )
        for detail in one.details
    ]


def _turns(one: Happening) -> list[_Row]:
    key = _id(one.tellings)
    return [
        (
            key,
            turn.document,
            turn.day,
            turn.what,
            turn.actor or None,
            turn.field or None,
            turn.value or None,
            turn.words or None,
        )
        for turn in one.turns
    ]
