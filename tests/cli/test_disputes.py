from __future__ import annotations

import json

from hand_reader import Run


def test_disputes_are_listed_with_both_sides(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    run("link", "--db", "news.duckdb")
    (row,) = [
        json.loads(line) for line in run("disputes", "--db", "news.duckdb", "--json").output.splitlines()
    ]
    assert [held["actor"] for held in row["affirmed"]] == ["Russia"]
    assert [held["actor"] for held in row["denied"]] == ["Danylo Hrynko"]
    assert "affirm it" in run("disputes", "--db", "news.duckdb").output
    assert run("disputes", "--db", "news.duckdb", "--csv").output.startswith("id,wording,kind,first_said,")


def test_agreements_are_listed_and_followed(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    run("link", "--db", "news.duckdb")
    (row,) = [
        json.loads(line) for line in run("agreements", "--db", "news.duckdb", "--json").output.splitlines()
    ]
    assert row["status"] == "suspended"
    life = run("agreements", "grain deal", "--db", "news.duckdb").output
    assert "suspended" in life
    assert run("agreements", "grain deal", "--db", "news.duckdb", "--csv").output.startswith(
        "deal,name,kind,"
    )
    missing = run("agreements", "Potsdam", "--db", "news.duckdb")
    assert missing.exit_code == 1
    assert "E050" in missing.stderr
