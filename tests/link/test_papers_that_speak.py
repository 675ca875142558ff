"""Papers, reports and letters that say something: they speak for themselves, or for who issued them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from speaking import said, speakers

if TYPE_CHECKING:
    from link.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The report says the dam was old.", "the dam was old", "report"),
        ("According to a leaked memo, the tests were hidden.", "the tests were hidden", "leaked memo"),
        ("A poll showed that most voters were tired.", "most voters were tired", "poll"),
        ("Partial results showed that turnout was low.", "turnout was low", "partial results"),
        ("Court papers showed that the van was new.", "the van was new", "court papers"),
        ("The document, seen by Reuters, said the road was closed.", "the road was closed", "document"),
        ("Satellite images showed that the bridge was gone.", "the bridge was gone", "satellite images"),
        ("A letter from prison said the guards were cruel.", "the guards were cruel", "letter from prison"),
        ("A television ad says the senator lied.", "the senator lied", "television ad"),
        (
            "Data from the Community Survey showed that rents rose.",
            "rents rose",
            "data from the Community Survey",
        ),
        # a poll of another name is another poll
        (
            "An Alpha/Beta poll showed her ahead. The nightly tracking poll found that few had chosen.",
            "few had chosen",
            "nightly tracking poll",
        ),
        # a study from Norway is not Norway's, and no paper speaks for whom it belongs to
        ("A Norwegian study found that ice was thin.", "ice was thin", "Norwegian study"),
        (
            "Kenya’s constitution says that judges serve for life.",
            "judges serve for life",
            "Kenya’s constitution",
        ),
        # the same paper again
        (
            "A leaked memo said the dam was old. The memo said nobody was told. It said the lock was shut.",
            "the lock was shut",
            "leaked memo",
        ),
    ],
)
def test_papers_speak_for_themselves(read_text: ReadText, text: str, words: str, name: str) -> None:
    report = read_text(text)
    (actor,) = speakers(report, words)
    assert (actor.name, actor.kind) == (name, "document")
    assert any(actor.id == party.actor for claim in report.claims for party in claim.parties)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Kenyan health ministry’s statement said it rained.", "it rained", "Kenyan health ministry"),
        ("A UN report said both sides were to blame.", "both sides", "United Nations"),
        ("A statement from the army said the hill was lost.", "the hill was lost", "army"),
        ("A statement from Tehran said the talks would go on.", "the talks would go on", "Iran"),
        ("A New York Times investigation found that the firm paid.", "the firm paid", "The New York Times"),
        ("A New York Times/CBS News poll found that few had chosen.", "few", "The New York Times, CBS News"),
        ("A poll by the firm NOI found that voters were tired.", "voters were tired", "NOI"),
        ("Figures published by the central bank showed that prices rose.", "prices rose", "central bank"),
        ("A letter signed by 40 lawmakers said the vote was void.", "the vote was void", "40 lawmakers"),
        ("An editorial in the Global Times said Manila was wrong.", "Manila was wrong", "Global Times"),
        (
            "President William Ruto resigned. His letter said the job was done.",
            "the job was done",
            "William Ruto",
        ),
        # told elsewhere in the report
        (
            "Amnesty International published a study on Monday. The study says that prisoners starve.",
            "prisoners starve",
            "Amnesty International",
        ),
        (
            "In a report on Friday, Human Rights Watch said homes burned. The document blamed a general for the fires.",
            "for the fires",
            "Human Rights Watch",
        ),
    ],
)
def test_papers_speak_for_their_issuers(read_text: ReadText, text: str, words: str, name: str) -> None:
    report = read_text(text)
    statement = said(report, words)
    assert ", ".join(actor.name for actor in speakers(report, words)) == name
    (reason,) = [reason for reason in statement.why if reason.rule == "issuer"]
    assert reason.field == "speaker"
    assert reason.words == statement.speaker
