"""Statements whose cue, content or verb is left out or stands with another's."""

from __future__ import annotations

import pytest

from dateline.find.drafts import StatementDraft
from dateline.find.statements.finder import find_statements
from support import ParseText

Told = set[tuple[str, str, str]]


def told(drafts: tuple[StatementDraft, ...]) -> Told:
    """Return content, speaker and stance of the statements that stand in no other."""
    return {
        (
            " … ".join(span.words for span in draft.spans),
            speaker.words if (speaker := draft.speaker or draft.speaker_from) else "",
            draft.stance,
        )
        for draft in drafts
        if draft.nested_in is None
    }


CUE_LEFT_OUT = [
    (
        "One said the soldiers had left, the other that they had never come.",
        {
            ("the soldiers had left", "One", "asserts"),
            ("that they had never come", "the other", "asserts"),
        },
    ),
    (
        "Bakers said flour was short, and millers that it was dear.",
        {("flour was short", "Bakers", "asserts"), ("that it was dear", "millers", "asserts")},
    ),
    (
        "Unions claimed that ten thousand had marched, the police that there were three thousand at most.",
        {
            ("that ten thousand had marched", "Unions", "asserts"),
            ("that there were three thousand at most", "the police", "asserts"),
        },
    ),
    (
        "Paris called it a mistake and Berlin a crime.",
        {("it a mistake", "Paris", "asserts"), ("it … a crime", "Berlin", "asserts")},
    ),
    (
        "The army called the raid a success, the villagers a massacre.",
        {
            ("the raid a success", "The army", "asserts"),
            ("the raid … a massacre", "the villagers", "asserts"),
        },
    ),
    # no second speaker: a noun with its own clause, and a list
    (
        "The mayor said the dam was old, a fear that engineers share.",
        {("the dam was old", "The mayor", "asserts")},
    ),
    (
        "The mayor said the road was closed and the bridge that the army built had gone.",
        {("the road was closed and the bridge that the army built had gone", "The mayor", "asserts")},
    ),
]

CONTENT_SHARED = [
    (
        "The minister denied and the army confirmed that a drone had been lost.",
        {
            ("that a drone had been lost", "The minister", "denies"),
            ("that a drone had been lost", "the army", "asserts"),
        },
    ),
    (
        "The minister denied, and his own deputy later admitted, that the contract had been signed.",
        {
            ("that the contract had been signed", "The minister", "denies"),
            ("that the contract had been signed", "his own deputy", "concedes"),
        },
    ),
    (
        "The minister resigned and the army confirmed that a drone had been lost.",
        {("that a drone had been lost", "the army", "asserts")},
    ),
]

NEXT_SOURCE = [
    (
        "The clerk, records showed, had paid twice, and the bank blamed the printer.",
        {
            ("The clerk … had paid twice", "records", "asserts"),
            ("the printer", "the bank", "accuses"),
        },
    ),
    (
        "The dam will hold, the minister said, but engineers warned that it was cracked.",
        {
            ("The dam will hold", "the minister", "asserts"),
            ("that it was cracked", "engineers", "asserts"),
        },
    ),
    # the speaker goes on: no cue of anybody else's
    (
        "The dam will hold, the minister said, and the water will fall.",
        {("The dam will hold … and the water will fall", "the minister", "asserts")},
    ),
]

NOUNS = [
    (
        "Shops closed amid fears that the levee would break.",
        {("that the levee would break", "", "asserts")},
    ),
    (
        "There are fears that the rebels will return.",
        {("that the rebels will return", "", "asserts")},
    ),
    (
        "The accusation, made by the bishop, that the police had shot monks was read out.",
        {("that the police had shot monks", "the bishop", "accuses")},
    ),
    (
        "The proposal by the envoy that both sides swap prisoners was read out.",
        {("that both sides swap prisoners", "the envoy", "proposes")},
    ),
    # the whole is what is denied; a relative clause is no content; a sign is nobody's word
    (
        "Rome denied reports that the bank had failed.",
        {("reports that the bank had failed", "Rome", "denies")},
    ),
    ("A warning by the bank that owns the mill was read.", set()),
    ("Troops pulled back, in a sign that the talks were working.", set()),
]

