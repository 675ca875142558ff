from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.render.plots.series import notes, series
from plotted import Row, row

ROWS = st.builds(
    Row,
    id=st.text(max_size=3),
    date_start=st.none() | st.dates(),
    first_reported=st.none() | st.dates(),
    status=st.sampled_from(["occurred", "ongoing", "threatened", ""]),
    intensity=st.none() | st.floats() | st.floats(-10, 10),
)


@pytest.mark.parametrize(
    ("rows", "step", "points"),
    [
        ([], "day", []),
        ([row("2025-06-13", -9)], "day", [("2025-06-13", 0, -9, 1)]),
        (
            [row("2025-06-13", -9), row("2025-06-13", 4), row("2025-06-13", -1), row("2025-06-15", 2)],
            "day",
            [("2025-06-13", 4, -10, 3), ("2025-06-14", 0, 0, 0), ("2025-06-15", 2, 0, 1)],
        ),
        # a happening of intensity 0 is one, and moves nothing
        ([row("2025-06-13", 0)], "day", [("2025-06-13", 0, 0, 1)]),
        # ten days, and one more
        ([row("2025-06-01", 1), row("2025-06-10", 1)], "day", None),
        (
            [row("2025-06-01", 1), row("2025-06-11", 1)],
            "week",
            [("2025-05-26", 1, 0, 1), ("2025-06-02", 0, 0, 0), ("2025-06-09", 1, 0, 1)],
        ),
        # weeks begin on Monday, over the turn of the year too
        (
            [row("2024-12-30", 1), row("2025-01-12", 2)],
            "week",
            [("2024-12-30", 1, 0, 1), ("2025-01-06", 2, 0, 1)],
        ),
        ([row("2024-12-31", 1), row("2025-03-31", 1)], "month", None),
        ([row("2015-07-14", 1), row("2018-05-08", -3)], "year", None),
        ([row("1950-01-01", 1), row("2025-05-08", -3)], "10 years", None),
        ([row("0001-01-01", 1), row("9999-12-31", -3)], "1000 years", None),
    ],
)
def test_rows_are_summed(
    rows: list[Row], step: str, points: list[tuple[str, float, float, int]] | None
) -> None:
    shown = series(rows, most=10)
    assert shown.step.name == step
    if points is not None:
        assert [(str(p.start), p.cooperation, p.conflict, p.happenings) for p in shown.points] == points


@pytest.mark.parametrize(
    ("one", "happenings", "undated"),
    [
        (row("2025-06-13", -9), 1, 0),
        (row("2025-06-13", -9, status="ongoing"), 1, 0),
        (row(None, -9, reported="2025-06-14"), 1, 1),
        (row("2025-06-13", -9, status="threatened"), 0, 0),
        (row("2025-06-13", -9, status="denied"), 0, 0),
        (row("2025-06-13", None), 0, 0),
        (row(None, 3), 0, 0),
        (row("2025-06-13", float("nan")), 0, 0),
        (row("2025-06-13", 11), 0, 0),
    ],
)
def test_what_counts(one: Row, happenings: int, undated: int) -> None:
    shown = series([one], most=10)
    assert (shown.happenings, shown.undated, shown.left_out) == (happenings, undated, 1 - happenings)


def test_what_is_not_drawn_is_said() -> None:
    rows = [
        row("2025-06-13", 1),
        row(None, -9, reported="2025-06-14"),
        row("2025-06-13", 1, status="planned"),
    ]
    said = "; ".join(notes(series(rows, most=10)))
    assert said.startswith("2 happenings; 1 of them undated")
    assert "1 more did not occur" in said


@settings(deadline=None, max_examples=50)
@given(st.lists(ROWS), st.integers(10, 200))
def test_nothing_is_lost(rows: list[Row], most: int) -> None:
    shown = series(rows, most=most)
    assert shown.happenings + shown.left_out == len(rows)
    assert sum(point.happenings for point in shown.points) == shown.happenings
    assert len(shown.points) <= most
    starts = [point.start for point in shown.points]
    assert starts == sorted(set(starts))
    assert all(point.cooperation >= 0 >= point.conflict for point in shown.points)
    assert series(list(reversed(rows)), most=most) == shown


@settings(deadline=None, max_examples=50)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 3000), st.integers(10, 60))
def test_a_day_stands_in_its_stretch(first: date, later: int, most: int) -> None:
    last = first + timedelta(days=later)
    points = series([row(str(first), 1), row(str(last), 2)], most=most).points
    assert points[0].start <= first
    assert points[-1].start <= last
    assert points[-1].cooperation >= 2


def test_the_version_is_that_of_the_data() -> None:
    one, other = row("2025-06-13", 1), row("2025-06-13", 1.5)
    assert series([one], most=10).version == series([one], most=50).version
    assert series([one], most=10).version != series([other], most=10).version
