"""A strip of time: marks in lanes, by day, to be drawn by a template without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_BEFORE: Final = 15.0
"""Per cent of the width before the first day, for the names of the lanes."""
_BEHIND: Final = 4.0
"""Per cent behind the last."""
_NEAR: Final = 2.2
"""Per cent of the width within which marks of one shape are drawn as one."""
_TICKS: Final = 6
"""Most days that are named below the strip."""
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAYS: Final = (1, 2, 7, 14)

LANE: Final = 35
"""Height of a lane in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is to be shown at a day.

    Attributes:
        lane: name of its lane.
        day: the day.
        shape: its shape, for the style sheet.
        words: what it is, in words.
        to: anchor on the page.
        key: id of what the lane is about, empty if it has no page.
    """

    lane: str
    day: date
    shape: str
    words: str
    to: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark in a lane: where (per cent of the width), its shape, how many points it stands for, what they are."""

    at: float
    shape: str
    count: int
    words: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane: its name, the id of what it is about, its marks, and the first and last place of these."""

    name: str
    key: str
    marks: tuple[Mark, ...]
    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is named: where, and how."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stretch of the line through lanes: from one place and lane (by number) to another."""

    start: float
    lane: int
    end: float
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A strip of time.

    Attributes:
        lanes: its lanes, in the order in which they were given.
        ticks: the days that are named.
        first: first day.
        last: last day.
        hidden: lanes that were left out.
        legs: the line through the lanes, to the right end.
    """

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    first: date
    last: date
    hidden: int = 0
    legs: tuple[Leg, ...] = ()

    @property
    def lane(self) -> int:
        """Height of a lane in pixels."""
        return LANE

    @property
    def height(self) -> int:
        """Height of the lanes in pixels."""
        return LANE * len(self.lanes)


def strip(
    points: Iterable[Point],
    *,
    order: Sequence[str] = (),
    path: Sequence[tuple[str, date]] = (),
    most: int = 16,
) -> Strip | None:
    """Return a strip of points.

    Args:
        points: what is to be shown, in the order in which lanes are to be opened.
        order: names of lanes that come first, in this order.
        path: lanes and days that a line leads through, in the order of the days.
        most: most lanes; those with most points are kept.

    Returns:
        The strip, `None` where all points are of one day or there are none: there is no time to show.
    """
    found = list(points)
    days = sorted({point.day for point in found})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    by_lane: dict[str, list[Point]] = {name: [] for name in order}
    for point in found:
        by_lane.setdefault(point.lane, []).append(point)
    used = {name: held for name, held in by_lane.items() if held}
    fullest = sorted(used, key=lambda name: -len(used[name]))[:most]
    kept = [name for name in used if name in fullest]
    return Strip(
        lanes=tuple(_lane(name, used[name], first, last) for name in kept),
        ticks=ticks(first, last),
        first=first,
        last=last,
        hidden=len(used) - len(kept),
        legs=tuple(
            _legs([(kept.index(name), place(day, first, last)) for name, day in path if name in kept])
        ),
    )


def place(day: date, first: date, last: date) -> float:
    """Return where a day stands between two others, in per cent of the width."""
    share = (day - first).days / ((last - first).days or 1)
    return round(_BEFORE + share * (100 - _BEFORE - _BEHIND), 2)


def ticks(first: date, last: date) -> tuple[Tick, ...]:
    """Return round days between two days, a few; the first day alone where none lies between."""
    days = (last - first).days
    for step in _DAYS:
        if days / step < _TICKS and days < 70:
            found = [first + timedelta(count) for count in range(0, days + 1, step)]
            return tuple(Tick(at=place(day, first, last), label=day.isoformat()) for day in found)
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(step for step in _MONTHS if months / step < _TICKS or step == _MONTHS[-1])
    start = first.year * 12 + first.month - 1
    # multiples of the step, so that years begin with January and decades with a ten
    named = range(-(-start // step) * step, start + months + 1, step)
    starts = [date(number // 12, number % 12 + 1, 1) for number in named]
    inside = [day for day in starts if first <= day <= last] or [first]
    return tuple(
        Tick(at=place(day, first, last), label=str(day.year) if step % 12 == 0 else day.isoformat()[:7])
        for day in inside
    )


def _legs(stops: Sequence[tuple[int, float]]) -> Iterator[Leg]:
    """Yield the line through places: along a lane until the next one begins, and from the last on to the end."""
    for number, (lane, at) in enumerate(stops):
        to, end = stops[number + 1] if number + 1 < len(stops) else (lane, 100.0)
        yield Leg(start=at, lane=lane, end=end, to=lane)
        if to != lane:
            yield Leg(start=end, lane=lane, end=end, to=to)


def _lane(name: str, points: Sequence[Point], first: date, last: date) -> Lane:
    marks: list[Mark] = []
    for shape in dict.fromkeys(point.shape for point in points):
        run: list[Point] = []
        for point in sorted((one for one in points if one.shape == shape), key=lambda one: one.day):
            if run and place(point.day, first, last) - place(run[0].day, first, last) > _NEAR:
                marks.append(_mark(run, first, last))
                run = []
            run.append(point)
        marks.append(_mark(run, first, last))
    marks.sort(key=lambda mark: mark.at)
    return Lane(
        name=name,
        key=next((point.key for point in points if point.key), ""),
        marks=tuple(marks),
        first=marks[0].at,
        last=marks[-1].at,
    )


def _mark(run: Sequence[Point], first: date, last: date) -> Mark:
    told = run[0].words if len(run) == 1 else f"{len(run)} times, first {run[0].words}"
    return Mark(
        at=place(run[0].day, first, last), shape=run[0].shape, count=len(run), words=told, to=run[0].to
    )
