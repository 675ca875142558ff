"""Whatever the order in which reports come, and however often they are linked between: the tables are the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace

from dateline.model import Actor, Report
from dateline.store.across import ACROSS
from dateline.store.record import Record
from dateline.store.schema import SHARED, TABLES
from linking_reports import ERITREA, ETHIOPIA, claiming, dealing, raid, small_report

# In the order of arrival by their nature.
OWN_ORDER = {"changes", "pending", "corrections"}
WIRE = (
    "The rains failed for the fifth year in the lowlands, and herders told of wells that had been dry since spring. "
    "Aid workers in the market town counted four hundred families on the road to the river, most of them with goats. "
    "Nobody from the ministry had come to see them, an elder said, and the next lorry with grain was days away. "
    "The governor put the blame on the neighbours, who had closed the road when the harvest was at its lowest."
)
IRAN = Actor(id="a-iran", name="Iran", kind="state", country=("IRN",))
SHELLED = "Eritrea was developing a nuclear weapon"
KNOWN = "Joint Comprehensive Plan of Action"
REPORTS: Sequence[Report] = (
    claiming("2024-03-01", "Ethiopia", "said", SHELLED),
    claiming("2024-05-01", "Eritrea", "denied", "Eritrea sought a nuclear bomb", "denies"),
    claiming("2025-06-01", "Eritrea", "said", "Eritrea never sought a nuclear weapon"),
    claiming("2025-09-02", "Ethiopia", "said", "the harvest failed in the east of Eritrea"),
    raid("2025-03-04", "The Standard", 12),
    raid("2025-03-04", "The Nation", 15),
    raid("2025-03-05", "The Star", 12, dated=False),
    small_report("Herders leave dry lowlands", WIRE, day="2025-03-05", publisher="The Agency"),
    small_report("Wells dry since spring", WIRE, day="2025-03-06", publisher="The Daily"),
    dealing("2018-07-09", "Jeddah accord", "signed", "signed", bound=(ERITREA, ETHIOPIA)),
    dealing("2018-09-16", "Jeddah accord", "scrapped", "scrapped", bound=(ERITREA, ETHIOPIA)),
    dealing("2018-05-08", "nuclear deal", "left", "withdrawn", KNOWN),
    dealing("2015-07-14", "Vienna accord", "sealed", "signed", KNOWN),
    # a party of the deal that the tables know, named in a report that does not speak of the deal
    small_report("Delegates come late", "Those from Tehran came last.", day="2024-02-02", actors=[IRAN]),
)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    names = [table.name for table in (*TABLES, *SHARED, *ACROSS) if table.name not in OWN_ORDER]
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: sorted(connection.table(name).fetchall(), key=repr) for name in names}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    path = tmp_path_factory.mktemp("store") / "a.duckdb"
    with Record(path) as record:
        for report in REPORTS:
            record.add(report)
        record.link()
    return contents(path)


def test_the_reports_share_what_can_be_shared(at_once: dict[str, list[tuple[object, ...]]]) -> None:
    rows = {name: len(found) for name, found in at_once.items()}
    assert rows["copies"] == 1
    assert rows["propositions"] < rows["wordings"]
    assert rows["happenings"] < rows["witnesses"]
    assert rows["deals"] < rows["deal_mentions"]
    assert rows["stories"] < len(REPORTS)
    assert any(IRAN.id in parties for _, _, _, parties, *_ in at_once["deals"])  # type: ignore[operator]
    assert any("disputed" in row for row in at_once["propositions"])


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batches_give_the_same_tables(
    seed: int, tmp_path: Path, at_once: dict[str, list[tuple[object, ...]]]
) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    coming = list(REPORTS)
    # some come first without what they say, and are read anew later
    coming += [replace(one, claims=(), events=(), agreements=()) for one in dice.sample(REPORTS, 3)]
    dice.shuffle(coming)
    last = {report.document.id: report for report in REPORTS}
    path = tmp_path / "a.duckdb"
    with Record(path) as record:
        for report in coming:
            record.add(report)
            if dice.random() < 0.4:
                record.link()
        for report in last.values():
            record.add(report)
        record.link()
    found = contents(path)
    assert {name for name in found if found[name] != at_once[name]} == set()


def test_a_party_that_is_named_later_is_told_of_a_deal_that_nobody_speaks_of_again(
    tmp_path: Path, at_once: dict[str, list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "a.duckdb"
    with Record(path) as record:
        for report in REPORTS:
            record.add(report)
            record.link()
    assert contents(path)["deals"] == at_once["deals"]
