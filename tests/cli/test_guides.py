"""The guides: every command and every block of code in them runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.model import from_json

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(autouse=True)
def _in_a_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)


def run(line: str) -> Result:
    """Run a command line of a guide."""
    program, *arguments = shlex.split(line)
    assert program == "dateline"
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of a page in a language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def test_every_command_of_the_guide_runs() -> None:
    lines = [line for block in blocks("guide.md", "sh") for line in block.splitlines()]
    assert len(lines) > 10
    report = from_json(run("dateline read examples/agency-wire.txt --json").stdout)
    for line in lines:
        result = run(line.replace(" ID", f" {report.events[0].id}"))
        assert (line, result.exit_code, result.stderr) == (line, 0, "")
        assert result.stdout, line


def test_every_command_of_the_page_on_corrections_runs() -> None:
    report = from_json(run("dateline read examples/agency-wire.txt --json").stdout)
    (block,) = blocks("corrections.md", "sh")
    for line in block.splitlines():
        result = run(line.replace(" ID", f" {report.events[0].id}"))
        assert (line, result.exit_code, result.stderr) == (line, 0, "")
        assert result.stdout, line


def test_the_fields_are_those_that_can_be_corrected() -> None:
    from dateline.evaluate.fields import known_fields

    page = (DOCS / "corrections.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) \| (`.*`) \|$", page, re.MULTILINE))
    assert {kind: tuple(re.findall(r"`(\w+)`", names)) for kind, names in rows.items()} == known_fields()


def test_the_page_on_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for number, block in enumerate(blocks("python.md", "python")):
        exec(compile(block, f"python.md, block {number}", "exec"), names)  # noqa: S102 - our own page
    shown = capsys.readouterr().out
    for words in ("<Report", "REJECT", "[E001]", "E003", "added", "<EventRow table"):
        assert words in shown


def test_links_between_pages_lead_somewhere() -> None:
    for page in (
        "guide.md",
        "python.md",
        "limits.md",
        "actors.md",
        "errors.md",
        "corrections.md",
        "store.md",
    ):
        for target in re.findall(r"\]\(([^)#]+)", (DOCS / page).read_text(encoding="utf-8")):
            assert (DOCS / target).is_file(), (page, target)


def test_the_limits_are_those_of_the_settings() -> None:
    from dateline.config import Settings

    page = (DOCS / "limits.md").read_text(encoding="utf-8")
    assert f"{Settings().max_bytes:,} bytes" in page
    assert f"{Settings().max_chars:,} characters" in page
