"""The index of a store: which passages hold which words, written with each report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from dateline.across.search.passages import counts_of, passages_of, postings
from dateline.model import Report
from dateline.store.searching.search_tables import PASSAGES, TERMS

_PACK: Final = 50_000
"""After so many passages the rows of single reports are made into rows for all of them."""
_FORGET: Final = "DELETE FROM senses WHERE passage IN (SELECT number FROM passages WHERE document = ?)"
_PACKED: Final = """
CREATE OR REPLACE TEMP TABLE packing AS
SELECT stem, kind, list(passage ORDER BY passage) AS passages, list(weight ORDER BY passage) AS weights
FROM (SELECT stem, kind, unnest(passages) AS passage, unnest(weights) AS weight FROM terms WHERE NOT packed)
WHERE passage IN (SELECT number FROM passages)
GROUP BY stem, kind ORDER BY stem, kind
"""


def renew(connection: duckdb.DuckDBPyConnection, report: Report, *, again: bool) -> None:
    """Put a report's passages and words into the index, in place of those of an earlier reading.

    Args:
        connection: the store, in a transaction.
        report: the report.
        again: there was an earlier reading.
    """
    run = connection.execute
    key = report.document.id
    found = run("SELECT coalesce(max(number), 0) FROM passages").fetchone()
    # before the old ones go: a number is never given twice, so that a word's rows may keep numbers that are gone
    first = int(found[0]) + 1 if found else 1
    if again:
        run(_FORGET, [key])
        run("DELETE FROM passages WHERE document = ?", [key])
    numbered = [(number, one, counts_of(one)) for number, one in enumerate(passages_of(report), first)]
    rows = [
        (
            number,
            key,
            one.kind,
            one.id,
            one.day,
            None if one.kind == "document" else one.words,
            one.beside or None,
            sum(counts.values()),
        )
        for number, one, counts in numbered
    ]
    run(PASSAGES.insert(), _columns(rows))
    words = [
        (*row, False) for row in postings((number, one.kind, counts) for number, one, counts in numbered)
    ]
    if words:
        run(TERMS.insert(), _columns(words))
    if first // _PACK != (first + len(rows)) // _PACK:
        pack(connection)


def pack(connection: duckdb.DuckDBPyConnection) -> None:
    """Make one row of each word's rows that are not packed yet, without passages that are gone."""
    run = connection.execute
    run(_PACKED)
    run("DELETE FROM terms WHERE NOT packed")
    run("INSERT INTO terms SELECT stem, kind, passages, weights, TRUE FROM packing ORDER BY stem, kind")
    run("DROP TABLE packing")


def _columns(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]
