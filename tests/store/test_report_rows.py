from __future__ import annotations

from datetime import date

import pytest

from dateline.store.record import Record
from linking_reports import small_report

DAYS = ("2025-03-01", "", "2025-02-01", "2025-03-01", "", "2024-12-31")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A store of reports of several days, some without one."""
    record = Record(tmp_path_factory.mktemp("rows") / "news.duckdb")
    heads = (
        "Élections au Mali",
        "No day: one",
        "U.N. envoy's visit",
        "Second of March",
        "No day: two",
        "Oldest",
    )
    for head, day in zip(heads, DAYS, strict=True):
        record.add(small_report(head, f"Words of {head}.", day=day, publisher="L’Écho de Bamako"))
    return record


def test_the_reports_before_and_after_make_one_chain(record: Record) -> None:
    ids = [row.id for row in record.report_list()]
    around = {key: record.surroundings(key) for key in ids}
    (first,) = (key for key in ids if around[key].before is None)
    chain = [first]
    while (after := around[chain[-1]].after) is not None:
        before = around[after.id].before
        assert before is not None
        assert before.id == chain[-1]
        chain.append(after.id)
    assert sorted(chain) == sorted(ids)
    days = [row.published for key in chain for row in record.report_list() if row.id == key]
    assert days == [date(2024, 12, 31), date(2025, 2, 1), date(2025, 3, 1), date(2025, 3, 1), None, None]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("elections", 1),
        ("ÉLECTIONS mali", 1),
        ("mali elect", 1),
        ("lections", 0),
        ("u.n.", 1),
        ("envoy's", 1),
        ("no day", 2),
        ("  ", 6),
        ("%", 6),
        ("day three", 0),
    ],
)
def test_words_of_the_headline(record: Record, words: str, found: int) -> None:
    assert len(record.report_list(words=words)) == found


def test_publishers_are_found_without_their_accents(record: Record) -> None:
    assert len(record.report_list(publisher="echo de bamako")) == 6
    assert record.report_choices().publishers == (("L’Écho de Bamako", 6),)


def test_with_days_undated_reports_are_left_out(record: Record) -> None:
    assert len(record.report_list(since=date(1900, 1, 1))) == 4


def test_what_link_has_not_seen_belongs_nowhere(record: Record) -> None:
    assert record.happening_of("e0") is None
    assert record.proposition_of("c0") is None
    assert record.surroundings(record.report_list()[0].id).story is None
