"""Numbered steps that bring a store of an older version up to date. A released step is never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Final

import duckdb
import msgspec

from dateline import __version__
from dateline.model import from_json
from dateline.store import carriers, copies
from dateline.store.rows import party_extents, prose_sample
from dateline.store.schema import META, VERSION
from dateline.store.searching import search_index

Step = Callable[[duckdb.DuckDBPyConnection], None]


def _to_2(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep shingles, copies and carriers."""
    run = connection.execute
    run("ALTER TABLE documents ADD COLUMN shingles INTEGER")
    run("CREATE TABLE shingles (document VARCHAR, hash UBIGINT)")
    run(
        "CREATE TABLE carriers (document VARCHAR, url VARCHAR, publisher VARCHAR, published DATE, "
        "published_time VARCHAR)"
    )
    run("CREATE TABLE copies (document VARCHAR, other VARCHAR, of_document DOUBLE, of_other DOUBLE)")
    for (key,) in run("SELECT id FROM documents").fetchall():
        found = run("SELECT report FROM documents WHERE id = ?", [key]).fetchone()
        try:
            document = from_json(found[0] if found else "").document
        except msgspec.MsgspecError:
            # it will be read anew in any case
            continue
        hashes = prose_sample(document)
        run("UPDATE documents SET shingles = ? WHERE id = ?", [len(hashes), key])
        run("INSERT INTO shingles SELECT ?, unnest(?::UBIGINT[])", [key, hashes])
        carriers.keep(connection, key, carriers.carrier_of(document))
        copies.find(connection, {key: hashes})


def _to_3(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark wire copy. Of reports read before it was told apart none is marked, in the table as in the report."""
    connection.execute("ALTER TABLE documents ADD COLUMN wire BOOLEAN")
    connection.execute("UPDATE documents SET wire = FALSE")


def _to_4(connection: duckdb.DuckDBPyConnection) -> None:
    """Make room for what is known across reports, say where parties hold it and how precise places are.

    Every report waits to be linked.
    """
    run = connection.execute
    for name in ("4.sql", "4_search.sql"):
        run((files(__package__) / "steps" / name).read_text(encoding="utf-8"))
    run("INSERT INTO pending SELECT id FROM documents")
    for (key,) in run("SELECT id FROM documents").fetchall():
        found = run("SELECT report FROM documents WHERE id = ?", [key]).fetchone()
        try:
            report = from_json(found[0] if found else "")
        except msgspec.MsgspecError:
            # it will be read anew in any case
            continue
        search_index.renew(connection, report, again=False)
        places = [(event.id, event.place.precision) for event in report.events if event.place]
        if places:
            run(
                "UPDATE events e SET place_precision = n.precision"
                " FROM (SELECT unnest(?::VARCHAR[]) AS event, unnest(?::VARCHAR[]) AS precision) n"
                " WHERE e.document = ? AND e.id = n.event",
                [*map(list, zip(*places, strict=True)), key],
            )
        extents = [*party_extents(report)]
        if extents:
            run(
                "UPDATE claim_parties p SET start_char = n.first, end_char = n.last"
                " FROM (SELECT unnest(?::VARCHAR[]) AS claim, unnest(?::INTEGER[]) AS number,"
                " unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS last) n"
                " WHERE p.document = ? AND p.claim = n.claim AND p.number = n.number",
                [*map(list, zip(*extents, strict=True)), key],
            )


STEPS: Final[Mapping[int, Step]] = {2: _to_2, 3: _to_3, 4: _to_4}
"""For each number of a schema the step that leads to it from the one before."""


def migrate(connection: duckdb.DuckDBPyConnection, schema: int) -> None:
    """Bring a store up to date, in one transaction.

    Args:
        connection: the store, open for writing.
        schema: number of the schema that it has.

    Raises:
        duckdb.Error: a step failed; the store is as it was.
    """
    connection.execute("BEGIN TRANSACTION")
    try:
        for number in range(schema + 1, VERSION + 1):
            STEPS[number](connection)
        connection.execute(f'UPDATE "{META.name}" SET "schema" = ?, "version" = ?', [VERSION, __version__])  # noqa: S608 - our own name
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
