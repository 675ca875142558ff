"""Make a store of many reports out of a linked one of few, for `benchmarks/scale.py`.

The same reports come again and again, later each time: with other ids, other hashes, and some of the words of their
claims another word (all rare ones, as in a growing vocabulary, and two of five of the others, so that claims are found
that share much and are not the same). Named actors and the agreements that the tables know stay who they are.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import duckdb

from dateline.store.across import ACROSS
from dateline.store.schema import SHARED, TABLES
from dateline.store.tables import Column, Table

_IDS: Final = frozenset(
    {
        *("id", "document", "other", "story", "source", "event", "statement", "claim", "agreement", "actor"),
        *("nested_in", "reported_by", "proposition", "happening", "deal", "one", "two"),
        *("said_by", "denied_by", "affirmed_by", "refers_to", "contradicts", "statements", "parties"),
        *("actors", "recipients", "documents", "holders", "deniers"),
    }
)
_RARE: Final = 20
_PREPARE: Final = f"""
CREATE TEMP TABLE common AS
SELECT word FROM (SELECT unnest(words) AS word FROM wordings) GROUP BY word HAVING count(*) >= {_RARE};
CREATE TEMP TABLE kept AS SELECT DISTINCT deal FROM deal_mentions WHERE starts_with(block, 'known ');
CREATE TEMP MACRO id_of(old, k) AS
    if(old IS NULL OR old[2] = '-' OR length(old) < 8, old, old[1] || md5(old || k)[1:length(old) - 1]);
"""  # noqa: S608 - our own text


def multiply(connection: duckdb.DuckDBPyConnection, times: int, later: timedelta) -> None:
    """Put all that is on record on record again.

    Args:
        connection: the store; all its reports are linked.
        times: how many times as much is to be on record at the end.
        later: days between one time and the next.
    """
    connection.execute(_PREPARE)
    tables = [table for table in (*TABLES, *SHARED, *ACROSS) if table.name not in ("corrections", "pending")]
    counts = {table.name: _count(connection, table) for table in tables}
    for number in range(1, times):
        for table in tables:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            values = ", ".join(
                _value(table, column, number, later.days, counts["changes"]) for column in table.columns
            )
            known = " AND id NOT IN (SELECT deal FROM kept)" if table.name == "deals" else ""
            connection.execute(
                f'INSERT INTO "{table.name}" ({columns}) SELECT {values} FROM "{table.name}"'  # noqa: S608 - our own names
                f" WHERE rowid < {counts[table.name]}{known}"
            )
    connection.execute("CHECKPOINT")


def _count(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Return past which row number no row of the store as it was made stands."""
    found = connection.execute(f'SELECT coalesce(max(rowid), -1) + 1 FROM "{table.name}"').fetchone()  # noqa: S608 - our own names
    return int(found[0]) if found else 0


def _value(table: Table, column: Column, number: int, days: int, changes: int) -> str:
    """Write what becomes of a column the next time."""
    name = f'"{column.name}"'
    if column.name == "deal" or (table.name, column.name) == ("deals", "id"):
        return f"if({name} IN (SELECT deal FROM kept), {name}, id_of({name}, '{number}'))"  # noqa: S608 - our own names
    if column.name in _IDS and column.type == "VARCHAR":
        return f"id_of({name}, '{number}')"
    if column.name in _IDS and column.type == "VARCHAR[]":
        return f"list_transform({name}, lambda one: id_of(one, '{number}'))"
    if column.type == "DATE":
        return f"{name} + {number * days}"
    if column.name == "hash":
        return f"hash({name}, {number})"
    if (table.name, column.name) == ("changes", "number"):
        return f"{name} + {number * changes}"
    if table.name == "wordings" and column.name in ("words", "predicates"):
        return (
            f"(SELECT coalesce(list(if(c.word IS NOT NULL AND hash(u.word || '{number}') % 5 > 1,"  # noqa: S608 - our own names
            f" u.word, u.word || 'q{number}')), []) FROM (SELECT unnest({name}) AS word) u"
            " LEFT JOIN common c ON c.word = u.word)"
        )
    if (table.name, column.name) == ("documents", "report"):
        return '\'{"document": {"text": ""}}\''
    if column.name == "block":
        return f"if(starts_with({name}, 'known '), {name}, {name} || ' {number}')"
    return name
