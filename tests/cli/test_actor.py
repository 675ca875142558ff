from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from builders import TEXT, make_report
from dateline.model import Published
from dateline.store.record import Record
from hand_reader import Run

DB = ("--db", "news.duckdb")


@pytest.fixture(autouse=True)
def _stored(run: Run) -> None:
    run("add", "report.txt", *DB)


@pytest.mark.parametrize("name", ["per:hrynko", "Danylo Hrynko", "hrynko", "DANYLO"])
def test_an_actor_is_found_by_id_and_name(run: Run, name: str) -> None:
    found = json.loads(run("actor", name, *DB, "--json").stdout)
    assert (found["id"], found["reports"]) == ("per:hrynko", 1)
    assert [office["role"] for office in found["offices"]] == ["foreign minister"]
    assert {(act["kind"], act["what"]) for act in found["acts"]} == {
        ("statement", "denies"),
        ("statement", "asserts"),
        ("event", "REJECT · occurred"),
        ("claim", "denies · disputed"),
    }
    assert all(act["words"] and act["document"] for act in found["acts"])


def test_a_name_that_reports_use_is_enough(run: Run) -> None:
    # "Russian forces" stands for Russia by name in this report
    found = json.loads(run("actor", "russian forces", *DB, "--json").stdout)
    assert (found["id"], found["aliases"]) == ("state:RUS", ["Russian forces"])


def test_what_is_done_to_an_actor_is_told_as_such(run: Run) -> None:
    found = json.loads(run("actor", "Ukraine", *DB, "--json").stdout)
    assert ["done to it" in act["what"] for act in found["acts"] if act["kind"] == "event"] == [True]


def test_several_of_one_name_are_listed(run: Run) -> None:
    report = make_report(TEXT + "More.\n")
    other = structs.replace(report.actors[0], id="per:other", name="Anna Hrynko")
    with Record(Path("news.duckdb")) as record:
        record.add(structs.replace(report, actors=(*report.actors, other)))
    result = run("actor", "Hrynko", *DB)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E055]")
    assert "per:hrynko" in result.stderr
    assert "per:other" in result.stderr
    # a whole name goes before words of one
    assert json.loads(run("actor", "Anna Hrynko", *DB, "--json").stdout)["id"] == "per:other"


@pytest.mark.parametrize("name", ["Nobody", "", "%", "'; DROP TABLE actors; --"])
def test_nobody(run: Run, name: str) -> None:
    result = run("actor", name, *DB)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E050]")


def test_offices_by_date(run: Run) -> None:
    with Record(Path("news.duckdb")) as record:
        for number, (day, role) in enumerate(
            (
                ("2025-09-20", "foreign minister"),
                ("2026-01-05", "prime minister"),
                ("2026-02-05", "prime minister"),
            )
        ):
            report = make_report(TEXT + f"More {number}.\n")
            record.add(
                structs.replace(
                    report,
                    document=structs.replace(report.document, published=Published(day)),
                    actors=(structs.replace(report.actors[0], role=role), *report.actors[1:]),
                )
            )
        found = record.actor("Danylo Hrynko")
    assert [(one.role, one.first, one.last, one.reports) for one in found.offices] == [
        ("foreign minister", date(2025, 9, 17), date(2025, 9, 20), 2),
        ("prime minister", date(2026, 1, 5), date(2026, 2, 5), 2),
    ]
    shown = run("actor", "Danylo Hrynko", *DB).stdout
    assert "2026-01-05 to 2026-02-05  prime minister" in shown
    assert "named in 4 reports" in shown


def test_forms(run: Run) -> None:
    assert run("actor", "Hrynko", *DB, "--csv").stdout.startswith("day,kind,what,words,id,document\n")
    assert len(run("actor", "Hrynko", *DB, "--csv", "--limit", "1").stdout.splitlines()) == 2
