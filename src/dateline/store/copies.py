"""Which stored documents are copies of each other, kept up to date as documents are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from dateline.across.copies import LEAST_COMMON, LEAST_SHARE

# The scan of all hashes takes about 20 ms for 100,000 documents, a few per cent of what reading one takes; an index
# would make the store five times as large.
_FIND: Final = """
INSERT INTO copies
SELECT one, other, common / d.shingles, common / o.shingles
FROM (
    SELECT least(m.document, s.document) AS one, greatest(m.document, s.document) AS other,
           count(DISTINCT s.hash) AS common
    FROM (SELECT document, hash FROM shingles WHERE document IN (SELECT unnest($keys::VARCHAR[]))) m
    JOIN shingles s ON s.hash = m.hash AND s.document <> m.document
    GROUP BY one, other
    HAVING common >= $least
) AS found
JOIN documents AS d ON d.id = one
JOIN documents AS o ON o.id = other
WHERE common >= $share * least(d.shingles, o.shingles)
"""


def renew(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Find the copies of documents that were just written, in the transaction that wrote them.

    Args:
        connection: the store, with the rows of the documents in `documents` and `shingles`.
        documents: their ids.
    """
    keys = list(documents)
    mine = "(SELECT unnest($keys::VARCHAR[]))"
    connection.execute(f"DELETE FROM copies WHERE document IN {mine} OR other IN {mine}", {"keys": keys})  # noqa: S608 - our own text
    connection.execute(_FIND, {"keys": keys, "least": LEAST_COMMON, "share": LEAST_SHARE})
