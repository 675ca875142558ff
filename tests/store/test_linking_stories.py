from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from msgspec import structs

from dateline.model import Claim, Report, Span, record_id
from dateline.store.record import Record
from linking_reports import raid, small_report

QUAKE = "Earthquake of magnitude 6.4 shakes Padang as hospitals in Sumatra fill"
RESCUE = "Rescuers in Padang dig for survivors of the Sumatra earthquake"
STRIKE = "Dockers in Antwerp walk out over the pension reform of the Belgian government"
TALKS = "Unions and the Belgian government fail to settle the Antwerp dockers' pension strike"
FILM = "Festival of Locarno opens with a film about glaciers"


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            name: sorted(connection.table(name).fetchall(), key=repr)
            for name in (
                "stories",
                "story_documents",
                "happenings",
                "witnesses",
                "happening_details",
                "happening_turns",
                "happening_keys",
            )
        }


def linked(path: Path, *batches: list[Report]) -> dict[str, list[tuple[object, ...]]]:
    with Record(path) as record:
        for batch in batches:
            for report in batch:
                record.add(report)
            record.link()
    return tables(path)


def told(headline: str, day: str, *more: str) -> Report:
    return small_report(headline, *(f"{headline}, {words}." for words in more), day=day)


def told_of(report: Report) -> Report:
    """Add a claim about the event of a report."""
    text, event = report.document.text, report.events[0]
    words = "Villagers at Dhobley counted 15 dead of al-Shabaab where Kenyan jets bombed a camp"
    start = text.index(words)
    claim = Claim(
        id=record_id("c", report.document.id, words),
        proposition=words,
        spans=(Span(start, start + len(words), words),),
        kind="factual",
        status="author_voice",
        event=event.id,
    )
    return structs.replace(report, claims=(claim,))


REPORTS = [
    told(QUAKE, "2025-03-01", "said the mayor"),
    told(RESCUE, "2025-03-02", "said the army"),
    told(STRIKE, "2025-03-01", "said the port"),
    told(TALKS, "2025-03-05", "said the minister"),
    told(FILM, "2025-03-02"),
    told(QUAKE, "2025-06-20", "said the new mayor"),
    raid("2025-03-05", "The Standard", 12),
    raid("2025-03-05", "The Nation", 12, dated=False),
    raid("2025-03-06", "The Star", 15),
    # another story of the same raid, in the next year
    raid("2026-03-04", "The Week", 15),
]


def test_reports_of_one_happening_are_a_story(tmp_path: Path) -> None:
    found = linked(tmp_path / "a.duckdb", REPORTS)
    assert sorted(str(row[4]) for row in found["stories"]) == ["1", "1", "1", "2", "2", "3"]
    stories = {document: story for story, document, _ in found["story_documents"]}
    keys = [report.document.id for report in REPORTS]
    assert stories[keys[0]] == stories[keys[1]]
    assert stories[keys[2]] == stories[keys[3]]
    # the same words months later are another earthquake
    assert stories[keys[5]] != stories[keys[0]]


@pytest.mark.parametrize("order", [[9, 8, 5, 3, 1, 6, 4, 2, 0, 7], [1, 0, 3, 2, 7, 5, 4, 8, 6, 9]])
def test_neither_order_nor_batches_matter(tmp_path: Path, order: list[int]) -> None:
    mixed = [REPORTS[number] for number in order]
    whole = linked(tmp_path / "whole.duckdb", REPORTS)
    assert linked(tmp_path / "single.duckdb", *[[report] for report in mixed]) == whole
    assert linked(tmp_path / "halves.duckdb", mixed[:4], mixed[4:]) == whole


def test_what_is_told_differently_stands_side_by_side(tmp_path: Path) -> None:
    found = linked(tmp_path / "a.duckdb", REPORTS)
    [happening] = found["happenings"]
    assert [str(row[0]) for row in found["witnesses"]] == [happening[0]] * 4
    assert {(row[2], row[4], row[5]) for row in found["happening_details"] if row[1] == "killed"} == {
        ("12", 2, False),
        ("15", 2, True),
    }


def test_a_report_read_anew_takes_its_happening_along(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    linked(path, REPORTS)
    *others, last, later = REPORTS
    corrected = raid("2025-03-06", "The Star", 15, status="negated")
    assert corrected.document.id == last.document.id
    assert linked(path, [corrected]) == linked(tmp_path / "b.duckdb", [*others, corrected, later])


def test_a_raid_told_in_two_stories_is_one_happening(tmp_path: Path) -> None:
    found = linked(tmp_path / "a.duckdb", REPORTS)
    stories = {str(row[4]) for row in found["witnesses"]}
    parts = {str(row[5]) for row in found["witnesses"]}
    assert len(stories) == len(parts) == 2
    assert len(found["happenings"]) == 1


def test_a_story_that_loses_its_raid_takes_it_from_the_happening(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    linked(path, REPORTS)
    moved = raid("2026-03-04", "The Week", 15, dated=False)
    assert moved.document.id == REPORTS[-1].document.id
    found = linked(path, [moved])
    assert found == linked(tmp_path / "b.duckdb", [*REPORTS[:-1], moved])
    assert len(found["happenings"]) == 2


def test_claims_follow_their_happening(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    claimed = told_of(raid("2025-03-06", "The Star", 15))
    # an earlier report makes the happening another one
    linked(path, [claimed], [raid("2025-03-05", "The Standard", 12)])
    with duckdb.connect(str(path), read_only=True) as connection:
        [(proposition,)] = connection.execute("SELECT happening FROM propositions").fetchall()
        [(happening,)] = connection.execute("SELECT id FROM happenings").fetchall()
    assert proposition == happening


def test_nothing_waiting_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    before = linked(path, REPORTS)
    with Record(path) as record:
        assert record.link().documents == 0
    assert tables(path) == before
