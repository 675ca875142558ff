"""Which stored documents are copies of each other, kept up to date as documents are added."""

from __future__ import annotations

from typing import Final

import duckdb

from dateline.across.copies import LEAST_COMMON, LEAST_SHARE

# The scan of all hashes takes about 20 ms for 100,000 documents, a few per cent of what reading one takes; an index
# would make the store five times as large.
_FIND: Final = """
INSERT INTO copies
SELECT least(d.id, o.id), greatest(d.id, o.id),
       common / if(d.id < o.id, d.shingles, o.shingles), common / if(d.id < o.id, o.shingles, d.shingles)
FROM (
    SELECT document, count(*) AS common
    FROM shingles
    WHERE hash IN (SELECT hash FROM shingles WHERE document = $key) AND document <> $key
    GROUP BY document
    HAVING common >= $least
) AS found
JOIN documents AS o ON o.id = found.document
JOIN documents AS d ON d.id = $key
WHERE common >= $share * least(d.shingles, o.shingles)
"""


def renew(connection: duckdb.DuckDBPyConnection, document: str) -> None:
    """Find the copies of a document that was just written, in the transaction that wrote it.

    Args:
        connection: the store, with the rows of the document in `documents` and `shingles`.
        document: its id.
    """
    connection.execute("DELETE FROM copies WHERE document = $key OR other = $key", {"key": document})
    connection.execute(_FIND, {"key": document, "least": LEAST_COMMON, "share": LEAST_SHARE})