AT_LARGE = [
    ("Four men believed to be miners were found.", {("to be miners", "", "asserts")}),
    ("A drone said to belong to the army fell.", {("to belong to the army", "", "asserts")}),
]

ADDRESSED = [
    ("The union urged the firm, which owes it money, to pay.", ("to pay", "the firm")),
    ("The bishop called on both sides to hold their fire.", ("to hold their fire", "both sides")),
    ("Police blamed the rebels for the attack.", ("for the attack", "the rebels")),
    ("The general is accused of selling rifles.", ("of selling rifles", "The general")),
    # nobody is asked: what is expected stands whole
    ("They expect the road to open.", ("the road to open", "")),
]

FREE = [
    (
        "The mayor told reporters the town would not bow. She would not resign. The vote had been stolen.",
        {
            ("the town would not bow", "The mayor", "asserts"),
            ("She would not resign", "The mayor", "asserts"),
            ("The vote had been stolen", "The mayor", "asserts"),
        },
    ),
    (
        "“We will stay,” the miners said. They would not leave the pit.",
        {
            ("We will stay,", "the miners", "asserts"),
            ("They would not leave the pit", "the miners", "asserts"),
        },
    ),
    # hindsight, a fact of the past, another person, no speech before: the report's own words
    (
        "The mayor said the town would not bow. She would later resign.",
        {("the town would not bow", "The mayor", "asserts")},
    ),
    (
        "The mayor said the town would not bow. She had been elected in 2010.",
        {("the town would not bow", "The mayor", "asserts")},
    ),
    (
        "The mayor said Musa was wrong. He would not resign.",
        {("Musa was wrong", "The mayor", "asserts")},
    ),
    ("The mayor left at noon. She would not resign.", set()),
]

OPINION = [
    (
        "I believe the court erred when it freed the general.",
        {("the court erred when it freed the general", "I", "asserts")},
    ),
    (
        "We hold that the island belongs to its farmers.",
        {("that the island belongs to its farmers", "We", "asserts")},
    ),
]

HEADLINES = [
    ("No talks, says minister", {("No talks", "minister", "asserts")}),
    ("No deal on fish yet, Oslo says", {("No deal on fish yet", "Oslo", "asserts")}),
    ("Strike kills 12, army says", {("Strike kills 12", "army", "asserts")}),
    ("‘We will not go’ - mayor", {("We will not go", "mayor", "asserts")}),
    ("Port to close on Friday – minister", {("Port to close on Friday", "minister", "asserts")}),
    ("Talks are dead: minister", {("Talks are dead", "minister", "asserts")}),
    ("Minister: no talks", {("no talks", "Minister", "asserts")}),
    ("Mayor on tax: never again", {("never again", "Mayor", "asserts")}),
    # topics, labels and the paper's own name are no speakers
    ("Gas crisis: no end in sight", set()),
    ("Live: no talks", set()),
    ("Strike kills 12 - again", set()),
    ("Port to close on Friday – The Harbour Gazette", set()),
    ("Report: five best beaches", set()),
]


@pytest.mark.parametrize(
    ("text", "expected"), CUE_LEFT_OUT + CONTENT_SHARED + NEXT_SOURCE + NOUNS + AT_LARGE + FREE + OPINION
)
def test_gaps(parse_text: ParseText, text: str, expected: Told) -> None:
    _, passages = parse_text(text)
    assert told(find_statements(passages)) == expected


@pytest.mark.parametrize(("text", "expected"), ADDRESSED)
def test_addressee_stands_outside(parse_text: ParseText, text: str, expected: tuple[str, str]) -> None:
    _, passages = parse_text(text)
    (draft,) = find_statements(passages)
    addressee = draft.addressee.words if draft.addressee else ""
    assert (" … ".join(span.words for span in draft.spans), addressee) == expected


def test_addressee_stands_inside_for_those_who_ask_for_attitudes(parse_text: ParseText) -> None:
    _, passages = parse_text("The union urged the firm to pay.")
    (draft,) = find_statements(passages, attitudes=True)
    assert draft.spans[0].words == "the firm to pay"


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_headlines(parse_text: ParseText, text: str, expected: Told) -> None:
    _, passages = parse_text(f"{text}\n\nHe left.", kinds=("headline", "body"))
    assert told(find_statements(passages)) == expected
