"""Who speaks: from words in a report to the actors who are parties of its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from speaking import said, speakers

if TYPE_CHECKING:
    from link.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "words", "name", "kind", "country", "sector"),
    [
        # apposition, on either side of the name
        (
            "“The road is open,” said Kipchumba Murkomen, Kenya’s interior minister.",
            "The road is open",
            "Kipchumba Murkomen",
            "person",
            "KEN",
            "GOV",
        ),
        (
            "The mayor of Odesa, Hennadiy Trukhanov, said the port was hit. Trukhanov said the fire was out.",
            "the fire was out",
            "Hennadiy Trukhanov",
            "person",
            "UKR",
            "GOV",
        ),
        (
            "The firm’s chief executive, Lars Holm, said the yard would reopen.",
            "the yard would reopen",
            "Lars Holm",
            "person",
            "",
            "BUS",
        ),
        # inversion and the passive
        (
            "Said the minister: “The road is open.”",
            "The road is open",
            "minister",
            "unnamed",
            "",
            "GOV",
        ),
        (
            "The Kenyan president was quoted by Al-Ahram as saying that bread was dear.",
            "bread was dear",
            "William Ruto",
            "person",
            "KEN",
            "GOV",
        ),
        # last names, titles, ages
        (
            "Lagos governor Babajide Sanwo-Olu opened the bridge. Sanwo-Olu added that it was safe.",
            "it was safe",
            "Babajide Sanwo-Olu",
            "person",
            "NGA",
            "GOV",
        ),
        (
            "Uganda’s Yoweri Museveni spoke on Sunday. The 81-year-old leader said he would stay.",
            "he would stay",
            "Yoweri Museveni",
            "person",
            "UGA",
            "GOV",
        ),
        (
            "Anna Holm and her cat fled on Monday. The 54-year-old said the house shook.",
            "the house shook",
            "Anna Holm",
            "person",
            "",
            "",
        ),
        (
            "The couple’s son, Ali, said the house was gone.",
            "the house was gone",
            "Ali",
            "person",
            "",
            "CVL",
        ),
        # offices on the day: the leader of a state where parliament governs is its head of government
        ("The Israeli leader said it rained.", "it rained", "Benjamin Netanyahu", "person", "ISR", "GOV"),
        ("The French leader said it rained.", "it rained", "Emmanuel Macron", "person", "FRA", "GOV"),
        # roles in a body that only the report tells
        (
            "The dockers’ union called off the strike. Its leader, Rosa Prado, said the offer was fair.",
            "the offer was fair",
            "Rosa Prado",
            "person",
            "",
            "LAB",
        ),
        # bodies with a word for their kind before them
        (
            "The Norwegian newspaper Bergens Tidende reported that the yard would close.",
            "the yard would close",
            "Bergens Tidende",
            "organisation",
            "NOR",
            "JRN",
        ),
        (
            "The bank, whose profits doubled, said it would hire. The lender said costs were low.",
            "costs were low",
            "bank",
            "organisation",
            "",
            "BUS",
        ),
        (
            "The Washington-based lender said growth would slow.",
            "growth would slow",
            "Washington-based lender",
            "organisation",
            "USA",
            "BUS",
        ),
        # where it was said, between the cue and what was said
        (
            "The foreign ministry in Tehran said in a statement that the talks had failed.",
            "the talks had failed",
            "foreign ministry in Tehran",
            "organisation",
            "IRN",
            "GOV",
        ),
        # a worldwide agency does not make its country the report's
        (
            "Four diplomats told Reuters that the talks were dead.",
            "dead",
            "four diplomats",
            "unnamed",
            "",
            "GOV",
        ),
        # relative pronouns
        (
            "The ministry, which said the port would close, gave no reason.",
            "port",
            "ministry",
            "organisation",
            "",
            "GOV",
        ),
        # one of several
        (
            "Residents of Homs fled on Sunday. One said the road was mined.",
            "the road was mined",
            "one of the residents of Homs",
            "unnamed",
            "SYR",
            "CVL",
        ),
        (
            "A witness in Oslo said the van was white. A second witness said it was grey.",
            "it was grey",
            "second witness",
            "unnamed",
            "NOR",
            "CVL",
        ),
        # somebody whom no table knows is still somebody
        ("The bride said the groom was late.", "the groom was late", "bride", "unknown", "", ""),
        (
            "A third of those polled said it rained.",
            "it rained",
            "third of those polled",
            "collective",
            "",
            "",
        ),
    ],
)
def test_who_speaks(
    read_text: ReadText, text: str, words: str, name: str, kind: str, country: str, sector: str
) -> None:
    (actor,) = speakers(read_text(text), words)
    assert (actor.name, actor.kind, " ".join(actor.country), actor.sector) == (name, kind, country, sector)


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Merz and Macron said it rained.", "it rained", ["Friedrich Merz", "Emmanuel Macron"]),
        (
            "Merz met Macron in Berlin. They said the tanks would go.",
            "the tanks would go",
            ["Friedrich Merz", "Emmanuel Macron"],
        ),
        (
            "Merz met Macron in Berlin. The two leaders said the talks were good.",
            "the talks were good",
            ["Friedrich Merz", "Emmanuel Macron"],
        ),
        (
            "Ruto met Museveni in Nairobi. Both said the border would open.",
            "the border would open",
            ["William Ruto", "Yoweri Museveni"],
        ),
        (
            "Sens. Ana Diaz (D-Ohio), Rui Melo (D-Ore.) and Ida Lind (R-Utah) said it rained.",
            "it rained",
            ["Ana Diaz", "Rui Melo", "Ida Lind"],
        ),
        (
            "Kenya and Uganda, which say the road is open, sent police.",
            "the road is open",
            ["Kenya", "Uganda"],
        ),
        (
            "Michael Braun, a professor of law and public affairs at Princeton University, said it rained.",
            "it rained",
            ["Michael Braun"],
        ),
        ("Police and prosecutors said the man fled.", "the man fled", ["police", "prosecutors"]),
        (
            "Neither the ministry nor the police said the man had fled.",
            "the man had fled",
            ["ministry", "police"],
        ),
        ("The mayors of Oslo and Bergen said it rained.", "it rained", ["mayors of Oslo and Bergen"]),
        (
            "The joint statement by France and Germany said the talks would go on.",
            "the talks would go on",
            ["France", "Germany"],
        ),
    ],
)
def test_several_speak(read_text: ReadText, text: str, words: str, names: list[str]) -> None:
    assert [actor.name for actor in speakers(read_text(text), words)] == names


@pytest.mark.parametrize(
    "text",
    [
        "He said the road was closed.",
        "They said the road was closed.",
        "It said the road was closed.",
        "Nobody said the road was closed.",
        "It is said that the road is closed.",
    ],
)
def test_who_is_nobody_makes_no_actor(read_text: ReadText, text: str) -> None:
    report = read_text(text)
    assert not any(one.speaker_actors for one in report.statements)
    assert all(actor.kind == "state" for actor in report.actors)


@pytest.mark.parametrize(
    ("text", "words", "via"),
    [
        ("State TV quoted the minister as saying the port would reopen.", "would reopen", ["State TV"]),
        (
            "State news agency SANA, citing a military source, said the raid failed.",
            "the raid failed",
            ["SANA"],
        ),
        ("Al Jazeera reported, quoting medics, that nine people had died.", "nine people", ["Al Jazeera"]),
        ("The minister told the daily La Nación that it rained.", "it rained", ["La Nación"]),
        (
            "The commander, quoted by state radio, said the hill was safe.",
            "the hill was safe",
            ["state radio"],
        ),
        (
            "A statement carried by the official news agency said the pilot was alive.",
            "the pilot was alive",
            ["official news agency"],
        ),
        # whom a speech is made to does not carry it
        ("In a speech to parliament, the minister said it rained.", "it rained", []),
        ("In a letter to the king, the minister said it rained.", "it rained", []),
    ],
)
def test_through_whom(read_text: ReadText, text: str, words: str, via: list[str]) -> None:
    report = read_text(text)
    by_id = {actor.id: actor.name for actor in report.actors}
    assert [by_id[actor] for actor in said(report, words).via] == via


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A mother of three said it rained.", 1),
        ("More than a dozen soldiers said it rained.", None),
        ("At least four officials said it rained.", None),
        ("Four officials said it rained.", 4),
        ("Dozens of traders fled Homs. Two said it rained.", 2),
    ],
)
def test_how_many_speak(read_text: ReadText, text: str, number: int | None) -> None:
    (actor,) = speakers(read_text(text), "it rained")
    assert actor.number == number
