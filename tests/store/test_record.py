from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.store.record import Record
from dateline.store.rows import rows_of
from dateline.store.schema import TABLES, VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in a stable order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table.name: sorted(connection.execute(f'FROM "{table.name}"').fetchall(), key=repr)
            for table in TABLES
        }


def test_a_report_comes_back_equal(path: Path) -> None:
    report = make_report()
    with Record(path) as record:
        assert record.add(report, pipeline="small") == "added"
        assert record.report(report.document.id) == report
        assert record.pipeline(report.document.id) == "small"
        assert record.report("d0") is None
        assert record.pipeline("d0") == ""


def test_the_same_report_again_changes_nothing(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
    before = tables(path)
    with Record(path) as record:
        assert [record.add(make_report()) for _ in range(3)] == ["unchanged"] * 3
    assert tables(path) == before


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    reports = [make_report(TEXT + f"Copy {number}.\n") for number in range(3)]
    for name, order in (("a.duckdb", reports), ("b.duckdb", reports[::-1] + reports)):
        with Record(tmp_path / name) as record:
            for report in order:
                record.add(report)
    assert tables(tmp_path / "a.duckdb") == tables(tmp_path / "b.duckdb")


def test_a_report_read_anew_replaces_its_rows_alone(path: Path) -> None:
    other = make_report(TEXT + "More.\n")
    with Record(path) as record:
        record.add(make_report())
        record.add(other)
        before = record.counts()
        assert record.add(make_report(version="0.2.0", suffix=" the Elder")) == "replaced"
        assert record.counts() == before
        assert record.report(other.document.id) == other
        names = {name for row in record.events() for name in row.actors}
        assert names == {"Danylo Hrynko the Elder", "Danylo Hrynko", "Russia"}


def test_a_failure_while_writing_leaves_the_old_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record(path) as record:
        record.add(make_report())
    before = tables(path)

    def torn(report: Report, pipeline: str) -> dict[str, list[tuple[object, ...]]]:
        return {**rows_of(report, pipeline), "claims": [("too", "short")]}

    monkeypatch.setattr("dateline.store.record.rows_of", torn)
    with Record(path) as record:
        with pytest.raises(DatelineError, match="E040"):
            record.add(make_report(suffix=" the Elder"))
        monkeypatch.undo()
        assert record.add(make_report()) == "unchanged"
    assert tables(path) == before


def test_control_characters_and_an_empty_report_are_kept(path: Path) -> None:
    odd = make_report(
        TEXT + "nul \x00, escape \x1b, bidi \u202e, pair \U0001f600\n", suffix=" \x00'; DROP TABLE events"
    )
    empty = Report(version="0", document=Document(id="d0", text=""))
    with Record(path) as record:
        for report in (odd, empty):
            assert record.add(report) == "added"
            assert record.add(report) == "unchanged"
            assert record.report(report.document.id) == report


def test_rows_fit_their_tables() -> None:
    rows = rows_of(make_report(), "small")
    assert list(rows) == [table.name for table in TABLES]
    for table in TABLES:
        assert rows[table.name]
        assert {len(row) for row in rows[table.name]} == {len(table.columns)}


def test_every_row_of_words_gives_its_characters(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, words in (
            ("events", "words"),
            ("mentions", "words"),
            ("event_actors", "words"),
            ("claims", "proposition"),
        ):
            found = connection.execute(
                f"SELECT {words}, start_char, end_char FROM {table} WHERE {words} IS NOT NULL"  # noqa: S608 - our own names
            )
            for said, start, end in found.fetchall():
                assert TEXT[start:end] == said


def test_a_second_writer_in_another_process_is_refused(path: Path) -> None:
    import subprocess
    import sys

    code = f"from dateline.store.record import Record\nwith Record({str(path)!r}): pass"
    with Record(path):
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "[E042]" in result.stderr


def test_a_reader_beside_a_writer_of_the_same_process_is_refused(path: Path) -> None:
    with Record(path), pytest.raises(DatelineError, match="E042"):
        Record(path, read_only=True)


def test_several_readers_share_a_store(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
    with Record(path, read_only=True) as one, Record(path, read_only=True) as two:
        assert one.events() == two.events()
        with pytest.raises(DatelineError, match="E040"):
            one.add(make_report(suffix=" the Elder"))


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    with Record(path):
        pass
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE dateline_store SET schema = ?, version = '9.0'", [VERSION + 1])
    for read_only in (True, False):
        with pytest.raises(DatelineError, match=r"E041.*dateline 9\.0.*upgrade"):
            Record(path, read_only=read_only)


def test_a_report_in_an_unknown_form_is_an_error(path: Path) -> None:
    report = make_report()
    with Record(path) as record:
        record.add(report)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE documents SET report = '{}'")
    with Record(path) as record:
        for ask in (lambda: record.report(report.document.id), lambda: record.reports_of("state:RUS")):
            with pytest.raises(DatelineError, match="E060"):
                ask()
        assert record.add(report) == "replaced"
        assert record.report(report.document.id) == report


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database")
    foreign = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("CREATE TABLE t (x INTEGER)")
    for path in (text, foreign, tmp_path, tmp_path / "no" / "folder.duckdb"):
        with pytest.raises(DatelineError, match="E040"):
            Record(path)
    with pytest.raises(DatelineError, match="E040"):
        Record(tmp_path / "absent.duckdb", read_only=True)
    assert text.read_text() == "not a database"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["foreign.duckdb", "notes.txt"]


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    with Record(path) as record:
        assert record.counts()["documents"] == 0


def test_opening_and_closing_leaks_nothing(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report())
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("needs /proc")
    counts = []
    for _ in range(30):
        with Record(path, read_only=True) as record:
            record.events(limit=1)
        counts.append((len(list(descriptors.iterdir())), threading.active_count()))
    assert counts[-1] == counts[5]
