"""`dateline serve --demo`: reports that are read once, kept whole, and found in a package or a checkout."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import TEXT
from dateline.cli import demonstrating, main
from dateline.cli import serve as serve_command
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.store.record import Record
from dateline.web.desk import Desk
from hand_reader import HandReader

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package's folder with three reports."""
    folder = tmp_path / "package"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{TEXT}\nLine {number}.\n", encoding="utf-8")
    (folder / "README.md").write_text("No report.", encoding="utf-8")
    monkeypatch.setattr(demonstrating, "PACKAGED", folder)
    monkeypatch.setattr("dateline.pipeline.reader", HandReader)
    # the hand reader lives in this process alone
    monkeypatch.setenv("DATELINE_WORKERS", "0")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    return folder


def fail(path: Path, files: Sequence[Path]) -> None:
    raise AssertionError(f"read again: {path}, {files}")


def kept(tmp_path: Path) -> list[str]:
    return sorted(one.name for one in (tmp_path / "data" / "demonstration").iterdir())


def test_the_reports_are_read_once(reports: Path, tmp_path: Path) -> None:
    path = demonstrating.store(Settings(), demonstrating.read_reports)
    with Record(path, read_only=True) as record:
        assert record.counts()["documents"] == len(list(reports.glob("*.txt")))
        assert record.waiting() == 0
    assert demonstrating.store(Settings(), fail) == path
    assert kept(tmp_path) == [path.parent.name]


def test_other_reports_are_another_record(reports: Path, tmp_path: Path) -> None:
    first = demonstrating.store(Settings(), demonstrating.read_reports)
    (reports / "0.txt").write_text(f"{TEXT}\nAnother line.\n", encoding="utf-8")
    second = demonstrating.store(Settings(), demonstrating.read_reports)
    assert first != second
    assert first.is_file()
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize(
    "failure", [KeyboardInterrupt(), DatelineError("E012", "it takes too long")], ids=repr
)
def test_what_is_interrupted_leaves_nothing(reports: Path, tmp_path: Path, failure: BaseException) -> None:
    assert reports.is_dir()

    def interrupted(path: Path, files: Sequence[Path]) -> None:
        demonstrating.read_reports(path, files[:1])
        raise failure

    with pytest.raises(type(failure)):
        demonstrating.store(Settings(), interrupted)
    assert kept(tmp_path) == []
    assert demonstrating.store(Settings(), demonstrating.read_reports).is_file()


def test_two_that_make_it_at_once_end_with_one(reports: Path, tmp_path: Path) -> None:
    assert reports.is_dir()

    def slower(path: Path, files: Sequence[Path]) -> None:
        demonstrating.read_reports(path, files)
        other = path.parent.with_name(demonstrating.key_of(files))
        other.mkdir()
        demonstrating.read_reports(other / demonstrating.NAME, files)

    path = demonstrating.store(Settings(), slower)
    assert path.is_file()
    assert kept(tmp_path) == [path.parent.name]


def test_a_report_that_cannot_be_read_ends_it(reports: Path, tmp_path: Path) -> None:
    (reports / "1.txt").write_text("\n", encoding="utf-8")
    with pytest.raises(DatelineError) as caught:
        demonstrating.store(Settings(), demonstrating.read_reports)
    assert caught.value.code == "E001"
    assert kept(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_said(reports: Path, tmp_path: Path) -> None:
    assert reports.is_dir()
    (tmp_path / "data").write_text("a file")
    with pytest.raises(DatelineError) as caught:
        demonstrating.store(Settings(), fail)
    assert caught.value.code == "E043"


def test_a_checkout_and_a_wheel_have_the_reports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    included = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]["force-include"]
    source = ROOT / "examples" / "nuclear-file"
    assert included[source.relative_to(ROOT).as_posix()] == f"dateline/{demonstrating.PACKAGED.name}"
    assert len(demonstrating.reports()) == len(list(source.glob("*.txt"))) == 40
    monkeypatch.setattr(demonstrating, "PACKAGED", tmp_path / "nothing")
    monkeypatch.setattr(demonstrating, "SOURCE", tmp_path / "nothing")
    with pytest.raises(DatelineError) as caught:
        demonstrating.reports()
    assert caught.value.code == "E004"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("--demo", "--db", "news.duckdb"), "exclude each other"), ((), "--demo")],
    ids=["both", "neither"],
)
def test_one_store_is_named(arguments: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_DB", raising=False)
    result = CliRunner().invoke(main, ["serve", *arguments])
    assert result.exit_code == 2
    assert told in result.output


def test_a_store_of_the_environment_gives_way(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reports.is_dir()
    monkeypatch.setenv("DATELINE_DB", "news.duckdb")
    shown: list[Path] = []

    def site(desk: Desk, *_: object, **__: object) -> None:
        shown.append(desk.path)

    monkeypatch.setattr("dateline.web.serving.site", site)
    monkeypatch.setattr("dateline.web.serving.serve", lambda *_: None)
    result = CliRunner().invoke(serve_command.command, ["--demo", "--port", "0"], catch_exceptions=False)
    assert result.exit_code == 0
    assert [path.name for path in shown] == [demonstrating.NAME]
