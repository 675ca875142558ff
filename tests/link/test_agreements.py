from __future__ import annotations

from typing import TYPE_CHECKING

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
