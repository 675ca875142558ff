"""Happenings summed by day, week, month or longer, as plots show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, Protocol

HAPPENED: Final = frozenset({"occurred", "ongoing"})
"""Statuses of what counts: a threat of war is no war."""

UNIT: Final = "sum of PLOVER intensities"
"""What the numbers of a series are."""

LEAST, MOST = -10.0, 10.0


class Happening(Protocol):
    """What is read of a happening; `dateline.store.linking.questions.HappeningRow` has it."""

    @property
    def id(self) -> str:
        """Id of the happening."""

    @property
    def date_start(self) -> date | None:
        """First day, if known."""

    @property
    def first_reported(self) -> date | None:
        """Day of the first report."""

    @property
    def status(self) -> str:
        """As `events.status`."""

    @property
    def intensity(self) -> float | None:
        """PLOVER's table, -10 to +10."""


@dataclass(frozen=True, slots=True)
class Step:
    """A length of time by which happenings are summed.

    Attributes:
        name: in words: day, week, month, year, 10 years ...
        years: number of years, 0 for less than one.
    """

    name: str
    years: int = 0

    def number(self, day: date) -> int:
        """Return the running number of the stretch that holds a day."""
        if self.years:
            return day.year // self.years
        if self.name == "month":
            return day.year * 12 + day.month - 1
        # 1 January of the year 1 was a Monday, so weeks are those of ISO 8601
        return (day.toordinal() - 1) // (7 if self.name == "week" else 1)

    def start(self, number: int) -> date:
        """Return the first day of a stretch."""
        if self.years:
            return date(max(1, number * self.years), 1, 1)
        if self.name == "month":
            return date(number // 12, number % 12 + 1, 1)
        return date.fromordinal(number * (7 if self.name == "week" else 1) + 1)

    def end(self, number: int) -> date:
        """Return the last day of a stretch."""
        try:
            return self.start(number + 1) - timedelta(days=1)
        except (ValueError, OverflowError):
            # the calendar ends there
            return date.max

    def label(self, day: date) -> str:
        """Write the stretch that begins on a day."""
        text = day.isoformat()
        return text[:4] if self.years else text[:7] if self.name == "month" else text


STEPS: Final = (
    Step("day"),
    Step("week"),
    Step("month"),
    Step("year", 1),
    Step("10 years", 10),
    Step("100 years", 100),
    Step("1000 years", 1000),
)
"""Steps, the finest first."""


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of time.

    Attributes:
        start: its first day.
        cooperation: sum of the positive intensities.
        conflict: sum of the negative intensities, not above 0.
        happenings: their number, those of intensity 0 included.
    """

    start: date
    cooperation: float
    conflict: float
    happenings: int


@dataclass(frozen=True, slots=True)
class Series:
    """Stretches of time in order, without gaps.

    Attributes:
        step: their length.
        points: the stretches.
        happenings: number of the happenings in them.
        undated: those of them that stand on the day of their first report, since nothing dates them.
        left_out: happenings that are not in them: they did not occur, or have no day or no intensity.
        version: hash of what is in them, 12 hexadecimal digits: the same for the same data.
    """

    step: Step
    points: tuple[Point, ...]
    happenings: int
    undated: int
    left_out: int
    version: str

    @property
    def highest(self) -> float:
        """The largest sum above the line."""
        return max((point.cooperation for point in self.points), default=0.0)

    @property
    def lowest(self) -> float:
        """The largest sum below the line, not above 0."""
        return min((point.conflict for point in self.points), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is summed of one day, or of a part of it.

    Attributes:
        day: the day.
        cooperation: sum of the positive intensities.
        conflict: sum of the negative intensities, not above 0.
        happenings: their number, those of intensity 0 included.
        undated: those of them that stand on the day of their first report.
    """

    day: date
    cooperation: float
    conflict: float
    happenings: int
    undated: int


def series(rows: Iterable[Happening], *, most: int) -> Series:
    """Sum happenings by the shortest step that gives few enough stretches.

    As in the view `dyads_daily`, those count that occurred or go on, on their first day, else on the day of their
    first report.

    Args:
        rows: happenings, each once, in any order.
        most: most stretches, at least 10.

    Returns:
        The series, without points if no row counts.
    """
    given = list(rows)
    counted = [(day, value, row) for row in given for day, value in _counted(row)]
    # sorted, so that sums do not depend on the order in which rows came
    days = [
        Day(
            day=day,
            cooperation=max(value, 0.0),
            conflict=min(value, 0.0),
            happenings=1,
            undated=int(row.date_start is None),
        )
        for day, value, row in sorted(counted, key=lambda one: one[:2])
    ]
    version = _version(f"{row.id} {day} {value!r}" for day, value, row in counted)
    return of_days(days, most=most, left_out=len(given) - len(counted), version=version)


def of_days(days: Sequence[Day], *, most: int, left_out: int, version: str = "") -> Series:
    """Sum days by the shortest step that gives few enough stretches.

    Args:
        days: days with what is summed of them, in order of time.
        most: most stretches, at least 10.
        left_out: happenings that are not in them.
        version: hash of the happenings; without it, one of the days is made.

    Returns:
        The series, without points if there is no day.
    """
    step = _step([one.day for one in days], most)
    return Series(
        step=step,
        points=_points(days, step),
        happenings=sum(one.happenings for one in days),
        undated=sum(one.undated for one in days),
        left_out=left_out,
        version=version or _version(map(repr, days)),
    )


def _counted(row: Happening) -> Iterable[tuple[date, float]]:
    day, value = row.date_start or row.first_reported, row.intensity
    # no comparison holds of what is no number
    if row.status in HAPPENED and day is not None and value is not None and LEAST <= value <= MOST:
        yield day, float(value)


def _step(days: Sequence[date], most: int) -> Step:
    if not days:
        return STEPS[0]
    first, last = min(days), max(days)
    return next((step for step in STEPS if step.number(last) - step.number(first) < most), STEPS[-1])


def _points(days: Sequence[Day], step: Step) -> tuple[Point, ...]:
    if not days:
        return ()
    stretches: dict[int, list[Day]] = {}
    for one in days:
        stretches.setdefault(step.number(one.day), []).append(one)
    return tuple(
        Point(
            start=step.start(number),
            cooperation=sum(one.cooperation for one in stretches.get(number, ())),
            conflict=sum(one.conflict for one in stretches.get(number, ())),
            happenings=sum(one.happenings for one in stretches.get(number, ())),
        )
        for number in range(min(stretches), max(stretches) + 1)
    )


def _version(lines: Iterable[str]) -> str:
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]


def notes(shown: Series) -> tuple[str, ...]:
    """Say how many happenings a picture shows, how many of them are undated, and how many it leaves out."""
    parts = [_many(shown.happenings)]
    if shown.undated:
        parts.append(f"{shown.undated} of them undated, on the day of the first report")
    if shown.left_out:
        parts.append(f"{shown.left_out} more did not occur, or have no day or intensity, and are not drawn")
    return tuple(parts)


def _many(number: int) -> str:
    return f"{number} happening{'' if number == 1 else 's'}"
