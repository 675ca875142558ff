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
