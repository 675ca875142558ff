"""Which events are exported, under which day, and between whom; what is left out is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from builders import make_report
from dateline.export.columns import pairs
from dateline.export.entries import Entry, Side, Told
from dateline.export.events import dated
from dateline.store.record import Record
from exported import GDELT, exported, table

Store = Callable[..., Path]


@pytest.mark.parametrize(
    ("choice", "types"),
    [
        ({}, ["ASSAULT"]),
        ({"status": "negated"}, ["REJECT"]),
        ({"status": ("negated", "occurred")}, ["REJECT", "ASSAULT"]),
        ({"status": ("negated", "occurred"), "type": "REJECT"}, ["REJECT"]),
        ({"status": ("negated", "occurred"), "actor": "RUS"}, ["ASSAULT"]),
        ({"status": ("negated", "occurred"), "dates": "known"}, ["REJECT"]),
        ({"status": ("negated", "occurred"), "until": "2025-08-31"}, ["ASSAULT"]),
    ],
)
def test_what_is_chosen(choice: dict[str, Any], types: list[str], store: Store) -> None:
    report = make_report()
    events = (structs.replace(report.events[0], status="negated"), report.events[1])
    text = exported(store(structs.replace(report, events=events)), "polecat", **choice)
    assert [row["Event Type"] for row in table(text)] == types


def test_what_is_left_out_is_counted(store: Store, tmp_path: Path) -> None:
    report = make_report()
    undated = structs.replace(report.events[0], id="e0000000001", when=None)
    negated = structs.replace(report.events[0], id="e0000000002", status="negated")
    path = store(structs.replace(report, events=(*report.events, undated, negated)))
    with Record(path, read_only=True) as record:
        known = record.export("icews", tmp_path / "a", dates="known")
        published = record.export("icews", tmp_path / "b")
    assert (known.written, known.left_out) == (
        1,
        {"of another status": 1, "not dated": 1, "not dated to the day": 1},
    )
    assert (published.written, published.stretched) == (2, {"the day of publication": 1})
    assert published.left_out == {"of another status": 1, "no CAMEO code": 1}


TOLD = Told(document="d" + "0" * 16, version="0.1.0", published="2025-09-17")
ENTRY = Entry(id="e0123456789", told=TOLD, type="CONSULT", status="occurred", cameo="04")


@pytest.mark.parametrize(
    ("start", "end", "holds", "dates", "expected"),
    [
        ("2025-09-16", "2025-09-16", "day", "known", ("2025-09-16", "2025-09-16")),
        ("2025-08-01", "2025-08-31", "day", "known", None),
        ("2025-08-01", "2025-08-31", "day", "first", ("2025-08-01", "2025-08-01")),
        ("2025-08-01", "2025-08-31", "days", "known", ("2025-08-01", "2025-08-31")),
        ("2025-08-01", "", "day", "known", None),
        ("", "", "day", "first", None),
        ("", "", "days", "published", ("2025-09-17", "2025-09-17")),
        ("", "", "any", "published", ("", "")),
    ],
)
def test_dates(start: str, end: str, holds: Any, dates: Any, expected: tuple[str, str] | None) -> None:
    found = dated(replace(ENTRY, start=start, end=end), holds, dates)
    assert ((found.start, found.end) if found else None) == expected


A, B, C = (Side(id=name, name=name) for name in "ABC")


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ((A,), (B, C), ["A>B", "A>C"]),
        ((A, B), (), ["A>B", "B>A"]),
        ((A, B), (A, B), ["A>B", "B>A"]),
        ((A,), (A,), ["A>"]),
        ((A,), (), ["A>"]),
        ((), (A,), []),
    ],
)
def test_pairs(actors: tuple[Side, ...], recipients: tuple[Side, ...], expected: list[str]) -> None:
    found = [*pairs(replace(ENTRY, actors=actors, recipients=recipients))]
    assert [f"{pair.source.name}>{pair.target.name if pair.target else ''}" for pair in found] == expected
    assert len({pair.id for pair in found}) == len(found)
    assert all(pair.id < 2**53 for pair in found)


def test_corrections_count(store: Store, tmp_path: Path) -> None:
    report = make_report()
    rejected, struck = report.events
    path = store(report)
    with Record(path) as record:
        record.correct(rejected.id, "wrong", why="no such thing")
        record.correct(struck.id, "type=PROTEST", why="it was a march")
    (row,) = table(exported(path, "polecat"))
    assert (row["Event ID"], row["Event Type"], row["Intensity"]) == (struck.id, "PROTEST", "-5")
    (row,) = table(exported(path, "gdelt"), GDELT)
    assert row["EventRootCode"] == "14"
    with Record(path, read_only=True) as record:
        assert record.export("polecat", tmp_path / "out").left_out == {"found wrong by users": 1}
