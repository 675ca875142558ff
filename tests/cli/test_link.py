"""`dateline link`, `stories` and `timeline` on a store of reports made by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from builders import make_report
from dateline.store.record import Record
from hand_reader import Run
from linking_reports import raid


@pytest.fixture
def store(run: Run) -> Path:
    """Store three reports of one raid, of which two agree, and one of something else."""
    path = Path("news.duckdb")
    with Record(path) as record:
        record.add(raid("2025-03-05", "The Standard", 12))
        record.add(raid("2025-03-05", "The Nation", 12, dated=False))
        record.add(raid("2025-03-06", "The Star", 15))
        record.add(make_report())
    run("link", "--db", str(path))
    return path


def test_linking_says_what_it_did(run: Run) -> None:
    with Record("news.duckdb") as record:
        record.add(make_report())
    assert run("stories", "--db", "news.duckdb").stderr.startswith(
        "1 reports are not linked yet: dateline link"
    )
    done = json.loads(run("link", "--db", "news.duckdb", "--json").stdout)
    assert (done["documents"], done["stories"], done["happenings"]) == (1, 1, 2)
    assert run("link", "--db", "news.duckdb").stdout.startswith("0 linked")


def test_add_links_at_its_end_unless_told_not_to(run: Run) -> None:
    run("add", "report.txt", "--db", "a.duckdb")
    assert run("stories", "--db", "a.duckdb", "--json").stdout
    run("add", "report.txt", "--db", "b.duckdb", "--no-link")
    assert not run("stories", "--db", "b.duckdb", "--json").stdout


def test_stories(run: Run, store: Path) -> None:
    found = [json.loads(line) for line in run("stories", "--db", str(store), "--json").stdout.splitlines()]
    assert [(row["reports"], row["first_day"], row["last_day"]) for row in found] == [
        (3, "2025-03-05", "2025-03-06"),
        (1, "2025-09-17", "2025-09-17"),
    ]
    assert "Kenyan jets bomb" in run("stories", "--db", str(store), "--least", "2").stdout


def test_a_happening_stands_once_with_what_is_disputed(run: Run, store: Path) -> None:
    [row] = [
        json.loads(line)
        for line in run("timeline", "KEN", "SOM", "--db", str(store), "--json").stdout.splitlines()
    ]
    assert row["reports"] == 3
    assert row["date_start"] == "2025-03-04"
    assert row["killed_low"] == row["killed_high"] == 12
    assert row["differing"] == ["killed: 12 (2), 15 (1)"]
    assert [(one["field"], one["value"], one["chosen"]) for one in row["values"]] == [
        ("killed", "12", True),
        ("killed", "15", False),
    ]
    assert set(row["values"][0]["told_by"]) == {"The Nation 2025-03-05", "The Standard 2025-03-05"}
    assert row["turns"] == []
    [line] = csv.DictReader(io.StringIO(run("timeline", "Kenya", "--db", str(store), "--csv").stdout))
    assert (line["actors"], line["recipients"]) == ("Kenya", "al-Shabaab")
    assert line["values"].endswith("killed 15: The Star 2025-03-06")
    assert "ASSAULT aerial" in run("timeline", "Kenya", "shabaab", "--db", str(store)).stdout


def test_who_says_which_stands_below_the_table(run: Run, store: Path) -> None:
    told = run("timeline", "KEN", "SOM", "--db", str(store)).stdout.partition("who says which")[2]
    lines = [line.strip() for line in told.splitlines()]
    assert "killed 15: The Star 2025-03-06" in lines
    assert any(line.startswith("killed 12: ") and line.endswith("(shown)") for line in lines)


def test_who_denies_it_stands_below_the_table(run: Run, tmp_path: Path) -> None:
    with Record(tmp_path / "a.duckdb") as record:
        for report in (
            raid("2025-03-05", "The Nation", 12),
            raid("2025-03-06", "The Star", 12, status="negated"),
        ):
            record.add(report)
        record.link()
    given = ("timeline", "KEN", "--db", str(tmp_path / "a.duckdb"))
    assert "denied by the report (The Star 2025-03-06)" in run(*given).stdout
    [row] = [json.loads(line) for line in run(*given, "--json").stdout.splitlines()]
    assert [(turn["what"], turn["publisher"]) for turn in row["turns"]] == [("denies", "The Star")]


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (["--since", "2025-03"], 1),
        (["--since", "2025-03-05"], 0),
        (["--until", "2025-03"], 1),
        (["--until", "2024"], 0),
        (["--since", "2025", "--until", "2025"], 1),
    ],
)
def test_the_days_of_a_timeline(run: Run, store: Path, options: list[str], rows: int) -> None:
    assert len(run("timeline", "KEN", "--db", str(store), "--json", *options).stdout.splitlines()) == rows


def test_what_countries_do_to_each_other(store: Path) -> None:
    import duckdb

    with duckdb.connect(str(store), read_only=True) as connection:
        found = connection.execute(
            'SELECT "day", source, target, events, dated, cooperation, conflict, intensity '
            "FROM dyads_daily WHERE source = 'KEN'"
        ).fetchall()
    assert [(str(day), *rest) for day, *rest in found] == [("2025-03-04", "KEN", "SOM", 1, 1, 0, 1, -9.0)]


def test_three_sides_are_too_many(run: Run, store: Path) -> None:
    assert run("timeline", "KEN", "SOM", "UGA", "--db", str(store)).exit_code == 2
