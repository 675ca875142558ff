from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Claim, Report

if TYPE_CHECKING:
    from link.conftest import ReadText


def parties(report: Report, claim: Claim) -> set[tuple[str, str]]:
    names = {actor.id: actor.name for actor in report.actors}
    return {(names.get(party.actor, "the report"), party.stance) for party in claim.parties}


def claim_with(report: Report, words: str) -> Claim:
    return next(claim for claim in report.claims if any(words in span.words for span in claim.spans))


@pytest.mark.parametrize(
    ("text", "words", "expected", "status"),
    [
        (
            "France accused Mali of hiring mercenaries, a charge Mali denies.",
            "hiring mercenaries",
            {("France", "asserts"), ("Mali", "denies")},
            "disputed",
        ),
        (
            "Japan rejected China’s claim that a Japanese ship had entered its waters.",
            "a Japanese ship had entered",
            {("China", "asserts"), ("Japan", "denies")},
            "disputed",
        ),
        (
            "Chad on Monday rejected an offer of talks from Sudan.",
            "talks",
            {("Chad", "rejects"), ("Sudan", "proposes")},
            "rejected",
        ),
        (
            "Kenya said that the border would stay open.",
            "the border would stay open",
            {("Kenya", "asserts")},
            "one_sided",
        ),
        (
            "Egypt called for an international investigation of the shelling.",
            "an international investigation",
            {("Egypt", "proposes")},
            "one_sided",
        ),
        (
            "Norway doubted that the treaty would be ratified this year.",
            "the treaty would be ratified",
            {("Norway", "doubts")},
            "disputed",
        ),
    ],
)
def test_parties_and_status(
    read_text: ReadText, text: str, words: str, expected: set[tuple[str, str]], status: str
) -> None:
    report = read_text(text)
    claim = claim_with(report, words)
    assert parties(report, claim) == expected
    assert claim.status == status


def test_wordings_of_one_proposition_are_one_claim(read_text: ReadText) -> None:
    report = read_text(
        "Peru said on Sunday that Bolivian soldiers had crossed the border near Desaguadero.\n\n"
        "Lima insists that soldiers from Bolivia crossed the border. "
        "Bolivia denies that its soldiers crossed the border."
    )
    claim = claim_with(report, "had crossed the border")
    assert len(claim.spans) == 3
    assert parties(report, claim) == {("Peru", "asserts"), ("Bolivia", "denies")}
    assert claim.status == "disputed"


def test_a_claim_points_to_its_event(read_text: ReadText) -> None:
    report = read_text("Armenia said that Azerbaijani troops shelled a village near Jermuk on Monday.")
    claim = claim_with(report, "shelled a village")
    event = next(event for event in report.events if event.id == claim.event)
    assert event.type == "ASSAULT"
    assert event.status == "alleged"
    assert event.said_by == tuple(said for party in claim.parties for said in party.statements)


def test_every_wording_names_the_statement_that_shows_it(read_text: ReadText) -> None:
    report = read_text("Ghana denied on Friday that it had closed its border with Togo.")
    statements = {statement.id: statement for statement in report.statements}
    for claim in report.claims:
        for party in claim.parties:
            assert party.statements
            assert all(party.actor in statements[said].speaker_actors for said in party.statements)


def test_no_claim_without_a_party_or_the_report_behind_it(read_text: ReadText) -> None:
    report = read_text("It rained all day in Lisbon. The match was called off at noon.")
    assert report.claims == ()
