from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.cli.doctor import Check


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ("doctor", *arguments), catch_exceptions=False)


def checks(result: Result) -> dict[str, Check]:
    """Return the checks by name."""
    return {found["name"]: Check(**found) for found in json.loads(result.stdout)}


def test_a_whole_installation_is_ok() -> None:
    result = run("--json")
    found = checks(result)
    assert [check for check in found.values() if not check.ok] == []
    assert result.exit_code == 0
    assert found["knowledge/states.tsv"].found.endswith(" rows")
    assert {"dateline", "duckdb", "reading", "temporary files", "terminal"} <= set(found)


def test_a_pipeline_that_is_not_there_is_told_with_its_remedy() -> None:
    result = run("--pipeline", "no_such_pipeline")
    assert result.exit_code == 1
    assert "FIX pipeline no_such_pipeline" in result.stdout
    assert "→ pip install it" in result.stdout


def test_a_temporary_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    result = run("--json")
    assert result.exit_code == 1
    assert checks(result)["temporary files"].remedy == "set TMPDIR to a folder you can write to"
