"""Whom descriptions stand for: those named before, those named later, those named beside them, and unions of states."""

from __future__ import annotations

import pytest

import dateline

DAY = "2024-05-05"
HEADLINE = "Labour minister rejects pay claim\n\n"


def who(text: str, words: str, day: str = DAY) -> set[str]:
    return {
        one.actor.name
        for one in dateline.actors(text, day)
        for mention in one.mentions
        if mention.span.words == words
    }


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Novelist Ana Ruiz won the prize. The writer thanked her readers.", "The writer", "Ana Ruiz"),
        ("Pope Francis spoke in Rome. The pontiff asked for a truce.", "The pontiff", "Pope Francis"),
        ("Striker Jonas Weber left on Monday. The 34-year-old was tired.", "The 34-year-old", "Jonas Weber"),
        ("Runner Ama Mensah won. The Ghanaian set a record.", "The Ghanaian", "Ama Mensah"),
        ("Zenvo Motors cut jobs. The carmaker blamed tariffs.", "The carmaker", "Zenvo Motors"),
        ("Zenvo Motors closed a plant. The firm blamed tariffs.", "The firm", "Zenvo Motors"),
        ("Teacher Rui Melo was held. The judge freed Melo.", "The judge", "judge"),
        ("Firefighter Ana Ruiz spoke. The man left.", "The man", "man"),
    ],
)
def test_described_after_the_name(text: str, words: str, name: str) -> None:
    assert who(text, words) == {name}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            HEADLINE + "The labour minister rejected a claim by dockers in Durban on Tuesday.\n\n"
            "“There is no money,” Sipho Maseko told reporters.",
            "The labour minister",
        ),
        (
            (
                "The labour minister has resigned, her office said on Tuesday.\n\n"
                "Sipho Maseko, 54, the labour minister since 2018, was tired."
            ),
            "The labour minister",
        ),
        (
            (
                "Kenya's sports minister said on Monday that the stadium was safe.\n\n"
                "Sipho Maseko, who was appointed in June, gave no date."
            ),
            "Kenya's sports minister",
        ),
        (
            (
                "Ghana's sports minister said on Monday that the stadium was safe. The minister gave no date.\n\n"
                "Sipho Maseko told state radio that it would open in May."
            ),
            "The minister",
        ),
    ],
)
def test_named_after_the_role(text: str, words: str) -> None:
    assert who(text, words) == {"Sipho Maseko"}


@pytest.mark.parametrize(
    "text",
    [
        # somebody else in office was spoken of, the name has a role of its own, or nobody in office came before
        "The labour minister met the police chief on Tuesday.\n\nSipho Maseko said the talks were good.",
        "The labour minister spoke on Tuesday.\n\nDocker Sipho Maseko said the talks were good.",
        "The labour minister spoke on Tuesday.\n\nA crowd cheered Sipho Maseko.",
        "The labour minister spoke on Tuesday.\n\nSipho Maseko, a trader, said the talks were good.",
        "The labour minister spoke. Dockers went home.\n\nSipho Maseko said the talks were good.",
        "The labour minister spoke on Tuesday.\n\nSipho Maseko, who lost the goats, said nobody came.",
        "A labour minister spoke on Tuesday.\n\nSipho Maseko said the talks were good.",
    ],
)
def test_a_name_that_may_be_somebody_elses(text: str) -> None:
    actors = {one.actor.name: one for one in dateline.actors(text, DAY)}
    assert {mention.span.words for mention in actors["Sipho Maseko"].mentions} <= {
        "Sipho Maseko",
        "Docker Sipho Maseko",
    }


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The 27-nation bloc met on Monday.", "The 27-nation bloc", "European Union"),
        ("Peru wrote to the 27-nation bloc.", "the 27-nation bloc", "European Union"),
        (
            "The 32-member alliance met on Monday.",
            "The 32-member alliance",
            "North Atlantic Treaty Organization",
        ),
        ("The 55-member body met on Monday.", "The 55-member body", "African Union"),
        (
            "The UN Security Council met. The 15-member council will vote.",
            "The 15-member council",
            "United Nations Security Council",
        ),
        ("The world body met on Monday.", "The world body", "United Nations"),
    ],
)
def test_unions_by_number(text: str, words: str, name: str) -> None:
    assert who(text, words) == {name}


@pytest.mark.parametrize(
    ("text", "words", "day", "name"),
    [
        ("The 28-nation bloc met on Monday.", "The 28-nation bloc", "2016-03-03", "European Union"),
        (
            "The 28-nation alliance met on Monday.",
            "The 28-nation alliance",
            "2016-03-03",
            "North Atlantic Treaty Organization",
        ),
    ],
)
def test_unions_grow_and_shrink(text: str, words: str, day: str, name: str) -> None:
    assert who(text, words, day) == {name}
    assert who(text, words, "2024-05-05") != {name}


def test_a_council_without_a_name_is_no_union() -> None:
    assert "United Nations Security Council" not in who(
        "The 15-member council of Odense voted on the budget.", "The 15-member council of Odense"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The goalkeeper Rui Melo was hurt.", "Rui Melo"),
        ("Rui Melo is a goalkeeper in Porto.", "Rui Melo"),
    ],
)
def test_what_somebody_is(text: str, words: str) -> None:
    assert who(text, words) <= {"Rui Melo"}


def test_they_are_not_one_person() -> None:
    text = "Residents of Homs fled on Sunday. Mayor Rui Melo spoke. They came back on Monday."
    assert who(text, "They") == {"residents of Homs"}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Nordic Ports Council (NPC) met in Oslo. NPC said it rained.", "NPC", "Nordic Ports Council"),
        (
            "The British Home Office said no. The Home Office gave no reason.",
            "The British Home Office",
            "Home Office",
        ),
    ],
)
def test_one_body_by_two_names(text: str, words: str, name: str) -> None:
    assert who(text, words) == {name}


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("Minister Ana Ruiz spoke. The prime minister left.", "The prime minister", "Ana Ruiz"),
        ("Deputy Mayor Ana Ruiz spoke. The mayor left.", "The mayor", "Ana Ruiz"),
        ("Shadow home secretary Ana Ruiz spoke. The home secretary left.", "The home secretary", "Ana Ruiz"),
    ],
)
def test_ranks_are_not_one_office(text: str, words: str, other: str) -> None:
    found = who(text, words)
    assert found
    assert other not in found
