"""`dateline places`: import, list, sources, remove."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hand_reader import Run

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "geonames.tsv")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))


def test_an_import_counts_places_and_reasons(run: Run) -> None:
    result = run("places", "import", EXAMPLE)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "geonames: added, 6 places, 2 left out",
        "          2  a feature that news does not name",
    ]
    assert json.loads(run("places", "import", EXAMPLE, "--json").stdout)["outcome"] == "unchanged"


def test_places_of_a_name_say_where_they_come_from(run: Run) -> None:
    run("places", "import", EXAMPLE, "--name", "villages")
    found = [json.loads(text) for text in run("places", "list", "Kalmarin", "--json").stdout.splitlines()]
    assert [(place["country"], place["source"]) for place in found] == [
        ("AFG", "villages"),
        ("SWE", "villages"),
    ]
    assert "packaged" in run("places", "list", "Tehran").stdout
    assert "no place has that name" in run("places", "list", "Qwertyville").stderr


def test_a_source_is_listed_and_removed(run: Run, tmp_path: Path) -> None:
    run("places", "import", EXAMPLE, "--licence", "for us alone")
    shown = run("places", "sources").stdout
    assert "geonames: 6 places" in shown
    assert "for us alone" in shown
    assert run("places", "remove", "geonames").exit_code == 0
    assert not list((tmp_path / "data").rglob("*.sqlite"))


def test_a_damaged_source_is_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "places"
    folder.mkdir(parents=True)
    (folder / "own.sqlite").write_bytes(b"nothing")
    result = run("places", "sources")
    assert result.exit_code == 1
    assert "[E072]" in result.stderr


@pytest.mark.parametrize(("name", "code"), [("missing.txt", "E004"), ("report.txt", "E070")])
def test_what_is_no_export_is_refused(run: Run, name: str, code: str) -> None:
    result = run("places", "import", name)
    assert result.exit_code == 1
    assert f"[{code}]" in result.stderr
