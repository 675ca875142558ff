"""Kinds of wording by which reports tell what became of an agreement, each in several wordings and of several deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from link.conftest import ReadText

BREACH = [
    "Observers found Serbia in breach of the Dayton Agreement.",
    "Ukraine said Russia was in violation of the Minsk agreements.",
    "Kyiv accused Moscow of breaking the Black Sea grain deal.",
    "Washington charged that Russia had exceeded the limits of New START.",
    "Addis Ababa has failed to honour the Pretoria peace agreement, the party said.",
]
NO_LONGER = [
    "Russia said it would no longer observe the limits of New START.",
    "Islamabad announced that it would no longer abide by the Simla Agreement.",
    "Since Monday Belarus no longer applies the Treaty on Conventional Armed Forces in Europe.",
    "Turkey has not implemented the EU-Turkey migration deal since March.",
    "Moscow stopped honouring the Black Sea grain deal in July.",
    "Russia suspended its participation in the Black Sea grain deal, its ministry said.",
]
LEFT = [
    "Russia pulled out of the Black Sea Grain Initiative on Monday.",
    "Canada walked away from the Kyoto Protocol.",
    "The harvest suffered after Moscow's withdrawal from the Black Sea grain deal.",
    "Parliament in Ankara voted to quit the Istanbul Convention.",
    "Ukraine decided to leave the Ottawa Treaty.",
]
ENDED = [
    "President Salva Kiir declared the Lusaka Protocol dead on Monday evening.",
    "The Minsk agreements are no longer valid, Vladimir Putin said.",
    "Mali regards the 2015 Algiers peace accord as void.",
    "The INF treaty expired on Friday.",
    "The Arusha Accords fell apart in April 1994.",
]
BACK = [
    "Russia returned to the Black Sea grain deal on Wednesday.",
    "Washington went back to the Paris Agreement.",
    "Both sides agreed to extend the Black Sea grain deal by two months.",
    "The ministers welcomed the extension of the Black Sea grain deal.",
    "The Windsor Framework was prolonged on Monday by the two governments.",
]
FORCE = [
    "The Pretoria peace agreement went into effect on Thursday.",
    "The High Seas Treaty came into force in January.",
    "The Lebanon-Israel maritime border agreement took effect on Thursday.",
    "Kenya began to apply the High Seas Treaty on Monday.",
]
LAW = [
    "Serbia's parliament passed a law ratifying the Dayton Agreement.",
    "The Senate approved the bill that allows the government to implement the Paris Agreement.",
    "The cabinet in Nairobi adopted legislation to ratify the High Seas Treaty.",
    "Voters on both sides of the border endorsed the Good Friday Agreement.",
]
MADE = [
    "Egypt and Israel put their names to the Camp David Accords in 1978.",
    "London and Dublin struck the Good Friday Agreement after a long night.",
    "The Oslo Accords were agreed in secret in 1993.",
    "Ethiopia initialled the Pretoria peace agreement on Wednesday.",
]
TALKS = [
    "Talks on reviving the Black Sea grain deal opened in Ankara on Monday.",
    "Negotiators have been talking about a return to New START.",
    "The envoys met on Friday for talks on the extension of the Minsk agreements.",
    "In talks over the Windsor Framework the two governments made progress.",
]
KINDS = {
    "breached": BREACH,
    "suspended": NO_LONGER,
    "withdrawn": LEFT,
    "scrapped": ENDED,
    "restored": BACK,
    "in_force": FORCE,
    "ratified": LAW,
    "signed": MADE,
    "talks": TALKS,
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_a_step_of_a_kind(read_text: ReadText, kind: str, text: str) -> None:
    steps = [step.kind for deal in read_text(text).agreements for step in deal.steps]
    assert steps == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow threatened to withdraw from the Black Sea grain deal.",
        "Russia would no longer observe New START if Washington tested a weapon.",
        "Washington said that Russia would no longer observe New START.",
        "Ottawa could leave the Kyoto Protocol, the paper wrote.",
        "Oslo called for an extension of the Black Sea grain deal.",
        "The minister opposed any suspension of New START.",
        "Shells fell on the port without violating the Black Sea grain deal.",
        "The envoy warned against a breach of the Minsk agreements.",
        "He said the shelling was a violation of the Geneva Conventions.",
        "The Oslo Accords are not dead, the minister said.",
        "The bill on leaving the Paris Agreement was passed in Oslo.",
    ],
)
def test_what_has_not_come_to_pass_is_no_step(read_text: ReadText, text: str) -> None:
    assert [step.kind for deal in read_text(text).agreements for step in deal.steps] == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ethiopia and Eritrea held a third round of talks in Cairo on Monday.", ["talks"]),
        ("Serbia and Kosovo resumed negotiations in Brussels on Thursday.", ["talks"]),
        ("The sixth round of peace talks between Sudan and Chad was called off on Friday.", ["suspended"]),
        ("Sudan and Chad opened indirect talks under Qatari mediation in Doha.", ["talks"]),
        (
            "Serbia and Kosovo held a second round of talks in Vienna on Friday. They had met in Rome on October 7.",
            ["talks", "talks"],
        ),
    ],
)
def test_talks_that_are_to_lead_to_a_deal(read_text: ReadText, text: str, kinds: list[str]) -> None:
    (deal,) = read_text(text).agreements
    assert sorted(step.kind for step in deal.steps) == sorted(kinds)
    assert len(deal.parties) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of France and Kenya held talks on trade in Paris on Monday.",
        "France and Kenya discussed grain prices in Paris.",
        "Talks between Paris and Nairobi covered fish and visas.",
        "Kenya rejected negotiations with France.",
        "The president spoke with his guests about talks in Oslo.",
    ],
)
def test_other_talks_belong_to_no_deal(read_text: ReadText, text: str) -> None:
    assert [step.kind for deal in read_text(text).agreements for step in deal.steps] == []


def test_terms_alone_are_those_of_the_deal_spoken_of(read_text: ReadText) -> None:
    (deal,) = read_text(
        "Russia announced on Monday its third step away from New START. "
        "It said it would no longer keep to any limit on its warheads."
    ).agreements
    assert [(step.kind, step.when and step.when.start) for step in deal.steps] == [
        ("suspended", "2025-10-20")
    ]


def test_a_name_with_a_day_tells_when_the_deal_was_made(read_text: ReadText) -> None:
    (deal,) = read_text("Ethiopia praised the accord with Eritrea of 9 July 2018.").agreements
    assert [(step.kind, step.when and step.when.start) for step in deal.steps] == [("signed", "2018-07-09")]
