"""Attribution that is hard to tell: asides, turns, headlines, quotations that go on, speakers of every sort."""

from __future__ import annotations

import pytest

from dateline.find.drafts import StatementDraft
from dateline.find.statements.finder import find_statements
from support import ParseText

Told = list[tuple[str, str]]


def told(drafts: tuple[StatementDraft, ...]) -> Told:
    """Return content and speaker of the statements that stand in no other."""
    return [
        (
            " … ".join(span.words for span in draft.spans),
            speaker.words if (speaker := draft.speaker or draft.speaker_from) else "",
        )
        for draft in drafts
        if draft.nested_in is None
    ]


ASIDES = [
    (
        "He is the officer who, the judge concluded, had thrown eleven men into the sea.",
        [("had thrown eleven men into the sea", "the judge")],
    ),
    (
        "The band split because, its drummer said, a warrant had been issued in Spain.",
        [("a warrant had been issued in Spain", "its drummer")],
    ),
    (
        "The drone, which Algiers says had flown into its territory, was lost.",
        [("had flown into its territory", "Algiers")],
    ),
    (
        "These clerks, Bello explained earlier in the hearing, were “well-paid.”",
        [("These clerks … were “well-paid.”", "Bello")],
    ),
    ("As Bello put it, the road is closed.", [("the road is closed", "Bello")]),
    ("The road is closed, as Bello said.", [("The road is closed", "Bello")]),
    ("The road, as Bello said on Monday, is closed.", [("The road … is closed", "Bello")]),
    ("The talks, said the 86-year-old, were over.", [("The talks … were over", "the 86-year-old")]),
    (
        "“We will go,” the mayor said, and the bishop: “We will stay.”",
        [("We will go,", "the mayor"), ("We will stay.", "the bishop")],
    ),
    ("“No,” said Musa, a baker: “never.”", [("No, … never.", "Musa, a baker")]),
    ("He called on Monday and they met.", []),
]

BORDERS = [
    (
        "The ministry denies claims that it hacked letters, and has called them “indecent”.",
        [("claims that it hacked letters", "The ministry"), ("them “indecent”", "The ministry")],
    ),
    (
        "The union called the offer unfair and urged the firm to pay.",
        [("the offer unfair", "The union"), ("to pay", "The union")],
    ),
    ("The bishop called for calm in a statement on Friday.", [("calm", "The bishop")]),
    (
        "The mayor said the bridge was safe – although nobody has tested it.",
        [("the bridge was safe", "The mayor")],
    ),
    ("The poll shows Bello ahead by three points.", [("Bello ahead by three points", "The poll")]),
    (
        "The army chief condemned what he called a plain violation of the truce.",
        [("what he called a plain violation of the truce", "The army chief")],
    ),
]

SPEAKERS = [
    ("“Let us keep our schools,” said Mulgrew.", [("Let us keep our schools,", "Mulgrew")]),
    (
        "Protesters marching through the alleys chanted “What tax?” and kept going until two.",
        [("What tax?", "Protesters")],
    ),
    (
        "“He is right,” Bello, a top ally, said Thursday morning on the radio.",
        [("He is right,", "Bello, a top ally")],
    ),
    (
        "The towns were shelled at dawn, the agency reported, citing the village governor.",
        [("The towns were shelled at dawn", "the agency")],
    ),
    ("The vote was described as a sham by monitors.", [("The vote … as a sham", "monitors")]),
    (
        "The plan was rejected by unions and praised by the banks.",
        [("The plan", "unions"), ("The plan", "the banks")],
    ),
    (
        "Reports that the bank had failed were dismissed as rumours by the governor.",
        [("Reports that the bank had failed … as rumours", "the governor")],
    ),
    ("Bello was asked by the bishops to leave.", [("to leave", "the bishops")]),
    ("They passed a rule that promises to change the city.", [("to change the city", "a rule")]),
    (
        "Two officials who asked not to be named said the talks had failed.",
        [("the talks had failed", "Two officials who asked not to be named")],
    ),
    ("A spokeswoman for the ministry said no.", []),
    (
        "Her spokesman, Ali Reza, said the port would open.",
        [("the port would open", "Her spokesman, Ali Reza")],
    ),
    (
        "The report says the dam is unsafe.",
        [("the dam is unsafe", "The report")],
    ),
]

GOING_ON = [
    (
        "Bello said the plan was dead.\n\n“We tried everything.”",
        [("the plan was dead", "Bello"), ("We tried everything.", "Bello")],
    ),
    (
        "The plan is dead, Bello said. “We tried everything.” Later Musa left. “You cannot win,” Musa said.",
        [("The plan is dead", "Bello"), ("We tried everything.", "Bello"), ("You cannot win,", "Musa")],
    ),
    (
        "“The bridge fell at noon.\n\n“Nobody was on it,” the mayor said.",
        [("The bridge fell at noon. … Nobody was on it,", "the mayor")],
    ),
    (
        "“The bridge fell at noon,” the mayor said. “Nobody was on it.\n\n“We shall build it again.”",
        [("The bridge fell at noon, … Nobody was on it. … We shall build it again.", "the mayor")],
    ),
    ("The road runs east.\n\n“We tried everything.”", []),
    ("Bello said the plan was dead.\n\n“All Bets Are Off”", [("the plan was dead", "Bello")]),
]

TURNS = [
    (
        "MS. HOLLIS: The secretary will travel to Bogota on the 21st.",
        [("The secretary will travel to Bogota on the 21st", "MS. HOLLIS")],
    ),
    (
        "Q: Will you go?\n\nA: I will not go.",
        [("Will you go?", "Q"), ("I will not go", "A")],
    ),
    ("NEW DELHI: The court will sit on Monday.", []),
]

HEADLINES = [
    ("Minister: no talks will be held\n\nHe left.", [("no talks will be held", "Minister")]),
    ("Musa on Grain: The Prices Are Too High\n\nHe left.", [("The Prices Are Too High", "Musa")]),
    ("Analysis: talks will be hard\n\nHe left.", []),
]


@pytest.mark.parametrize(("text", "expected"), ASIDES + BORDERS + SPEAKERS + GOING_ON + TURNS)
def test_attribution(parse_text: ParseText, text: str, expected: Told) -> None:
    _, passages = parse_text(text)
    assert told(find_statements(passages)) == expected


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_headline_with_a_colon(parse_text: ParseText, text: str, expected: Told) -> None:
    _, passages = parse_text(text, kinds=("headline", "body"))
    assert told(find_statements(passages)) == expected
