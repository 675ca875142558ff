"""What became of records across reports: added, altered, withdrawn, and where a withdrawn one went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.model import Report
from dateline.store.history import ChangeRow
from dateline.store.record import Record
from linking_reports import ERITREA, ETHIOPIA, claiming, dealing, raid

ACROSS = ("story", "happening", "proposition", "deal")
SAID = claiming("2024-03-01", "Ethiopia", "said", "Eritrea was developing a nuclear weapon")
DENIED = claiming("2024-05-01", "Eritrea", "denied", "Eritrea sought a nuclear bomb", "denies")
ELSE = claiming("2025-09-02", "Ethiopia", "said", "the harvest failed in the east of Eritrea")
SIGNED = dealing("2018-07-09", "Jeddah accord", "signed", "signed", bound=(ERITREA, ETHIOPIA))
SCRAPPED = dealing("2018-09-16", "Jeddah accord", "scrapped", "scrapped", bound=(ERITREA, ETHIOPIA))
FIRST, SECOND = raid("2025-03-04", "The Standard", 12), raid("2025-03-05", "The Nation", 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def added(record: Record, *reports: Report) -> list[ChangeRow]:
    """Add reports, link, and return what became of records across reports."""
    start = record.next_change()
    for report in reports:
        record.add(report)
    record.link()
    return list(record.changes(since=start, kind=ACROSS))


def told(rows: Sequence[ChangeRow], kind: str) -> list[tuple[str, str]]:
    return [(row.what, row.id) for row in rows if row.kind == kind]


def whats(rows: Sequence[ChangeRow]) -> set[tuple[str, str]]:
    return {(row.kind, row.what) for row in rows}


def test_what_linking_finds_is_added(path: Path) -> None:
    with Record(path) as record:
        rows = added(record, SAID, SIGNED, FIRST)
        assert whats(rows) == {(kind, "added") for kind in ACROSS}
        (happening,) = record.timeline("KEN")
        assert told(rows, "happening") == [("added", happening.id)]
        assert told(rows, "deal") == [("added", record.deals()[0].id)]
        assert {row.id for row in rows if row.kind == "story"} == {row.id for row in record.stories()}
        assert {row.document for row in rows} == {None}


def test_linking_again_tells_nothing(path: Path) -> None:
    reports = (SAID, DENIED, SIGNED, SCRAPPED, FIRST, SECOND)
    with Record(path) as record:
        added(record, *reports)
        before = record.next_change()
        record.link()
        # read anew by another version, with the same outcome
        for report in reports:
            record.add(replace(report, version="2"))
        record.link()
        assert record.next_change() == before


@pytest.mark.parametrize(
    ("known", "new", "kind"),
    [
        pytest.param(FIRST, SECOND, "happening", id="one more report tells it"),
        pytest.param(FIRST, SECOND, "story", id="one more report is part of it"),
        pytest.param(SAID, DENIED, "proposition", id="somebody denies it"),
        pytest.param(SIGNED, SCRAPPED, "deal", id="one more step"),
    ],
)
def test_what_a_later_report_adds_to_alters_a_record(
    path: Path, known: Report, new: Report, kind: str
) -> None:
    with Record(path) as record:
        ((_, key),) = told(added(record, ELSE, known), kind)[-1:]
        rows = added(record, new)
        assert [what for what, _ in told(rows, kind)] == ["altered"]
        assert all(row.replaced_by == "" for row in rows)
        assert key in {row.id for row in record.changes(kind=kind)}


def test_a_claim_that_contradicts_another_alters_it(path: Path) -> None:
    legal = claiming("2024-03-01", "Ethiopia", "said", "the closure of the port of Eritrea was legal")
    void = claiming("2024-03-03", "Eritrea", "said", "the closure of the port of Eritrea was void")
    with Record(path) as record:
        ((_, key),) = told(added(record, legal), "proposition")
        rows = told(added(record, void), "proposition")
        assert ("altered", key) in rows
        assert [what for what, _ in rows] == ["added", "altered"]


def test_what_has_nothing_to_do_with_a_new_report_is_not_told(path: Path) -> None:
    with Record(path) as record:
        before = {row.id for row in added(record, FIRST, SIGNED, SAID)}
        assert not before & {row.id for row in added(record, ELSE)}


def test_an_id_that_is_withdrawn_leads_on(path: Path) -> None:
    with Record(path) as record:
        ((_, old),) = told(added(record, SECOND), "happening")
        # the earlier report gives the happening its id
        rows = added(record, FIRST)
        new = record.timeline("KEN")[0].id
        assert told(rows, "happening") == [("added", new), ("withdrawn", old)]
        assert [row.replaced_by for row in rows if row.id == old] == [new]
        assert record.now_part_of(old) == new
        assert record.now_part_of(new) is None
        assert record.now_part_of("h0000000000") is None


def test_an_id_leads_on_over_several_steps_and_back(path: Path) -> None:
    earliest = raid("2025-03-04", "The Star", 12)
    order = sorted((earliest, FIRST, raid("2025-03-04", "The Nation", 12)), key=lambda one: one.document.id)
    with Record(path) as record:
        ids = []
        for report in reversed(order):
            added(record, report)
            ids.append(record.timeline("KEN")[0].id)
        assert len(set(ids)) == len(ids)
        assert [record.now_part_of(key) for key in ids] == [ids[-1], ids[-1], None]
        # the first two no longer tell it: the old id is on record again
        added(record, *(replace(report, events=()) for report in order[:2]))
        assert [record.now_part_of(key) for key in ids] == [None, ids[0], ids[0]]


def test_what_nothing_is_left_of_leads_nowhere(path: Path) -> None:
    with Record(path) as record:
        ((_, old),) = told(added(record, FIRST), "happening")
        rows = added(record, replace(FIRST, events=()))
        assert ("withdrawn", old) in told(rows, "happening")
        assert [row.replaced_by for row in rows if row.id == old] == [""]
        assert record.now_part_of(old) is None


def test_the_changes_depend_on_what_was_added_alone(tmp_path: Path) -> None:
    def run(name: str) -> list[tuple[object, ...]]:
        with Record(tmp_path / name) as record:
            for batch in ((SAID, SECOND), (FIRST, SCRAPPED), (DENIED, SIGNED, ELSE)):
                added(record, *batch)
            return [
                (row.number, row.what, row.kind, row.id, row.document, row.replaced_by)
                for row in record.changes()
            ]

    assert run("a.duckdb") == run("b.duckdb")


def test_a_failure_while_linking_leaves_no_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_: object) -> None:
        raise RuntimeError

    with Record(path) as record:
        record.add(FIRST)
        before = record.next_change()
        monkeypatch.setattr("dateline.store.linking.link.history.write", torn)
        with pytest.raises(RuntimeError):
            record.link()
        assert record.next_change() == before
        assert record.waiting() == 1
        assert list(record.timeline("KEN")) == []
