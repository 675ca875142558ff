"""`dateline timeline --plot`, `--svg` and `--png` on a store of reports made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dateline.store.record import Record
from hand_reader import Run
from linking_reports import raid

KENYA = ("timeline", "KEN", "SOM", "--db", "news.duckdb")


@pytest.fixture(autouse=True)
def _stored(run: Run) -> None:
    with Record(Path("news.duckdb")) as record:
        record.add(raid("2025-03-05", "The Standard", 12))
        record.add(raid("2025-03-06", "The Star", 15))
    run("link", "--db", "news.duckdb")


def test_the_plot_of_a_conflict_hangs_below_the_line(run: Run) -> None:
    result = run(*KENYA, "--plot")
    title, _, zero, *below, days, note = result.stdout.splitlines()
    assert (result.exit_code, result.stderr, title) == (0, "", "KEN, SOM")
    assert zero.split()[0] == "0"
    assert all("█" in row for row in below)
    assert below[-1].split()[0] == "-9"
    # two reports of one happening
    assert (days.strip(), note) == ("2025-03-04", "1 happening")


def test_nothing_to_plot(run: Run) -> None:
    result = run("timeline", "KEN", "UGA", "--db", "news.duckdb", "--plot")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing on record fits\n")


def test_a_picture_is_written(run: Run) -> None:
    result = run(*KENYA, "--svg", "kenya.svg")
    assert (result.exit_code, result.stdout) == (0, "kenya.svg: 1 happening\n")
    root = ET.parse("kenya.svg").getroot()  # noqa: S314 - our own file, which has no entities
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "KEN, SOM"
    assert run(*KENYA, "--svg", "-").stdout == Path("kenya.svg").read_text(encoding="utf-8")


def test_a_picture_and_the_list(run: Run) -> None:
    result = run(*KENYA, "--json", "--svg", "kenya.svg")
    assert (json.loads(result.stdout)["reports"], result.stderr) == (2, "kenya.svg: 1 happening\n")


@pytest.mark.parametrize(
    "words", [("--json", "--svg", "-"), ("--plot", "--png", "-"), ("--svg", "-", "--png", "-")]
)
def test_standard_output_takes_one_of_them(run: Run, words: tuple[str, ...]) -> None:
    assert run(*KENYA, *words).exit_code == 2


def test_both_kinds_of_picture_at_once(run: Run) -> None:
    result = run(*KENYA, "--svg", "kenya.svg", "--png", "kenya.png")
    assert (result.exit_code, result.stdout) == (0, "kenya.svg: 1 happening\nkenya.png: 1 happening\n")
    assert Path("kenya.png").read_bytes().startswith(b"\x89PNG")
    piped = run(*KENYA, "--png", "-")
    assert (piped.stdout_bytes, piped.stderr) == (Path("kenya.png").read_bytes(), "-: 1 happening\n")


def test_a_picture_that_cannot_be_written(run: Run) -> None:
    result = run(*KENYA, "--svg", "nowhere/kenya.svg")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("[E043]")
