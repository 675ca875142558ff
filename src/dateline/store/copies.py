"""Which stored documents are copies of each other, kept up to date as documents are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb

from dateline.across.copies import LEAST_COMMON, LEAST_SHARE

# The index on `shingles.hash` finds the few documents that share a hash, however many there are.
_FIND: Final = """
SELECT least(m.document, s.document) AS one, greatest(m.document, s.document) AS other,
       count(DISTINCT s.hash) AS common
FROM (SELECT unnest($documents::VARCHAR[]) AS document, unnest($hashes::UBIGINT[]) AS hash) m
JOIN shingles s ON s.hash = m.hash AND s.document <> m.document
GROUP BY one, other
HAVING common >= $least
ORDER BY one, other
"""
_SIZES: Final = "SELECT id, shingles FROM documents WHERE id IN (SELECT unnest($documents::VARCHAR[]))"
_WRITE: Final = """
INSERT INTO copies
SELECT unnest($ones::VARCHAR[]), unnest($others::VARCHAR[]), unnest($of_ones::DOUBLE[]), unnest($of_others::DOUBLE[])
"""


def forget(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Take away what is known of the copies of documents, in the transaction that replaces them.

    Args:
        connection: the store.
        documents: their ids.
    """
    mine = "(SELECT unnest($documents::VARCHAR[]))"
    connection.execute(
        f"DELETE FROM copies WHERE document IN {mine} OR other IN {mine}",  # noqa: S608 - our own text
        {"documents": list(documents)},
    )


def find(connection: duckdb.DuckDBPyConnection, hashes: Mapping[str, Sequence[int]]) -> None:
    """Find the copies of documents that were just written, in the transaction that wrote them.

    Args:
        connection: the store, with the rows of the documents in `documents` and `shingles`; nothing in it is known of
            their copies.
        hashes: for the id of each its sampled shingles.
    """
    flat = [(document, value) for document, values in hashes.items() for value in values]
    if not flat:
        return
    documents, values = zip(*flat, strict=True)
    found = connection.execute(
        _FIND, {"documents": list(documents), "hashes": list(values), "least": LEAST_COMMON}
    ).fetchall()
    if not found:
        return
    named = sorted({key for one, other, _ in found for key in (one, other)})
    sizes = dict(connection.execute(_SIZES, {"documents": named}).fetchall())
    rows = [
        (one, other, common / sizes[one], common / sizes[other])
        for one, other, common in found
        if common >= LEAST_SHARE * min(sizes[one], sizes[other])
    ]
    if rows:
        names = ("ones", "others", "of_ones", "of_others")
        connection.execute(_WRITE, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
