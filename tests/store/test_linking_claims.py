from __future__ import annotations

import itertools
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace

from dateline.errors import DatelineError
from dateline.model import (
    Report,
)
from dateline.store.record import Record
from linking_reports import ERITREA, ETHIOPIA, claiming, dealing

TABLES = ("propositions", "positions", "wordings", "contradictions", "deals", "deal_mentions", "deal_steps")


SHELLED = "Eritrea was developing a nuclear weapon"
REPORTS = [
    claiming("2024-03-01", "Ethiopia", "said", SHELLED),
    claiming("2024-05-01", "Eritrea", "denied", "Eritrea sought a nuclear bomb", "denies"),
    claiming("2025-06-01", "Eritrea", "said", "Eritrea never sought a nuclear weapon"),
    claiming("2025-09-01", "Ethiopia", "conceded", "Eritrea had not sought a nuclear weapon"),
    claiming("2025-09-02", "Ethiopia", "said", "the harvest failed in the east of Eritrea"),
    dealing("2018-07-09", "Jeddah accord", "signed", "signed", bound=(ERITREA, ETHIOPIA)),
    dealing("2018-09-16", "Jeddah accord", "ratified", "ratified", bound=(ERITREA, ETHIOPIA)),
    dealing("2024-09-16", "Jeddah accord", "scrapped", "scrapped", bound=(ERITREA, ETHIOPIA)),
    dealing("2015-07-14", "Vienna accord", "sealed", "signed", "Joint Comprehensive Plan of Action"),
    dealing("2018-05-08", "nuclear deal", "left", "withdrawn", "Joint Comprehensive Plan of Action"),
]


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: sorted(connection.table(name).fetchall(), key=repr) for name in TABLES}


def linked(path: Path, *batches: list[Report]) -> dict[str, list[tuple[object, ...]]]:
    with Record(path) as record:
        for batch in batches:
            for one in batch:
                record.add(one)
            record.link()
    return tables(path)


@pytest.mark.parametrize(
    "batches",
    [
        [REPORTS[::-1]],
        [[one] for one in REPORTS],
        [[one] for one in REPORTS[::-1]],
        [REPORTS[::2], REPORTS[1::2]],
    ],
)
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, batches: list[list[Report]]) -> None:
    assert linked(tmp_path / "b.duckdb", *batches) == linked(tmp_path / "a.duckdb", REPORTS)


def test_a_report_that_is_read_anew_takes_its_claims_along(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    before = linked(path, REPORTS)
    bare = replace(REPORTS[1], claims=(), statements=())
    after = linked(path, [bare])
    assert after["propositions"] != before["propositions"]
    assert all(bare.document.id not in row for row in after["wordings"])
    assert linked(path, [REPORTS[1]]) == before


def test_a_dispute_over_the_years_with_who_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    linked(path, REPORTS)
    with Record(path, read_only=True) as record:
        (found,) = record.disputes()
        assert found.documents == 4
        assert [(one.actor, one.changed) for one in found.affirmed] == [("Ethiopia", False)]
        assert [(one.actor, one.changed) for one in found.denied] == [
            ("Eritrea", False),
            ("Eritrea", False),
            ("Ethiopia", True),
        ]
        assert record.disputes(actor="ERI") == [found]
        assert record.disputes(actor="KEN") == []
        assert record.disputes(until="2020-01-01") == []


def test_what_excludes_another_claim_is_shown_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    linked(
        path,
        [
            claiming("2024-03-01", "Ethiopia", "said", "the closure of the port of Eritrea was legal"),
            claiming("2024-03-03", "Eritrea", "said", "the closure of the port of Eritrea was void"),
        ],
    )
    with Record(path, read_only=True) as record:
        (found,) = record.disputes()
        assert [one.actor for one in found.affirmed] != [one.actor for one in found.denied]
        assert [one.reason for one in found.affirmed] == [""]
        assert [one.reason for one in found.denied] == ["the predicates exclude each other"]
        assert record.disputes(until="2024-02-01") == []
        assert record.disputes(actor="ETH") == record.disputes(actor="ERI") == [found]
        assert record.disputes(limit=0) == []


def test_who_denies_first_and_concedes_later_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    linked(
        path,
        [
            claiming("2024-03-01", "Eritrea", "denied", "Eritrea had sent troops across the river", "denies"),
            claiming(
                "2024-06-01", "Eritrea", "conceded", "Eritrea had sent troops across the river in spring"
            ),
            claiming("2024-06-02", "Ethiopia", "said", "Eritrea had sent soldiers across the river"),
        ],
    )
    with Record(path, read_only=True) as record:
        (found,) = record.disputes()
        held = [(one.actor, one.changed) for one in (*found.denied, *found.affirmed)]
    assert held == [("Eritrea", False), ("Eritrea", True), ("Ethiopia", False)]


def test_deals_are_one_by_name_and_by_parties_near_in_time(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    linked(path, REPORTS)
    with Record(path, read_only=True) as record:
        found = {(deal.name, deal.status): deal for deal in record.deals()}
        assert set(found) == {
            ("Jeddah accord", "ratified"),
            ("Jeddah accord", "scrapped"),
            ("Joint Comprehensive Plan of Action", "withdrawn"),
        }
        (known,) = record.deals(name="JCPOA")
        assert [(stage.kind, str(stage.date_start)) for stage in record.life(known)] == [
            ("signed", "2015-07-14"),
            ("withdrawn", "2018-05-08"),
        ]
        assert record.life(known)[0].tellings[0].words == "Officials sealed the Vienna accord at noon."
        assert len(record.deals(name="jeddah")) == 2
        with pytest.raises(DatelineError, match="E050"):
            record.deals(name="Potsdam")


def test_every_proposition_is_the_same_for_any_three_of_its_claims(tmp_path: Path) -> None:
    for number, three in enumerate(itertools.combinations(REPORTS[:4], 3)):
        rows = linked(tmp_path / f"{number}.duckdb", list(three))["propositions"]
        assert len(rows) == 1
