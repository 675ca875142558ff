from __future__ import annotations

import json

from builders import TEXT, make_report
from hand_reader import Run


def test_a_list_can_be_gone_on_with(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    result = run("changes", "--db", "news.duckdb", "--limit", "3", "--json")
    *rows, end = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert end == {"next": 4}
    rest = run("changes", "--db", "news.duckdb", "--since", "4", "--json").stdout.splitlines()
    assert json.loads(rest[0])["number"] == 4
    after = json.loads(rest[-1])["next"]
    none = run("changes", "--db", "news.duckdb", "--since", str(after), "--json").stdout
    assert json.loads(none) == {"next": after}


def test_tables_and_csv(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    shown = run("changes", "--db", "news.duckdb", "--kind", "document").stdout
    assert make_report(TEXT).document.id in shown
    assert "added" in shown
    assert shown.splitlines()[-1].startswith("next: ")
    header, *rows = run("changes", "--db", "news.duckdb", "--csv").stdout.splitlines()
    assert header == "number,at,what,kind,id,document"
    assert rows


def test_a_date_that_is_none_is_refused(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    result = run("changes", "--db", "news.duckdb", "--since", "monday")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E030]")
