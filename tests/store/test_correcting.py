from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.evaluate.fields import applied
from dateline.model import Event, Report
from dateline.store.record import Record
from dateline.store.sandbox import ask

REPORT = make_report()
EVENT, OTHER = REPORT.events
STATEMENT = REPORT.statements[0]
CLAIM, DEAL = REPORT.claims[0], REPORT.agreements[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Record(path) as record:
        record.add(REPORT)
    return path


def corrected(record: Record) -> Report:
    return applied(REPORT, [row.correction() for row in record.corrections()])


def first(record: Record) -> Event:
    return corrected(record).events[0]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (EVENT.id, ("verdict=wrong",)),
        (EVENT.id, ("maybe",)),
        (EVENT.id, ()),
        (EVENT.id, ("wrong", "status=alleged")),
        (EVENT.id, ("wrong", "right")),
        (EVENT.id, ("status=alleged", "status=future")),
        (EVENT.id, ("type=PROMOTE",)),
        (EVENT.id, ("status=",)),
        (EVENT.id, ("modes=armed",)),
        (EVENT.id, ("contexts=weather",)),
        (EVENT.id, ("type=AID", "modes=change")),
        (EVENT.id, ("date_start=21 October",)),
        (EVENT.id, ("date_start=2025-09-20", "date_end=2025-09-19")),
        (EVENT.id, ("killed_low=many",)),
        (EVENT.id, ("killed_low=-1",)),
        (EVENT.id, ("killed_low=5", "killed_high=4")),
        (EVENT.id, ("actors=France",)),
        (EVENT.id, ("stance=denies",)),
        (STATEMENT.id, ("stance=occurred",)),
        (CLAIM.id, ("status=occurred",)),
        (DEAL.id, ("name=truce",)),
        (REPORT.document.id, ("status=alleged",)),
        ("state:RUS", ("wrong",)),
    ],
)
def test_what_does_not_fit_is_refused(path: Path, key: str, said: tuple[str, ...]) -> None:
    with Record(path) as record:
        with pytest.raises(DatelineError, match="E051") as raised:
            record.correct(key, *said, why="a test")
        assert raised.value.remedy
        assert record.corrections() == []


def test_a_reason_is_needed(path: Path) -> None:
    with Record(path) as record, pytest.raises(DatelineError, match="E051"):
        record.correct(EVENT.id, "wrong", why=" ")


def test_an_unknown_id_is_refused(path: Path) -> None:
    with Record(path) as record, pytest.raises(DatelineError, match="E050"):
        record.correct("e0000000000", "wrong", why="a test")


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        (("type=ACCUSE",), "type", "ACCUSE"),
        # modes that the new type does not have fall away
        (("type=ACCUSE",), "modes", ()),
        (("status=Alleged",), "status", "alleged"),
        (("modes=",), "modes", ()),
        (("contexts=military,diplomatic",), "contexts", ("military", "diplomatic")),
    ],
)
def test_fields_of_an_event(path: Path, said: tuple[str, ...], field: str, value: object) -> None:
    with Record(path) as record:
        record.correct(EVENT.id, *said, why="a test")
        assert getattr(first(record), field) == value
        # what the machine found stays
        assert record.report(REPORT.document.id) == REPORT


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Turkey", ["state:TUR"]),
        ("state:TUR, russia", ["state:TUR", "state:RUS"]),
        ("hrynko", ["per:hrynko"]),
        ("", []),
    ],
)
def test_participants_by_id_or_name(path: Path, words: str, ids: list[str]) -> None:
    with Record(path) as record:
        record.correct(EVENT.id, f"actors={words}", why="a test")
        actors = first(record).actors
    assert [one.actor for one in actors] == ids
    # somebody new stands on words of the text
    assert all(one.span is not None for one in actors)


def test_dates_and_counts(path: Path) -> None:
    with Record(path) as record:
        record.correct(EVENT.id, "date_start=2025-09-15", "killed_low=12", "killed_high=15", why="a test")
        when, killed = first(record).when, first(record).killed
        assert when is not None
        assert killed is not None
        assert (when.start, when.end, when.value) == ("2025-09-15", "2025-09-15", "2025-09-15")
        assert (killed.low, killed.high) == (12, 15)
        record.correct(EVENT.id, "date_start=", "date_end=", "killed_low=", "killed_high=", why="a test")
        assert (first(record).when, first(record).killed) == (None, None)


