"""Who carried whose text: the same words elsewhere, and texts that hold much of each other."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.model import Published, Report, Span
from dateline.store.across import ACROSS
from dateline.store.record import Record
from dateline.store.schema import SHARED, TABLES, VERSION
from dateline.store.searching.search_tables import SEARCH
from dateline.store.tables import Table, View
from dateline.store.views import VIEWS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def carried(url: str, publisher: str = "", day: str = "2025-09-17", text: str = TEXT) -> Report:
    """Return the report as a publisher carried it."""
    report = make_report(text)
    document = replace(
        report.document, url=url, publisher=publisher, published=Published(day, source="metadata")
    )
    return replace(report, document=document)


def rows(path: Path, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall()  # noqa: S608 - our own names


WIRE = carried("https://wire.example/1", "The Wire", "2025-09-17")
DAILY = carried("https://daily.example/a", "The Daily", "2025-09-18")
COAST = carried("https://coast.example/b", "Coast FM", "2025-09-19")


def test_the_earliest_carrier_is_shown_whatever_the_order(tmp_path: Path) -> None:
    for number, order in enumerate(permutations((WIRE, DAILY, COAST))):
        path = tmp_path / f"{number}.duckdb"
        with Record(path) as record:
            outcomes = [record.add(report) for report in order]
            assert outcomes == ["added", "carried", "carried"]
            assert record.report(WIRE.document.id) == WIRE
            assert [record.add(report) for report in order] == ["unchanged"] * 3
        assert [row[0] for row in rows(path, "carriers", "publisher")] == [
            "Coast FM",
            "The Daily",
            "The Wire",
        ]
        assert rows(path, "documents", "publisher") == [("The Wire",)]


def test_what_is_known_is_not_wanted_again(path: Path) -> None:
    with Record(path) as record:
        assert record.wants(DAILY.document, pipeline="p")
        record.add(replace(DAILY, version="0.1.0"), pipeline="p")
        assert not record.wants(DAILY.document, pipeline="p")
        assert not record.wants(COAST.document, pipeline="p")
        assert record.wants(WIRE.document, pipeline="p")
        assert record.wants(DAILY.document, pipeline="another")
        assert record.carry(COAST.document) == "carried"
        assert record.carry(COAST.document) == "unchanged"


def test_a_carrier_known_better_later_is_one_carrier(path: Path) -> None:
    with Record(path) as record:
        record.add(carried("https://wire.example/1"))
        assert record.add(WIRE) == "replaced"
    assert rows(path, "carriers", "url, publisher") == [("https://wire.example/1", "The Wire")]


def told(day: str | None, source: str = "metadata") -> Report:
    """Return the report as a row of a table gives it, without address and publisher."""
    report = make_report()
    stamp = Published(day, source=source) if day else None
    return replace(report, document=replace(report.document, published=stamp))


@pytest.mark.parametrize(
    ("reports", "outcomes", "again"),
    [
        pytest.param(
            (told(None), told("2025-09-18")), ["added", "replaced"], ["unchanged", "unchanged"], id="fuller"
        ),
        pytest.param(
            (told("2025-09-18"), told("2025-09-17")),
            ["added", "carried"],
            ["unchanged", "unchanged"],
            id="two days",
        ),
        pytest.param(
            (told("2025-09-18"), told("2025-09-17", "given")),
            ["added", "replaced"],
            ["unchanged", "unchanged"],
            id="given",
        ),
    ],
)
def test_a_second_run_settles(
    path: Path, reports: tuple[Report, Report], outcomes: list[str], again: list[str]
) -> None:
    with Record(path) as record:

        def run() -> list[str]:
            return [
                record.add(report, pipeline="p")
                if record.wants(report.document, pipeline="p")
                else record.carry(report.document)
                for report in reports
            ]

        assert run() == outcomes
        assert run() == again


LONG = TEXT + "".join(
    f"Inspector {name} counted {number} ships off the {side} pier before the storm drove the launch back to port.\n\n"
    for number, (name, side) in enumerate(
        (name, side)
        for name in ("Aksoy", "Brandt", "Celik", "Dogan", "Ersoy")
        for side in ("north", "south", "inner")
    )
)


def test_copies_are_found_whatever_the_order(tmp_path: Path) -> None:
    reports = [
        carried("https://wire.example/1", "The Wire", text=LONG),
        carried("https://daily.example/a", "The Daily", text=LONG + "The port stayed shut.\n"),
        carried("https://coast.example/b", "Coast FM", text=TEXT + "Nothing else was said.\n"),
    ]
    found = []
    for number, order in enumerate((reports, reports[::-1] + reports)):
        path = tmp_path / f"{number}.duckdb"
        with Record(path) as record:
            for report in order:
                record.add(report)
        found.append(rows(path, "copies"))
    assert found[0] == found[1]
    assert {reports[0].document.id, reports[1].document.id} in [{row[0], row[1]} for row in found[0]]
    assert all(str(row[0]) < str(row[1]) for row in found[0])


def old_store(path: Path, *reports: Report) -> None:
    """Write a store as schema 1 had it."""
    with Record(path) as record:
        for report in reports:
            record.add(report)
    with duckdb.connect(str(path)) as connection:
        for view in reversed(VIEWS):
            connection.execute(f"DROP VIEW {view.name}")
        shingles = next(table for table in TABLES if table.name == "shingles")
        for table in (*ACROSS, *SEARCH, *SHARED, shingles):
            connection.execute(f"DROP TABLE {table.name}")
        for column in ("shingles", "wire"):
            connection.execute(f"ALTER TABLE documents DROP COLUMN {column}")
        for column in ("start_char", "end_char"):
            connection.execute(f"ALTER TABLE claim_parties DROP COLUMN {column}")
        connection.execute("ALTER TABLE events DROP COLUMN place_precision")
        connection.execute("UPDATE dateline_store SET schema = 1")


@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_store_is_brought_up_to_date(path: Path, tmp_path: Path, *, read_only: bool) -> None:
    reports = [WIRE, carried("https://daily.example/a", "The Daily", text=TEXT + "More.\n")]
    old_store(path, *reports)
    with Record(path, read_only=read_only) as record:
        assert record.report(WIRE.document.id) == WIRE
    with Record(path) as record:
        assert record.add(make_report(TEXT + "New.\n")) == "added"
    with Record(tmp_path / "new.duckdb") as record:
        for report in (*reports, make_report(TEXT + "New.\n")):
            record.add(report)
    # but for its own history, which tells when
    compared: list[Table | View] = [table for table in ACROSS if table.name != "changes"]
    for table in (*compared, *VIEWS, *SHARED, *TABLES):
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        assert rows(path, table.name, names) == rows(tmp_path / "new.duckdb", table.name, names)
    indexes = [rows(one, "duckdb_indexes()", "index_name, sql") for one in (path, tmp_path / "new.duckdb")]
    assert indexes[0] == indexes[1] != []
    assert rows(path, "dateline_store", "schema") == [(VERSION,)]


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path) -> None:
    old_store(path, WIRE)
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE copies (odd INTEGER)")
    with pytest.raises(DatelineError, match=r"E040.*older version"):
        Record(path)
    assert rows(path, "dateline_store", "schema") == [(1,)]
    assert "shingles" not in [row[0] for row in rows(path, "information_schema.columns", "column_name")]


def test_who_carried_whose_text(path: Path) -> None:
    paper = carried("https://daily.example/a", "The Daily", "2025-09-17", LONG + "The port stayed shut.\n")
    credit = Span(0, 9, "Published")
    credited = replace(paper, document=replace(paper.document, agency=replace(credit, words="The Wire")))
    with Record(path) as record:
        record.add(credited)
        record.add(carried("https://wire.example/1", "The Wire", "2025-09-17", LONG))
        record.add(COAST)
        record.add(DAILY)
        found = record.copies()
        assert [(row.publisher, row.copy_publisher, row.why) for row in found if row.kept > 0.9] == [
            ("The Wire", "The Daily", "agency"),
            ("The Daily", "Coast FM", "date"),
        ]
        of_coast = record.copies(doc=COAST.document.id)
        assert "Coast FM" in [row.copy_publisher for row in of_coast]
        assert all(COAST.document.id in (row.id, row.copy) for row in of_coast)
        assert record.copies(limit=1) == found[:1]
        assert record.copies(since="2025-09-20") == []
        with pytest.raises(DatelineError, match="E030"):
            record.copies(since="soon")


def test_copies_of_copies_are_one_family(tmp_path: Path) -> None:
    wire = carried("https://wire.example/1", "The Wire", "2025-09-18", LONG)
    paper = carried("https://daily.example/a", "The Daily", "2025-09-17", LONG + "The port stayed shut.\n")
    agency = replace(Span(0, 9, "Published"), words="The Wire")
    credited = replace(paper, document=replace(paper.document, agency=agency))
    found = []
    for number, order in enumerate(permutations((wire, credited, COAST, DAILY))):
        with Record(tmp_path / f"{number}.duckdb") as record:
            for report in order:
                record.add(report)
            found.append(record.families())
            (family,) = found[-1]
            # whom another one credits goes before who was earlier
            assert (family.publisher, family.why) == ("The Wire", "agency")
            assert [one.publisher for one in family.carriers] == ["The Daily", "The Daily", "Coast FM"]
            assert record.families(doc=COAST.document.id) == [family]
            assert record.families(since="2025-09-19") == record.families(until="2025-09-17") == [family]
            assert record.families(doc="d0") == record.families(since="2025-09-20") == []
            assert record.families(until="2025-09-16") == []
    assert all(one == found[0] for one in found)


def test_the_source_of_a_family_is_the_earliest_if_one_is(tmp_path: Path) -> None:
    for day, why in (("2025-09-18", "date"), ("2025-09-17", "")):
        with Record(tmp_path / f"{day}.duckdb") as record:
            record.add(WIRE)
            record.add(carried("https://daily.example/a", "The Daily", day))
            (family,) = record.families()
        assert (family.why, str(family.published)) == (why, "2025-09-17")
        assert str(family.carriers[0]).startswith(f"{day} The ")
        assert str(family.carriers[0]).endswith(" (100%)")
