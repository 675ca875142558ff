from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.calendar import (
    PRECISIONS,
    Unit,
    days_of,
    easter,
    holiday,
    shift,
    value_of,
    weekday_from,
    year_of,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
CALENDAR: tuple[Unit, ...] = ("D", "W", "M", "Q", "Y", "E", "C")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-10-20", "2025-10-20", "2025-10-20"),
        ("2025-10-20TEV", "2025-10-20", "2025-10-20"),
        ("2025-W43", "2025-10-20", "2025-10-26"),
        ("2025-W43-WE", "2025-10-25", "2025-10-26"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("198", "1980-01-01", "1989-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2025-05/2025-07", "2025-05-01", "2025-07-31"),
    ],
)
def test_days_of(value: str, first: str, last: str) -> None:
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["", "P3D", "PAST_REF", "XXXX-06", "2025-02-30", "2025-W60", "9", "x/y", "2025/2024"]
)
def test_no_days(value: str) -> None:
    assert days_of(value) is None


@given(day=DAYS)
def test_a_day_lies_in_its_own_units(day: date) -> None:
    for unit in CALENDAR:
        days = days_of(value_of(day, unit))
        assert days is not None
        assert days[0] <= day <= days[1]


@given(day=DAYS, count=st.integers(-5000, 5000), unit=st.sampled_from(sorted(PRECISIONS)))
def test_shift_goes_the_right_way(day: date, count: int, unit: Unit) -> None:
    moved = shift(day, unit, count)
    if moved is not None and moved != day:
        assert (moved > day) == (count > 0)


@given(day=DAYS, weekday=st.integers(1, 7), ahead=st.booleans())
def test_weekdays(day: date, weekday: int, *, ahead: bool) -> None:
    found = weekday_from(day, weekday, "future" if ahead else "past")
    assert found.isoweekday() == weekday
    assert abs((found - day).days) < 7
    assert found >= day if ahead else found <= day


@pytest.mark.parametrize(
    ("month", "dom", "direction", "year"),
    [
        (6, None, "past", 2025),
        (11, None, "past", 2024),
        (3, None, "future", 2026),
        (10, None, "past", 2025),
        (3, None, "", 2025),
        (12, None, "", 2025),
        (11, 17, "past", 2025),
        (3, 3, "future", 2026),
        (1, 6, "future", 2026),
        (1, 6, "past", 2026),
        (4, 6, "past", 2025),
    ],
)
def test_year_of(month: int, dom: int | None, direction: str, year: int) -> None:
    assert year_of(date(2025, 10, 21), month, dom, direction) == year  # type: ignore[arg-type]  # from the table


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2025, date(2025, 12, 25)),
        ("easter", 2025, date(2025, 4, 20)),
        ("easter-2", 2024, date(2024, 3, 29)),
        ("11-w4-4", 2025, date(2025, 11, 27)),
        ("05-w1--1", 2025, date(2025, 5, 26)),
        ("11-w2>02", 2022, date(2022, 11, 8)),
        ("02-30", 2025, None),
    ],
)
def test_holiday(rule: str, year: int, day: date | None) -> None:
    assert holiday(rule, year) == day


def test_easter() -> None:
    # dates of the tables in the Book of Common Prayer
    assert [easter(year) for year in (1943, 2000, 2008, 2038)] == [
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2038, 4, 25),
    ]
