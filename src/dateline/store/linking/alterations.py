"""What linking changed: records across reports that were added, altered or withdrawn, as a reader sees them.

A record has changed where what is told of it differs: its own fields, and its parts with their words. What only follows
from others does not count: numbers of reports, of copies and of independent ones, which move with their parts, and
the ids of stories and happenings that a record points to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from dateline.store.history import Change
from dateline.store.linking.stories import batched
from dateline.store.lookup import rows_with

Contents = dict[str, list[str]]
"""For each record what is told of it, in a form that can be compared."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How records of a kind are read.

    Attributes:
        table: the table that has one row for each.
        parts: the questions that tell what makes one up: its id, then what counts.
        members: the question that tells of which records of single reports it is made: its id, document and record.
        homes: the question that tells of which such records of some documents now make up what.
    """

    table: str
    parts: tuple[str, ...]
    members: str
    homes: str


def _members(owner: str, table: str, record: str) -> tuple[str, str]:
    told = f"SELECT {owner}, document, {record} FROM {table}"  # noqa: S608 - our own names
    return (
        f"{told} WHERE {owner} IN (SELECT unnest(?::VARCHAR[]))",
        f"{told} WHERE document IN (SELECT unnest(?::VARCHAR[]))",
    )


_IDS: Final = "SELECT unnest(?::VARCHAR[])"
_GIVEN: Final = f"IN ({_IDS})"
_KINDS: Final[Mapping[str, _Kind]] = {
    "story": _Kind(
        "stories",
        (
            f"SELECT id, headline, first_day, last_day FROM stories WHERE id {_GIVEN}",  # noqa: S608 - our own text
            f"SELECT story, document FROM story_documents WHERE story {_GIVEN}",  # noqa: S608 - our own text
        ),
        *_members("story", "story_documents", "document"),
    ),
    "happening": _Kind(
        "happenings",
        (
            f"SELECT id, * EXCLUDE (id, story, reports, witnesses) FROM {rows_with('happenings', _IDS, column='id')}",  # noqa: S608 - our own text
            f"SELECT happening, document, event FROM witnesses WHERE happening {_GIVEN}",  # noqa: S608 - our own text
            f"SELECT happening, * EXCLUDE (happening, witnesses) FROM {rows_with('happening_details', _IDS, column='happening')}",  # noqa: E501, S608 - our own text
            f"SELECT happening, * EXCLUDE (happening) FROM happening_turns WHERE happening {_GIVEN}",  # noqa: S608 - our own text
        ),
        *_members("happening", "witnesses", "event"),
    ),
    "proposition": _Kind(
        "propositions",
        (
            f"SELECT id, * EXCLUDE (id, happening, documents, sources) FROM {rows_with('propositions', _IDS, column='id')}",  # noqa: E501, S608 - our own text
            f"SELECT proposition, document, claim, text FROM {rows_with('wordings', _IDS, column='proposition')}",  # noqa: S608 - our own text
            f"SELECT proposition, * EXCLUDE (proposition) FROM {rows_with('positions', _IDS, column='proposition')}",  # noqa: S608 - our own text
            f"""
