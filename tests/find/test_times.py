from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.find.times.tagger import find_points, find_times
from dateline.model import Published

if TYPE_CHECKING:
    from support import ParseText

# read against publication on Tuesday 21 October 2025
CASES = [
    ("The king met reporters on Monday.", "Monday", "DATE", "2025-10-20"),
    ("The king met reporters on Tuesday.", "Tuesday", "DATE", "2025-10-21"),
    ("The king will travel to Geneva on Friday.", "Friday", "DATE", "2025-10-24"),
    ("The parties plan to meet on Thursday.", "Thursday", "DATE", "2025-10-23"),
    ("The truce was extended until Thursday.", "Thursday", "DATE", "2025-10-23"),
    ("Hundreds marched on Wednesday’s anniversary.", "Wednesday", "DATE", "2025-10-15"),
    ("The strike began last Friday.", "last Friday", "DATE", "2025-10-17"),
    ("The court sat on Tuesday night.", "Tuesday night", "TIME", "2025-10-21TNI"),
    ("The envoys left last week.", "last week", "DATE", "2025-W42"),
    ("The envoys leave next month.", "next month", "DATE", "2025-11"),
    ("Troops withdrew in June.", "June", "DATE", "2025-06"),
    ("Troops withdrew in November.", "November", "DATE", "2024-11"),
    ("Elections are due in March.", "March", "DATE", "2026-03"),
    ("The bridge fell on August 24.", "August 24", "DATE", "2025-08-24"),
    ("The bridge fell on 24 August 2019.", "24 August 2019", "DATE", "2019-08-24"),
    ("The board declared a dividend, payable Nov. 17.", "Nov. 17", "DATE", "2025-11-17"),
    ("The plant was bombed in June 2025.", "June 2025", "DATE", "2025-06"),
    ("The accord was signed a year ago.", "a year ago", "DATE", "2024"),
    ("The accord was signed five months ago.", "five months ago", "DATE", "2025-05"),
    ("The war lasted 12 days.", "12 days", "DURATION", "P12D"),
    ("The 12-day war is over.", "12-day", "DURATION", "P12D"),
    ("They talked for about twenty-four hours.", "twenty-four hours", "DURATION", "PT24H"),
    ("The siege lasted 5 1/2 hours.", "5 1/2 hours", "DURATION", "PT5H30M"),
    ("They spoke for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("They had waited for two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
    ("Fighting has spread in recent months.", "recent months", "DURATION", "PXM"),
    ("Prices doubled over the past two years.", "the past two years", "DURATION", "P2Y"),
    ("The blast was heard at 10:35 a.m. on Monday.", "10:35 a.m. on Monday", "TIME", "2025-10-20T10:35"),
    ("Polls open at 1300 GMT.", "1300 GMT", "TIME", "2025-10-21T13:00Z"),
    ("They march every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("Convoys cross daily.", "daily", "SET", "P1D"),
    ("Exports fell in the third quarter of 2024.", "the third quarter of 2024", "DATE", "2024-Q3"),
    ("The deal of 09.03.2018 was void.", "09.03.2018", "DATE", "2018-03-09"),
    ("A vote is set for the week of November 3.", "the week of November 3", "DATE", "2025-W45"),
    ("He was jailed in the 1980s.", "the 1980s", "DATE", "198"),
    ("It stems from the 19th century.", "the 19th century", "DATE", "18"),
    ("The mission will run from May to July.", "May to July", "DATE", "2026-05/2026-07"),
    ("He was jailed between 1980 and 1988.", "1980 and 1988", "DATE", "1980/1988"),
    ("The vote of April 3-6 was annulled.", "April 3-6", "DATE", "2025-04-03/2025-04-06"),
    ("Schools closed on Easter Monday.", "Easter Monday", "DATE", "2025-04-21"),
    ("The talks resumed on 2025-10-20.", "2025-10-20", "DATE", "2025-10-20"),
    ("The ceasefire now holds.", "now", "DATE", "PRESENT_REF"),
    ("The floods of the spring of 2024 killed nobody.", "the spring of 2024", "DATE", "2024-SP"),
]
WITHOUT_DATE = [
    ("The king met reporters on Monday.", "XXXX-WXX-1"),
    ("The king died yesterday.", "XXXX-XX-XX"),
    ("The envoys left last week.", "XXXX-WXX"),
    ("Troops withdrew in June.", "XXXX-06"),
    ("The bridge fell on August 24.", "XXXX-08-24"),
    ("The accord was signed a year ago.", "XXXX"),
]
NOT_TIMES = [
    "She may go home.",
    "Theresa May spoke first.",
    "The six-year-old boy was found.",
    "The army sent 2,000 troops.",
    "About 1500 people marched.",
    "The plan is called Vision 2030.",
    "It costs $2 million a year.",
    "They march on.",
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), CASES)
def test_value(parse_text: ParseText, text: str, words: str, kind: str, value: str) -> None:
    document, passages = parse_text(text)
    [when] = find_times(passages, document.published)
    assert when.span is not None
    assert (when.span.words, when.type, when.value) == (words, kind, value)
    assert when.why


@pytest.mark.parametrize(("text", "value"), WITHOUT_DATE)
def test_without_publication(parse_text: ParseText, text: str, value: str) -> None:
    _, passages = parse_text(text)
    [when] = find_times(passages, None)
    assert (when.value, when.start, when.end, when.anchor) == (value, "", "", "")
    assert "not known" in when.why[0].note


@pytest.mark.parametrize("text", NOT_TIMES)
def test_no_time(parse_text: ParseText, text: str) -> None:
    document, passages = parse_text(text)
    assert find_times(passages, document.published) == ()


def test_a_number_without_end(parse_text: ParseText) -> None:
    document, passages = parse_text(f"It took {'9' * 5000} days and {'1' * 30} weeks ago.")
    assert [when.value for when in find_times(passages, document.published)] == ["PXD", "PAST_REF"]


def test_later_dates_count_from_the_date_before(parse_text: ParseText) -> None:
    text = "The truce of August 24 was broken two days later.\n\nThe same day the envoys left."
    document, passages = parse_text(text)
    values = [(when.value, when.anchor) for when in find_times(passages, document.published)]
    assert values == [("2025-08-24", "published"), ("2025-08-26", "text"), ("2025-08-24", "text")]


def test_part_of_a_stretch(parse_text: ParseText) -> None:
    text = "Rain came in early June. Earlier this year it was dry. It fell at the end of 2024."
    document, passages = parse_text(text)
    days = [(when.start, when.end) for when in find_times(passages, document.published)]
    assert days == [("2025-06-01", "2025-06-10"), ("2025-01-01", "2025-10-21"), ("2024-09-01", "2024-12-31")]


def test_headline_present_is_past(parse_text: ParseText) -> None:
    document, passages = parse_text("Envoy leaves talks on Friday", kinds=("headline",))
    [when] = find_times(passages, document.published)
    assert when.value == "2025-10-17"


def test_points_keep_the_ends_of_a_range_apart(parse_text: ParseText) -> None:
    document, passages = parse_text("He was jailed between 1980 and 1988.")
    assert [when.value for when in find_points(passages, document.published)] == ["1980", "1988"]


def test_a_bad_date_of_publication_is_none(parse_text: ParseText) -> None:
    _, passages = parse_text("The king died yesterday.")
    [when] = find_times(passages, Published("21.10.25"))
    assert when.value == "XXXX-XX-XX"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="aMay 1٣²９/.-:’'sth,(2025pmGTé\u00a0\n", max_size=40))
def test_any_text_is_read(parse_text: ParseText, text: str) -> None:
    document, passages = parse_text(text)
    for when in find_times(passages, document.published):
        assert when.span is not None
        assert text[when.span.start : when.span.end] == when.span.words
        assert when.value.isascii()


TOKENS = re.findall(
    r"\S+",
    "on the Monday last May June 24 , 2025 - 1985 88 three weeks ago later a of in quarter third every to between"
    " and now at 10:35 a.m. GMT Easter day's week's end ( ) 12-day half past night",
)
WORDS = st.lists(st.sampled_from(TOKENS), max_size=16)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, published=st.sampled_from(["2025-10-21", "2024-02-29", "0001-01-01", "9999-12-31", None]))
def test_spans_days_and_order_hold(parse_text: ParseText, words: list[str], published: str | None) -> None:
    text = " ".join(words)
    document, passages = parse_text(text, published)
    end = 0
    for when in find_times(passages, document.published):
        assert when.span is not None
        assert text[when.span.start : when.span.end] == when.span.words
        assert when.span.start >= end
        end = when.span.end
        if when.start:
            assert date.fromisoformat(when.start) <= date.fromisoformat(when.end)
