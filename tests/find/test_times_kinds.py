"""Every kind of time expression: words, TIMEX3 type and value, first and last day, precision, anchor."""

# ruff: noqa: E501 -- a row of a table is a line
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from dateline.find.times.feasts import feast_days
from dateline.find.times.patterns import load_table
from dateline.find.times.tagger import find_times

if TYPE_CHECKING:
    from support import ParseText


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and what is read in it, against publication on Tuesday 21 October 2025."""

    text: str
    words: str
    value: str
    days: str
    precision: str
    anchor: str = "published"
    type: str = "DATE"


def row(line: str) -> Row:
    """Make a row of "sentence | words | type value | first..last | precision | anchor"."""
    text, words, value, days, precision, anchor = (part.strip() for part in line.split("|"))
    kind, _, value = value.partition(" ")
    return Row(text, words, value, days, precision, anchor, kind)


def rows(table: str) -> list[Row]:
    """Make rows of the lines of a table."""
    return [row(line) for line in table.strip().splitlines()]


TABLES = {
    "anchors and direction": """
        The envoy flew home on Monday. | Monday | DATE 2025-10-20 | 2025-10-20..2025-10-20 | day | published
        The envoy will fly home on Monday. | Monday | DATE 2025-10-27 | 2025-10-27..2025-10-27 | day | published
        The envoy wants to fly home by Sunday. | Sunday | DATE 2025-10-26 | 2025-10-26..2025-10-26 | day | published
        The pass has been shut since Thursday. | Thursday | DATE 2025-10-16 | 2025-10-16..2025-10-16 | day | published
        He had been due to leave on Monday. | Monday | DATE 2025-10-20 | 2025-10-20..2025-10-20 | day | published
        The rally planned for Monday was banned. | Monday | DATE 2025-10-20 | 2025-10-20..2025-10-20 | day | published
        None of the four could be reached on Saturday. | Saturday | DATE 2025-10-18 | 2025-10-18..2025-10-18 | day | published
        The push began as planned on Saturday. | Saturday | DATE 2025-10-18 | 2025-10-18..2025-10-18 | day | published
        The general leaves his post in April. | April | DATE 2026-04 | 2026-04-01..2026-04-30 | month | published
        The general left his post in April. | April | DATE 2025-04 | 2025-04-01..2025-04-30 | month | published
        The two spoke about the summit in December. | December | DATE 2025-12 | 2025-12-01..2025-12-31 | month | published
        The ministry told buyers of a cut in its supply in November. | November | DATE 2025-11 | 2025-11-01..2025-11-30 | month | published
        The clan has ruled since April. | April | DATE 2025-04 | 2025-04-01..2025-04-30 | month | published
        They arrived three days ago. | three days ago | DATE 2025-10-18 | 2025-10-18..2025-10-18 | day | published
        Voters go to the polls three weeks from now. | three weeks from now | DATE 2025-W46 | 2025-11-10..2025-11-16 | week | published
        The court will rule a week from Friday. | a week from Friday | DATE 2025-10-31 | 2025-10-31..2025-10-31 | day | published
        The envoy flew home the day before yesterday. | the day before yesterday | DATE 2025-10-19 | 2025-10-19..2025-10-19 | day | published
        The ministers will meet the day after tomorrow. | the day after tomorrow | DATE 2025-10-23 | 2025-10-23..2025-10-23 | day | published
        The jail burned the day after Christmas. | the day after Christmas | DATE 2024-12-26 | 2024-12-26..2024-12-26 | day | published
        """,
    "days and weeks": """
        The bridge fell on the 5th of May last year. | the 5th of May last year | DATE 2024-05-05 | 2024-05-05..2024-05-05 | day | published
        The army took the town on Saturday, Sept. 27. | Saturday, Sept. 27 | DATE 2025-09-27 | 2025-09-27..2025-09-27 | day | published
        The base was hit on 07/23/2024. | 07/23/2024 | DATE 2024-07-23 | 2024-07-23..2024-07-23 | day |
        Next Monday the ban ends. | Next Monday | DATE 2025-10-27 | 2025-10-27..2025-10-27 | day | published
        The tax was dropped this week. | this week | DATE 2025-W43 | 2025-10-20..2025-10-26 | week | published
        They fought over the weekend of October 4. | the weekend of October 4 | DATE 2025-W40-WE | 2025-10-04..2025-10-05 | week | published
        They met at the weekend. | the weekend | DATE 2025-W42-WE | 2025-10-18..2025-10-19 | week | published
        They will meet at the weekend. | the weekend | DATE 2025-W43-WE | 2025-10-25..2025-10-26 | week | published
        The vote is set for the first Sunday in November. | the first Sunday in November | DATE 2025-11-02 | 2025-11-02..2025-11-02 | day | published
        The vote was held on the last Sunday of September. | the last Sunday of September | DATE 2025-09-28 | 2025-09-28..2025-09-28 | day | published
        The vote was held on the second Tuesday in March 2024. | the second Tuesday in March 2024 | DATE 2024-03-12 | 2024-03-12..2024-03-12 | day |
        The envoy left on the 19th. | the 19th | DATE 2025-10-19 | 2025-10-19..2025-10-19 | day | published
        The envoy will leave on the 5th. | the 5th | DATE 2025-11-05 | 2025-11-05..2025-11-05 | day | published
        The camp was overrun the week before last. | the week before last | DATE 2025-W41 | 2025-10-06..2025-10-12 | week | published
        The envoys return the week after next. | the week after next | DATE 2025-W45 | 2025-11-03..2025-11-09 | week | published
        Troops entered the city on December 12. | December 12 | DATE 2024-12-12 | 2024-12-12..2024-12-12 | day | published
        The mayor has been held since December 12. | December 12 | DATE 2024-12-12 | 2024-12-12..2024-12-12 | day | published
        The premier called an election on January 11. | January 11 | DATE 2026-01-11 | 2026-01-11..2026-01-11 | day | published
        """,
    "months, quarters, years": """
        The clashes began in mid-September. | mid-September | DATE 2025-09 | 2025-09-11..2025-09-20 | month | published
        The talks end in late November 2025. | late November 2025 | DATE 2025-11 | 2025-11-21..2025-11-30 | month |
        Output shrank in the third quarter. | the third quarter | DATE 2025-Q3 | 2025-07-01..2025-09-30 | quarter | published
        Exports fell in the last quarter of 2024. | the last quarter of 2024 | DATE 2024-Q4 | 2024-10-01..2024-12-31 | quarter |
        Exports fell in the first half of the year. | the first half of the year | DATE 2025-H1 | 2025-01-01..2025-06-30 | month | published
        Exports grew in H1 2025. | H1 2025 | DATE 2025-H1 | 2025-01-01..2025-06-30 | month |
        The crash of nineteen twenty-nine is remembered. | nineteen twenty-nine | DATE 1929 | 1929-01-01..1929-12-31 | year |
        The mine closed last year. | last year | DATE 2024 | 2024-01-01..2024-12-31 | year | published
        """,
    "business years": """
        The budget for fiscal 2025 was cut. | fiscal 2025 | DATE 2025 | .. | year |
        The budget for FY26 was cut. | FY26 | DATE 2026 | .. | year |
        The budget for the fiscal year 2026 was cut. | fiscal year 2026 | DATE 2026 | .. | year |
        The deficit grew in the 2024/25 financial year. | 2024/25 | DATE 2024/2025 | 2024-01-01..2025-12-31 | year |
        """,
    "decades and centuries": """
        The party governed in the early 1990s. | the early 1990s | DATE 199 | 1990-01-01..1993-05-01 | decade |
        The party governed in the nineties. | the nineties | DATE 199 | 1990-01-01..1999-12-31 | decade |
        The border goes back to the 18th century. | the 18th century | DATE 17 | 1700-01-01..1799-12-31 | decade |
        The party governed in the noughties. | the noughties | DATE 200 | 2000-01-01..2009-12-31 | decade |
        """,
    "seasons": """
        The rains failed last winter. | last winter | DATE 2024-WI | 2024-12-01..2025-02-28 | season | published
        The rains failed in the summer of 2023. | the summer of 2023 | DATE 2023-SU | 2023-06-01..2023-08-31 | season |
        The army will attack in the spring. | the spring | DATE 2026-SP | 2026-03-01..2026-05-31 | season | published
        The army will attack this spring. | this spring | DATE 2026-SP | 2026-03-01..2026-05-31 | season | published
        """,
    "holidays": """
        The two armies stopped on Christmas Day. | Christmas Day | DATE 2024-12-25 | 2024-12-25..2024-12-25 | day | published
        The market was shut on Easter Monday 2024. | Easter Monday 2024 | DATE 2024-04-01 | 2024-04-01..2024-04-01 | day |
        Crowds gathered on Orthodox Easter. | Orthodox Easter | DATE 2025-04-20 | 2025-04-20..2025-04-20 | day | published
        Pilgrims came for Ramadan. | Ramadan | DATE 2025-03-01/2025-03-30 | 2025-03-01..2025-03-30 | day | published
        Prisoners will be freed for Eid al-Adha. | Eid al-Adha | DATE 2026-05-27 | 2026-05-27..2026-05-27 | day | published
        The market was shut on Yom Kippur. | Yom Kippur | DATE 2025-10-02 | 2025-10-02..2025-10-02 | day | published
        Trains will be full over Lunar New Year. | Lunar New Year | DATE 2026-02-17 | 2026-02-17..2026-02-17 | day | published
        Families met last Thanksgiving. | last Thanksgiving | DATE 2024-11-28 | 2024-11-28..2024-11-28 | day | published
        Iranians marked Nowruz. | Nowruz | DATE 2025-03-21 | 2025-03-21..2025-03-21 | day | published
        Prayers were held on the first day of Ramadan. | Ramadan | DATE 2025-03-01/2025-03-30 | 2025-03-01..2025-03-30 | day | published
        """,
    "parts of the day": """
        The ship sank on the night of Friday. | the night of Friday | TIME 2025-10-17TNI | 2025-10-17..2025-10-17 | part | published
        Shells fell in the early hours of Sunday. | the early hours of Sunday | TIME 2025-10-19TMO | 2025-10-19..2025-10-19 | part | published
        Police raided the office at dawn on Thursday. | dawn on Thursday | TIME 2025-10-16TMO | 2025-10-16..2025-10-16 | part | published
        Drones struck the port overnight. | overnight | TIME 2025-10-20TNI | 2025-10-20..2025-10-21 | part | published
        Drones struck the port overnight into Monday. | overnight into Monday | TIME 2025-10-19TNI | 2025-10-19..2025-10-20 | part | published
        The power failed mid-afternoon Monday. | mid-afternoon Monday | TIME 2025-10-20TAF | 2025-10-20..2025-10-20 | part | published
        Police came late last night. | late last night | TIME 2025-10-20TNI | 2025-10-20..2025-10-20 | part | published
        The clan fled the night before last. | the night before last | TIME 2025-10-19TNI | 2025-10-19..2025-10-19 | part | published
        """,
    "times of day and zones": """
        The siren sounded at half past three on Monday. | half past three on Monday | TIME 2025-10-20T03:30 | 2025-10-20..2025-10-20 | minute | published
        Troops entered at 4 in the morning. | 4 in the morning | TIME 2025-10-21T04:00 | 2025-10-21..2025-10-21 | hour | published
        The vote was at six in the evening on Monday. | six in the evening on Monday | TIME 2025-10-20T18:00 | 2025-10-20..2025-10-20 | hour | published
        The call began at 0900 local time on Monday. | 0900 local time on Monday | TIME 2025-10-20T09:00 | 2025-10-20..2025-10-20 | hour | published
        Polls opened at 9 p.m. Moscow time. | 9 p.m. Moscow time | TIME 2025-10-21T21:00+03:00 | 2025-10-21..2025-10-21 | hour | published
        The session opens at 14:30 CET on Friday. | 14:30 CET on Friday | TIME 2025-10-24T14:30+01:00 | 2025-10-24..2025-10-24 | minute | published
        The quake hit at 23:40 UTC. | 23:40 UTC | TIME 2025-10-21T23:40Z | 2025-10-21..2025-10-21 | minute | published
        The truce ends at midnight on Friday. | midnight on Friday | TIME 2025-10-24T24:00 | 2025-10-24..2025-10-24 | hour | published
        The log says 2024-03-07T05:30Z. | 2024-03-07T05:30Z | TIME 2024-03-07T05:30Z | 2024-03-07..2024-03-07 | minute |
        The bomb went off at 14:30 local time (1130 GMT). | 14:30 local time (1130 GMT) | TIME 2025-10-21T14:30+03:00 | 2025-10-21..2025-10-21 | minute | published
        The bomb went off at 11 p.m. Monday (0300 GMT Tuesday). | 11 p.m. Monday (0300 GMT Tuesday) | TIME 2025-10-20T23:00-04:00 | 2025-10-20..2025-10-20 | hour | published
        The ferry sank at 6:15 p.m. (9:15 a.m. GMT). | 6:15 p.m. (9:15 a.m. GMT) | TIME 2025-10-21T18:15+09:00 | 2025-10-21..2025-10-21 | minute | published
        The base was overrun at 0530 hours. | 0530 hours | TIME 2025-10-21T05:30 | 2025-10-21..2025-10-21 | minute | published
        The base was overrun at 11 o'clock on Monday night. | 11 o'clock on Monday night | TIME 2025-10-20T23:00 | 2025-10-20..2025-10-20 | hour | published
        The truce ended at 10 a.m. Eastern on Monday. | 10 a.m. Eastern on Monday | TIME 2025-10-20T10:00 | 2025-10-20..2025-10-20 | hour | published
        """,
    "sets": """
        The patrol leaves twice a week. | twice a week | SET P1W | .. | week |
        Shells land three times a day. | three times a day | SET P1D | .. | day |
        The council meets every other week. | every other week | SET P2W | .. | week |
        The council meets every two weeks. | every two weeks | SET P2W | .. | week |
        The council meets each Tuesday morning. | each Tuesday morning | SET XXXX-WXX-2TMO | .. | day |
        The council meets on Mondays. | Mondays | SET XXXX-WXX-1 | .. | day |
        The border opens on weekends. | weekends | SET XXXX-WXX-WE | .. | day |
        The river floods every spring. | every spring | SET XXXX-SP | .. | season |
        The council meets every second Tuesday. | every second Tuesday | SET XXXX-WXX-2 | .. | day |
        The council meets on the first Monday of every month. | the first Monday of every month | SET P1M | .. | day |
        Aid is paid on the 15th of each month. | the 15th of each month | SET XXXX-XX-15 | .. | day |
        Aid is paid on Sunday mornings. | Sunday mornings | SET XXXX-WXX-7TMO | .. | day |
        Ferries run four times daily. | four times daily | SET P1D | .. | vague |
        """,
    "durations": """
        The day-long siege ended. | day-long | DURATION P1D | .. | day |
        The decades-long feud ended. | decades-long | DURATION PXE | .. | decade |
        It rained all day. | all day | DURATION P1D | .. | day |
        They marched for three and a half hours. | three and a half hours | DURATION PT3H30M | .. | hour |
        The island was leased for 99 years. | 99 years | DURATION P99Y | .. | year |
        Spain ruled it for hundreds of years. | hundreds of years | DURATION PXY | .. | vague |
        Talks have gone on for the past two weeks. | the past two weeks | DURATION P2W | 2025-10-07..2025-10-21 | week | published
        The call lasted two hours and 10 minutes. | two hours and 10 minutes | DURATION PT2H10M | .. | hour |
        They were held for three years and six months. | three years and six months | DURATION P3Y6M | .. | year |
        The call lasted an hour and a half. | an hour and a half | DURATION PT1H30M | .. | hour |
        The half-hour call was tense. | half-hour | DURATION PT30M | .. | hour |
        """,
    "vague": """
        They met the other day. | the other day | DATE PAST_REF | ..2025-10-21 | vague | published
        The clan fled long ago. | long ago | DATE PAST_REF | ..2025-10-21 | vague | published
        The post was shelled days ago. | days ago | DATE PAST_REF | ..2025-10-21 | vague | published
        Many fled in the past. | the past | DATE PAST_REF | ..2025-10-21 | vague | published
        Several officers defected in recent weeks. | recent weeks | DURATION PXW | ..2025-10-21 | vague | published
        The army will withdraw soon. | soon | DATE FUTURE_REF | 2025-10-21.. | vague | published
        The islands will one day be free. | one day | DATE FUTURE_REF | 2025-10-21.. | vague | published
        Both sides will talk in the coming weeks. | the coming weeks | DURATION PXW | 2025-10-21.. | vague | published
        The law will change in the near future. | the near future | DATE FUTURE_REF | 2025-10-21.. | vague | published
        The road is open these days. | these days | DATE PRESENT_REF | .. | vague | published
        """,
    "ranges": """
        Talks ran from Monday to Friday. | Monday to Friday | DATE 2025-10-13/2025-10-17 | 2025-10-13..2025-10-17 | day | published
        The office is open Monday through Friday. | Monday through Friday | DATE 2025-10-20/2025-10-24 | 2025-10-20..2025-10-24 | day | published
        The talks lasted from Oct. 3 to Oct. 9. | Oct. 3 to Oct. 9 | DATE 2025-10-03/2025-10-09 | 2025-10-03..2025-10-09 | day | published
        The army held it between January and March 2024. | January and March 2024 | DATE 2024-01/2024-03 | 2024-01-01..2024-03-31 | month | published
        The mandate runs from 1 March 2024 to 28 February 2026. | 1 March 2024 to 28 February 2026 | DATE 2024-03-01/2026-02-28 | 2024-03-01..2026-02-28 | day |
        The war of 2015-2018 cost much. | 2015-2018 | DATE 2015/2018 | 2015-01-01..2018-12-31 | year |
        The plan covers the years 2026 to 2030. | 2026 to 2030 | DATE 2026/2030 | 2026-01-01..2030-12-31 | year |
        The curfew runs from 9 p.m. to 5 a.m. | 9 p.m. to 5 a.m. | TIME 2025-10-21T21:00/2025-10-22T05:00 | 2025-10-21..2025-10-22 | hour | text
        The curfew ran from 9 p.m. Monday to 5 a.m. Tuesday. | 9 p.m. Monday to 5 a.m. Tuesday | TIME 2025-10-20T21:00/2025-10-21T05:00 | 2025-10-20..2025-10-21 | hour | published
        Talks will be held on 25 and 26 October. | 25 and 26 October | DATE 2025-10-25/2025-10-26 | 2025-10-25..2025-10-26 | day | published
        """,
}
CASES = [
    pytest.param(case, id=f"{kind}: {case.words}") for kind, table in TABLES.items() for case in rows(table)
]


@pytest.mark.parametrize("case", CASES)
def test_kind(parse_text: ParseText, case: Row) -> None:
    document, passages = parse_text(case.text)
    [when] = find_times(passages, document.published)
    assert when.span is not None
    assert (
        Row(
            case.text,
            when.span.words,
            when.value,
            f"{when.start}..{when.end}",
            when.precision,
            when.anchor,
            when.type,
        )
        == case
    )


# words | value | first..last | anchor, of all that is found
STORIES = [
    (
        "The town fell on 4 May 2024. The following week its mayor fled, and a month later he was caught.",
        "4 May 2024 2024-05-04 | The following week 2024-W19 text | a month later 2024-06 text",
    ),
    (
        "The vote of 3 March 2024 was disputed. That night crowds came, and the next day troops did.",
        "3 March 2024 2024-03-03 | That night 2024-03-03TNI text | the next day 2024-03-04 text",
    ),
    (
        "The accord of October 2023 failed. Earlier that year both had signed it.",
        "October 2023 2023-10 | Earlier that year 2023 text",
    ),
    (
        "He resigned at 10:30 a.m. on Monday. Two hours later he was held.",
        "10:30 a.m. on Monday 2025-10-20T10:30 published | Two hours later 2025-10-20T12:30 text",
    ),
    (
        "He resigned on Monday. An hour later he was held.",
        "Monday 2025-10-20 published | An hour later PT1H text",
    ),
    (
        "The summit starts at 8 a.m. EST on 3 November.",
        "8 a.m. EST 2025-11-03T08:00-05:00 text | 3 November 2025-11-03 published",
    ),
    (
        "Net rose in the third quarter. The year-earlier quarter had a loss, and the 2023 quarter, too.",
        "the third quarter 2025-Q3 published | The year-earlier quarter 2024-Q3 text | the 2023 quarter 2023-Q3 text",
    ),
    (
        "Net rose in the third quarter. For the nine months it fell from $5 million a year earlier.",
        "the third quarter 2025-Q3 published | nine months P9M | a year earlier 2024 text",
    ),
    (
        "The bank lost money in the year ended June 30.",
        "the year P1Y | June 30 2025-06-30 published",
    ),
    (
        "The rebels attacked on Monday. They fled at dusk, and by mid-afternoon a dawn raid was denied.",
        "Monday 2025-10-20 published | dusk 2025-10-20TEV text | mid-afternoon 2025-10-20TAF text",
    ),
    (
        "They met on April 3 and 9.",
        "April 3 2025-04-03 published | 9 2025-04-09 published",
    ),
    (
        "The vote was moved from Friday to Sunday.",
        "Friday 2025-10-17 published | Sunday 2025-10-19 published",
    ),
    (
        "The ferry leaves each Thursday from November 6.",
        "each Thursday XXXX-WXX-4 | November 6 2025-11-06 published",
    ),
    (
        "Output fell in the second and third quarters of 2024.",
        "the second 2024-Q2 | third quarters of 2024 2024-Q3",
    ),
]
NO_TIMES = [
    "The gunman was in his 40s.",
    "A man aged 45 was held.",
    "The 17-year-old was held.",
    "She died at the age of 92 years.",
    "He is 37 years old.",
    "The Good Friday Agreement holds.",
    "The blasts came only minutes apart.",
    "Thousands joined the March for Freedom.",
    "They met at high noon.",
    "The car was seen there in the weeks before the murder.",
    "The gate is guarded 24 hours a day.",
    "In today's world such taxes are rare.",
    "Children under five years of age will be vaccinated.",
    "A man aged 12, a woman in her forties and a 34-year-old farmer fled at dawn.",
]


@pytest.mark.parametrize(("text", "expected"), STORIES)
def test_later_times_hang_on_earlier_ones(parse_text: ParseText, text: str, expected: str) -> None:
    document, passages = parse_text(text)
    found = [(when.span, when.value, when.anchor) for when in find_times(passages, document.published)]
    said = [f"{span.words} {value} {anchor}".strip() for span, value, anchor in found if span is not None]
    assert " | ".join(said) == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_ages_and_names_are_no_times(parse_text: ParseText, text: str) -> None:
    document, passages = parse_text(text)
    assert find_times(passages, document.published) == ()


def test_an_age_is_not_taken_for_its_number_of_years(parse_text: ParseText) -> None:
    document, passages = parse_text("The boy, 12 years old, fled; the war is 12 years long.")
    assert [when.value for when in find_times(passages, document.published)] == ["P12Y"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Arrears grew in the first nine months of 2024.", "2024-01-01..2024-09-30"),
        ("Arrears grew in the last three months of last year.", "2024-10-01..2024-12-31"),
        ("Arrears grew in the year ended June 30.", "2024-07-01..2025-06-30"),
        ("Arrears grew in the nine months ended Sept. 30, 2025.", "2025-01-01..2025-09-30"),
        ("Violence rose in the week to October 12.", "2025-10-06..2025-10-12"),
        ("Arrears grew in the six months to September.", "2025-04-01..2025-09-30"),
    ],
)
def test_a_length_ends_where_the_words_say(parse_text: ParseText, text: str, days: str) -> None:
    document, passages = parse_text(text)
    length, _ = find_times(passages, document.published)
    assert (length.type, f"{length.start}..{length.end}") == ("DURATION", days)


@pytest.mark.parametrize(
    ("rule", "year", "first", "last"),
    [
        ("orthodox", 2016, "2016-05-01", "2016-05-01"),
        ("orthodox-2", 2024, "2024-05-03", "2024-05-03"),
        ("easter-2", 2025, "2025-04-18", "2025-04-18"),
        ("hijri-09-01 30", 2025, "2025-03-01", "2025-03-30"),
        ("tishri+0 2", 2025, "2025-09-23", "2025-09-24"),
        ("tishri+9", 2023, "2023-09-25", "2023-09-25"),
        ("nisan+14 7", 2024, "2024-04-23", "2024-04-29"),
        ("nisan-16", 2025, "2025-03-14", "2025-03-14"),
        ("kislev+24 8", 2023, "2023-12-08", "2023-12-15"),
        ("kislev+24 8", 2024, "2024-12-26", "2025-01-02"),
        ("nowruz", 2024, "2024-03-20", "2024-03-20"),
        ("lunar", 2025, "2025-01-29", "2025-01-29"),
    ],
)
def test_feasts(rule: str, year: int, first: str, last: str) -> None:
    days = feast_days(rule, year, load_table().feasts)
    assert days == ((date.fromisoformat(first), date.fromisoformat(last)),)


def test_a_feast_of_the_shorter_year_falls_twice() -> None:
    assert [days[0].month for days in feast_days("hijri-09-01", 2030, {})] == [1, 12]


@pytest.mark.parametrize("table", sorted(load_table().feasts))
def test_feasts_of_the_moon_fall_on_new_moons(table: str) -> None:
    """The mean new moon is never more than 14 hours off the true one; the table is in local days."""
    for year, day in load_table().feasts[table].items():
        found = date.fromisoformat(f"{year}-{day}")
        noon = (found - date(2000, 1, 6)) / timedelta(days=1) + 0.5
        age = (noon - 0.76) % 29.530588861
        assert min(age, 29.530588861 - age) < 1.7, (year, day)


def test_every_holiday_has_its_days() -> None:
    table = load_table()
    for name, rule in table.holidays.items():
        assert feast_days(rule, 2025, table.feasts), name
