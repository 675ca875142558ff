"""Anniversaries: the day of what happened so many years before the report, to the day or nearly."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

AROUND: Final = 120
"""Characters on either side of an event in which an anniversary is looked for."""

_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "a|one|first",
            "two|second",
            "three|third",
            "four|fourth",
            "five|fifth",
            "six|sixth",
            "seven|seventh",
            "eight|eighth",
            "nine|ninth",
            "ten|tenth",
        ),
        start=1,
    )
    for word in words.split("|")
}
_COUNT: Final = rf"(?P<{{}}>\d{{{{1,2}}}}(?:st|nd|rd|th)?|{'|'.join(_NUMBERS)})"
_AFTER: Final = re.compile(
    rf"\b(?:exactly |just )?{_COUNT.format('n')} years? (?:to the day )?(?:after|since|on from)\b|"
    rf"\b{_COUNT.format('m')} years? ago (?:today|to the day|this day)\b|"
    rf"\b{_COUNT.format('k')}(?:-year)? anniversary\b",
    re.IGNORECASE,
)
_BESIDE: Final = timedelta(days=1)
_LEAP: Final = 29


def implied_days(around: str, published: date) -> tuple[date, date] | None:
    """Return the days on which something may have happened whose anniversary a report marks.

    Args:
        around: the words around the event.
        published: day of the report.

    Returns:
        The day so many years before the report, with the one before and the one after: papers mark a day on its eve
        or on the morrow. `None` where no anniversary is told.
    """
    found = _AFTER.search(around)
    if found is None:
        return None
    told = next(group for group in found.groups() if group).lower()
    years = _NUMBERS.get(told) or int(re.sub(r"\D", "", told))
    if not 0 < years < published.year:
        return None
    day = min(published.day, _LEAP - 1) if published.month == 2 else published.day
    then = published.replace(year=published.year - years, day=day)
    return (then - _BESIDE, then + _BESIDE)
