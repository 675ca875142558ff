from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.store.answers.tables_out import Name, Rows
from dateline.store.record import Record
from linking_reports import raid

NAMES: tuple[Name, ...] = ("events", "statements", "claims", "changes", "corrections", "copies")
LISTS: dict[str, Callable[[Record], Rows[Any]]] = {
    "events": lambda record: record.events(),
    "statements": lambda record: record.statements(),
    "claims": lambda record: record.claims(),
    "changes": lambda record: record.changes(),
    "corrections": lambda record: record.corrections(),
    "copies": lambda record: record.copies(),
    "families": lambda record: record.families(),
    "stories": lambda record: record.stories(),
    "timeline": lambda record: record.timeline("KEN"),
    "disputes": lambda record: record.disputes(),
    "deals": lambda record: record.deals(),
    "search": lambda record: record.search("missiles"),
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = Record(tmp_path / "news.duckdb")
    record.add(make_report())
    record.add(make_report(TEXT + "More.\n"))
    record.correct(make_report().events[0].id, "right", why="a test")
    return record


@pytest.fixture
def linked(record: Record) -> Record:
    record.add(raid("2025-03-05", "The Standard", 12))
    record.add(raid("2025-03-06", "The Star", 15))
    record.link()
    return record


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_table(linked: Record, name: str) -> None:
    found = LISTS[name](linked)
    assert isinstance(found, list)
    columns = found.columns()
    assert tuple(columns) == found.names
    assert {len(column) for column in columns.values()} == {len(found)}
    assert all(isinstance(row, found.kind) for row in found)
    assert "<t" in found._repr_html_()
    # nothing of it is empty by accident
    assert len(found) > 0 or name == "disputes"


@pytest.mark.parametrize("name", NAMES)
def test_a_table_by_name_is_the_list(record: Record, name: Name) -> None:
    assert record.table(name) == getattr(record, name)()


def test_values_are_plain(record: Record) -> None:
    columns = record.table("claims").columns()
    assert columns["published"] == [date(2025, 9, 17)] * 2
    assert columns["parties"][0][1]["stance"] == "denies"
    assert record.table("events", actor="RUS").columns()["actors"] == [["Russia"]] * 2


def test_an_unknown_table_is_refused(record: Record) -> None:
    with pytest.raises(DatelineError, match="E031"):
        record.table("rumours")  # type: ignore[arg-type]


@pytest.mark.parametrize("package", ["pyarrow", "pandas", "polars"])
def test_a_package_that_is_missing_is_named(
    record: Record, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    calls = {"pyarrow": Rows.to_arrow, "pandas": Rows.to_pandas, "polars": Rows.to_polars}
    with pytest.raises(DatelineError) as raised:
        calls[package](record.table("events"))
    assert raised.value.code == "E022"
    assert package in raised.value.detail
    assert "pip install" in raised.value.remedy


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("filled", [True, False])
def test_arrow_pandas_and_polars(linked: Record, tmp_path: Path, name: str, *, filled: bool) -> None:
    for package in ("pyarrow", "pandas", "polars"):
        pytest.importorskip(package)
    source = linked if filled else Record(tmp_path / "empty.duckdb")
    rows, full = LISTS[name](source), LISTS[name](linked)
    table = rows.to_arrow()
    # an empty table has the same columns of the same types
    assert table.schema == full.to_arrow().schema
    assert table.num_rows == len(rows)
    assert table.to_pydict() == rows.columns()
    assert rows.to_polars().shape == (len(rows), len(rows.names))
    assert rows.to_pandas().shape == (len(rows), len(rows.names))


def test_notebooks_show_escaped_rows(record: Record) -> None:
    record.add(make_report(TEXT + "And more.\n", suffix=" <b>"))
    shown = record.table("events")._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert shown.count("<tr>") == 1 + len(record.events())
    columns = len(record.events().names)
    assert repr(record.table("events")) == f"<EventRow table: 6 rows, {columns} columns>"
    assert "<td" in record._repr_html_()


def test_long_tables_are_cut_in_notebooks(record: Record) -> None:
    rows = record.events()
    many = Rows(rows.kind, rows * 100)
    assert "more" in many._repr_html_()
    assert many._repr_html_().count("<tr>") == 51


def test_reports_come_by_day(record: Record) -> None:
    record.add(Report(version="0", document=Document(id="d0", text="")))
    found = list(record.reports())
    assert found[-1].document.id == "d0"
    assert {report.document.id for report in record.reports(since="2025-09-17")} == {
        make_report().document.id,
        make_report(TEXT + "More.\n").document.id,
    }
    assert list(record.reports(until=date(2025, 9, 16))) == []
    with pytest.raises(DatelineError, match="E030"):
        list(record.reports(since="soon"))
