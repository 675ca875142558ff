from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace

from builders import make_report
from dateline.model import Claim, Report, Span, record_id
from dateline.store.across import ACROSS
from dateline.store.record import Record
from dateline.store.searching import search_index
from dateline.store.searching.search_tables import SEARCH
from dateline.store.views import VIEWS
from linking_reports import small_report


def claiming(*propositions: str) -> Report:
    report = small_report("A headline", *propositions, day="2025-09-17")
    return replace(
        report,
        claims=tuple(
            Claim(
                id=record_id("c", report.document.id, words),
                proposition=words,
                spans=(span(report.document.text, words),),
                kind="factual",
                status="one_sided",
                parties=(),
                confidence=0.9,
            )
            for words in propositions
        ),
    )


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def words(record: Record, text: str, **filters: object) -> list[str]:
    return [row.words for row in record.search(text, **filters)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def test_packing_changes_no_answer(path: Path) -> None:
    with Record(path) as record:
        record.add(claiming("The dam on the upper river broke.", "The dam was built in a year."))
        record.add(make_report())
        before = [record.search(text) for text in ("dam", "river dam", "trick", '"upper river"', "the was")]
        record.close()
        with duckdb.connect(str(path)) as connection:
            search_index.pack(connection)
        with Record(path, read_only=True) as again:
            after = [again.search(text) for text in ("dam", "river dam", "trick", '"upper river"', "the was")]
    assert after == before
    assert all(before)


@pytest.mark.parametrize("packed", [False, True])
def test_a_report_read_anew_leaves_no_words_behind(path: Path, *, packed: bool) -> None:
    first = claiming("The dam broke.", "Nobody was hurt.")
    second = replace(first, claims=first.claims[1:])
    with Record(path) as record:
        record.add(first)
    if packed:
        with duckdb.connect(str(path)) as connection:
            search_index.pack(connection)
    with Record(path) as record:
        assert words(record, "dam") == ["The dam broke."]
        record.add(second)
        record.link()
        assert words(record, "dam") == []
        assert words(record, "hurt") == ["Nobody was hurt."]


def test_an_older_store_can_be_searched(path: Path) -> None:
    with Record(path) as record:
        record.add(claiming("The dam broke."))
    with duckdb.connect(str(path)) as connection:
        for view in VIEWS:
            connection.execute(f"DROP VIEW {view.name}")
        for table in (*ACROSS, *SEARCH):
            connection.execute(f"DROP TABLE {table.name}")
        connection.execute("ALTER TABLE claim_parties DROP COLUMN start_char")
        connection.execute("ALTER TABLE claim_parties DROP COLUMN end_char")
        connection.execute("ALTER TABLE events DROP COLUMN place_precision")
        connection.execute("UPDATE dateline_store SET schema = 3")
    with Record(path, read_only=True) as record:
        assert words(record, "dam") == ["The dam broke."]


def test_what_says_the_same_in_other_words(path: Path) -> None:
    report = claiming(
        "A physicist who worked on the enrichment programme was shot dead outside his home.",
        "The price of a loaf rose by a third after subsidies were cut.",
    )
    asked = "killing of a nuclear scientist"
    with Record(path) as record:
        record.add(report)
        assert words(record, asked) == []
        record.link()
        (found,) = record.search(asked)
        assert found.words == report.claims[0].proposition
        assert (found.why, found.matched) == (("meaning",), ())
        assert words(record, asked, words_only=True) == []
        assert words(record, '"nuclear scientist"') == []
        assert words(record, "murder") == []
        assert words(record, asked, since="2025-09-18") == []
        assert words(record, asked, kind="statement") == []
        assert len(words(record, asked, kind="claim", since="2025-09-17")) == 1
        assert record.search("loaf price")[0].why[0] == "words"


def test_without_the_model_words_alone(path: Path) -> None:
    with Record(path) as record:
        record.add(claiming("The price of a loaf rose by a third."))
        record.link(meaning=False)
        assert [row.why for row in record.search("loaf")] == [("words",)]
        assert words(record, "bread gets dearer") == []
