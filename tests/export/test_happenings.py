"""Happenings in the formats of the field: each once, with the reports that tell it counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from msgspec import structs

from builders import make_report
from dateline.export.formats import Format
from dateline.model import Published, Report
from dateline.store.record import Record
from exported import GDELT, exported, table
from linking_reports import raid

Store = Callable[..., Path]


def test_happenings(store: Store) -> None:
    report = make_report()
    path = store(report)
    event = report.events[1]
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO happenings (id, type, modes, contexts, status, date_start, date_end, actors, recipients,"
            " place, latitude, longitude, country, words, reports, witnesses, intensity, confidence)"
            " VALUES ('h00000000aa', 'ASSAULT', ['aerial'], [], 'occurred', '2025-08-03', '2025-08-03',"
            " ['state:RUS'], ['state:UKR'], 'Odesa', 46.48, 30.73, 'UKR', 'struck', 3, 2, -9, 0.8)"
        )
        connection.execute(
            "INSERT INTO witnesses (happening, document, event, source) VALUES ('h00000000aa', ?, ?, ?)",
            [report.document.id, event.id, report.document.id],
        )
    (row,) = table(exported(path, "gdelt", by="happening"), GDELT)
    told = (
        "SQLDATE",
        "Actor1Name",
        "Actor2Name",
        "EventCode",
        "NumArticles",
        "NumSources",
        "IsRootEvent",
        "DATEADDED",
    )
    assert [row[name] for name in told] == [
        "20250803", "RUSSIA", "UKRAINE", "195", "3", "2", "", "20250917",
    ]  # fmt: skip
    assert table(exported(path, "polecat", by="happening", actor="Ukraine")) == []
    assert len(table(exported(path, "polecat", by="happening", actor="Russia", since="2025-08-01"))) == 1


def test_reports_that_are_not_linked_yet_are_counted(store: Store, tmp_path: Path) -> None:
    with Record(store(), read_only=True) as record:
        done = record.export("geojson", tmp_path / "out", by="happening")
    assert (done.written, done.left_out) == (0, {"reports not linked yet (dateline link)": 1})


def elsewhere(report: Report, paper: str, day: str) -> Report:
    """Return the very same text as another paper carried it, some day later."""
    document = structs.replace(report.document, publisher=paper, published=Published(day, source="metadata"))
    return structs.replace(report, document=document)


@pytest.fixture
def linked(store: Store) -> Path:
    """Make a store of three reports of one raid, one of them carried by two papers, and of another report."""
    first = raid("2025-03-05", "The Standard", 12)
    path = store(
        first, elsewhere(first, "The Coast", "2025-03-06"), raid("2025-03-06", "The Star", 15), make_report()
    )
    with Record(path) as record:
        record.add(raid("2025-03-07", "The Nation", 15))
        record.link()
        (happening,) = (row for row in record.timeline("KEN") if row.reports > 1)
    assert (happening.reports, happening.witnesses) == (3, 3)
    return path


def of_the_raid(path: Path, form: Format, names: list[str] | None = None, **choice: Any) -> dict[str, str]:
    """Return the one row of the raid."""
    (row,) = table(exported(path, form, by="happening", actor="KEN", **choice), names)
    return row


def test_reports_that_tell_one_thing_are_one_row(linked: Path) -> None:
    assert len(table(exported(linked, "polecat", actor="KEN"))) == 3
    row = of_the_raid(linked, "polecat")
    said = ("Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name", "Placename", "Source")
    assert [row[name] for name in said] == [
        *("2025-03-04", "ASSAULT", "aerial", "Kenya", "al-Shabaab", "Dhobley", "The Standard")
    ]
    assert row["Publication Date"] == "2025-03-05"
    with duckdb.connect(str(linked), read_only=True) as connection:
        assert connection.execute(
            "SELECT type FROM happenings WHERE id = ?", [row["Event ID"]]
        ).fetchall() == [("ASSAULT",)]


def test_gdelt_counts_articles_and_sources(linked: Path) -> None:
    row = of_the_raid(linked, "gdelt", GDELT)
    counted = ("NumMentions", "NumSources", "NumArticles", "SQLDATE", "DATEADDED", "IsRootEvent", "EventCode")
    assert [row[name] for name in counted] == ["3", "3", "3", "20250304", "20250305", "", "195"]


def test_icews_has_a_number_for_the_happening(linked: Path) -> None:
    row = of_the_raid(linked, "icews")
    polecat = of_the_raid(linked, "polecat")
    assert f"h{int(row['Event ID']) // 4096:010x}" == polecat["Event ID"]
    assert (row["Source Name"], row["Target Name"], row["CAMEO Code"]) == ("Kenya", "al-Shabaab", "195")


def test_plover_and_geojson_have_the_value_that_most_give(linked: Path) -> None:
    (record,) = map(json.loads, exported(linked, "plover", by="happening", actor="KEN").splitlines())
    assert record["size_info"] == {"dead": 15}
    assert (record["date"], record["event"], record["event_loc"]["lat"]) == ("2025-03-04", ["ASSAULT"], 0.4)
    # where the words stand is known of single reports only
    assert "text_info" not in record
    (feature,) = json.loads(exported(linked, "geojson", by="happening", actor="KEN"))["features"]
    told = feature["properties"]
    assert (told["killed_low"], told["reports"], told["witnesses"]) == (15, 3, 3)
    assert feature["id"] == record["id"]


def test_a_happening_that_is_wrong_is_left_out(linked: Path, tmp_path: Path) -> None:
    key = of_the_raid(linked, "polecat")["Event ID"]
    with Record(linked) as record:
        record.correct(key, "wrong", why="a test")
        done = record.export("polecat", tmp_path / "out", by="happening", actor="KEN")
    assert (done.written, done.left_out) == (0, {"found wrong by users": 1})
