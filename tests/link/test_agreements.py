from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from link.conftest import ReadText


def test_a_deal_and_what_became_of_it(read_text: ReadText) -> None:
    report = read_text(
        "Ethiopia and Eritrea signed a peace agreement in Jeddah on Sunday.\n\n"
        "On Monday Eritrea scrapped the peace agreement with Ethiopia."
    )
    (deal,) = report.agreements
    names = {actor.id: actor.name for actor in report.actors}
    assert {names[party] for party in deal.parties} == {"Ethiopia", "Eritrea"}
    assert [step.kind for step in deal.steps] == ["signed", "scrapped"]


def test_what_may_still_happen_is_no_step(read_text: ReadText) -> None:
    report = read_text(
        "Ethiopia and Eritrea signed a peace agreement in July. Eritrea said it would scrap the agreement."
    )
    (deal,) = report.agreements
    assert [step.kind for step in deal.steps] == ["signed"]


def test_a_great_deal_is_no_deal(read_text: ReadText) -> None:
    report = read_text("The minister spent a great deal of time in Oslo on Monday.")
    assert report.agreements == ()


JCPOA = "Joint Comprehensive Plan of Action"
PROTOCOL = "Additional Protocol to Iran's safeguards agreement"


@pytest.mark.parametrize(
    ("text", "known", "steps"),
    [
        (
            "President Donald Trump withdrew on Monday from the 2015 nuclear deal with Iran.",
            JCPOA,
            ["withdrawn"],
        ),
        (
            "He praised the nuclear deal with Iran, which the United States left in 2018.",
            JCPOA,
            ["withdrawn"],
        ),
        (
            "Russia suspended the Black Sea grain deal on Saturday.",
            "Black Sea Grain Initiative",
            ["suspended"],
        ),
        ("Iran stopped applying the Additional Protocol in February.", PROTOCOL, ["suspended"]),
        ("The Oslo Accords were signed in 1993.", "Oslo Accords", ["signed"]),
        ("Envoys discussed a new nuclear deal with Iran.", "", ["talks"]),
        ("London said it would not leave the Paris Agreement.", "Paris Agreement", []),
    ],
)
def test_known_deals_and_their_steps(read_text: ReadText, text: str, known: str, steps: list[str]) -> None:
    found = [deal for deal in read_text(text).agreements if deal.known == known]
    assert len(found) == 1
    assert [step.kind for deal in found for step in deal.steps] == steps


def test_the_name_of_a_deal_dates_no_step(read_text: ReadText) -> None:
    (deal,) = read_text("Inspectors said Iran had violated the 2015 nuclear deal.").agreements
    assert [(step.kind, step.when) for step in deal.steps] == [("breached", None)]


def test_the_treaty_takes_up_the_last_one_called_so(read_text: ReadText) -> None:
    (deal,) = read_text(
        "Chile ratified the High Seas Treaty in June. Kenya signed the treaty in May."
    ).agreements
    assert [step.kind for step in deal.steps] == ["ratified", "signed"]
