from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

from builders import TEXT, make_report
from dateline.model import Appearance, Place, When
from hand_reader import Run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        (
            "times",
            ("published 2025-09-17 (header)", "[Tuesday]", "2025-09-16", "in [August], killing", "2025-08"),
        ),
        ("places", ("the port of [Odesa] in", "UKR", "46.48, 30.73")),
        (
            "actors",
            (
                "published 2025-09-17 (header)",
                "[Ukraine’s foreign minister] on",
                "[Russian forces] struck",
                "Danylo Hrynko (UKR GOV)",
                "nominal",
            ),
        ),
    ],
)
def test_the_words_stand_marked_in_their_line(run: Run, what: str, shown: tuple[str, ...]) -> None:
    result = run("find", what, "report.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    for words in shown:
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize("what", ["times", "places", "actors"])
def test_a_narrow_terminal_gets_one_below_the_other(
    run: Run, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = run("find", what, "report.txt")
    assert max(map(len, result.stdout.splitlines())) <= 60
    assert " · " in result.stdout


def test_json_gives_the_records_back(run: Run) -> None:
    report = make_report()
    told = {
        what: json.loads(run("find", what, "report.txt", "--json").stdout) for what in ("times", "places")
    }
    for answer in told.values():
        assert (answer["source"], answer["document"]) == ("report.txt", report.document.id)
        assert answer["published"]["date"] == "2025-09-17"
    assert msgspec.convert(told["times"]["times"], tuple[When, ...]) == report.times
    assert msgspec.convert(told["places"]["places"], tuple[Place, ...]) == report.places
    answer = json.loads(run("find", "actors", "report.txt", "--json").stdout)
    found = msgspec.convert(answer["actors"], tuple[Appearance, ...])
    assert {one.actor for one in found} <= set(report.actors)
    assert {mention for one in found for mention in one.mentions} == set(report.mentions)


@pytest.mark.parametrize("what", ["times", "places", "actors"])
def test_csv_has_a_row_for_all_words_in_their_order(run: Run, what: str) -> None:
    report = make_report()
    expected = {
        "times": [when.span for when in report.times if when.span],
        "places": [place.span for place in report.places],
        "actors": [mention.span for mention in report.mentions],
    }[what]
    table = rows(run("find", what, "report.txt", "--csv").stdout)
    found = [(row["words"], int(row["first_character"]), int(row["end_character"])) for row in table]
    assert found == [(span.words, span.start, span.end) for span in sorted(expected)]
    assert all(TEXT[start:end] == words for words, start, end in found)


def test_csv_gives_the_fields_back(run: Run) -> None:
    report = make_report()
    for when, row in zip(report.times, rows(run("find", "times", "report.txt", "--csv").stdout), strict=True):
        assert (row["type"], row["value"], row["start"], row["end"]) == (
            when.type,
            when.value,
            when.start,
            when.end,
        )
    (place,) = report.places
    (row,) = rows(run("find", "places", "report.txt", "--csv").stdout)
    assert (float(row["lat"]), float(row["lon"]), row["country"]) == (place.lat, place.lon, place.country)
    actors = {actor.id: actor for actor in report.actors}
    for row in rows(run("find", "actors", "report.txt", "--csv").stdout):
        actor = actors[row["id"]]
        assert (row["name"], row["sector"], row["country"]) == (
            actor.name,
            actor.sector,
            "; ".join(actor.country),
        )


def test_csv_without_findings_has_its_header(run: Run) -> None:
    result = run("find", "times", "absent.txt", "--csv")
    assert (
        result.stdout == "source,words,first_character,end_character,type,value,start,end,precision,anchor\n"
    )


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(run: Run) -> None:
    Path("empty.txt").touch()
    Path("poison.txt").write_bytes(b"poison")
    result = run("find", "times", "absent.txt", "empty.txt", "poison.txt", "report.txt", "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == ["report.txt"]
    codes = [line[:14] for line in result.stderr.splitlines()]
    assert codes == ["[E004] absent.", "[E001] empty.t", "[E090] poison."]
    assert "\x1b" not in result.stderr


def test_standard_input_and_several_files(run: Run) -> None:
    result = run("find", "places", "-", "report.txt", "--json", stdin=TEXT)
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first.pop("source"), second.pop("source")) == ("-", "report.txt")
    assert first == second


def test_the_publisher_reaches_the_finder(run: Run) -> None:
    asked = ("report.txt", "--publisher", "stuff.co.nz", "--json")
    assert json.loads(run("find", "places", *asked).stdout)["places"][-1]["name"] == "stuff.co.nz"
    assert json.loads(run("find", "actors", *asked).stdout)["actors"][0]["actor"]["name"] == "stuff.co.nz"


@pytest.mark.parametrize("what", ["times", "places", "actors"])
def test_the_day_that_is_given_wins(run: Run, what: str) -> None:
    result = run("find", what, "report.txt", "--published", "2024-02-29", "--json")
    assert json.loads(result.stdout)["published"]["date"] == "2024-02-29"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("times", "report.txt", "--published", "soon"), "[E030]"),
        (("places", "report.txt", "--published", "soon"), "[E030]"),
        (("times", "report.txt", "--publisher", "stuff.co.nz"), "No such option"),
        (("times",), "Missing argument"),
        (("dates", "report.txt"), "No such command"),
    ],
)
def test_a_wrong_command_line_ends_with_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("find", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_report_cannot_steer_the_terminal(run: Run) -> None:
    Path("odd.txt").write_text(TEXT.replace("port of Odesa", "port\x1b[2J of Odesa"), encoding="utf-8")
    result = run("find", "places", "odd.txt")
    assert "\x1b" not in result.stdout
    assert "[Odesa]" in result.stdout
