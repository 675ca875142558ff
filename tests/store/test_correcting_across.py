"""What users find wrong or change is wrong or changed across reports, too; what they take back is as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace

from dateline.model import Event, Participant, Report, record_id
from dateline.store.across import ACROSS
from dateline.store.record import Record
from dateline.store.sandbox import ask
from dateline.store.schema import TABLES
from linking_reports import ERITREA, ETHIOPIA, claiming, dealing, raid, span

OWN_ORDER = {"changes", "pending", "corrections"}
PAPERS = ("The Standard", "The Nation", "The Star")
RAIDS = [raid("2025-03-04", paper, killed) for paper, killed in zip(PAPERS, (12, 12, 15), strict=True)]
SAID = claiming("2024-03-01", "Ethiopia", "said", "Eritrea was developing a nuclear weapon")
DENIED = claiming("2024-05-01", "Eritrea", "denied", "Eritrea sought a nuclear bomb", "denies")
SIGNED = dealing("2018-07-09", "Jeddah accord", "signed", "signed", bound=(ERITREA, ETHIOPIA))
BREACHED = dealing("2019-07-09", "Jeddah accord", "scrapped", "scrapped", bound=(ERITREA, ETHIOPIA))
LEGAL = claiming("2024-03-01", "Ethiopia", "said", "the closure of the port of Eritrea was legal")
VOID = claiming("2024-03-03", "Eritrea", "said", "the closure of the port of Eritrea was void")


def stepping(report: Report) -> Report:
    """Give a report on a deal the event that its step is."""
    (deal,) = report.agreements
    (step,) = deal.steps
    event = Event(
        id=record_id("e", report.document.id, step.span.words),
        type="REJECT",
        status="occurred",
        trigger=step.span,
        actors=(Participant(ETHIOPIA.id),),
        when=step.when,
    )
    step = replace(step, event=event.id, actors=(ETHIOPIA.id,))
    return replace(report, events=(event,), agreements=(replace(deal, steps=(step,)),))


SCRAPPED = stepping(BREACHED)
EVENTS = [report.events[0].id for report in RAIDS]
CLAIM, STATEMENT = DENIED.claims[0].id, DENIED.statements[0].id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Record(path) as record:
        for report in (*RAIDS, SAID, DENIED, SIGNED, SCRAPPED):
            record.add(report)
        record.link()
    return path


def contents(path: Path, tables: Sequence[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    names = tables or [table.name for table in ACROSS if table.name not in OWN_ORDER]
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: sorted(connection.table(name).fetchall(), key=repr) for name in names}


def corrected(path: Path, key: str, *said: str) -> None:
    with Record(path) as record:
        record.correct(key, *said, why="a test")
        record.link()


def happening(path: Path) -> dict[str, object]:
    with Record(path, read_only=True) as record:
        (found,) = record.timeline("KEN")
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def dispute(path: Path) -> list[list[str]]:
    with Record(path, read_only=True) as record:
        return [
            sorted({one.actor for one in (*found.affirmed, *found.denied)}) for found in record.disputes()
        ]


def positions(path: Path) -> set[tuple[str, str]]:
    rows = ask(path, "SELECT DISTINCT actor, stance FROM positions").rows
    return {(str(actor), str(stance)) for actor, stance in rows}


def life(path: Path) -> list[tuple[str, date | None, tuple[str, ...]]]:
    with Record(path, read_only=True) as record:
        (deal,) = record.deals(name="Jeddah accord")
        return [(stage.kind, stage.date_start, stage.by) for stage in record.life(deal)]


TWO_SIDES = [["Eritrea", "Ethiopia"]]


def test_a_telling_that_is_wrong_is_lost(path: Path) -> None:
    assert happening(path)["reports"] == 3
    corrected(path, EVENTS[2], "wrong")
    after = happening(path)
    assert (after["reports"], after["witnesses"], after["differing"]) == (2, 2, ())
    assert ask(path, "SELECT sum(events) FROM dyads_daily").rows == ((1,),)
    assert ask(path, "SELECT count(*) FROM events WHERE type = 'ASSAULT'").rows == ((3,),)


def test_what_nobody_rightly_tells_has_not_happened(path: Path) -> None:
    for event in EVENTS:
        corrected(path, event, "wrong")
    with Record(path, read_only=True) as record:
        assert list(record.timeline("KEN")) == []
    assert ask(path, "SELECT count(*) FROM dyads_daily").rows == ((0,),)


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        (("status=alleged",), "status", "alleged"),
        (("killed_low=20", "killed_high=20"), "killed_low", 20),
        (("date_start=2025-03-03",), "date_start", date(2025, 3, 3)),
        (("actors=", "recipients=Kenya"), "recipients", ("Kenya",)),
    ],
)
def test_what_is_changed_in_every_telling_is_changed(
    path: Path, said: tuple[str, ...], field: str, value: object
) -> None:
    before = happening(path)[field]
    for event in EVENTS:
        corrected(path, event, *said)
    assert before != value
    assert happening(path)[field] == value


def test_a_changed_type_changes_the_intensity(path: Path) -> None:
    before = happening(path)["intensity"]
    for event in EVENTS:
        corrected(path, event, "type=AID")
    after = happening(path)
    assert after["type"] == "AID"
    assert isinstance(before, float)
    assert isinstance(after["intensity"], float)
    assert before < 0 < after["intensity"]


def test_rows_that_rest_on_corrections_say_so(path: Path) -> None:
    def told() -> tuple[list[str], list[str]]:
        with Record(path, read_only=True) as record:
            return [row.corrected for row in record.timeline("KEN")], [
                row.corrected for row in record.disputes()
            ]

    assert told() == ([""], [""])
    corrected(path, EVENTS[0], "wrong")
    corrected(path, EVENTS[0], "right")
    corrected(path, EVENTS[1], "right")
    assert told() == ([""], [""])
    corrected(path, EVENTS[1], "status=alleged")
    assert told() == (["changed"], [""])
    corrected(path, STATEMENT, "date_start=2024-04-30")
    assert told() == (["changed"], ["changed"])
    with Record(path) as record:
        record.correct(record.timeline("KEN")[0].id, "right", why="a test")
    assert told() == (["right"], ["changed"])


def test_one_changed_telling_stands_beside_the_others(path: Path) -> None:
    corrected(path, EVENTS[0], "killed_low=15", "killed_high=15")
    assert happening(path)["differing"] == ("killed: 15 (2), 12 (1)",)


def test_a_claim_that_is_wrong_makes_no_dispute(path: Path) -> None:
    assert dispute(path) == TWO_SIDES
    corrected(path, CLAIM, "wrong")
    assert dispute(path) == []


def test_a_claim_that_is_wrong_contradicts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Record(path) as record:
        record.add(LEGAL)
        record.add(VOID)
        record.link()
    assert dispute(path) == TWO_SIDES
    corrected(path, VOID.claims[0].id, "wrong")
    assert dispute(path) == []
    corrected(path, VOID.claims[0].id, "right")
    assert dispute(path) == TWO_SIDES


@pytest.mark.parametrize("said", ["wrong", "stance=asserts", "stance=asks", "speakers="])
def test_what_nobody_denies_is_not_disputed(path: Path, said: str) -> None:
    corrected(path, STATEMENT, said)
    assert dispute(path) == []
    # the others still hold what they hold
    assert (ETHIOPIA.id, "asserts") in positions(path)


def test_who_holds_a_claim_follows_who_said_it(path: Path) -> None:
    corrected(path, STATEMENT, "speakers=Ethiopia", "date_start=2024-04-30")
    assert (ETHIOPIA.id, "denies") in positions(path)
    assert ERITREA.id not in {actor for actor, _ in positions(path)}
    assert ask(path, "SELECT \"day\" FROM positions WHERE stance = 'denies'").rows == ((date(2024, 4, 30),),)


def test_the_steps_of_an_agreement_follow_their_events(path: Path) -> None:
    event = SCRAPPED.events[0].id
    signed, scrapped = ("signed", date(2018, 7, 9), ()), ("scrapped", date(2019, 7, 9), ("ETH",))
    assert life(path) == [signed, scrapped]
    corrected(path, event, "date_start=2019-07-01", "actors=Eritrea")
    assert life(path) == [signed, ("scrapped", date(2019, 7, 1), ("ERI",))]
    corrected(path, event, "status=future")
    assert life(path) == [signed]
    corrected(path, event, "status=occurred", "date_start=2019-07-09", "actors=Ethiopia")
    assert life(path) == [signed, scrapped]
    corrected(path, event, "wrong")
    assert life(path) == [signed]


def test_an_agreement_that_is_wrong_is_none(path: Path) -> None:
    for report in (SIGNED, SCRAPPED):
        corrected(path, report.agreements[0].id, "wrong")
    with Record(path, read_only=True) as record:
        assert list(record.deals()) == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        *((key, "wrong") for key in (EVENTS[0], CLAIM, STATEMENT, SCRAPPED.agreements[0].id)),
        (RAIDS[1].document.id, "wrong"),
        (SCRAPPED.events[0].id, "wrong"),
    ],
)
def test_what_is_taken_back_is_as_it_was(path: Path, key: str, said: str) -> None:
    own = [table.name for table in TABLES]
    before, read = contents(path), contents(path, own)
    corrected(path, key, said)
    assert contents(path) != before
    corrected(path, key, "right")
    assert contents(path) == before
    # what the machine read was never touched
    assert contents(path, own) == read


def test_a_field_that_is_set_back_is_as_it_was(path: Path) -> None:
    before = contents(path)
    corrected(path, EVENTS[0], "killed_high=15", "status=alleged")
    assert contents(path) != before
    corrected(path, EVENTS[0], "killed_high=12", "status=occurred")
    assert contents(path) == before


def test_corrections_outlive_readings_and_hold_whenever_they_were_made(path: Path, tmp_path: Path) -> None:
    corrections = ((EVENTS[2], "wrong"), (STATEMENT, "speakers=Ethiopia"), (SCRAPPED.events[0].id, "wrong"))
    for key, said in corrections:
        corrected(path, key, said)
    after = contents(path)
    with Record(path) as record:
        for report in (*RAIDS, DENIED, SCRAPPED):
            record.add(replace(report, version="2"))
        record.link()
    assert contents(path) == after
    # made before anything was linked
    other = tmp_path / "other.duckdb"
    with Record(other) as record:
        for report in (SCRAPPED, DENIED, *RAIDS, SIGNED, SAID):
            record.add(report)
        for key, said in corrections:
            record.correct(key, said, why="a test")
        record.link()
    assert contents(other) == after


def test_only_what_is_read_otherwise_waits_for_linking(path: Path) -> None:
    steps: Sequence[tuple[str, str, int]] = (
        (EVENTS[0], "right", 0),
        (RAIDS[0].document.id, "right", 0),
        (EVENTS[0], "status=occurred", 0),
        (EVENTS[0], "wrong", 1),
        (EVENTS[0], "wrong", 1),
        (EVENTS[1], "wrong", 2),
    )
    with Record(path) as record:
        for key, said, waiting in steps:
            record.correct(key, said, why="a test")
            assert record.waiting() == waiting, (key, said)
        record.link()
        story = record.stories()[0].id
        record.correct(story, "wrong", why="a test")
        assert record.waiting() == 0


def test_a_correction_links_where_nothing_else_waits(path: Path) -> None:
    with Record(path) as record:
        record.correct(EVENTS[0], "wrong", why="a test", link=True)
        assert record.waiting() == 0
        assert record.timeline("KEN")[0].reports == 2
        record.add(LEGAL)
        record.correct(EVENTS[1], "wrong", why="a test", link=True)
        assert record.waiting() == 2
        assert record.timeline("KEN")[0].reports == 2


def test_what_a_correction_changes_across_reports_is_among_the_changes(path: Path) -> None:
    with Record(path) as record:
        (old,) = record.timeline("KEN")
        start = record.next_change()
        record.correct(EVENTS[2], "wrong", why="a test")
        record.correct(CLAIM, "wrong", why="a test")
        record.link()
        told = {(row.what, row.kind) for row in record.changes(since=start)}
        (new,) = record.timeline("KEN")
        assert record.now_part_of(old.id) == (None if old.id == new.id else new.id)
    assert {("corrected", "event"), ("corrected", "claim"), ("altered", "proposition")} <= told
    assert ("altered" if old.id == new.id else "withdrawn", "happening") in told


def test_who_denies_a_happening_follows_the_stance_of_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    report = denied_raid()
    with Record(path) as record:
        record.add(report)
        record.link()
    assert happening(path)["denied_by"] == ("Kenya",)
    corrected(path, report.statements[0].id, "stance=concedes")
    assert happening(path)["denied_by"] == ()
    corrected(path, report.statements[0].id, "stance=denies")
    assert happening(path)["denied_by"] == ("Kenya",)


def denied_raid() -> Report:
    """Make a report of a raid that Kenya denies."""
    report, said = raid("2025-03-04", "The Standard", 12), DENIED.statements[0]
    words = span(report, "the army said")
    denial = replace(said, id="s0", spans=(words,), cue=None, speaker_actors=("a-kenya",))
    return replace(report, statements=(denial,), events=(replace(report.events[0], denied_by=("s0",)),))
