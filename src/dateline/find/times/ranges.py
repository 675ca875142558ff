"""Ranges: two time expressions that are the ends of one stretch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import structs

from dateline.find.times.tense import load_verbs
from dateline.model import Reason, Span, When
from dateline.resolve.calendar import days_of

_BETWEEN = re.compile(r"\s*(to|through|until|till|and|-|–|/)\s*(?:the\s+)?")
_LEAD: Final = 20
_SPANS: Final = frozenset({"years", "period", "weekdays"})
_LONGEST_RANGE: Final = 365


def join_ranges(points: Sequence[When], text: str) -> tuple[When, ...]:
    """Join the two ends of a range ("from May to July", "between 1980 and 1988", "April 3-6").

    Args:
        points: the time expressions of a report, in its order.
        text: the report's text.
    """
    joined: list[When] = []
    for point in points:
        whole = _joined(joined[-1], point, text) if joined else None
        if whole is None:
            joined.append(point)
        else:
            joined[-1] = whole
    return tuple(joined)


def _far(first: date, last: date) -> bool:
    """Say whether two ends lie so far apart that they were given different years by mistake."""
    return (last - first).days > _LONGEST_RANGE


def _next_to(first: When, second: When) -> bool:
    """Say whether one day follows the other."""
    if not first.end or not second.start:
        return False
    return date.fromisoformat(second.start) - date.fromisoformat(first.end) == timedelta(days=1)


def _in_order(first: When, second: When, days: int = 7) -> tuple[When, When]:
    """Set the beginning of a range of weekdays or times of day back, or its end on, until it comes first."""
    if not first.start or not second.start or first.value <= second.value:
        return first, second
    if days == 1 and first.start != second.start:
        return first, second
    if days == 1 or second.anchor == "text":
        return first, _moved(second, days)
    return _moved(first, -days), second


def _moved(when: When, days: int) -> When:
    day = (date.fromisoformat(when.start) + timedelta(days=days)).isoformat()
    return structs.replace(when, value=day + when.value[10:], start=day, end=day)


def _joined(first: When, second: When, text: str) -> When | None:
    """Return the range from one point to another, or `None` where the words make none."""
    if first.span is None or second.span is None or "/" in first.value or "/" in second.value:
        return None
    kinds = (first.type, second.type)
    if "DATE" not in kinds and kinds != ("TIME", "TIME"):
        return None
    opening, closing = first.span, second.span
    between = text[opening.end : second.span.start]
    match = _BETWEEN.fullmatch(between)
    if match is None:
        return None
    before = text[max(0, opening.start - _LEAD) : opening.start].lower().split()
    lead = before[-1] if before else ""
    if lead == "the" and len(before) > 1:
        lead = before[-2]
    opened = {"and": "between", "to": "from", "until": "from", "till": "from"}.get(match[1], lead)
    rules = (first.why[0].rule, second.why[0].rule)
    if lead not in (opened, *_SPANS) and rules[0] != "time.day_before" and rules[1] != "time.day_after":
        return None
    if match[1] == "and" and lead != "between" and not _next_to(first, second):
        return None  # "on April 3 and 9"
    if len(before) > 1 and lead == "from" and before[-2] in load_verbs().moved:
        return None  # "postponed from Friday to Sunday"
    if rules == ("time.weekday", "time.weekday"):
        first, second = _in_order(first, second)
    elif kinds == ("TIME", "TIME"):
        first, second = _in_order(first, second, 1)
    start, end = days_of(first.value), days_of(second.value)
    if start and end and first.anchor and (start[0] > end[0] or not second.anchor or _far(start[0], end[0])):
        # "from May to July 2024": the year that ends the range holds for its beginning, too
        year = int(second.value[:4]) if second.value[:4].isdecimal() else 0
        values = [f"{number:04d}{first.value[4:]}" for number in (year, year - 1)]
        fitting = [(value, days) for value in values if (days := days_of(value)) and days[0] <= end[0]]
        if not fitting:
            return None
        first, start = structs.replace(first, value=fitting[0][0]), fitting[0][1]
    if not start or not end or start[0] > end[0]:
        return None
    span = Span(opening.start, closing.end, text[opening.start : closing.end])
    return When(
        span=span,
        type="TIME" if kinds == ("TIME", "TIME") else "DATE",
        value=f"{first.value}/{second.value}",
        start=start[0].isoformat(),
        end=end[1].isoformat(),
        precision=second.precision,
        anchor=second.anchor or first.anchor,
        why=(*first.why, *second.why, Reason("value", "time.range", span, "a range, both ends included")),
    )