WITH mine AS MATERIALIZED (SELECT proposition, document, claim FROM wordings WHERE proposition {_GIVEN})
SELECT m.proposition, k.* FROM contradictions k JOIN mine m ON k.document = m.document AND k.claim = m.claim
UNION ALL
SELECT m.proposition, k.* FROM contradictions k
JOIN mine m ON k.other_document = m.document AND k.other_claim = m.claim
""",  # noqa: S608 - our own text
        ),
        *_members("proposition", "wordings", "claim"),
    ),
    "deal": _Kind(
        "deals",
        (
            f"SELECT id, * EXCLUDE (id) FROM deals WHERE id {_GIVEN}",  # noqa: S608 - our own text
            f"SELECT deal, document, agreement, name FROM deal_mentions WHERE deal {_GIVEN}",  # noqa: S608 - our own text
            f"SELECT deal, * EXCLUDE (deal, event, happening) FROM deal_steps WHERE deal {_GIVEN}",  # noqa: S608 - our own text
        ),
        *_members("deal", "deal_mentions", "agreement"),
    ),
}
# Propositions that are told otherwise because of what contradicts them.
_FACING: Final = f"""
WITH told AS MATERIALIZED (
    SELECT document, claim, other_document, other_claim FROM contradictions
    WHERE document IN (SELECT unnest($documents::VARCHAR[])) OR other_document IN (SELECT unnest($documents::VARCHAR[]))
),
ends AS (SELECT document, claim FROM told UNION SELECT other_document, other_claim FROM told)
SELECT DISTINCT w.proposition
FROM {rows_with("wordings", "SELECT document FROM ends")} w JOIN ends USING (document, claim)
WHERE w.proposition IS NOT NULL
"""  # noqa: S608 - our own text
_BATCH: Final = 1000


def altered(
    connection: duckdb.DuckDBPyConnection, touched: Mapping[str, Collection[str]], documents: Collection[str]
) -> list[Change]:
    """Return what became of the records across reports that a run of linking has touched.

    Args:
        connection: the store, in the transaction in which they were renewed.
        touched: for each kind the ids of those that came, went or were looked at.
        documents: ids of the documents whose claims or happenings were looked at.

    Returns:
        By kind those added, then altered, then withdrawn, each by id: the same for the same change of the tables.
    """
    # a connection of its own sees the tables as they were when the transaction began
    with connection.cursor() as before:
        looked = {kind: set(ids) for kind, ids in touched.items()}
        looked["proposition"] |= _facing(before, documents) | _facing(connection, documents)
        return [
            change
            for kind, ids in looked.items()
            for change in _compared(kind, before, connection, sorted(ids))
        ]


def _facing(connection: duckdb.DuckDBPyConnection, documents: Collection[str]) -> set[str]:
    found = connection.execute(_FACING, {"documents": sorted(documents)}).fetchall()
    return {row[0] for row in found}


def _compared(
    kind: str, before: duckdb.DuckDBPyConnection, after: duckdb.DuckDBPyConnection, ids: Sequence[str]
) -> Iterator[Change]:
    table = _KINDS[kind].table
    were, are = _there(before, table, ids), _there(after, table, ids)
    yield from (Change("added", kind, key, None) for key in sorted(are - were))
    for some in batched(sorted(are & were), _BATCH):
        old, new = _contents(before, kind, some), _contents(after, kind, some)
        yield from (Change("altered", kind, key, None) for key in some if old[key] != new[key])
    for some in batched(sorted(were - are), _BATCH):
        homes = _homes(kind, before, after, some)
        yield from (Change("withdrawn", kind, key, None, None, homes.get(key)) for key in some)


def _there(connection: duckdb.DuckDBPyConnection, table: str, ids: Sequence[str]) -> set[str]:
    sql = f"SELECT id FROM {table} WHERE id {_GIVEN}"  # noqa: S608 - our own names
    return {row[0] for row in connection.execute(sql, [list(ids)]).fetchall()}


def _contents(connection: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]) -> Contents:
    found: Contents = {key: [] for key in ids}
    for number, sql in enumerate(_KINDS[kind].parts):
        for key, *told in connection.execute(sql, [list(ids)]).fetchall():
            found[key].append(f"{number} {told!r}")
    return {key: sorted(told) for key, told in found.items()}


def _homes(
    kind: str, before: duckdb.DuckDBPyConnection, after: duckdb.DuckDBPyConnection, ids: Sequence[str]
) -> dict[str, str]:
    """Return for each record that is withdrawn the one that most of its members are in now, if there is any."""
    members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, *member in before.execute(_KINDS[kind].members, [list(ids)]).fetchall():
        members[key].append((member[0], member[1]))
    documents = sorted({document for told in members.values() for document, _ in told})
    found = after.execute(_KINDS[kind].homes, [documents]).fetchall()
    now = {(document, record): key for key, document, record in found if key is not None}
    homes: dict[str, str] = {}
    for key, told in members.items():
        counted = Counter(now[member] for member in told if member in now)
        if counted:
            homes[key] = min(counted, key=lambda home: (-counted[home], home))
    return homes
