from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.cli.doctor import Check

EXAMPLE = Path(__file__).parents[2] / "examples" / "geonames.tsv"


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


@pytest.fixture
def places_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    return tmp_path / "places"


def imported_places() -> Check:
    """Return what the doctor finds of imported places; a pipeline that is not there keeps the rest short."""
    return checks(run("--json", "--pipeline", "no_such_pipeline"))["imported places"]


def test_imported_places_are_looked_at(places_folder: Path) -> None:
    assert imported_places() == Check("imported places", ok=True, found="none")
    CliRunner().invoke(main, ("places", "import", str(EXAMPLE), "--name", "own"), catch_exceptions=False)
    assert imported_places().found.startswith("own: 6 places, 0.0 MB, as imported ")
    (places_folder / ".cut-off.part").write_bytes(b"x" * 150_000)
    assert "; 0.1 MB of an import that is under way or was killed" in imported_places().found


@pytest.mark.parametrize("damage", ["changed", "cut"])
def test_imported_places_that_were_damaged_are_told(places_folder: Path, damage: str) -> None:
    CliRunner().invoke(main, ("places", "import", str(EXAMPLE), "--name", "own"), catch_exceptions=False)
    path = places_folder / "own.sqlite"
    contents = path.read_bytes()
    at = contents.index(b"kalmarin")
    path.write_bytes(
        contents[:-1000] if damage == "cut" else contents[:at] + b"halmarin" + contents[at + 8 :]
    )
    found = imported_places()
    assert not found.ok
    assert "not what was imported" in found.found
    assert "import the file again" in found.remedy
