from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.find.events.counts import find_counts

if TYPE_CHECKING:
    from support import ParseText

CASES = [
    ("The shelling hit a queue for bread, killing at least 12 people.", "killed", 12, None, "killing"),
    ("Twenty-three miners died when the shaft flooded.", "killed", 23, 23, "died"),
    ("More than 60 protesters were injured in the clashes.", "injured", 61, None, "injured"),
    ("Between 10 and 15 rebels were killed in the ambush.", "killed", 10, 15, "killed"),
    ("The blast wounded dozens of worshippers.", "injured", 24, None, "wounded"),
    ("Hundreds of people have been killed since the rains began.", "killed", 200, None, "killed"),
    ("About 100 villagers were killed in the raid.", "killed", 90, 110, "killed"),
    ("Nearly 50 soldiers were wounded.", "injured", 45, 50, "wounded"),
    ("Up to 30 civilians were killed.", "killed", None, 30, "killed"),
    ("A dozen sailors were hurt when the ship caught fire.", "injured", 12, 12, "hurt"),
    ("Gunmen killed a judge and two of his guards.", "killed", 3, 3, "killed"),
    ("The death toll rose to 45 on Friday.", "killed", 45, 45, "toll"),
    ("The earthquake claimed more than 300 lives.", "killed", 301, None, "claimed"),
    ("The flood claimed the lives of 12 villagers.", "killed", 12, 12, "claimed"),
    ("Six sailors lost their lives.", "killed", 6, 6, "lost"),
    ("The clinic reported 45 deaths.", "killed", 45, 45, "deaths"),
    ("The killing of nine men sparked riots.", "killed", 9, 9, "killing"),
    ("The raid killed five Georgians.", "killed", 5, 5, "killed"),
    ("No one was killed in the attack.", "killed", 0, 0, "killed"),
    ("Fewer than ten passengers were injured.", "injured", None, 9, "injured"),
]
NONE = [
    "The committee killed the bill on Monday.",
    "The driver was not injured.",
    "The minister said 40 schools would open next week.",
    "The convoy was attacked twice.",
]


@pytest.mark.parametrize(("text", "harm", "low", "high", "word"), CASES)
def test_count(parse_text: ParseText, text: str, harm: str, low: int, high: int, word: str) -> None:
    _, passages = parse_text(text)
    [(found, count, token)] = find_counts(passages)
    assert (found, count.low, count.high, token.text) == (harm, low, high, word)
    assert text[count.span.start : count.span.end] == count.span.words


@pytest.mark.parametrize("text", NONE)
def test_no_count(parse_text: ParseText, text: str) -> None:
    _, passages = parse_text(text)
    assert find_counts(passages) == ()


def test_killed_and_injured_in_one_sentence(parse_text: ParseText) -> None:
    _, passages = parse_text("The car bomb left 40 people dead and injured 31 others, the ministry said.")
    assert [(harm, count.low) for harm, count, _ in find_counts(passages)] == [
        ("killed", 40),
        ("injured", 31),
    ]


