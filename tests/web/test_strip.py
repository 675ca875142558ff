"""Strips of time: where marks stand, which are drawn as one, which days are named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.strip import Point, strip, ticks

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def point(day: str, *, lane: str = "a", shape: str = "for", words: str = "") -> Point:
    return Point(lane=lane, day=date.fromisoformat(day), shape=shape, words=words or day, to=f"to-{day}")


@pytest.mark.parametrize("days", [[], ["2025-03-01"], ["2025-03-01", "2025-03-01"]])
def test_one_day_is_no_time(days: list[str]) -> None:
    assert strip(point(day) for day in days) is None


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        (["2020-01-01", "2025-01-01"], [1, 1]),
        (["2020-01-01", "2020-01-02", "2025-01-01"], [2, 1]),
        (["2025-01-01", "2020-01-02", "2020-01-01"], [2, 1]),
    ],
)
def test_what_stands_close_together_is_one_mark(days: list[str], counts: list[int]) -> None:
    drawn = strip(point(day) for day in days)
    assert drawn is not None
    assert [mark.count for mark in drawn.lanes[0].marks] == counts
    assert drawn.lanes[0].marks[0].to == "to-2020-01-01"


def test_other_shapes_stay_apart() -> None:
    drawn = strip([point("2025-01-01"), point("2025-01-01", shape="against"), point("2025-06-01")])
    assert drawn is not None
    assert {(mark.shape, mark.count) for mark in drawn.lanes[0].marks} == {("for", 1), ("against", 1)}


def test_lanes_come_in_the_given_order_and_the_fullest_are_kept() -> None:
    points = [
        point("2025-01-01", lane="b"),
        point("2025-02-01", lane="b"),
        point("2025-01-05", lane="a"),
        point("2025-03-01", lane="a"),
        point("2025-02-02", lane="c"),
    ]
    drawn = strip(points, order=("a", "x"), most=2)
    assert drawn is not None
    assert [lane.name for lane in drawn.lanes] == ["a", "b"]
    assert drawn.hidden == 1


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2025-03-01", "2025-03-03", ["2025-03-01", "2025-03-02", "2025-03-03"]),
        ("2025-01-15", "2025-04-20", ["2025-02", "2025-03", "2025-04"]),
        ("2024-11-20", "2026-02-01", ["2025-01", "2025-04", "2025-07", "2025-10", "2026-01"]),
        ("2013-11-24", "2025-11-21", ["2015", "2020", "2025"]),
        ("2025-03-10", "2025-06-01", ["2025-04", "2025-05", "2025-06"]),
    ],
)
def test_days_that_are_named(first: str, last: str, labels: list[str]) -> None:
    found = ticks(date.fromisoformat(first), date.fromisoformat(last))
    assert [tick.label for tick in found] == labels


@given(st.lists(st.tuples(DAYS, st.sampled_from("ab")), min_size=2, max_size=40))
def test_every_mark_and_label_stands_inside_in_order(found: list[tuple[date, str]]) -> None:
    drawn = strip(Point(lane=lane, day=day, shape="for", words="", to="") for day, lane in found)
    if drawn is None:
        assert len({day for day, _ in found}) == 1
        return
    places = [[mark.at for mark in lane.marks] for lane in drawn.lanes]
    named = [tick.at for tick in drawn.ticks]
    assert all(0 <= at <= 100 for at in (*named, *(at for several in places for at in several)))
    assert all(several == sorted(several) for several in (*places, named))
    assert 1 <= len(named) <= 8
    assert sum(mark.count for lane in drawn.lanes for mark in lane.marks) == len(found)


@given(DAYS, st.integers(1, 40_000))
def test_days_are_named_whatever_the_span(first: date, days: int) -> None:
    assert ticks(first, min(first + timedelta(days), date.max))
