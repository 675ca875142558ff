"""The commands with the real pipeline, on the reports of `examples/`: what the help texts show works."""

from __future__ import annotations

import json
import runpy
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from dateline.cli import COMMANDS, main
from dateline.model import from_json, spans_of
from dateline.render.view import View
from dateline.web import serving

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in a folder that holds `examples/`, as a checkout does."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    # the reader of this process is loaded already
    monkeypatch.setenv("DATELINE_WORKERS", "0")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("store") / "news.duckdb"
    run("add", str(ROOT / "examples"), str(ROOT / "examples" / "carried.csv"), "--db", str(path))
    return path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command line in this process."""
    return CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_read(path: Path) -> None:
    result = run("read", f"examples/{path.name}", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    report = from_json(result.stdout)
    text = report.document.text
    assert all(text[span.start : span.end] == span.words for span in spans_of(report))
    assert report.statements


def test_every_record_of_a_report_is_explained() -> None:
    source = "examples/agency-wire.txt"
    report = from_json(run("read", source, "--json").stdout)
    shown = run("read", source).stdout
    for key in View.of(report).items():
        assert key in shown
    for key in (report.events[0].id, report.statements[0].id, report.claims[0].id, report.actors[0].id):
        result = run("read", source, "--why", key)
        assert (result.exit_code, result.stderr) == (0, "")
        assert key in result.stdout
        assert "Derivation" in result.stdout


def test_the_text_is_marked() -> None:
    assert "[e|" in run("read", "examples/agency-wire.txt", "--text").stdout


def test_a_folder_is_stored_and_asked() -> None:
    first = run("add", "examples/", "--db", "news.duckdb", "--json")
    assert first.exit_code == 0
    counts = json.loads(first.stdout.splitlines()[-1])
    assert counts == {
        "added": len(list((ROOT / "examples").rglob("*.txt"))),
        "unchanged": 0,
        "replaced": 0,
        "carried": 0,
        "failed": 0,
        "codes": {},
    }
    again = run("add", *(f"examples/{path.name}" for path in reversed(EXAMPLES)), "--db", "news.duckdb")
    assert again.stdout == f"0 added, {len(EXAMPLES)} unchanged, 0 replaced, 0 carried, 0 failed\n"
    for path in EXAMPLES[:2]:
        report = from_json(run("read", f"examples/{path.name}", "--json").stdout)
        stored = run("show", report.document.id, "--db", "news.duckdb", "--json").stdout
        assert from_json(stored) == report


_OWN = (
    "show ID",
    "correct ID",
    "--gold my-corpus",
    "evaluate my-corpus",
    "_trf",
    " import ",
    " remove ",
    "Kalmarin",
    "dateline fetch",
    "dateline watch",
    ".warc.gz",
)
"""What is in an example that needs an id, another pipeline, files that the user has imported, or the web."""


def shown_examples() -> list[str]:
    """Return the examples of the help texts, but for those that need something of the user's own."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ") and "dateline " in line]
    found = [
        line.split("   ")[0]
        for line in dict.fromkeys(lines)
        if line.split("dateline ")[1].split()[0] in COMMANDS
    ]
    return [line for line in found if not any(own in line for own in _OWN)]


@pytest.mark.parametrize("example", shown_examples())
def test_the_examples_of_the_help_texts_work(
    example: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if " serve " in example:
        _served_at_once(monkeypatch)
    first, _, piped = example.rpartition("| ")
    stdin = Path(first.split()[1]).read_bytes() if first else None
    words = shlex.split(piped.split(" > ")[0])
    if "=" in words[0]:
        monkeypatch.setenv(*words.pop(0).split("="))
    if words[1] != "add" and "--db" in words:
        shutil.copy(store, "news.duckdb")
    result = run(*words[1:], stdin=stdin)
    # reading the demonstration for the first time takes its time, and is told
    told = "" if "--demo" not in example else result.stderr
    assert (words[0], result.exit_code, result.stderr) == ("dateline", 0, told)
    assert result.stdout


def _served_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page be ready, but end at once; on any free port, with its own folder for the demonstration."""
    listening = serving.listening
    monkeypatch.setattr(serving, "listening", lambda place: listening(replace(place, port=0)))
    monkeypatch.setattr(serving, "serve", lambda _app, _taken: None)
    monkeypatch.setattr("click.launch", lambda _address: 0)
    monkeypatch.setenv("DATELINE_DATA", "data")


def block(language: str) -> str:
    """Return the example in a language from the page on the store."""
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    return page.split(f"```{language}\n")[1].split("```")[0]


def test_the_examples_of_the_page_on_the_store_work(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(store, "news.duckdb")
    example = tmp_path / "example.py"
    example.write_text(block("python"), encoding="utf-8")
    runpy.run_path(str(example))
    assert "denies" in capsys.readouterr().out
    with duckdb.connect("news.duckdb", read_only=True) as connection:
        assert connection.execute(block("sql")).fetchall()


def test_the_command_runs_in_a_shell() -> None:
    command = (
        f"cat examples/agency-wire.txt | {shlex.quote(sys.executable)} -m dateline read - --text | head -1"
    )
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("[s|words of a statement]")
