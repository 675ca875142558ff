from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import Result

from builders import TEXT, make_report
from dateline.model import Document, Report, from_json
from dateline.render.safe import harmless
from dateline.store.record import Record
from hand_reader import HandReader, Run


def lines(result: Result) -> list[dict[str, object]]:
    """Return the JSON objects that a command printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_same_source_three_times_is_one_document(run: Run) -> None:
    first = run("add", "report.txt", "report.txt", "--db", "news.duckdb")
    assert first.stdout == "1 added, 1 unchanged, 0 replaced, 0 carried, 0 failed\n"
    again = run("add", "report.txt", "--db", "news.duckdb")
    assert again.stdout == "0 added, 1 unchanged, 0 replaced, 0 carried, 0 failed\n"
    assert len(lines(run("events", "--db", "news.duckdb", "--json"))) == len(make_report().events)


def test_what_is_stored_is_not_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    monkeypatch.setattr(HandReader, "code", None)
    assert run("add", "report.txt", "--db", "news.duckdb").exit_code == 0
    result = run("add", "report.txt", "--db", "news.duckdb", "--again")
    assert "1 failed (E090: 1)" in result.stdout


def test_another_pipeline_reads_it_again(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    result = run("add", "report.txt", "--db", "news.duckdb", "--pipeline", "another")
    assert result.stdout == "0 added, 0 unchanged, 1 replaced, 0 carried, 0 failed\n"


def test_the_same_text_is_read_again_without_the_learned_coder(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    result = run("add", "report.txt", "--db", "news.duckdb", "--no-model")
    assert result.stdout == "0 added, 0 unchanged, 1 replaced, 0 carried, 0 failed\n"
    result = run("add", "report.txt", "--db", "news.duckdb", "--no-model")
    assert result.stdout == "0 added, 1 unchanged, 0 replaced, 0 carried, 0 failed\n"


def test_folders_and_patterns_are_sources(run: Run) -> None:
    for name in ("news/a.txt", "news/deep/b.html", "news/notes.csv", "news/.hidden/c.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(TEXT + name, encoding="utf-8")
    answers = lines(run("add", "news", "--db", "news.duckdb", "--json"))
    assert [answer.get("source") for answer in answers[:-1]] == ["news/a.txt", "news/deep/b.html"]
    assert answers[-1] == {"added": 2, "unchanged": 0, "replaced": 0, "carried": 0, "failed": 0, "codes": {}}
    answers = lines(run("add", "news/**/*.html", "nothing/*.txt", "--db", "news.duckdb", "--json"))
    assert [answer.get("outcome") for answer in answers[:-1]] == ["unchanged", "failed"]
    assert answers[-1]["codes"] == {"E004": 1}


def test_an_interrupted_run_counts_what_is_stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    read = HandReader.code

    def interrupted(self: HandReader, document: Document) -> Report:
        if "More." in document.text:
            raise KeyboardInterrupt
        return read(self, document)

    monkeypatch.setattr(HandReader, "code", interrupted)
    result = run("add", "report.txt", "other.txt", "--db", "news.duckdb")
    assert result.exit_code == 130
    assert result.stdout == "1 added, 0 unchanged, 0 replaced, 0 carried, 0 failed\n"
    monkeypatch.setattr(HandReader, "code", read)
    again = run("add", "report.txt", "other.txt", "--db", "news.duckdb")
    assert again.stdout == "1 added, 1 unchanged, 0 replaced, 0 carried, 0 failed\n"


def test_failures_are_counted_by_code(run: Run) -> None:
    Path("empty.txt").touch()
    result = run("add", "empty.txt", "absent.txt", "report.txt", "--db", "news.duckdb")
    assert result.exit_code == 1
    assert result.stdout == "1 added, 0 unchanged, 0 replaced, 0 carried, 2 failed (E001: 1, E004: 1)\n"


def test_tables_show_dates_people_and_ids(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    events = run("events", "--db", "news.duckdb").stdout
    for words in ("2025-09-16", "REJECT change", "Danylo Hrynko", "Russia", make_report().events[0].id):
        assert words in events
    assert "(2025-09-17)" in run("statements", "--db", "news.duckdb").stdout
    assert "disputed" in run("claims", "--db", "news.duckdb").stdout


@pytest.mark.parametrize("command", ["events", "statements", "claims"])
def test_a_narrow_terminal_keeps_ids_and_days_whole(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    monkeypatch.setenv("COLUMNS", "60")
    shown = run(command, "--db", "news.duckdb").stdout
    records = getattr(make_report(), command)
    assert all(record.id in shown for record in records)
    assert "2025-09-1" in shown
    assert max(len(line) for line in shown.splitlines()) <= 60


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("events", "--actor", "RUS"), 1),
        (("events", "--actor", "hrynko", "--type", "reject"), 1),
        (("events", "--recipient", "ukraine"), 1),
        (("events", "--since", "2025-09-01"), 1),
        (("events", "--until", "2025-08-15"), 1),
        (("events", "--status", "negated"), 0),
        (("events", "--limit", "1"), 1),
        (("statements", "--stance", "denies", "--stance", "rejects"), 1),
        (("statements", "--type", "direct"), 1),
        (("claims", "--actor", "RUS", "--stance", "denies"), 0),
        (("claims", "--actor", "RUS", "--stance", "asserts"), 1),
        (("claims", "--status", "disputed", "--type", "factual"), 1),
    ],
)
def test_filters(run: Run, arguments: tuple[str, ...], count: int) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    result = run(*arguments, "--db", "news.duckdb", "--json")
    assert result.exit_code == 0
    assert len(lines(result)) == count


def test_csv_has_a_header_and_the_words(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    rows = list(csv.DictReader(io.StringIO(run("events", "--db", "news.duckdb", "--csv").stdout)))
    struck = next(row for row in rows if row["words"] == "struck")
    assert (struck["actors"], struck["killed_low"], struck["intensity"]) == ("Russia", "4", "-9.0")
    rejected = next(row for row in rows if row["words"] == "rejected")
    assert (rejected["contexts"], rejected["cameo"], struck["cameo"]) == ("military", "12", "")


@pytest.mark.parametrize("command", ["events", "statements", "claims"])
def test_nothing_found_is_told_beside_the_output(run: Run, command: str) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    empty = [
        run(command, "--db", "news.duckdb", "--doc", "d0", *form) for form in ([], ["--json"], ["--csv"])
    ]
    assert [result.exit_code for result in empty] == [0, 0, 0]
    assert [result.stdout.count("\n") for result in empty] == [0, 0, 1]
    assert empty[0].stderr == "nothing on record fits\n"
    assert empty[2].stdout.startswith("id,document,published")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "words", "a=b", "2025-10-21", "“-”"])
def test_other_cells_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("form", ["", "--json", "--csv"])
def test_no_stored_word_steers_the_terminal(run: Run, form: str) -> None:
    odd = "“An offer \x1b[2J\u202e\x9b31m\U000e0041 that is made while missiles fall is a trick,”"
    text = TEXT.replace("“An offer that is made while missiles fall is a trick,”", odd)
    odd_words = odd.strip("“”")
    with Record("news.duckdb") as record:
        report = make_report(text, trick=odd_words)
        record.add(report)
    for command in ("events", "statements", "claims"):
        shown = run(command, "--db", "news.duckdb", *filter(None, [form])).stdout
        assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in shown if c != "\n")
        assert shown


def test_show_a_record_an_actor_and_a_document(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    report = make_report()
    assert "verb:reject" in run("show", report.events[0].id, "--db", "news.duckdb").stdout
    assert "foreign minister" in run("show", "per:hrynko", "--db", "news.duckdb").stdout
    assert "Events (2)" in run("show", report.document.id, "--db", "news.duckdb").stdout
    assert from_json(run("show", report.document.id, "--db", "news.duckdb", "--json").stdout) == report


def test_show_of_an_unknown_id_names_close_ones(run: Run) -> None:
    run("add", "report.txt", "--db", "news.duckdb")
    event = make_report().events[0].id
    result = run("show", event[:-2], "--db", "news.duckdb")
    assert result.exit_code == 1
    assert event in result.stderr


def test_a_store_that_is_not_there_or_not_one(run: Run) -> None:
    missing = run("events", "--db", "none.duckdb")
    assert missing.exit_code == 1
    assert missing.stderr.startswith("[E040] none.duckdb: there is no such store")
    assert run("events", "--db", "report.txt").stderr.startswith("[E040] report.txt")
    assert run("add", "report.txt", "--db", "report.txt").exit_code == 1
    assert Path("report.txt").read_text(encoding="utf-8") == TEXT


def test_the_environment_names_the_store(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DB", "news.duckdb")
    assert run("add", "report.txt").exit_code == 0
    assert len(lines(run("claims", "--json"))) == 1
