from __future__ import annotations

import csv
import json
from pathlib import Path

import msgspec
import pytest

from builders import TEXT, make_report
from dateline.model import from_json
from dateline.render.view import View
from hand_reader import Run


def test_the_record_is_printed_with_its_words(run: Run) -> None:
    result = run("read", "report.txt")
    assert result.exit_code == 0
    report = make_report()
    for words in (
        "Ukraine rejects Russian offer of Black Sea truce",
        "published 2025-09-17 (header)",
        "by Mara Lindqvist",
        "Danylo Hrynko (UKR GOV) → Russia (RUS)",
        "“struck” in: Russian forces struck",
        "four dock workers killed",
        "2025-09-16 (“Tuesday”)",
        "disputed · factual",
        "“Moscow’s claim”",
        "the 2022 grain deal",
        "[N001]",
        *View.of(report).items(),
    ):
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_standard_input_is_a_source(run: Run) -> None:
    result = run("read", "-", "--json", stdin=TEXT)
    assert from_json(result.stdout) == make_report()


def test_several_sources_are_one_json_document_a_line(run: Run) -> None:
    Path("other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    result = run("read", "report.txt", "other.txt", "--json")
    reports = [from_json(line) for line in result.stdout.splitlines()]
    assert reports == [make_report(), make_report(TEXT + "More.\n")]


def test_the_batch_goes_on_after_an_error(run: Run) -> None:
    Path("empty.txt").touch()
    Path("poison.txt").write_bytes(b"poison")
    result = run("read", "absent.txt", "empty.txt", "poison.txt", "report.txt", "--json")
    assert result.exit_code == 1
    assert from_json(result.stdout) == make_report()
    lines = result.stderr.splitlines()
    assert lines[0] == "[E004] absent.txt: the source does not exist (check the name)"
    assert lines[1] == "[E001] empty.txt: the source is empty (give a file with text)"
    assert lines[2].startswith(
        "[E090] poison.txt: dateline failed on it: ZeroDivisionError in hand_reader.py:"
    )
    assert "\x1b" not in result.stderr
    assert len(lines) == 3


def test_text_is_marked_without_colour(run: Run) -> None:
    result = run("read", "report.txt", "--text")
    assert "[a|Russian forces] [e|struck] the port of [p|Odesa] in [t|August]" in result.stdout
    assert "[e|words that name an event]" in result.stdout


def test_why_shows_words_rule_and_derivation(run: Run) -> None:
    event = make_report().events[0]
    result = run("read", "report.txt", "--why", event.id)
    assert result.exit_code == 0
    assert "type by verb:reject from “rejected”" in result.stdout
    assert "the Tuesday before 2025-09-17" in result.stdout


def test_why_as_json(run: Run) -> None:
    event = make_report().events[0]
    answer = json.loads(run("read", "report.txt", "--why", event.id, "--json").stdout)
    assert answer["kind"] == "event"
    assert answer["record"] == json.loads(msgspec.json.encode(event))
    assert ["trigger", json.loads(msgspec.json.encode(event.trigger))] in answer["words"]


def test_an_unknown_id_names_close_ones(run: Run) -> None:
    event = make_report().events[0]
    wrong = event.id[:-1] + ("0" if event.id[-1] != "0" else "1")
    result = run("read", "report.txt", "--why", wrong)
    assert result.exit_code == 1
    assert result.stderr.startswith(
        f"[E050] there is no record with the id '{wrong}' (did you mean {event.id}"
    )


def test_one_report_of_several_may_hold_the_id(run: Run) -> None:
    Path("other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    result = run("read", "other.txt", "report.txt", "--why", make_report().events[0].id)
    assert result.exit_code == 0
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read", "report.txt", "--published", "yesterday"), "[E030]"),
        (("read",), "Missing argument"),
        (("raed", "report.txt"), "Did you mean 'read'?"),
        (("events", "--db", "x", "--type", "SHOUT"), "is not one of"),
    ],
)
def test_a_wrong_command_line_ends_with_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_source_over_the_limit_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.cli import read
    from dateline.config import Settings

    monkeypatch.setattr(read, "Settings", lambda **given: Settings(**given, max_bytes=10))
    result = run("read", "report.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("[E003] report.txt: the source is larger than 10 bytes")


def test_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema").stdout)["$ref"] == "#/$defs/Report"


def test_columns_of_a_table_are_named(run: Run) -> None:
    rows = [["id", "Körper"], ["1", TEXT]]
    with Path("reports.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    found = run("read", "reports.csv", "--column", "text=Körper", "--json")
    assert (found.exit_code, found.stderr) == (0, "")
    missing = run("read", "reports.csv", "--column", "text=Rumpf")
    assert "[E009]" in missing.stderr
    assert "Körper" in missing.stderr
    wrong = run("read", "reports.csv", "--column", "words=Körper")
    assert wrong.exit_code == 2
    assert "[E031]" in wrong.stderr
