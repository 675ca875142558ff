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
    assert header == "number,at,what,kind,id,document,said,why,by,replaced_by"
    assert rows


def test_a_correction_says_who_and_why(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    event = make_report(TEXT).events[0].id
    run("correct", event, "status=alleged", "--why", "so it says", "--by", "Ana", "--db", "news.duckdb")
    told, end = map(
        json.loads,
        run("changes", "--kind", "event", "--db", "news.duckdb", "--json").stdout.splitlines()[-2:],
    )
    assert [told[name] for name in ("what", "kind", "id", "said", "why", "by")] == [
        *("corrected", "event", event, 'status = "alleged"', "so it says", "Ana")
    ]
    assert end == {"next": told["number"] + 1}
    shown = " ".join(run("changes", "--since", str(told["number"]), "--db", "news.duckdb").stdout.split())
    for words in ("corrected by", "Ana", "alleged", "so it", "says"):
        assert words in shown


def test_a_date_that_is_none_is_refused(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    result = run("changes", "--db", "news.duckdb", "--since", "monday")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E030]")
