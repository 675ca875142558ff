from __future__ import annotations

from pathlib import Path

from builders import TEXT, make_report
from dateline.web.alone import alone
from hand_reader import Run


def test_a_report_is_written_as_a_page(run: Run) -> None:
    result = run("read", "report.txt", "--html", "out.html")
    assert (result.exit_code, result.stdout) == (0, "out.html\n")
    assert Path("out.html").read_text(encoding="utf-8") == alone(make_report())
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_a_page_can_go_to_standard_output(run: Run) -> None:
    result = run("read", "report.txt", "--html", "-")
    assert result.stdout == alone(make_report())
    assert result.stderr == ""


def test_several_reports_do_not_go_into_one_page(run: Run) -> None:
    Path("other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    result = run("read", "report.txt", "other.txt", "--html", "out.html")
    assert result.exit_code == 1
    assert "[E043]" in result.stderr
    assert "name a folder" in result.stderr
    assert Path("out.html").read_text(encoding="utf-8") == alone(make_report())


def test_several_reports_go_into_a_folder(run: Run) -> None:
    Path("other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    Path("pages").mkdir()
    result = run("read", "report.txt", "other.txt", "--html", "pages")
    assert result.exit_code == 0
    reports = [make_report(), make_report(TEXT + "More.\n")]
    assert {path.name for path in Path("pages").iterdir()} == {f"{one.document.id}.html" for one in reports}
    assert f"other.txt: pages/{reports[1].document.id}.html" in result.stdout.splitlines()


def test_a_page_that_cannot_be_written_is_named(run: Run) -> None:
    result = run("read", "report.txt", "--html", "nowhere/out.html")
    assert result.exit_code == 1
    assert "[E043]" in result.stderr
