from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.store.record import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("store") / "news.duckdb"
    with Record(path) as store:
        store.add(make_report())
    with Record(path, read_only=True) as store:
        yield store


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({}, ["ASSAULT", "REJECT"]),
        ({"actor": "RUS"}, ["ASSAULT"]),
        ({"actor": "rus"}, []),
        ({"actor": "state:RUS"}, ["ASSAULT"]),
        ({"actor": "russia"}, ["ASSAULT"]),
        ({"actor": "Rússia"}, ["ASSAULT"]),
        ({"actor": "Danylo"}, ["REJECT"]),
        ({"actor": "HRYNKO, danylo"}, []),
        ({"actor": "Dan"}, []),
        ({"actor": "Ukraine"}, []),
        ({"actor": "UKR"}, ["REJECT"]),
        ({"recipient": "UKR"}, ["ASSAULT"]),
        ({"type": "REJECT"}, ["REJECT"]),
        ({"type": ["REJECT", "AID"]}, ["REJECT"]),
        ({"status": ["negated"]}, []),
        ({"since": "2025-08-31", "until": "2025-08-31"}, ["ASSAULT"]),
        ({"since": date(2025, 9, 1)}, ["REJECT"]),
        ({"until": "2025-07-31"}, []),
        ({"doc": "d0"}, []),
        ({"limit": 1}, ["ASSAULT"]),
        ({"actor": "'; DROP TABLE events; --"}, []),
        ({"actor": "%"}, []),
        ({"actor": None, "limit": None}, ["ASSAULT", "REJECT"]),
    ],
)
def test_events(record: Record, filters: Any, types: list[str]) -> None:
    assert [row.type for row in record.events(**filters)] == types


@pytest.mark.parametrize(
    ("filters", "cues"),
    [
        ({}, ["denied", "said"]),
        ({"stance": "denies"}, ["denied"]),
        ({"type": "direct"}, ["said"]),
        ({"actor": "Hrynko"}, ["denied", "said"]),
        ({"recipient": "RUS"}, []),
        # One is dated the 16th, the other counts as said when it was published.
        ({"since": "2025-09-17"}, ["said"]),
        ({"until": "2025-09-16"}, ["denied"]),
    ],
)
def test_statements(record: Record, filters: Any, cues: list[str]) -> None:
    assert [row.cue for row in record.statements(**filters)] == cues


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 1),
        ({"actor": "RUS"}, 1),
        ({"actor": "RUS", "stance": "asserts"}, 1),
        ({"actor": "RUS", "stance": "denies"}, 0),
        ({"stance": ["denies"]}, 1),
        ({"status": "uncontested"}, 0),
        ({"type": "factual"}, 1),
        ({"since": "2025-09-17", "until": "2025-09-17"}, 1),
        ({"since": "2025-09-18"}, 0),
    ],
)
def test_claims(record: Record, filters: Any, count: int) -> None:
    assert len(record.claims(**filters)) == count


def test_rows_are_typed(record: Record) -> None:
    struck, _ = record.events()
    assert struck.date_start == date(2025, 8, 1)
    assert struck.recipients == ("Ukraine",)
    assert struck.killed_low == 4
    assert struck.claimed_by == ()
    (claim,) = record.claims()
    assert [(party.actor, party.stance, party.words) for party in claim.parties] == [
        ("Russia", "asserts", "Moscow’s claim"),
        ("Danylo Hrynko", "denies", "its navy had mined a grain corridor"),
    ]


def test_a_filter_that_a_table_does_not_have_is_an_error(record: Record) -> None:
    with pytest.raises(TypeError, match="stance"):
        record.events(stance="denies")  # type: ignore[call-arg]


def test_a_day_that_is_none_is_an_error(record: Record) -> None:
    with pytest.raises(DatelineError, match="E030"):
        record.events(since="last week")


def test_reports_of_a_record(record: Record) -> None:
    report = make_report(TEXT)
    for key in (report.events[0].id, report.claims[0].id, report.agreements[0].id, "state:RUS"):
        assert record.reports_of(key) == [report]
    with pytest.raises(DatelineError, match=report.events[0].id):
        record.reports_of(report.events[0].id[:-1])
    with pytest.raises(DatelineError, match="E050"):
        record.reports_of("nothing like it")
