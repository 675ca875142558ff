from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.structure.dates import from_url, is_date_line, offset_of, settle, stamps

PRINTED = [
    ("Published 7 April 2024", "2024-04-07", "", ""),
    ("2025-02-11T09:40:00Z", "2025-02-11", "09:40:00", "Z"),
    ("2025-07-24 13:05+0530", "2025-07-24", "13:05", "+05:30"),
    ("Wed 3 Sep 2025 18.20 BST", "2025-09-03", "18:20", "+01:00"),
    ("June 3, 2025 6:28 am", "2025-06-03", "06:28", ""),
    ("May 9, 2025 07:15 pm IST", "2025-05-09", "19:15", ""),
    ("12 am EST, January 2nd, 2024", "2024-01-02", "", ""),
    ("10:20 PM, 3rd May 2024", "2024-05-03", "22:20", ""),
    ("21-Oct-2025", "2025-10-21", "", ""),
    ("31.12.2023", "2023-12-31", "", ""),
    ("12/31/2023", "2023-12-31", "", ""),
    ("2023/02/09", "2023-02-09", "", ""),
    ("5 de agosto de 2024", "2024-08-05", "", ""),
    ("1. März 2024", "2024-03-01", "", ""),
    ("Jan 4, 2024 - 20:11", "2024-01-04", "20:11", ""),
]


@pytest.mark.parametrize(("line", "day", "time", "offset"), PRINTED)
def test_dates_as_printed(line: str, day: str, time: str, offset: str) -> None:
    (stamp,) = stamps(line)
    assert (stamp.iso, stamp.time, stamp.offset) == (day, time, offset)


@pytest.mark.parametrize(
    "line", ["32/13/2024", "2024-02-30", "page 4 of 12", "an 11-12 vote", "version 1.2.2024.7", "in 2024"]
)
def test_what_is_no_date(line: str) -> None:
    assert stamps(line) == []


def test_ambiguous_until_another_date_tells() -> None:
    (stamp,) = stamps("03/04/2025 18:40")
    assert stamp.iso == ""
    assert settle(stamp, []).iso == ""
    assert settle(stamp, stamps("Quito, Apr 3")).iso == "2025-04-03"
    assert settle(stamp, stamps("Ohio, March 4")).iso == "2025-03-04"


def test_zones_of_the_united_states_tell_too() -> None:
    assert settle(stamps("02/08/2024 04:00 PM EST")[0], []).iso == "2024-02-08"
    assert settle(stamps("02/08/2024 16:00 -05:00")[0], []).iso == ""
    assert settle(stamps("02/08/2024 16:00 GMT")[0], []).iso == ""
    assert stamps("02-08-2024")[0].iso == ""


def test_day_and_month_alike_are_not_ambiguous() -> None:
    assert stamps("04/04/2025")[0].iso == "2025-04-04"


@pytest.mark.parametrize(
    "line",
    [
        "Published 7 April 2024",
        "Updated 3 hours ago",
        "18.55 BST",
        "First published on Wed 3 Sep 2025 05.30 BST",
        "Last modified: 2 Jan 2020, 10:00",
        "Published 2 days ago",
        "Posted yesterday | Updated just now",
        "March 2, 2024 6:00 am (Updated 6:01 am)",
    ],
)
def test_lines_that_are_only_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The ministry said on 7 April 2024 that talks had failed",
        "5 min read",
        "2025",
        "1 of 3",
        "Ukraine war: May 9 parade cut short",
        "44m ago   Presidency condemns raid",
    ],
)
def test_lines_that_hold_more_than_a_date(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/2025/10/21/talks", "2025-10-21"),
        ("https://paper.example/world/2025/oct/21/talks", "2025-10-21"),
        ("https://paper.example/news-20250918-a7.html", "2025-09-18"),
        ("https://paper.example/world/2025-9-8/x", "2025-09-08"),
        ("https://paper.example/story/99999999", ""),
        ("https://paper.example/a?day=2025/10/21", ""),
        ("", ""),
    ],
)
def test_dates_in_addresses(url: str, day: str) -> None:
    assert from_url(url) == day


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("GMT+3", "+03:00"),
        ("UTC -5", "-05:00"),
        ("EDT", "-04:00"),
        ("IST", ""),
        ("+0530", "+05:30"),
        ("x", ""),
    ],
)
def test_offsets(zone: str, offset: str) -> None:
    assert offset_of(zone) == offset


@given(st.text(max_size=200))
def test_stamps_stay_inside_and_in_order(line: str) -> None:
    last = 0
    for stamp in stamps(line):
        assert last <= stamp.start < stamp.end <= len(line)
        last = stamp.end
    is_date_line(line)
