from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.config import Settings
from dateline.find.factuality.table import load_table
from dateline.model import from_json, to_json
from dateline.pipeline import Reader

if TYPE_CHECKING:
    from dateline.model import Event, Report
    from link.conftest import ReadText


def event_of(report: Report, kind: str) -> Event:
    """Return the only event of a type."""
    (event,) = (one for one in report.events if one.type == kind)
    return event


# (report, type of its event, at least, at most)
CASES = [
    ("Rebels shelled the town of Bamfu in Mali on Sunday.", "ASSAULT", 2.0, 3.0),
    ("Turkey will expel the Greek ambassador on Friday.", "SANCTION", -3.0, 0.0),
    ("Turkey did not expel the Greek ambassador.", "SANCTION", -3.0, -2.0),
    ("Turkey may expel the Greek ambassador.", "SANCTION", -3.0, 1.0),
    ("Greece will sign a treaty with Albania on Friday.", "AGREE", 1.0, 3.0),
    ("Greece said on Monday that it would recognise the government of Samoa.", "AGREE", 1.0, 3.0),
]


@pytest.mark.parametrize(("text", "kind", "least", "most"), CASES)
def test_an_event_is_as_sure_as_its_words(
    read_text: ReadText, text: str, kind: str, least: float, most: float
) -> None:
    event = event_of(read_text(text), kind)
    assert least <= event.factuality <= most
    (reason,) = (reason for reason in event.why if reason.field == "factuality")
    assert reason.words == event.trigger


def test_a_charge_is_less_sure_than_a_report_and_less_still_where_it_is_denied(read_text: ReadText) -> None:
    told = read_text("Sudanese soldiers bombed the market of Kutum on Sunday.")
    charged = read_text("Chad accused Sudan of bombing the market of Kutum on Sunday.")
    denied = read_text(
        "Chad accused Sudan of bombing the market of Kutum on Sunday.\n\nSudan denied bombing the market of Kutum."
    )
    values = [event_of(report, "ASSAULT").factuality for report in (told, charged, denied)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 3


def test_the_report_goes_before_what_is_said_in_it(read_text: ReadText) -> None:
    own = "Rwandan soldiers shelled Goma on Sunday."
    alone = event_of(read_text(own), "ASSAULT")
    report = read_text(own + "\n\nThe mayor said Rwandan soldiers had probably shelled Goma on Sunday.")
    beside = event_of(report, "ASSAULT")
    assert len(beside.mentions) == 2
    assert beside.factuality == alone.factuality


def test_status_and_factuality_never_contradict_each_other(read_text: ReadText) -> None:
    bounds = load_table().status
    report = read_text(
        "The army said it had withdrawn from Goma. Rwanda denied shelling the town and will send envoys to Kigali. "
        "If Uganda attacked, the UN would impose sanctions, France warned. Belgium failed to free the hostages. "
        "Kenya reportedly arrested a Ugandan editor; Congo has held him since May."
    )
    assert len(report.events) > 3
    for event in report.events:
        least, most = bounds[event.status]
        assert least <= event.factuality <= most


def test_the_value_outlives_being_written_down(read_text: ReadText) -> None:
    report = read_text("Turkey did not expel the Greek ambassador.")
    again = from_json(to_json(report))
    assert [event.factuality for event in again.events] == [event.factuality for event in report.events]
    assert b'"factuality":' in to_json(report)


def test_without_models_the_rules_decide() -> None:
    reader = Reader(Settings(model=False))
    assert reader.weights is None
    report = reader.read("Turkey did not expel the Greek ambassador.", published="2025-10-21")
    assert event_of(report, "SANCTION").factuality < -2
