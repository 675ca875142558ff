from __future__ import annotations

import datetime as dt
import email.utils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.moments import Moment, instant, latest, moment


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        # RFC 822 and 5322
        ("Tue, 3 Jun 2025 14:05:09 +0200", "2025-06-03T14:05:09+02:00"),
        ("Tue, 3 Jun 2025 14:05 +0200", "2025-06-03T14:05+02:00"),
        ("3 Jun 2025 14:05:09 GMT", "2025-06-03T14:05:09Z"),
        ("Tue, 03 Jun 2025 14:05:09 EST", "2025-06-03T14:05:09-05:00"),
        ("Tue, 03 Jun 2025 14:05:09 PDT", "2025-06-03T14:05:09-07:00"),
        ("Tue, 03 Jun 2025 14:05:09 BST", "2025-06-03T14:05:09+01:00"),
        ("Tue, 03 Jun 2025 14:05:09 +0200 (CEST)", "2025-06-03T14:05:09+02:00"),
        ("Tue, 03 Jun 2025 14:05:09 -0000", "2025-06-03T14:05:09-00:00"),
        ("03 Jun 25 14:05 UTC", "2025-06-03T14:05Z"),
        ("03 Jun 97 14:05 UTC", "1997-06-03T14:05Z"),
        ("Tue, 03 Jun 2025 14:05:09 Z", "2025-06-03T14:05:09Z"),
        # a name that means several offsets, and no zone at all: none is claimed
        ("Tue, 03 Jun 2025 14:05:09 IST", "2025-06-03T14:05:09"),
        ("Tue, 03 Jun 2025 14:05:09", "2025-06-03T14:05:09"),
        ("WED,23 MAY 2012 02:23:01", "2012-05-23T02:23:01"),
        ("3 June 2025", "2025-06-03"),
        ("Di, 03 Juni 2025 14:05:00 +0200", "2025-06-03T14:05:00+02:00"),
        ("mar., 03 juin 2025 14:05:00 +0200", "2025-06-03T14:05:00+02:00"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z"),
        # ISO 8601
        ("2025-06-03T14:05:09Z", "2025-06-03T14:05:09Z"),
        ("2025-06-03T14:05:09.123456+02:00", "2025-06-03T14:05:09+02:00"),
        ("2025-06-03T14:05+0530", "2025-06-03T14:05+05:30"),
        ("2025-06-03T14:05:09-03", "2025-06-03T14:05:09-03:00"),
        ("2025-06-03 14:05:09", "2025-06-03T14:05:09"),
        ("2025-06-03", "2025-06-03"),
        ("20250603T140509Z", "2025-06-03T14:05:09Z"),
        ("20250603T140509+0200", "2025-06-03T14:05:09+02:00"),
        ("2017-08-01 13:55:44.364419679 +0200 CEST", "2017-08-01T13:55:44+02:00"),
        # what else feeds print
        ("Mon, May 25 2020 04:45:26 +0000", "2020-05-25T04:45:26+00:00"),
        ("Sun, 15 Dec 2024 12:15 PM", "2024-12-15T12:15"),
        ("June 3, 2025 2:05 pm EDT", "2025-06-03T14:05-04:00"),
        ("  \n Tue, 3 Jun 2025 14:05:09 +0200 ", "2025-06-03T14:05:09+02:00"),
        # no dates
        ("30 Feb 2025 10:00 GMT", ""),
        ("2025-13-01", ""),
        ("03/06/2025 10:00", ""),
        ("yesterday", ""),
        ("1748959500", ""),
        ("0000-00-00T00:00:00Z", ""),
        ("", ""),
    ],
)
def test_dates_keep_the_offset_that_is_printed(printed: str, iso: str) -> None:
    found = moment(printed)
    assert found.iso == iso
    assert found.printed == printed.strip()


def test_no_date() -> None:
    assert not moment(None)
    assert not moment(" ")
    assert moment("soon")


@given(st.integers(315532800, 4102444800), st.integers(-12 * 4, 14 * 4))
def test_any_mail_date_and_any_iso_date_mean_what_python_says(seconds: int, quarters: int) -> None:
    aware = dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(minutes=15 * quarters)))
    for printed in (email.utils.format_datetime(aware), aware.isoformat()):
        found = instant(moment(printed).iso)
        assert found == aware
        assert found is not None
        assert found.utcoffset() == aware.utcoffset()


@given(st.text(max_size=100))
def test_any_words_give_a_date_or_none(words: str) -> None:
    iso = moment(words).iso
    assert not iso or dt.datetime.fromisoformat(iso)


def test_the_latest_by_the_clock_of_the_world() -> None:
    early, late = moment("2025-06-03T14:05:00+02:00"), moment("2025-06-03T13:00:00Z")
    assert latest(early, late) == late
    assert latest(moment(""), early) == early
    assert latest(moment("2025-06-03"), moment("2025-06-02")).iso == "2025-06-03"
    assert latest() == Moment()