def test_one_day_can_become_a_later_one(path: Path) -> None:
    with Record(path) as record:
        for day in ("2025-09-15", "2025-09-20", "2025-09-01"):
            record.correct(EVENT.id, f"date_start={day}", why="a test")
            when = first(record).when
            assert when is not None
            assert (when.start, when.end) == (day, day)


def test_the_other_kinds(path: Path) -> None:
    with Record(path) as record:
        record.correct(STATEMENT.id, "stance=rejects", "speakers=Russia", "addressees=Turkey", why="a test")
        record.correct(CLAIM.id, "status=uncontested", "kind=prediction", why="a test")
        record.correct(DEAL.id, "parties=Turkey", why="a test")
        report = corrected(record)
    said = report.statements[0]
    assert (said.stance, said.speaker_actors, said.addressee_actors) == (
        "rejects",
        ("state:RUS",),
        ("state:TUR",),
    )
    assert (report.claims[0].status, report.claims[0].kind) == ("uncontested", "prediction")
    assert report.agreements[0].parties == ("state:TUR",)


def test_the_last_word_counts(path: Path) -> None:
    with Record(path) as record:
        record.correct(EVENT.id, "status=alleged", why="one")
        record.correct(EVENT.id, "status=future", why="two")
        assert first(record).status == "future"
        record.correct(EVENT.id, "wrong", why="three")
        assert [event.id for event in corrected(record).events] == [OTHER.id]
        rows = record.correct(EVENT.id, "right", why="four", by="Ana")
        assert first(record).status == "future"
    assert [(row.number, row.verdict, row.why, row.by) for row in rows] == [
        (1, "changed", "one", ""),
        (2, "changed", "two", ""),
        (3, "wrong", "three", ""),
        (4, "right", "four", "Ana"),
    ]


def test_corrections_outlive_readings_and_orphans_are_told(path: Path) -> None:
    without = structs.replace(REPORT, events=(OTHER,))
    with Record(path) as record:
        record.correct(EVENT.id, "status=alleged", why="a test")
        record.correct(OTHER.id, "right", why="a test")
        record.add(make_report(version="0.2.0", suffix=" the Elder"))
        assert [row.orphaned for row in record.corrections()] == [False, False]
        record.add(without)
        assert [row.orphaned for row in record.corrections()] == [True, False]
        record.add(REPORT)
        assert [row.orphaned for row in record.corrections(EVENT.id)] == [False]


def test_corrections_of_a_document_are_its_records(path: Path) -> None:
    with Record(path) as record:
        record.add(make_report(TEXT + "More.\n"))
        record.correct(EVENT.id, "wrong", why="a test")
        record.correct(make_report(TEXT + "More.\n").events[0].id, "wrong", why="a test")
        assert [row.target for row in record.corrections(REPORT.document.id)] == [EVENT.id]


def test_a_report_without_corrections_is_the_same() -> None:
    assert applied(REPORT, []) == REPORT


def test_the_view_of_corrected_events(path: Path) -> None:
    with Record(path) as record:
        for said in (
            ("type=ACCUSE", "actors=Turkey,Russia", "recipients="),
            ("date_start=", "date_end=", "killed_low=3"),
            ("status=alleged",),
        ):
            record.correct(EVENT.id, *said, why="a test")
        record.correct(OTHER.id, "wrong", why="a test")
        report = corrected(record)
    sql = "SELECT * EXCLUDE (document, words, start_char, end_char, place, country) FROM events_corrected"
    row: tuple[object, ...] = (
        *(EVENT.id, "ACCUSE", [], ["military"], "alleged", ["state:TUR", "state:RUS"], []),
        *(None, None, 3, None, None, None, "changed"),
    )
    assert ask(path, sql).rows == (row,)
    assert [event.id for event in report.events] == [EVENT.id]
    assert [one.actor for one in report.events[0].actors] == row[5]
    with Record(path) as record:
        record.correct(OTHER.id, "right", why="a test")
    plain = ask(path, "SELECT date_start, killed_low, actors FROM events_corrected WHERE corrected = 'right'")
    assert plain.rows == ((date(2025, 8, 1), 4, ["state:RUS"]),)
