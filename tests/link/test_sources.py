from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Report, Statement

if TYPE_CHECKING:
    from link.conftest import ReadText


def said(report: Report, words: str) -> Statement:
    """Return the innermost statement with these words."""
    found = [one for one in report.statements if any(words in span.words for span in one.spans)]
    return min(found, key=lambda one: (sum(len(span) for span in one.spans), -len(one.via)))


def names(report: Report, actors: tuple[str, ...]) -> list[str]:
    by_id = {actor.id: actor.name for actor in report.actors}
    return [by_id[actor] for actor in actors]


@pytest.mark.parametrize(
    ("text", "words", "principals"),
    [
        (
            "LIMA: The harbour was closed for repairs, a spokesman for the transport ministry said on Monday.",
            "closed for repairs",
            ["Peru's transport ministry"],
        ),
        ("Kremlin spokesman Dmitry Peskov said the talks would go on.", "the talks would go on", ["Russia"]),
        (
            "“The border is closed,” said Esmail Baghaei, spokesman for Iran’s foreign ministry.",
            "The border is closed",
            ["Iranian Foreign Ministry"],
        ),
        ("The Houthi spokesman Yahya Saree said the port was open.", "the port was open", ["Houthis"]),
        (
            "Chad shut the road on Monday. It will stay shut, the army spokesman said.",
            "It will stay shut",
            ["Chad's army"],
        ),
        (
            "Kenya cut its budget in May. A government spokesman said the cuts were over.",
            "the cuts were over",
            ["Kenya"],
        ),
        # a later mention without the title
        (
            "Kremlin spokesman Dmitry Peskov said it rained. Peskov added that the river was high.",
            "the river was high",
            ["Russia"],
        ),
        # ranks, professions and bare names speak for nobody
        ("The chief spokesman said the road was open.", "the road was open", []),
        ("A lawyer in Oslo said the case was weak.", "the case was weak", []),
        (
            "A lawyer for the port workers of Oslo said the case was weak.",
            "the case was weak",
            ["port workers of Oslo"],
        ),
        ("Kenya said the border would stay open.", "the border would stay open", []),
    ],
)
def test_whom_a_speaker_speaks_for(read_text: ReadText, text: str, words: str, principals: list[str]) -> None:
    report = read_text(text)
    statement = said(report, words)
    assert names(report, statement.speaks_for_actors) == principals
    if statement.speaks_for is not None:
        span = statement.speaks_for
        assert report.document.text[span.start : span.end] == span.words


@pytest.mark.parametrize(
    ("text", "words", "number", "withheld"),
    [
        ("Two officials who asked not to be named said the port was empty.", "the port was empty", 2, True),
        (
            "Three diplomats, speaking on condition of anonymity, said the treaty was dead.",
            "the treaty was dead",
            3,
            True,
        ),
        (
            "Twelve soldiers, who spoke on condition of anonymity, said the base had been overrun.",
            "the base had been overrun",
            12,
            True,
        ),
        ("A senior official said the budget would be cut.", "the budget would be cut", 1, False),
        ("Several officials said the budget would be cut.", "the budget would be cut", None, False),
    ],
)
def test_unnamed_sources(
    read_text: ReadText, text: str, words: str, number: int | None, withheld: bool
) -> None:
    report = read_text(text)
    (statement,) = report.statements
    assert words in statement.spans[0].words
    (actor,) = [actor for actor in report.actors if actor.id in statement.speaker_actors]
    assert (actor.kind, actor.number) == ("unnamed", number)
    assert any(reason.rule == "not-to-be-named" for reason in statement.why) is withheld


@pytest.mark.parametrize(
    ("text", "words", "speaker", "via"),
    [
        (
            "According to state media, the general said his troops had crossed the river.",
            "his troops had crossed",
            ["general"],
            ["state media"],
        ),
        (
            "Tass cited the ministry as saying that two drones had crashed.",
            "two drones had crashed",
            ["Russia's ministry"],
            ["TASS"],
        ),
        (
            "Quoting police, AFP reported that six miners were missing.",
            "six miners were missing",
            ["police"],
            ["Agence France-Presse"],
        ),
        (
            "Six miners were missing, Reuters reported, citing officials.",
            "Six miners were missing",
            ["officials"],
            ["Reuters"],
        ),
        (
            "“We will not leave,” the colonel was quoted by state television as saying.",
            "We will not leave",
            ["colonel"],
            ["state television"],
        ),
        (
            "A government source told Reuters that the budget would be cut.",
            "the budget would be cut",
            ["government source"],
            ["Reuters"],
        ),
        (
            "The nurses said villagers told them that soldiers had claimed the bridge was mined.",
            "the bridge was mined",
            ["soldiers"],
            ["nurses", "villagers"],
        ),
        # the report's own word for a claim that somebody denies: nobody stands between
        (
            "Oslo denied the claim by Bergen that the bridge was mined.",
            "the bridge was mined",
            ["Bergen"],
            [],
        ),
        ("Kenya said the border would stay open.", "the border would stay open", ["Kenya"], []),
    ],
)
def test_through_whom_the_report_has_it(
    read_text: ReadText, text: str, words: str, speaker: list[str], via: list[str]
) -> None:
    report = read_text(text)
    statement = said(report, words)
    assert names(report, statement.speaker_actors) == speaker
    assert names(report, statement.via) == via


@pytest.mark.parametrize(
    ("text", "words", "treatment"),
    [
        ("The mayor mocked the governor’s claim that the bridge was safe.", "the bridge was safe", "mocks"),
        (
            "The mayor repeated the governor’s claim that the bridge was safe.",
            "the bridge was safe",
            "repeats",
        ),
        ("The mayor denied the governor’s claim that the bridge was safe.", "the bridge was safe", "denies"),
        ("The mayor rejected the governor’s demand for a new bridge.", "a new bridge", "rejects"),
        (
            "The mayor doubted the governor’s assertion that the bridge was safe.",
            "the bridge was safe",
            "doubts",
        ),
        ("The mayor said the governor had claimed the bridge was safe.", "the bridge was safe", "relays"),
        (
            "“The governor says the bridge is safe, but he never crosses it,” the mayor said.",
            "the bridge is safe",
            "answers",
        ),
        ("The governor claimed the bridge was safe.", "the bridge was safe", ""),
    ],
)
def test_what_is_done_with_a_statement_inside(
    read_text: ReadText, text: str, words: str, treatment: str
) -> None:
    assert said(read_text(text), words).treatment == treatment


def test_nesting_has_no_floor(read_text: ReadText) -> None:
    report = read_text(
        "The mayor said the governor had told nurses that villagers had claimed the army said the dam was safe."
    )
    statement = said(report, "the dam was safe")
    assert names(report, statement.via)[:2] == ["mayor", "governor"]
    depth, by_id = 0, {one.id: one for one in report.statements}
    while statement.nested_in:
        statement, depth = by_id[statement.nested_in], depth + 1
    assert depth == 3
