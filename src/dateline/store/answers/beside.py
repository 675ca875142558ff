"""What stands beside the rows of a list: who takes part, who says so, what users said.

Asked for apart from the rows themselves, for those alone that are shown. One question that makes these lists for each
row takes DuckDB longer to plan than all of these take together, and joins whole tables where fifty rows are wanted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import duckdb

from dateline.store.lookup import rows_with

Key = tuple[str, str]
"""Document and id of a record."""

Beside = dict[Key, dict[str, Any]]
"""Fields by record."""

_PEOPLE: Final = "SELECT document, {record}, role, actor FROM {rows}"
_PARTIES: Final = "SELECT document, claim, actor, stance, words, reported_by FROM {rows}"
_NAMES: Final = "SELECT document, id, name FROM {rows}"
_AUTHOR: Final = "the report"
_VERDICTS: Final = "SELECT target, arg_max(verdict, number) FROM corrections GROUP BY target"


def of_events(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]], documents: Sequence[str] | None
) -> Beside:
    """Return `actors`, `recipients`, their ids and `claimed_by` of events.

    Args:
        connection: the store.
        rows: the events, with `document`, `id` and `said_by`.
        documents: those of the events, `None` if they are those of all.
    """
    taking_part = _people(connection, "event_actors", "event", ("actor", "recipient"), documents)
    told = any(row["said_by"] for row in rows)
    speakers = _people(connection, "statement_actors", "statement", ("speaker",), documents) if told else {}
    found: Beside = {}
    for row in rows:
        key = (row["document"], row["id"])
        actors, actor_ids = taking_part.get((*key, "actor"), ((), ()))
        recipients, recipient_ids = taking_part.get((*key, "recipient"), ((), ()))
        names = [speakers.get((row["document"], said, "speaker"), ((), ()))[0] for said in row["said_by"]]
        found[key] = {
            "actors": actors,
            "actor_ids": actor_ids,
            "recipients": recipients,
            "recipient_ids": recipient_ids,
            "claimed_by": sorted({name for several in names for name in several}),
        }
    return found


def of_statements(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]], documents: Sequence[str] | None
) -> Beside:
    """Return `speakers`, their ids and `addressees` of statements; see `of_events`."""
    people = _people(connection, "statement_actors", "statement", ("speaker", "addressee"), documents)
    found: Beside = {}
    for row in rows:
        key = (row["document"], row["id"])
        speakers, speaker_ids = people.get((*key, "speaker"), ((), ()))
        addressees, _ = people.get((*key, "addressee"), ((), ()))
        found[key] = {"speakers": speakers, "speaker_ids": speaker_ids, "addressees": addressees}
    return found


def of_claims(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]], documents: Sequence[str] | None
) -> Beside:
    """Return the `parties` of claims; see `of_events`."""
    names = _names(connection, documents)
    parties: defaultdict[Key, list[dict[str, Any]]] = defaultdict(list)
    for document, claim, actor, stance, words, reported_by in _asked(
        connection, _PARTIES + " ORDER BY document, claim, number", "claim_parties", documents
    ):
        parties[document, claim].append(
            {
                "actor": names.get((document, actor), actor or _AUTHOR),
                "actor_id": actor,
                "stance": stance,
                "words": words,
                "reported_by": reported_by,
            }
        )
    keys = ((row["document"], row["id"]) for row in rows)
    return {key: {"parties": parties.get(key, [])} for key in keys}


def verdicts(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the last verdict of a user on each record that has one."""
    return dict(connection.execute(_VERDICTS).fetchall())


def _people(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    record: str,
    roles: tuple[str, ...],
    documents: Sequence[str] | None,
) -> dict[tuple[str, str, str], tuple[list[str], list[str]]]:
    """Return names and ids of those who take part in records, by document, record and role."""
    names = _names(connection, documents)
    people: defaultdict[tuple[str, str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    sql = _PEOPLE.replace("{record}", record) + f" ORDER BY document, {record}, number"
    for document, key, role, actor in _asked(connection, sql, table, documents):
        if role not in roles:
            continue
        several, ids = people[document, key, role]
        several.append(names.get((document, actor), actor))
        ids.append(actor)
    return people


def _names(connection: duckdb.DuckDBPyConnection, documents: Sequence[str] | None) -> dict[Key, str]:
    """Return the names of actors by document and id."""
    return {(document, key): name for document, key, name in _asked(connection, _NAMES, "actors", documents)}


def _asked(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    table: str,
    documents: Sequence[str] | None,
) -> list[Any]:
    """Ask for the rows of some documents, or of all, where a question says `{rows}`."""
    if documents is None:
        return connection.execute(sql.replace("{rows}", table)).fetchall()
    asked = sql.replace("{rows}", rows_with(table))
    return connection.execute(asked, {"documents": list(documents)}).fetchall()
