"""Which records across reports users spoke of, and which rest on records that users corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from dateline.store.answers import beside

# What was said of records of single reports and still counts.
_SAID: Final = """
said AS MATERIALIZED (
    SELECT document, target FROM corrections WHERE document IS NOT NULL GROUP BY document, target
    HAVING bool_or(field IS NOT NULL) OR arg_max(verdict, number) = 'wrong'
)
"""
_HAPPENINGS: Final = f"""
WITH {_SAID},
told AS (
    SELECT happening AS id, document, event FROM witnesses
    WHERE happening IN (SELECT unnest($ids::VARCHAR[])) AND document IN (SELECT document FROM said)
),
records AS (
    SELECT id, document, event AS record FROM told
    UNION ALL
    SELECT t.id, t.document, unnest(list_concat(e.affirmed_by, e.denied_by))
    FROM told t
    JOIN (SELECT * FROM events WHERE document IN (SELECT document FROM said)) e
      ON e.document = t.document AND e.id = t.event
)
SELECT DISTINCT r.id FROM records r JOIN said s ON s.document = r.document AND s.target = r.record
"""  # noqa: S608 - our own text
_PROPOSITIONS: Final = f"""
WITH {_SAID},
told AS (
    SELECT proposition AS id, document, claim FROM wordings
    WHERE proposition IN (SELECT unnest($ids::VARCHAR[])) AND document IN (SELECT document FROM said)
),
records AS (
    SELECT id, document, claim AS record FROM told
    UNION ALL
    SELECT t.id, t.document, unnest(p.statements)
    FROM told t
    JOIN (SELECT * FROM claim_parties WHERE document IN (SELECT document FROM said)) p
      ON p.document = t.document AND p.claim = t.claim
)
SELECT DISTINCT r.id FROM records r JOIN said s ON s.document = r.document AND s.target = r.record
"""  # noqa: S608 - our own text


def of_happenings(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, str]:
    """Return what users said of happenings, of those alone of which they said something.

    Args:
        connection: the store.
        ids: ids of the happenings.

    Returns:
        `wrong` or `right` if it was said of the happening, else `changed` where it rests on a corrected record.
    """
    return _corrected(connection, _HAPPENINGS, ids)


def of_propositions(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, str]:
    """Return what users said of propositions; see `of_happenings`."""
    return _corrected(connection, _PROPOSITIONS, ids)


def _corrected(connection: duckdb.DuckDBPyConnection, sql: str, ids: Sequence[str]) -> dict[str, str]:
    said = beside.verdicts(connection)
    if not said or not ids:
        return {}
    resting = connection.execute(sql, {"ids": list(ids)}).fetchall()
    return {row[0]: "changed" for row in resting} | {key: said[key] for key in ids if key in said}
