from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from builders import make_report
from dateline.store.across import ACROSS
from dateline.store.migrations import STEPS
from dateline.store.record import Record
from dateline.store.schema import VERSION
from dateline.store.searching.search_tables import SEARCH
from dateline.store.views import VIEWS


def test_there_is_a_step_to_every_schema() -> None:
    assert list(STEPS) == list(range(2, VERSION + 1))


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_knows_no_wire_copy(tmp_path: Path, *, read_only: bool) -> None:
    path = tmp_path / "news.duckdb"
    report = make_report()
    with Record(path) as record:
        record.add(report)
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE documents DROP COLUMN wire")
        for view in reversed(VIEWS):
            connection.execute(f"DROP VIEW {view.name}")
        for table in (*ACROSS, *SEARCH):
            connection.execute(f"DROP TABLE {table.name}")
        for column in ("start_char", "end_char"):
            connection.execute(f"ALTER TABLE claim_parties DROP COLUMN {column}")
        connection.execute("ALTER TABLE events DROP COLUMN place_precision")
        connection.execute("UPDATE dateline_store SET schema = 2")
    with Record(path, read_only=read_only) as record:
        assert record.report(report.document.id) == report
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT id, wire FROM documents").fetchall() == [
            (report.document.id, False)
        ]
        assert connection.execute("SELECT schema FROM dateline_store").fetchall() == [(VERSION,)]
        precisions = connection.execute("SELECT place_precision FROM events ORDER BY number").fetchall()
    assert precisions == [(event.place.precision if event.place else None,) for event in report.events]
