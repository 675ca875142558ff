from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.across.stories.grouping import group
from dateline.across.stories.likeness import Likeness
from dateline.across.stories.windows import Piece, settle, stream
from dateline.across.stories.words import words_of

WORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 1.0), max_size=6)

HEIST = (
    "Thieves take emeralds from the museum of Bogota at night",
    "Police in Bogota search for the emeralds.",
)
ARREST = ("Two held over the emeralds taken in Bogota", "The museum of Bogota thanked the police.")
FLOOD = ("Elbe floods cellars in Pirna and Dresden", "The mayor of Pirna had the bridge closed.")
LEVEL = ("The Elbe falls again in Pirna", "Cellars in Dresden are dry, the mayor of Pirna said.")


def piece(key: str, passages: tuple[str, ...], day: int = 1) -> Piece:
    return Piece(key=key, published=date(2025, 3, 1) + timedelta(days=day), words=words_of(passages))


def test_names_and_the_lead_weigh_more() -> None:
    found = words_of(
        ["The minister met Orbunova.", "They spoke.", "It rained.", "Later the mechanic met the gardener."]
    )
    assert found["orbunova"] > found["mechanic"]
    assert sum(value * value for value in found.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("passages", [[], [""], ["…"], ["a", "I"]])
def test_without_words_there_is_nothing(passages: list[str]) -> None:
    assert words_of(passages) == {}


@settings(deadline=None)
@given(st.lists(WORDS, max_size=8))
def test_likeness_grows_as_it_is_made(reports: list[dict[str, float]]) -> None:
    grown = Likeness()
    for words in reports:
        grown.add(words)
    everyone = range(len(reports))
    assert (Likeness.of(reports).among(everyone) == grown.among(everyone)).all()


def test_what_has_words_in_common_is_a_story() -> None:
    likeness = Likeness.of([words_of(one) for one in (HEIST, FLOOD, ARREST, LEVEL)])
    assert group(likeness, [None] * 4) == [[0, 2], [1, 3]]


def test_settled_stories_stay_apart() -> None:
    likeness = Likeness.of([words_of(one) for one in (HEIST, ARREST, HEIST)])
    assert sorted(map(len, group(likeness, ["one", "other", None]))) == [1, 2]


def test_reports_of_two_like_happenings_stay_apart() -> None:
    """Two groups that share much are two stories, if the reports within each share far more."""
    shared = {f"s{number}": 1.0 for number in range(4)}
    one = {**shared, **{f"a{number}": 1.0 for number in range(5)}}
    other = {**shared, **{f"b{number}": 1.0 for number in range(5)}}
    unit = [dict.fromkeys(words, 1 / 3) for words in (one, other)]
    assert group(Likeness.of(unit * 3), [None] * 6) == [[0, 2, 4], [1, 3, 5]]
    assert group(Likeness.of(unit), [None] * 2) == [[0, 1]]


def test_a_day_takes_up_the_stories_before_it() -> None:
    before = [(piece("a", HEIST), "y-emeralds")]
    found = settle([piece("b", ARREST, 2), piece("c", FLOOD, 2)], [piece("d", LEVEL, 3)], before)
    assert found == {"b": "y-emeralds", "c": "c"}


def test_the_order_of_a_day_does_not_matter() -> None:
    day = [piece("a", HEIST), piece("b", ARREST), piece("c", FLOOD), piece("d", LEVEL)]
    found = [settle(order, (), ()) for order in permutations(day)]
    assert all(one == {"a": "a", "b": "a", "c": "c", "d": "c"} for one in found)


@pytest.mark.parametrize("waiting", [0, 1, 9])
def test_a_stream_is_answered_in_its_order(waiting: int) -> None:
    pieces = [piece("a", HEIST), piece("b", FLOOD), piece("c", ARREST), piece("d", LEVEL)]
    assert list(stream(pieces, waiting)) == [("a", "a"), ("b", "b"), ("c", "a"), ("d", "b")]
