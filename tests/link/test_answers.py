"""To whom a denial answers, where its own words do not say what is denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from link.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "words", "parties"),
    [
        # "it" is what was said, not what is told inside it
        (
            "When President William Ruto claimed that Uganda had asked for a meeting, Kampala denied it.",
            "had asked for a meeting",
            {("William Ruto", "asserts"), ("Uganda", "denies")},
        ),
        # whoever is contradicted spoke before
        (
            (
                "Norway’s fisheries minister, Marianne Naess, said that the nets had been cut. "
                "Chile’s envoy, Juan Rojas, contradicted her."
            ),
            "the nets had been cut",
            {("Marianne Naess", "asserts"), ("Juan Rojas", "denies")},
        ),
        # a charge by its name alone
        (
            "Sudan accused Chad of having burned the granary. Chad rejected the accusation as baseless.",
            "having burned the granary",
            {("Sudan", "asserts"), ("Chad", "denies")},
        ),
        (
            "Sudan accused Chad of having burned the granary. Chad’s foreign ministry called the accusation nonsense.",
            "having burned the granary",
            {("Sudan", "asserts"), ("Chad’s foreign ministry", "denies")},
        ),
        (
            "A study by the World Bank found that the ice had melted by half. Iceland called it plainly wrong.",
            "the ice had melted by half",
            {("World Bank", "asserts"), ("Iceland", "denies")},
        ),
        # a judgement on a deed is no denial
        (
            "Peru said that the bridge had been sold. Chile called the sale wrong.",
            "the bridge had been sold",
            {("Peru", "asserts")},
        ),
    ],
)
def test_a_denial_goes_to_whom_it_answers(
    read_text: ReadText, text: str, words: str, parties: set[tuple[str, str]]
) -> None:
    report = read_text(text)
    names = {actor.id: actor.name for actor in report.actors}
    claim = next(one for one in report.claims if any(words in span.words for span in one.spans))
    assert {(names[party.actor], party.stance) for party in claim.parties} == parties


def test_who_denies_that_he_agreed_agrees_to_nothing(read_text: ReadText) -> None:
    report = read_text("Kenya denied that it had agreed to let Uganda put guards on the dam.")
    assert {party.stance for claim in report.claims for party in claim.parties} == {"denies"}


def test_an_offer_with_its_own_words_answers_nothing_before(read_text: ReadText) -> None:
    report = read_text(
        "Chad denies seeking the island. A proposal that Niger sent through Mali was rejected by Chad on Monday."
    )
    island = next(one for one in report.claims if "island" in one.proposition)
    assert len(island.spans) == 1


def test_a_time_before_the_cue_is_no_content(read_text: ReadText) -> None:
    report = read_text(
        "A day after Kenya and Uganda signed a pact on the lake, they disagreed about what it holds."
    )
    assert not any("signed" in claim.proposition for claim in report.claims)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            (
                "Ukraine’s defence ministry said that Russian forces had shot down the airliner. "
                "Russia’s defence ministry said that Ukrainian forces had shot down the airliner."
            ),
            "shot down",
        ),
        (
            (
                "Tanzania’s works minister said that the bridge at Kigongo was unsafe. "
                "Kenya’s roads authority said that the bridge at Kigongo was safe."
            ),
            "safe",
        ),
    ],
)
def test_what_two_cannot_both_say_makes_two_claims(read_text: ReadText, text: str, words: str) -> None:
    report = read_text(text)
    one, other = (claim for claim in report.claims if words in claim.proposition)
    assert other.id in one.contradicts
    assert {one.status, other.status} == {"disputed"}
