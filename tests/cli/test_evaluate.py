"""The command with the real pipeline: gold reports that users wrote are read and measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DATELINE_WORKERS", "0")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def figures(*sources: str) -> dict[tuple[str, str], dict[str, float]]:
    result = run("evaluate", *sources, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return {(row["group"], row["field"]): row for row in map(json.loads, result.stdout.splitlines())}


def test_what_a_user_confirms_is_found_again_and_what_is_corrected_is_not() -> None:
    assert run("add", str(ROOT / "examples" / "agency-wire.txt"), "--db", "news.duckdb").exit_code == 0
    first, *_ = [
        json.loads(line) for line in run("events", "--db", "news.duckdb", "--json").stdout.splitlines()
    ]
    assert (
        run("correct", first["document"], "right", "--why", "read it", "--db", "news.duckdb").exit_code == 0
    )
    assert run("correct", "--gold", "mine", "--db", "news.duckdb").exit_code == 0
    confirmed = figures("mine")
    assert confirmed["events", "found"]["marked"] > 3
    assert confirmed["statements", "found"]["marked"] > 3
    assert min(row["f1"] for row in confirmed.values()) > 0.9
    other = "negated" if first["status"] != "negated" else "occurred"
    assert (
        run("correct", first["id"], f"status={other}", "--why", "a test", "--db", "news.duckdb").exit_code
        == 0
    )
    run("correct", "--gold", "mine", "--db", "news.duckdb")
    corrected = figures("mine")
    assert corrected["events", "status"]["right"] == confirmed["events", "status"]["right"] - 1
    assert corrected["events", "type"] == confirmed["events", "type"]


def test_the_corpus_is_read() -> None:
    path = str(ROOT / "corpus" / "reports" / "africa-01.txt")
    result = run("evaluate", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "statements" in result.stdout
    assert run("evaluate", path, "--csv").stdout.startswith("group,field,right,found,marked,precision")


def test_faults_are_coded() -> None:
    assert run("evaluate", "none.txt").stderr.startswith("[E004]")
    Path("bad.txt").write_text("no header\n\n[x{", encoding="utf-8")
    assert run("evaluate", "bad.txt").stderr.startswith("[E054]")
