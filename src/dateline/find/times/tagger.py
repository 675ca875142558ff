"""Time expressions: where they stand, what they mean, and the days they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.find.times.direction import head_of, is_firm, side_of
from dateline.find.times.patterns import Match, capitalised_letters, find_matches
from dateline.find.times.ranges import join_ranges
from dateline.find.times.reading import Reading, Scene
from dateline.find.times.values import read
from dateline.model import Published, Reason, When
from dateline.resolve.calendar import days_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES: Final = frozenset({"PERSON", "ORG", "FAC", "WORK_OF_ART", "LAW", "PRODUCT", "GPE", "NORP"})
_YEARS: Final = range(1500, 2501)
"""Years of publication that are believed; beyond them lies the end of the calendar."""
_QUARTER_REACH: Final = 2
# Comparisons ("a year earlier") and vague times are nothing that later dates count from.
_NO_ANCHOR: Final = frozenset({"ago", "offset", "year_ago", "reference", "these", "the_past", "latest"})
_STRETCHES: Final = frozenset({"P6M", "P9M"})
_NUMBERS: Final = frozenset({"MONEY", "QUANTITY", "PERCENT"})
_DAYS: Final = frozenset({"full_date", "month_day", "weekday", "today", "iso"})
_NAMED_DATES: Final = frozenset({"month", "today", "weekday", "season", "year", "clocked"})
_NAMED_UNITS: Final = frozenset({"unit", "duration", "stretch", "the_unit", "every", "part"})


def find_times(passages: Sequence[Passage], published: Published | None) -> tuple[When, ...]:
    """Find the time expressions of a report.

    Args:
        passages: the parsed report.
        published: when it was published; without it "Monday" stays a pattern (`XXXX-WXX-1`).

    Returns:
        One `When` for each expression, in the order of the text, none overlapping another; a range ("from
        May to July") is one expression with a value `A/B`.
    """
    points = find_points(passages, published)
    return join_ranges(points, passages[0].text if passages else "")


def find_points(passages: Sequence[Passage], published: Published | None) -> tuple[When, ...]:
    """Find the time expressions of a report, both ends of a range apart (as TIMEX3 marks them).

    Args:
        passages: the parsed report.
        published: when it was published, if known.
    """
    day = _day(published)
    last: Reading | None = None
    last_seen = -1
    quarter: Reading | None = None
    quarter_seen = 0
    found: list[When] = []
    for passage in passages:
        matches = [match for match in find_matches(passage.columns.text) if _is_time(match, passage)]
        for number, match in enumerate(matches):
            near = quarter if passage.index - quarter_seen <= _QUARTER_REACH else None
            scene = Scene(
                day, last, partial(side_of, match, passage, day), near, partial(is_firm, match, passage)
            )
            if match.rule.make == "part_alone" and last_seen != passage.index:
                continue  # of what day "at dawn" tells, no day of the paragraph says
            if match.rule.make == "clocked":
                scene = _with_day_after(scene, match, matches[number + 1 :], passage)
            reading = read(match, scene)
            if reading is None:
                continue
            if reading.type == "DURATION" and reading.value in _STRETCHES:
                quarter = None  # figures for nine months are compared with those a year earlier
            found.append(_when(match, passage, reading, day))
            if reading.precision == "quarter" and match.rule.make == "quarter":
                if near is None or reading.value > near.value:
                    quarter = reading
                quarter_seen = passage.index
            if (
                reading.type in ("DATE", "TIME")
                and match.rule.make not in _NO_ANCHOR
                and days_of(reading.value)
            ):
                last, last_seen = reading, passage.index
    return tuple(found)


def _with_day_after(scene: Scene, match: Match, after: Sequence[Match], passage: Passage) -> Scene:
    """Let a time of day stand on the date that follows it ("5 p.m. EST Nov. 9", "at 8 (0600 GMT) on Friday")."""
    end = match.end
    for other in after:
        if match.words.text[end : other.start].strip(" ,.()-–") not in ("", "on", "and", "to"):
            return scene
        if other.rule.make in _DAYS or any(other.has(group) for group in ("day", "day2", "today")):
            reading = read(other, replace(scene, direction=partial(side_of, other, passage, scene.published)))
            return scene if reading is None else replace(scene, last=replace(reading, precision="day"))
        if other.rule.make != "clocked":
            return scene
        end = other.end
    return scene


def _day(published: Published | None) -> date | None:
    if published is None:
        return None
    try:
        day = date.fromisoformat(published.date[:10])
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _is_time(match: Match, passage: Passage) -> bool:
    """Sort out words of time inside names ("May" the person, "USA Today", "60 Minutes") and rates."""
    make = match.rule.make
    if make == "part_alone":
        return head_of(match, passage).dep_ in ("pobj", "npadvmod")  # not "in the dawn raid"
    if make in _NAMED_UNITS:
        words = match.words
        unit = words.text[words.starts[match.last - 1] :][:2]
        if make == "every" and words.letters[match.last - 1] in capitalised_letters():
            return True
        if unit[:1].isupper() and not unit.isupper() and match.start > 0:
            return False
        return make != "duration" or not _is_rate(match, passage)
    if make not in _NAMED_DATES or match.last - match.first > 2:
        return True
    token = head_of(match, passage)
    if make == "clocked" and match.first and match.words.lower(match.first - 1) == "high":
        return False  # "high noon"
    if make in ("today", "clocked"):
        capital = match.last - match.first == 1 and token.text[0].isupper() and token.i > 0
        return not (capital and token.nbor(-1).is_alpha)  # "VOA Today", "High Noon"
    if make == "month" and token.lower_ == "march" and _is_demonstration(match, token):
        return False
    if make == "month" and token.lower_ in ("may", "march") and match.last - match.first == 1:
        named = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.children)
        walks = token.lower_ == "march" and token.dep_ != "pobj" and _next(token) in ("for", "of", "on", "to")
        return not token.is_sent_start and not named and not walks and token.pos_ not in ("AUX", "VERB")
    if make == "year":
        return _is_year(match, token)
    return token.ent_type_ not in _NAMES


def _is_demonstration(match: Match, token: Token) -> bool:
    """Say whether "March" names a march ("the March for Life", "the March on Rome")."""
    if match.last - match.first > 1 or _next(token) not in ("for", "of", "on"):
        return False
    return any(child.dep_ in ("det", "amod", "poss") and child.i < token.i for child in token.children)


def _next(token: Token) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def _is_rate(match: Match, passage: Passage) -> bool:
    """Say whether "a year" only tells how often or how much ("$2 million a year")."""
    if match.last - match.first != 2 or match.words.lower(match.first) not in ("a", "an"):
        return False
    if match.first and match.words.lower(match.first - 1) in ("once", "twice", "times"):
        return True
    token = head_of(match, passage)
    return token.dep_ == "npadvmod" and token.head.pos_ in ("NOUN", "NUM", "SYM", "PROPN", "ADV")


def _is_year(match: Match, token: Token) -> bool:
    """Sort out sums, scores and names that end in a number ("Vision 2030")."""
    if match.last - match.first > 1:
        return True
    after = match.words.text[match.end : match.end + 1]
    before = match.words.text[max(0, match.start - 1) : match.start]
    two_years = after == "/" and _is_next_year(match)
    if before in ("$", "£", "€", "#", ".", "/") or token.ent_type_ in _NUMBERS:
        return False
    if after == "%" or (after == "/" and not two_years):
        return False
    head = token.head
    if token.dep_ == "nummod" and head.tag_ == "NNS" and head.i > token.i:
        # "1500 soldiers" are counted; "the 1500 soldiers" could be, but "the 2018 elections" are dated
        return any(child.dep_ in ("det", "poss") for child in head.children)
    named = token.nbor(-1) if token.i else None
    return named is None or named.pos_ != "PROPN" or named.ent_type_ == "DATE"


def _is_next_year(match: Match) -> bool:
    """Say whether the last digits of the next year follow ("2024/25")."""
    digits = match.words.text[match.end + 1 : match.end + 4]
    return (
        digits[:2].isdecimal()
        and not digits[2:].isdecimal()
        and int(digits[:2]) == (match.number("y") + 1) % 100
    )


def _when(match: Match, passage: Passage, reading: Reading, published: date | None) -> When:
    span = passage.span(match.start, match.end)
    days = reading.days or (None if reading.unbounded or reading.type == "SET" else days_of(reading.value))
    if days and days[0] and days[1] and reading.mod:
        days = _part_of((days[0], days[1]), reading.mod, published)
    first, last = days or (None, None)
    return When(
        span=span,
        type=reading.type,  # type: ignore[arg-type]
        value=reading.value,
        start=first.isoformat() if first else "",
        end=last.isoformat() if last else "",
        precision=reading.precision,
        anchor=reading.anchor,
        why=(Reason("value", "time." + match.rule.make, span, reading.note),),
    )


def _part_of(days: tuple[date, date], mod: str, published: date | None) -> tuple[date, date]:
    """Return the first, middle or last third of a stretch ("early June"), or its part up to publication.

    "Earlier this year" ends, and "later this year" begins, with the day of publication.
    """
    if mod in ("before", "after"):
        if published is None or not days[0] <= published <= days[1]:
            return days
        return (days[0], published) if mod == "before" else (published, days[1])
    length = (days[1] - days[0]).days + 1
    third = length // 3
    if third == 0:
        return days
    if mod == "start":
        return days[0], days[0] + timedelta(days=third - 1)
    if mod == "end":
        return days[1] - timedelta(days=third - 1), days[1]
    return days[0] + timedelta(days=third), days[1] - timedelta(days=third)
