from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Claim, Report

if TYPE_CHECKING:
    from link.conftest import ReadText


def claim_with(report: Report, words: str) -> Claim:
    return next(claim for claim in report.claims if any(words in span.words for span in claim.spans))


@pytest.mark.parametrize(
    ("text", "one", "other", "reason"),
    [
        (
            (
                "The army killed 12 fighters in the raid, the defence ministry of Niger said. "
                "A rebel spokesman said three fighters were killed in the raid."
            ),
            "killed 12 fighters",
            "three fighters were killed",
            "the numbers exclude each other",
        ),
        (
            (
                "Police arrested 40 protesters on Sunday, the interior minister of Serbia said. "
                "The opposition said police arrested 120 protesters."
            ),
            "arrested 40",
            "arrested 120",
            "the numbers exclude each other",
        ),
        (
            (
                "“We bombed the airfield near Hodeidah,” the Houthi spokesman Yahya Saree said. "
                "The government of Yemen said no bombing took place at the airfield."
            ),
            "We bombed",
            "no bombing",
            "one says that it is not so",
        ),
        (
            "Pakistan said it shot down two Indian drones. India said that none of its drones had been shot down.",
            "it shot down",
            "none of its drones",
            "one says that it is not so",
        ),
        (
            (
                "Armenia said that Azerbaijani troops fired first at the border on Monday. "
                "Azerbaijan said that Armenian soldiers fired first."
            ),
            "Azerbaijani troops",
            "Armenian soldiers",
            "two are said to have been the first",
        ),
        (
            (
                "Rwanda's army destroyed the bridge at Ruzizi, Congo's defence ministry said on Monday. "
                "Kigali said the M23 rebels destroyed the bridge."
            ),
            "Rwanda's army destroyed",
            "M23 rebels destroyed",
            "two are said to have done one deed",
        ),
        (
            (
                "Ukraine said its forces had recaptured the village of Robotyne. "
                "Russia said that the village of Robotyne was still under its control."
            ),
            "had recaptured",
            "under its control",
            "the predicates exclude each other",
        ),
        (
            "The mayor of Oslo said the mine was safe. The union said the mine was unsafe.",
            "the mine was safe",
            "the mine was unsafe",
            "the predicates exclude each other",
        ),
    ],
)
def test_what_cannot_hold_together(read_text: ReadText, text: str, one: str, other: str, reason: str) -> None:
    report = read_text(text)
    left, right = claim_with(report, one), claim_with(report, other)
    assert left.contradicts == (right.id,)
    assert right.contradicts == (left.id,)
    assert (left.status, right.status) == ("disputed", "disputed")
    assert [why.note for why in left.why if why.field == "status"] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        # at least 12 may be 15
        (
            "The army killed at least 12 fighters in the raid, the governor said. "
            "The ministry said 15 fighters were killed in the raid."
        ),
        # one speaker corrects a number
        "Niger said 12 fighters were killed in the raid. Niger said later that 15 fighters were killed in the raid.",
        # a spokesman speaks for the ministry that gave the other number
        (
            "The ministry of health said 12 miners were killed in the blast. "
            "A spokesman for the ministry of health said 14 miners were killed in the blast."
        ),
        # two towns
        "Chad said rebels destroyed the bridge in Ati. Niger said soldiers destroyed the school in Diffa.",
        # both may have fired
        "Armenia said that Azerbaijani troops fired on Monday. Azerbaijan said that Armenian soldiers fired.",
        # other subjects
        "The mayor of Oslo said the mine was safe. The union said the harbour was unsafe.",
    ],
)
def test_what_can_hold_together(read_text: ReadText, text: str) -> None:
    assert all(not claim.contradicts for claim in read_text(text).claims)


@pytest.mark.parametrize(
    ("text", "affirms", "denies"),
    [
        (
            "France accused Mali of shelling a village near Kidal, a charge Mali denies.",
            {"France"},
            {"Mali"},
        ),
        (
            "Pakistan said it shot down two Indian drones. India said that none of its drones had been shot down.",
            {"Pakistan"},
            {"India"},
        ),
        (
            "Ghana said a Togolese patrol had crossed the border near Aflao - a claim Lome denied.",
            {"Ghana"},
            {"Togo"},
        ),
        ("Rwanda denied that its army had shelled a border post in Congo.", set(), {"Rwanda"}),
        ("Rwanda said that its army had not shelled the border post.", set(), {"Rwanda"}),
    ],
)
def test_an_event_knows_who_affirms_and_who_denies_it(
    read_text: ReadText, text: str, affirms: set[str], denies: set[str]
) -> None:
    report = read_text(text)
    names = {actor.id: actor.name for actor in report.actors}
    speakers = {one.id: {names[actor] for actor in one.speaker_actors} for one in report.statements}
    event = next(event for event in report.events if event.claims)
    assert set().union(*(speakers[one] for one in event.affirmed_by)) == affirms
    assert set().union(*(speakers[one] for one in event.denied_by)) == denies
    by_id = {claim.id: claim for claim in report.claims}
    assert all(by_id[one].event == event.id for one in event.claims)
    assert all(claim.id in event.claims for claim in report.claims if claim.event == event.id)


def test_who_only_relays_is_no_party(read_text: ReadText) -> None:
    report = read_text("According to state media, the general of Mali said his troops had crossed the river.")
    names = {actor.id: actor.name for actor in report.actors}
    (claim,) = report.claims
    (party,) = claim.parties
    assert "general" in names[party.actor] or "Mali" in names[party.actor]
    assert names[party.reported_by] == "state media"
    assert claim.status == "one_sided"


def test_who_repeats_a_claim_holds_it_too(read_text: ReadText) -> None:
    report = read_text("Kenya repeated Uganda’s claim that the lake was shrinking.")
    names = {actor.id: actor.name for actor in report.actors}
    (claim,) = report.claims
    assert {(names[party.actor], party.stance) for party in claim.parties} == {
        ("Kenya", "asserts"),
        ("Uganda", "asserts"),
    }
    assert claim.status == "uncontested"


@pytest.mark.parametrize(
    ("text", "predicate", "negated"),
    [
        ("Armenia said that Azerbaijani troops shelled a village near Jermuk on Monday.", "ASSAULT", False),
        ("Kenya said that the border was closed.", "close", False),
        ("Kenya said that no survey took place on the lake.", "survey", True),
    ],
)
def test_a_proposition_has_one_form(read_text: ReadText, text: str, predicate: str, negated: bool) -> None:
    report = read_text(text)
    frame = report.claims[0].frame
    assert frame is not None
    assert (frame.predicate, frame.negated) == (predicate, negated)
    assert report.document.text[frame.span.start : frame.span.end] == frame.span.words


def test_kind_and_status_say_why(read_text: ReadText) -> None:
    report = read_text(
        "Chad rejected an offer of talks from Sudan. Kenya said that the border would stay open. "
        "Norway denied that its ship had sunk a trawler. Peru called the vote a sham."
    )
    assert len(report.claims) >= 4
    for claim in report.claims:
        assert {why.field for why in claim.why} >= {"kind", "status"}


def test_a_summary_line_and_the_text_deny_one_charge(read_text: ReadText) -> None:
    report = read_text(
        "Chad denies that it bombed a hospital in Ati\n\n"
        "ATI, Chad: A hospital in the town of Ati lay in ruins on Monday.\n\n"
        "Chad denied that its jets had attacked the nurses and their patients."
    )
    denied = [claim for claim in report.claims if any(party.stance == "denies" for party in claim.parties)]
    assert len(denied) == 1
