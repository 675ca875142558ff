from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import make_report
from dateline.evaluate import gold
from hand_reader import Run

REPORT = make_report()
EVENT = REPORT.events[0].id
DB = ("--db", "news.duckdb")


@pytest.fixture(autouse=True)
def _stored(run: Run) -> None:
    run("add", "report.txt", *DB)


def test_a_correction_is_kept_and_listed(run: Run) -> None:
    result = run("correct", EVENT, "status=alleged", "--why", "a test", "--by", "Ana", *DB)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "status = " in result.stdout
    row = json.loads(run("correct", "--list", "--json", *DB).stdout)
    assert {key: row[key] for key in ("target", "field", "value", "why", "by", "orphaned")} == {
        "target": EVENT,
        "field": "status",
        "value": '"alleged"',
        "why": "a test",
        "by": "Ana",
        "orphaned": False,
    }
    assert run("correct", "--list", "--csv", *DB).stdout.splitlines()[0].startswith("number,at,target")


def test_errors_are_coded(run: Run) -> None:
    for words, code in (
        ((EVENT, "wrong"), "E051"),
        ((EVENT, "status=maybe", "--why", "a test"), "E051"),
        (("e0000000000", "wrong", "--why", "a test"), "E050"),
    ):
        result = run("correct", *words, *DB)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"[{code}]")
    assert run("correct", *DB).exit_code == 2
    assert run("correct", "--list", EVENT, "wrong", *DB).exit_code == 2


def test_gold_is_written_of_what_is_checked(run: Run) -> None:
    name = f"{REPORT.document.id}.txt"
    run("correct", EVENT, "status=alleged", "--why", "a test", *DB)
    assert "left out: 1 of 4" in run("correct", "--gold", "mine", *DB).stdout
    assert not (Path("mine") / name).exists()
    assert "1 of 4" in run("correct", "--gold", "mine", "--partly", *DB).stdout
    assert (Path("mine") / name).exists()
    run("correct", REPORT.document.id, "right", "--why", "read it all", *DB)
    assert "4 of 4" in run("correct", "--gold", "mine", *DB).stdout
    mark = gold.read(Path("mine") / name).marked.first("e1")
    assert mark is not None
    assert mark.values[2] == "alleged"


def test_gold_says_what_it_does_not_hold(run: Run) -> None:
    run("correct", REPORT.document.id, "right", "--why", "read it all", *DB)
    assert "not marked: actor: 1, agreement: 1, claim: 1" in run("correct", "--gold", "mine", *DB).stdout


def test_lists_mark_what_is_corrected(run: Run) -> None:
    run("correct", EVENT, "wrong", "--why", "a test", *DB)
    rows = {row["id"]: row for row in map(json.loads, run("events", "--json", *DB).stdout.splitlines())}
    assert rows[EVENT]["corrected"] == "wrong"
    assert rows[REPORT.events[1].id].get("corrected", "") == ""
    assert "marked wrong" in " ".join(run("events", *DB).stdout.split())
    shown = run("show", EVENT, *DB).stdout
    assert "marked wrong" in shown
    assert "a test" in shown


def test_what_is_known_across_reports_follows(run: Run) -> None:
    def told(field: str) -> set[str]:
        rows = run("timeline", "RUS", "--json", *DB).stdout.splitlines()
        return {json.loads(row)[field] for row in rows}

    before = told("status")
    assert "alleged" not in before
    assert told("corrected") == {""}
    result = run("correct", EVENT, "status=alleged", "--why", "a test", "--no-link", *DB)
    assert "1 reports are not linked yet" in result.stderr
    assert told("status") == before
    # another correction, while it waits
    assert "not linked" in run("correct", EVENT, "killed_low=3", "--why", "a test", *DB).stderr
    run("link", *DB)
    assert "alleged" in told("status")
    assert "changed" in told("corrected")
    assert "corrected" in run("timeline", "RUS", *DB).stdout
    # nothing else waits: it follows at once
    assert run("correct", EVENT, "status=occurred", "--why", "a test", *DB).stderr == ""
    assert told("status") == before
