"""`dateline export`: what the user sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.export.formats import FORMATS
from hand_reader import Run


@pytest.fixture
def stored(run: Run) -> Run:
    """Run a command line in a folder with a store."""
    assert run("add", "report.txt", "--db", "news.duckdb").exit_code == 0
    return run


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(form: str, stored: Run) -> None:
    result = stored("export", form, "--db", "news.duckdb", "--out", "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("out: ")
    out = Path("out")
    assert any(out.iterdir()) if form == "parquet" else out.stat().st_size > 0


def test_what_was_left_out_is_said(stored: Run) -> None:
    result = stored("export", "icews", "--db", "news.duckdb", "--out", "out.tsv", "--dates", "known")
    assert result.stdout == "out.tsv: 1 written; left out: 1 not dated to the day\n"


def test_standard_output_holds_the_data_alone(stored: Run) -> None:
    result = stored("export", "plover", "--db", "news.duckdb", "--out", "-", "--type", "reject")
    assert json.loads(result.stdout)["event"] == ["REJECT"]
    assert result.stderr == "-: 1 written\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("zip", "--actor", "IRN", "--out", "o"), 1, "[E031]"),
        (("polecat", "--out", "nowhere/o"), 1, "[E043]"),
        (("polecat", "--out", "o", "--since", "soon"), 2, "[E030]"),
        (("polecat",), 2, "--out"),
        (("xml", "--out", "o"), 2, "xml"),
    ],
)
def test_mistakes(arguments: tuple[str, ...], code: int, words: str, stored: Run) -> None:
    result = stored("export", *arguments, "--db", "news.duckdb")
    assert result.exit_code == code
    assert words in result.stderr
    assert not Path("o").exists()


def test_the_store_is_not_made(run: Run) -> None:
    result = run("export", "zip", "--db", "none.duckdb", "--out", "o")
    assert (result.exit_code, "[E040]" in result.stderr) == (1, True)
    assert not Path("none.duckdb").exists()