# Wordings that are easily misread: what all of a sentence counts, in the order of the text.
HOSTILE: list[tuple[str, list[tuple[str, int | None, int | None]]]] = [
    ("Shelling killed at least 12 people in the port.", [("killed", 12, None)]),
    ("Dozens were killed when the jets struck the depot.", [("killed", 24, None)]),
    (
        "Dozens of soldiers were killed and scores wounded in the ambush.",
        [("killed", 24, None), ("injured", 40, None)],
    ),
    ("Between 12 and 15 herders were killed.", [("killed", 12, 15)]),
    ("A dozen or so fighters died in the raid.", [("killed", 11, 13)]),
    ("No one was killed.", [("killed", 0, 0)]),
    ("Nobody was hurt in the blast.", [("injured", 0, 0)]),
    ("None of the passengers were injured.", [("injured", 0, 0)]),
    ("The bomb killed 12 soldiers and three civilians.", [("killed", 15, 15)]),
    ("Gunmen shot at the mayor's car, killing him and two bodyguards.", [("killed", 3, 3)]),
    ("The death toll rose to 31.", [("killed", 31, 31)]),
    ("The death toll from Monday's blast has risen from 22 to 31.", [("killed", 31, 31)]),
    ("Up to 40 people may have been killed.", [("killed", None, 40)]),
    ("More than a hundred villagers were killed.", [("killed", 101, None)]),
    ("Some 20 guards were wounded.", [("injured", 18, 22)]),
    ("Half a dozen policemen were injured by stones.", [("injured", 6, 6)]),
    ("The raid killed two.", [("killed", 2, 2)]),
    ("Six people, including two children, were killed.", [("killed", 6, 6)]),
    ("Six people were killed, among them two children.", [("killed", 6, 6)]),
    ("Rebels killed a colonel, four of his men and a driver.", [("killed", 6, 6)]),
    ("As many as 50 recruits died.", [("killed", None, 50)]),
    ("No fewer than 17 monks were injured.", [("injured", 17, None)]),
    ("At least two dozen people were killed.", [("killed", 24, None)]),
    ("Three to five fishermen were killed.", [("killed", 3, 5)]),
    ("The attack left 14 dead and 30 wounded.", [("killed", 14, 14), ("injured", 30, 30)]),
    ("Fourteen people were killed and 30 others injured.", [("killed", 14, 14), ("injured", 30, 30)]),
    ("Fourteen people were killed and dozens more injured.", [("killed", 14, 14), ("injured", 24, None)]),
    ("The missile killed four dockers and wounded at least 20.", [("killed", 4, 4), ("injured", 20, None)]),
    ("A drone strike killed a nurse and her two sons.", [("killed", 3, 3)]),
    ("Two soldiers and a civilian were killed.", [("killed", 3, 3)]),
    ("Hundreds of thousands of people have been killed.", [("killed", 200000, None)]),
    ("Tens of thousands of people were killed in the war.", [("killed", 20000, None)]),
    ("A couple of guards were hurt.", [("injured", 2, 2)]),
    ("Several people were killed.", [("killed", 3, None)]),
    ("Just over 200 people were killed.", [("killed", 201, None)]),
    ("Over 1,200 people were injured.", [("injured", 1201, None)]),
    ("One and a half thousand people were killed.", [("killed", 1500, 1500)]),
    ("The army said it had killed 1,500 insurgents since May.", [("killed", 1500, 1500)]),
    ("The army shot dead three smugglers.", [("killed", 3, 3)]),
    ("Three smugglers were shot dead.", [("killed", 3, 3)]),
    ("He was stabbed to death by two men.", []),
    ("The clashes claimed 23 lives.", [("killed", 23, 23)]),
    ("Nineteen people lost their lives.", [("killed", 19, 19)]),
    ("The explosion wounded 11, three of them seriously.", [("injured", 11, 11)]),
    ("An ambush on Tuesday killed the district chief.", [("killed", 1, 1)]),
    ("Twenty-one of the 40 hostages were killed.", [("killed", 21, 21)]),
    ("Police killed 2 and injured 7.", [("killed", 2, 2), ("injured", 7, 7)]),
    ("The siege has killed more than 11,000 people, a third of them children.", [("killed", 11001, None)]),
    ("Fewer than five people were hurt.", [("injured", None, 4)]),
    ("Exactly 100 prisoners were executed.", [("killed", 100, 100)]),
    ("The gunman killed himself.", [("killed", 1, 1)]),
    ("The bomber killed himself and four guards.", [("killed", 5, 5)]),
    ("The bombing killed 12 people in 2015.", [("killed", 12, 12)]),
    ("The junta killed 12-year-old twins.", []),
    ("A 12-year-old boy was killed.", [("killed", 1, 1)]),
    ("Rockets killed 30 cows.", []),
    ("Not a single person was injured.", [("injured", 0, 0)]),
    ("There were no deaths.", [("killed", 0, 0)]),
    ("The toll stood at 45 dead and 120 wounded.", [("killed", 45, 45), ("injured", 120, 120)]),
    ("At least 8 dead in market blast", [("killed", 8, None)]),
    ("Eight killed, 20 hurt in market blast", [("killed", 8, 8), ("injured", 20, 20)]),
    ("The clashes left at least 3 people dead.", [("killed", 3, None)]),
    (
        "A shell killed a mother and her three children and injured eleven neighbours.",
        [("killed", 4, 4), ("injured", 11, 11)],
    ),
    ("The dead included two journalists.", []),
    ("Up to a dozen people were feared dead.", [("killed", None, 12)]),
    ("About three dozen officers were injured.", [("injured", 33, 39)]),
    ("Nearly 2,000 people were killed.", [("killed", 1800, 2000)]),
    ("Close to 300 people were killed.", [("killed", 270, 300)]),
    ("An estimated 5,000 people were killed.", [("killed", 4500, 5500)]),
    ("Anywhere between 30 and 50 people were killed.", [("killed", 30, 50)]),
    ("From 30 to 50 people were killed.", [("killed", 30, 50)]),
    ("30-50 people were killed.", [("killed", 30, 50)]),
    ("Two more people were killed on Friday.", [("killed", 2, 2)]),
    ("Another three people were killed on Friday.", [("killed", 3, 3)]),
    ("A further three people were killed on Friday.", [("killed", 3, 3)]),
    ("The strike killed Commander Abdi Warsame and six of his guards.", [("killed", 7, 7)]),
    ("Five people died of their wounds.", [("killed", 5, 5)]),
    ("No soldiers were killed but four were wounded.", [("killed", 0, 0), ("injured", 4, 4)]),
    ("The raid on the village cost 17 lives.", [("killed", 17, 17)]),
    ("Well over 100 people were killed.", [("killed", 101, None)]),
    ("Upwards of 60 people were injured.", [("injured", 61, None)]),
    ("12 or more people were killed.", [("killed", 12, None)]),
    ("Twelve people or more were killed.", [("killed", 12, None)]),
    ("40 people at most were killed.", [("killed", None, 40)]),
    ("Around two hundred people were hurt.", [("injured", 180, 220)]),
    ("Neither of the two guards was hurt.", [("injured", 0, 0)]),
    ("The fighting wounded 20 or so villagers.", [("injured", 18, 22)]),
    ("The blast killed or wounded 40 people.", []),
    ("A ship carrying 300 migrants sank, drowning 41 of them.", [("killed", 41, 41)]),
    ("The army killed one rebel and captured 12.", [("killed", 1, 1)]),
    ("Scores of people were killed.", [("killed", 40, None)]),
    ("A score of people were killed.", [("killed", 20, 20)]),
    ("A handful of guards were wounded.", [("injured", 3, None)]),
    ("The attack wounded dozens, many of them children.", [("injured", 24, None)]),
    ("Thirty-one people, most of them women, were killed.", [("killed", 31, 31)]),
    ("A hundred and twenty people were killed.", [("killed", 120, 120)]),
    ("One hundred and five people were killed.", [("killed", 105, 105)]),
    ("Two thousand three hundred people were injured.", [("injured", 2300, 2300)]),
    ("1.5 million people were killed.", [("killed", 1500000, 1500000)]),
    ("A rapper was shot dead.", [("killed", 1, 1)]),
    ("The rioters burned down a score of shops.", []),
    ("51 people waiting for bread were killed.", [("killed", 51, 51)]),
    ("The hangman hanged two smugglers.", [("killed", 2, 2)]),
    ("The tribe killed twelve lions.", []),
    ("The court killed the order.", []),
    ("Twenty-five to thirty pickers were hurt.", [("injured", 25, 30)]),
]


@pytest.mark.parametrize(("text", "counted"), HOSTILE)
def test_hostile_wordings(
    parse_text: ParseText, text: str, counted: list[tuple[str, int | None, int | None]]
) -> None:
    _, passages = parse_text(text)
    found = find_counts(passages)
    assert [(harm, count.low, count.high) for harm, count, _ in found] == counted
    assert all(text[count.span.start : count.span.end] == count.span.words for _, count, _ in found)


WORDS = st.lists(
    st.sampled_from(
        [
            "killing",
            "at",
            "least",
            "12",
            "people",
            "dozens",
            "of",
            "dead",
            "and",
            "wounded",
            "the",
            "toll",
            ".",
        ]
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_spans_and_ranges_hold(parse_text: ParseText, words: list[str]) -> None:
    text = " ".join(words)
    _, passages = parse_text(text)
    for _, count, _ in find_counts(passages):
        assert text[count.span.start : count.span.end] == count.span.words
        assert count.low is None or count.high is None or count.low <= count.high
