"""A command line whose reader answers with reports made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import TEXT
from dateline.cli import main
from hand_reader import HandReader, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command line in an empty folder that holds `report.txt`."""
    monkeypatch.setattr("dateline.pipeline.reader", HandReader)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    # the hand reader lives in this process alone
    monkeypatch.setenv("DATELINE_WORKERS", "0")
    Path("report.txt").write_text(TEXT, encoding="utf-8")

    def call(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)

    return call
