from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.store.history import ChangeRow
from dateline.store.record import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def told(rows: list[ChangeRow]) -> list[tuple[str, str, str]]:
    return [(row.what, row.kind, row.id) for row in rows]


def test_a_new_report_adds_each_of_its_records(path: Path) -> None:
    report = make_report()
    with Record(path) as record:
        record.add(report)
        rows = record.changes()
    own = (report.events, report.statements, report.claims, report.agreements)
    assert {row.id for row in rows} == {report.document.id, *(one.id for some in own for one in some)}
    assert {row.what for row in rows} == {"added"}
    assert {row.document for row in rows} == {report.document.id}
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(timedelta() <= datetime.now(UTC) - row.at < timedelta(minutes=5) for row in rows)


@pytest.mark.parametrize(
    "again",
    [make_report(), make_report(version="0.2.0")],
    ids=["the same", "by another version, with the same outcome"],
)
def test_a_report_read_anew_with_the_same_outcome_changes_nothing(path: Path, again: Report) -> None:
    with Record(path) as record:
        record.add(make_report())
        before = record.next_change()
        record.add(again, pipeline="other")
        assert record.next_change() == before


def test_what_differs_is_told_and_nothing_else(path: Path) -> None:
    report = make_report()
    first, *others = report.events
    new = msgspec.structs.replace(first, id="e0000000000")
    altered = msgspec.structs.replace(others[0], status="alleged", actors=())
    with Record(path) as record:
        record.add(report)
        start = record.next_change()
        # the other events move up by one place, which is no change of theirs
        events = (new, altered, *others[1:])
        record.add(msgspec.structs.replace(report, events=events))
        assert told(record.changes(since=start)) == [
            ("added", "event", new.id),
            ("altered", "event", altered.id),
            ("withdrawn", "event", first.id),
        ]


def test_parts_of_a_record_count(path: Path) -> None:
    report = make_report()
    event = report.events[0]
    fewer = msgspec.structs.replace(event, recipients=())
    with Record(path) as record:
        record.add(report)
        start = record.next_change()
        record.add(msgspec.structs.replace(report, events=(fewer, *report.events[1:])))
        assert told(record.changes(since=start)) == [("altered", "event", event.id)]


def test_corrections_are_among_the_changes(path: Path) -> None:
    report = make_report()
    event, document = report.events[0].id, report.document.id
    with Record(path) as record:
        record.add(report)
        start = record.next_change()
        record.correct(event, "status=alleged", "killed_low=3", why="one", by="Ana")
        record.correct(document, "right", why="two")
        record.correct(report.claims[0].id, "wrong", why="three")
        rows = record.changes(since=start)
        assert [(row.what, row.kind, row.id, row.document, row.said, row.why, row.by) for row in rows] == [
            ("corrected", "event", event, document, 'status = "alleged"', "one", "Ana"),
            ("corrected", "event", event, document, "killed_low = 3", "one", "Ana"),
            ("corrected", "document", document, document, "right", "two", ""),
            ("corrected", "claim", report.claims[0].id, document, "wrong", "three", ""),
        ]
        assert record.changes(since=start, kind="document") == rows[2:3]
        assert [row.at for row in rows] == sorted(row.at for row in rows)
        # what a machine did has no user and no reason
        assert {(row.said, row.why, row.by) for row in record.changes(limit=start - 1)} == {("", "", "")}


def test_a_correction_across_reports_is_among_the_changes(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
        record.link()
        (story, *_) = record.stories()
        record.correct(story.id, "wrong", why="a test")
        last = record.changes()[-1]
    assert (last.kind, last.id, last.document, last.said) == ("story", story.id, None, "wrong")


def test_numbers_go_on_and_lists_can_be_cut(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
    with Record(path) as record:
        start = record.next_change()
        record.add(make_report(TEXT + "More.\n"))
        record.add(Report(version="0", document=Document(id="d0", text="")))
        rows = record.changes()
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert record.changes(since=start) == rows[start - 1 :]
        assert record.changes(since=str(start), limit=2) == rows[start - 1 : start + 1]
        assert {row.kind for row in record.changes(kind="claim")} == {"claim"}
        assert len(record.changes(kind=("document", "claim"))) > len(record.changes(kind="claim")) > 0


def test_days_and_moments(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
        rows = record.changes()
        assert record.changes(since="2000-01-01") == rows
        assert record.changes(since=rows[0].at) == rows
        assert record.changes(since=rows[0].at.isoformat()) == rows
        assert record.changes(since=rows[0].at + timedelta(microseconds=1)) == []
        assert record.changes(since="2999-01-01") == []


@pytest.mark.parametrize("words", ["", "yesterday", "2025-13-01", "-3", "²"])
def test_what_is_neither_day_nor_number_is_refused(path: Path, words: str) -> None:
    with Record(path) as record, pytest.raises(DatelineError, match="E030"):
        record.changes(since=words)


def test_an_unknown_kind_is_refused(path: Path) -> None:
    with Record(path) as record, pytest.raises(DatelineError, match="E031"):
        record.changes(kind="rumour")


def test_a_failure_leaves_no_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(_: Report, __: str) -> dict[str, list[tuple[object, ...]]]:
        raise RuntimeError

    with Record(path) as record:
        record.add(make_report())
        before = record.next_change()
        monkeypatch.setattr("dateline.store.record.rows_of", torn)
        with pytest.raises(RuntimeError):
            record.add(make_report(TEXT + "More.\n"))
        assert record.next_change() == before
