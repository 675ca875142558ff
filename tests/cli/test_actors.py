"""`dateline actors`: import, list, explain, sources, remove; and the page that describes them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.knowledge.imports.formats import harvest, sniff
from dateline.knowledge.imports.model import COLUMNS
from dateline.knowledge.imports.wikidata import first
from hand_reader import Run

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "knowledge" / "imports"
OWN = str(ROOT / "examples" / "actors.csv")
PAGE = (ROOT / "docs" / "actors.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))


def test_an_import_counts_rows_and_reasons(run: Run) -> None:
    result = run("actors", "import", str(DATA / "own.tsv"))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "own: added, read as own: 2 rows, 4 left out"
    assert "        1  a country that is not known: Atlantis" in result.stdout


def test_the_same_file_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("actors", "import", OWN)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.tsv")}
    result = run("actors", "import", OWN, "--json")
    assert json.loads(result.stdout)["outcome"] == "unchanged"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.tsv")} == before
    run("actors", "import", str(DATA / "own.tsv"), "--name", "own-actors", "--licence", "for us alone")
    assert [path.name for path in tmp_path.rglob("*.tsv")] == ["own-actors.tsv"]
    assert "for us alone" in run("actors", "sources").stdout


def test_a_bad_file_does_not_keep_others_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor,\n", encoding="utf-8")
    (tmp_path / "none.csv").write_text("name,country\nAda Quist,Atlantis\n", encoding="utf-8")
    result = run("actors", "import", "letter.txt", "none.csv", "missing.csv", OWN, "--json")
    assert result.exit_code == 1
    answers = [json.loads(text) for text in result.stdout.splitlines()]
    assert [answer.get("code") for answer in answers] == ["E070", "E070", "E004", None]
    assert "[E070] letter.txt: its format cannot be told" in result.stderr
    assert "a country that is not known: Atlantis: 1" in result.stderr


@pytest.mark.parametrize("name", ["../up", "", "Über", "a/b", ".hidden"])
def test_a_source_has_the_name_of_a_file(name: str, run: Run, tmp_path: Path) -> None:
    result = run("actors", "import", OWN, "--name", name)
    assert (result.exit_code, list(tmp_path.rglob("*.tsv"))) == (1, [])
    assert "[E031]" in result.stderr


def test_a_folder_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "file"))
    assert "[E073]" in run("actors", "import", OWN).stderr


def test_rows_are_listed_by_country_kind_and_source(run: Run) -> None:
    run("actors", "import", OWN)
    mine = run("actors", "list", "--source", "own-actors", "--kind", "person").stdout.splitlines()
    assert mine == [
        "Halvard Brekke · person · NOR · LEG · president of the parliament · 2030-10-03 to 2034 · own-actors",
        "Ingvild Sandmo · person · NOR · GOV · foreign minister · 2031-02-01 to now · own-actors",
    ]
    every = [
        json.loads(text) for text in run("actors", "list", "--country", "nor", "--json").stdout.splitlines()
    ]
    assert {row["source"] for row in every} == {"packaged", "own-actors"}
    assert all("NOR" in row["country"] for row in every)
    assert set(every[0]) == {*COLUMNS, "source"}
    assert "[E050]" in run("actors", "list", "--source", "elsewhere").stderr
    assert run("actors", "list", "--country", "XXX").stderr == "no actor fits\n"


def test_an_explanation_names_row_source_and_reason(run: Run) -> None:
    run("actors", "import", OWN)
    shown = run("actors", "explain", "Ingvild Sandmo", "--on", "2031-06-01").stdout
    for words in (
        "on 2031-06-01: NOR GOV",
        "- foreign minister (Minister of Foreign Affairs), NOR, 2031-02-01 to now",
        "the packaged tables do not have it",
        "own, actors.csv (SHA-256 ",
    ):
        assert words in shown
    told = json.loads(run("actors", "explain", "Ingvild Sandmo", "--on", "2030-06-01", "--json").stdout)
    assert (told["offices"], told["country"], told["source"]["file"]) == ([], ["NOR"], "actors.csv")
    assert "no office on that day" in run("actors", "explain", "Ingvild Sandmo", "--on", "2030-06-01").stdout


def test_what_is_packaged_is_explained_too(run: Run) -> None:
    told = json.loads(run("actors", "explain", "Merkel", "--on", "2015-06-01", "--json").stdout)
    assert (told["name"], told["role"], told["sector"]) == ("Angela Merkel", "Chancellor", "GOV")
    assert told["why"] == "the packaged row; no imported row is for it"
    missing = run("actors", "explain", "Merkle", "--on", "2015-06-01")
    assert (missing.exit_code, missing.stderr) == (
        1,
        "[E074] the tables have no 'Merkle' (did you mean Angela Merkel?)\n",
    )


def test_names_cannot_steer_a_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "evil.csv").write_text(
        "name,country,sector\nEvil\x1b[2J\u202eParty,NOR,PTY\n", encoding="utf-8"
    )
    run("actors", "import", "evil.csv", "--licence", "x\x1b[2J\u202ey")
    for arguments in (("list", "--source", "own-evil"), ("sources",), ("sources", "--json")):
        shown = run("actors", *arguments).stdout
        assert "\x1b" not in shown and "\u202e" not in shown  # noqa: PT018


def test_a_source_can_be_removed(run: Run, tmp_path: Path) -> None:
    run("actors", "import", OWN)
    assert run("actors", "remove", "own-actors").stdout == "own-actors: removed\n"
    assert list(tmp_path.rglob("*.tsv")) == []
    again = run("actors", "remove", "own-actors")
    assert (again.exit_code, again.stderr) == (
        1,
        "[E050] there is no imported source 'own-actors' (imported: none)\n",
    )


def test_a_damaged_source_is_named_and_the_others_are_shown(run: Run, tmp_path: Path) -> None:
    run("actors", "import", OWN)
    (tmp_path / "data" / "actors" / "broken.tsv").write_text("not ours\n", encoding="utf-8")
    result = run("actors", "sources")
    assert result.exit_code == 1
    assert "[E072]" in result.stderr
    assert "own-actors: 6 rows" in result.stdout


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.cli import main

    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    lines = [text for block in blocks for text in block.splitlines()]
    assert len(lines) == 5
    for text in lines:
        result = CliRunner().invoke(main, shlex.split(text)[1:], catch_exceptions=False)
        assert (text, result.exit_code, result.stderr) == (text, 0, "")


def test_results_of_the_queries_on_the_page_are_read(tmp_path: Path) -> None:
    queries = re.findall(r"^```sparql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(queries) == 3
    values = {
        "item": "http://www.wikidata.org/entity/Q999000001",
        "itemLabel": "Ingvild Sandmo",
        "positionLabel": "Minister of Defence",
        "kindLabel": "political party",
        "iso3": "NOR",
        "start": "2031-02-01T00:00:00Z",
    }
    for query in queries:
        head = re.match(r"SELECT (.*) WHERE", query)
        assert head is not None
        names = [name.removeprefix("?") for name in head.group(1).split()]
        file = tmp_path / "query.csv"
        file.write_text(
            f"{','.join(names)}\n{','.join(values.get(name, '') for name in names)}\n", encoding="utf-8"
        )
        rows = harvest(file, sniff(file)).finished()
        assert [(row.name, row.country, row.wikidata) for row in rows] == [
            ("Ingvild Sandmo", ("NOR",), "Q999000001")
        ]
        assert query.count("{") == query.count("}")
        for name in names:
            bound = f"?{name} " in query.split("WHERE")[1] or name.endswith(("Label", "AltLabel"))
            assert bound, name


def test_the_page_has_every_column_of_an_own_table() -> None:
    for name in COLUMNS:
        assert f"`{name}`" in PAGE, name


def test_the_first_column_that_holds_something_counts() -> None:
    assert first({"a": " ", "b": "x"}, ("a", "b")) == "x"
