from __future__ import annotations

import json

import pytest

from builders import make_report
from hand_reader import Run


@pytest.fixture(autouse=True)
def _stored(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")


def test_forms(run: Run) -> None:
    sql = "SELECT id, modes, date_start, killed_low FROM events ORDER BY number LIMIT 1"
    event = make_report().events[0]
    assert event.id in run("sql", sql, "--db", "news.duckdb").stdout
    row = json.loads(run("sql", sql, "--db", "news.duckdb", "--json").stdout)
    assert row == {"id": event.id, "modes": list(event.modes), "date_start": "2025-09-16", "killed_low": None}
    header, cells = run("sql", sql, "--db", "news.duckdb", "--csv").stdout.splitlines()
    assert header == "id,modes,date_start,killed_low"
    assert cells == f"{event.id},{'; '.join(event.modes)},2025-09-16,"


def test_columns_of_one_name_are_both_there(run: Run) -> None:
    result = run("sql", "SELECT 1 AS a, 2 AS a, 3 AS a", "--db", "news.duckdb", "--json")
    assert json.loads(result.stdout) == {"a": 1, "a:1": 2, "a:2": 3}


def test_no_cell_can_begin_a_formula_or_steer_a_terminal(run: Run) -> None:
    sql = "SELECT '=1+1' AS a, 'x' || chr(27) || '[2J' AS b"
    assert "'=1+1" in run("sql", sql, "--db", "news.duckdb", "--csv").stdout
    for form in ([], ["--csv"], ["--json"]):
        assert "\x1b" not in run("sql", sql, "--db", "news.duckdb", *form).stdout


def test_values_of_every_type_are_printed(run: Run) -> None:
    values = (
        *(
            "1.5::DECIMAL(4,1)",
            "TIMESTAMP '2025-10-21 06:00:00'",
            "'\\x00'::BLOB",
            "{'a': [1]}",
            "MAP {'k': 1}",
        ),
        *(
            "INTERVAL 1 DAY",
            "uuid()",
            "'inf'::DOUBLE",
            "'nan'::DOUBLE",
            "(2::HUGEINT << 70)",
            "TIME '01:02:03'",
        ),
        *("NULL", "[NULL]", "true"),
    )
    sql = f"SELECT {', '.join(values)}"
    for form in ([], ["--csv"], ["--json"]):
        result = run("sql", sql, "--db", "news.duckdb", *form)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout


def test_a_cut_answer_says_so(run: Run) -> None:
    result = run("sql", "FROM range(5)", "--db", "news.duckdb", "--limit", "2", "--csv")
    assert len(result.stdout.splitlines()) == 3
    assert "only the first 2 rows" in result.stderr


def test_errors_are_coded(run: Run) -> None:
    result = run("sql", "DROP TABLE events", "--db", "news.duckdb")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E052]")
    slow = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a, b) = 1"
    assert run("sql", slow, "--db", "news.duckdb", "--seconds", "0.2").stderr.startswith("[E053]")
