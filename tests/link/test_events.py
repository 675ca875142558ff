from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Event, Report

if TYPE_CHECKING:
    from link.conftest import ReadText


def of_type(report: Report, kind: str) -> list[Event]:
    return [event for event in report.events if event.type == kind]


def test_headline_and_body_tell_one_event(read_text: ReadText) -> None:
    report = read_text(
        "Turkey bombs Kurdish positions in Syria\n\n"
        "ANKARA: Turkish warplanes bombed Kurdish positions in northern Syria on Sunday.\n\n"
        "The air force struck after a week of clashes on the border, the defence ministry said in Ankara."
    )
    bombed = next(event for event in of_type(report, "ASSAULT") if event.trigger.words.startswith("bombed"))
    assert [mention.words for mention in bombed.mentions][:2] == ["bombs", "bombed"]
    assert bombed.when is not None
    assert bombed.when.start == "2025-10-19"


def test_different_days_are_different_events(read_text: ReadText) -> None:
    report = read_text("Israel bombed Beirut on Sunday. Israel bombed Beirut again on Monday.")
    assert len(of_type(report, "ASSAULT")) == 2


@pytest.mark.parametrize(
    ("text", "status", "said", "denied"),
    [
        ("Rebels attacked the town of Goma on Monday.", "occurred", 0, 0),
        ("Rwanda accused Congo of shelling a border post.", "alleged", 1, 0),
        ("Rwanda denied that its army had shelled a border post in Congo.", "negated", 0, 1),
        ("The army of Congo did not attack the rebels on Monday.", "negated", 0, 0),
    ],
)
def test_the_source_settles_the_status(
    read_text: ReadText, text: str, status: str, said: int, denied: int
) -> None:
    (event,) = of_type(read_text(text), "ASSAULT")
    assert event.status == status
    assert (len(event.said_by), len(event.denied_by)) == (said, denied)


def test_a_party_is_no_place(read_text: ReadText) -> None:
    report = read_text("Tehran rejected the offer on Monday. Police arrested protesters in Shiraz.")
    (rejected,) = of_type(report, "REJECT")
    assert rejected.place is None
    (arrested,) = of_type(report, "COERCE")
    assert arrested.place is not None
    assert arrested.place.span.words == "Shiraz"
    assert arrested.place.country == "IRN"


def test_an_accuser_is_not_the_doer(read_text: ReadText) -> None:
    report = read_text(
        "The defence minister of Peru welcomed the release but accused the rebels of kidnapping two policemen."
    )
    names = {actor.id: actor.name for actor in report.actors}
    (kidnapping,) = of_type(report, "ASSAULT")
    assert kidnapping.status == "alleged"
    assert all("rebels" in names[part.actor] for part in kidnapping.actors)


@pytest.mark.parametrize(
    ("text", "kind", "mentions"),
    [
        # headline and lead: nobody is named in both
        (
            (
                "Minister quits over ferry contract\n\n"
                "SUVA: Transport minister Jone Tuilagi resigned on Monday after an audit of a ferry contract."
            ),
            "RETREAT",
            [["quits", "resigned"]],
        ),
        # a bare definite noun points back
        (
            (
                "Gunmen attacked a police post near Maradi on Monday, killing three officers. "
                "The government of Niger condemned the attack."
            ),
            "ASSAULT",
            [["attacked"]],
        ),
        # the same predicate, one deed told twice
        (
            (
                "Police arrested the opposition leader Tomas Reyl on Monday.\n\n"
                "The opposition says that police arrested Tomas Reyl at his home in Suva."
            ),
            "COERCE",
            [["arrested", "arrested"]],
        ),
        # the grammar makes one deed of two words
        (
            "LIMA: Police arrested three union leaders in a raid on Monday.",
            "COERCE",
            [["arrested"]],
        ),
        # other targets: other deeds
        (
            "Kenya expelled the ambassador of Chad on Monday. Kenya expelled the ambassador of Fiji too.",
            "SANCTION",
            [["expelled"], ["expelled"]],
        ),
        # other things signed
        (
            "Chad and Niger signed a border treaty in May.\n\nOn Monday Chad and Niger signed a customs accord.",
            "SUPPORT",
            [["signed"], ["signed"]],
        ),
        # set beside the first by its own words
        (
            "Rebels attacked the army in Goma on Monday. Rebels attacked the army again, the governor said.",
            "ASSAULT",
            [["attacked"], ["attacked"]],
        ),
    ],
)
def test_one_happening_is_one_event(
    read_text: ReadText, text: str, kind: str, mentions: list[list[str]]
) -> None:
    told = [[span.words.split()[0] for span in event.mentions] for event in of_type(read_text(text), kind)]
    assert told == mentions


@pytest.mark.parametrize(
    "text",
    [
        (
            "Clashes in Goma\n\nGOMA: The M23 said its fighters had attacked an army base in Goma on Monday.\n\n"
            "The M23 denied attacking civilians in the town."
        ),
        (
            "The army denied that soldiers had fired on a crowd in Goma. “We fired tear gas, nothing else,” the army"
            " said."
        ),
    ],
)
def test_nobody_tells_and_denies_one_event(read_text: ReadText, text: str) -> None:
    report = read_text(text)
    speakers = {one.id: one.speaker_actors for one in report.statements}
    told = denied = 0
    for event in report.events:
        voices = {actor for one in (*event.said_by, *event.affirmed_by) for actor in speakers[one]}
        against = {actor for one in event.denied_by for actor in speakers[one]}
        assert not voices & against, event
        told, denied = told + bool(voices), denied + bool(against)
    assert told
    assert denied


def test_as_many_of_one_sort_are_one_crowd(read_text: ReadText) -> None:
    report = read_text(
        "Belarus frees 14 prisoners\n\nMINSK: Belarus released 14 political prisoners on Monday, the foreign"
        " ministry said."
    )
    (event,) = of_type(report, "RETREAT")
    assert [mention.words for mention in event.mentions] == ["frees", "released"]
