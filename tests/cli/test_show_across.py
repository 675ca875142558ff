"""`dateline show` of records across reports, and of ids that are withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.store.record import Record
from hand_reader import Run
from linking_reports import ERITREA, ETHIOPIA, claiming, dealing, raid

DB = ("--db", "news.duckdb")
LATER, EARLIER = raid("2025-03-05", "The Nation", 15), raid("2025-03-04", "The Standard", 12)


@pytest.fixture
def withdrawn(run: Run) -> str:  # noqa: ARG001 - in its folder
    """Fill a store in which a happening has got another id, and return the old one."""
    with Record(Path("news.duckdb")) as record:
        record.add(LATER)
        record.add(claiming("2024-05-01", "Eritrea", "denied", "Eritrea sought a nuclear bomb", "denies"))
        record.add(dealing("2018-07-09", "Jeddah accord", "signed", "signed", bound=(ERITREA, ETHIOPIA)))
        record.link()
        old = record.timeline("KEN")[0].id
        record.add(EARLIER)
        record.link()
    return old


def test_each_kind_is_shown(run: Run, withdrawn: str) -> None:
    assert withdrawn
    with Record(Path("news.duckdb"), read_only=True) as record:
        shown = {
            record.timeline("KEN")[0].id: "killed 12: The Standard",
            record.disputes()[0].id: "Eritrea sought a nuclear bomb",
            record.deals()[0].id: "Jeddah accord",
            record.stories()[0].id: "documents",
        }
    for key, words in shown.items():
        assert words in run("show", key, *DB).stdout
        assert json.loads(run("show", key, "--json", *DB).stdout)["id"] == key


def test_an_old_id_leads_on(run: Run, withdrawn: str) -> None:
    with Record(Path("news.duckdb"), read_only=True) as record:
        new = record.timeline("KEN")[0].id
    result = run("show", withdrawn, *DB)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{withdrawn} is now part of {new}")
    result = run("show", withdrawn, "--json", *DB)
    assert json.loads(result.stdout)["id"] == new
    assert "now part of" in result.stderr
    *_, last, _ = run("changes", "--kind", "happening", "--json", *DB).stdout.splitlines()
    assert [json.loads(last)[name] for name in ("what", "id", "replaced_by")] == ["withdrawn", withdrawn, new]
    assert "now part of" in run("changes", "--kind", "happening", *DB).stdout


def test_corrections_of_a_record_across_reports_are_shown(run: Run, withdrawn: str) -> None:
    run("correct", run_id(withdrawn), "wrong", "--why", "two raids in one", *DB)
    assert "marked wrong: two raids in one" in run("show", withdrawn, *DB).stdout
    assert "marked wrong" in run("timeline", "KEN", *DB).stdout


def run_id(key: str) -> str:
    """Return the id that one which is withdrawn leads to."""
    with Record(Path("news.duckdb"), read_only=True) as record:
        return record.now_part_of(key) or key


def test_an_id_that_never_was_is_refused(run: Run, withdrawn: str) -> None:
    assert withdrawn
    result = run("show", "h0000000000", *DB)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E050]")
