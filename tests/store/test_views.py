"""What an analyst reads by plain SQL: each table and view by name, its columns, and the way back to the words."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from builders import make_report
from dateline.model import Report
from dateline.store.across import ACROSS
from dateline.store.record import Record
from dateline.store.sandbox import ask
from dateline.store.schema import SHARED, TABLES
from dateline.store.tables import Table, View
from dateline.store.views import VIEWS
from linking_reports import raid

NAMED = (
    *("events", "statements", "claims", "claim_parties", "witnesses", "agreements", "documents", "actors"),
    "dyads_daily",
)
_ALL: tuple[Table | View, ...] = (*TABLES, *SHARED, *ACROSS, *VIEWS)
DECLARED = {one.name: one for one in _ALL}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "news.duckdb"
    with Record(path) as record:
        record.add(make_report(), pipeline="small event_coder-01234567")
        record.add(raid("2025-03-05", "The Standard", 12))
        record.add(raid("2025-03-06", "The Star", 15))
        record.link()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Record(path) as record:
        record.add(make_report())
    return path


@pytest.mark.parametrize("name", NAMED)
def test_it_holds_rows(store: Path, name: str) -> None:
    assert len(ask(store, f"FROM {name}").rows) > 0


@pytest.mark.parametrize("name", DECLARED)
def test_it_has_the_columns_that_the_documentation_names(store: Path, name: str) -> None:
    found = ask(store, f"DESCRIBE {name}").rows
    assert [row[:2] for row in found] == [(column.name, column.type) for column in DECLARED[name].columns]
    assert all(column.about for column in DECLARED[name].columns)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("events", "words"),
        ("statements", "words"),
        ("claims", "proposition"),
        ("claim_parties", "words"),
        ("agreements", "name"),
        ("agreement_steps", "words"),
        ("mentions", "words"),
        ("event_actors", "words"),
    ],
)
def test_every_row_leads_to_its_words(store: Path, name: str, words: str) -> None:
    sql = f"SELECT document, {words}, start_char, end_char FROM {name} WHERE {words} IS NOT NULL"  # noqa: S608 - ours
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(sql).fetchall()
    with Record(store, read_only=True) as record:
        for document, said, start, end in rows:
            report = record.report(document)
            assert report is not None
            assert report.document.text[start:end] == said
    assert len(rows) > 0


@pytest.mark.parametrize(
    ("name", "to_documents"),
    [
        *((table.name, "SELECT document FROM") for table in TABLES if table.name != "documents"),
        ("witnesses", "SELECT document FROM"),
        (
            "happenings",
            "SELECT w.document FROM witnesses w SEMI JOIN (SELECT id AS happening FROM happenings) USING",
        ),
        (
            "dyads_daily",
            "SELECT document FROM witnesses SEMI JOIN (SELECT unnest(happenings) AS happening FROM dyads_daily) USING",
        ),
    ],
)
def test_every_row_leads_to_a_document_with_version_and_models(
    store: Path, name: str, to_documents: str
) -> None:
    source = "(happening)" if to_documents.endswith("USING") else name
    found = ask(
        store,
        f"SELECT d.version, d.pipeline FROM ({to_documents} {source}) s(document)"  # noqa: S608 - names of ours
        " LEFT JOIN documents d ON d.id = s.document",
    ).rows
    assert len(found) > 0
    assert all(version for version, _ in found)
    if name == "statements":
        assert ("0.1.0", "small event_coder-01234567") in found


def corrected(path: Path, view: str, columns: str) -> list[tuple[object, ...]]:
    return list(ask(path, f"SELECT {columns}, corrected FROM {view} ORDER BY start_char").rows)  # noqa: S608 - ours


REPORT = make_report()
EVENT, STATEMENT, CLAIM, DEAL = (
    some[0].id for some in (REPORT.events, REPORT.statements, REPORT.claims, REPORT.agreements)
)


def test_corrected_statements_claims_and_agreements(path: Path) -> None:
    with Record(path) as record:
        record.correct(STATEMENT, "stance=rejects", "speakers=Russia", "addressees=Turkey", why="a test")
        record.correct(STATEMENT, "type=direct", "date_start=2025-09-15", "date_end=2025-09-16", why="a test")
        record.correct(CLAIM, "status=uncontested", "kind=prediction", why="a test")
        record.correct(DEAL, "parties=Turkey", why="a test")
    own = "stance, type, speakers, addressees, date_start::VARCHAR, date_end::VARCHAR"
    assert corrected(path, "statements_corrected", own) == [
        ("rejects", "direct", ["state:RUS"], ["state:TUR"], "2025-09-15", "2025-09-16", "changed"),
        ("asserts", "direct", ["per:hrynko"], [], None, None, None),
    ]
    assert corrected(path, "claims_corrected", "kind, status") == [("prediction", "uncontested", "changed")]
    assert corrected(path, "agreements_corrected", "parties") == [(["state:TUR"], "changed")]


@pytest.mark.parametrize(
    ("view", "key", "left"),
    [
        ("events_corrected", EVENT, 1),
        ("statements_corrected", STATEMENT, 1),
        ("claims_corrected", CLAIM, 0),
        ("agreements_corrected", DEAL, 0),
    ],
)
def test_what_is_wrong_is_not_there_and_can_come_back(path: Path, view: str, key: str, left: int) -> None:
    with Record(path) as record:
        record.correct(key, "wrong", why="a test")
    assert len(corrected(path, view, "id")) == left
    with Record(path) as record:
        record.correct(key, "right", why="a test")
    assert (key, "right") in corrected(path, view, "id")


def test_a_verdict_on_a_document_holds_where_nothing_else_is_said(path: Path) -> None:
    document = REPORT.document.id
    with Record(path) as record:
        record.correct(document, "wrong", why="not a report")
        assert {row.corrected for row in record.events()} == {"wrong"}
        assert {row.corrected for row in record.statements()} == {"wrong"}
        assert {row.corrected for row in record.claims()} == {"wrong"}
        record.correct(EVENT, "status=alleged", why="a test")
    assert corrected(path, "events_corrected", "id, status") == [(EVENT, "alleged", "changed")]
    assert corrected(path, "statements_corrected", "id") == []
    with Record(path) as record:
        record.correct(document, "right", why="it is one")
        assert [row.corrected for row in record.events()] == ["right", "changed"]
    assert {row[-1] for row in corrected(path, "claims_corrected", "id")} == {"right"}


def test_corrections_outlive_a_reading(path: Path) -> None:
    again: Report = make_report(version="0.2.0", suffix=" the Elder")
    with Record(path) as record:
        record.correct(CLAIM, "status=uncontested", why="a test")
        assert record.add(again) == "replaced"
    assert corrected(path, "claims_corrected", "id, status") == [(CLAIM, "uncontested", "changed")]


def test_the_machine_s_own_output_stays(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        before = connection.execute("FROM claims").fetchall()
    with Record(path) as record:
        record.correct(CLAIM, "status=uncontested", why="a test")
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("FROM claims").fetchall() == before
