"""Reader of times of day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dateline.find.times.patterns import Match, load_table
from dateline.find.times.reading import Reading, Scene
from dateline.model import Precision
from dateline.resolve.calendar import Direction, days_of, weekday_from

_HOURS_BELOW_NOON: Final = 12
_EVENING: Final = 6
_DAY: Final = 24 * 60
_FARTHEST_EAST: Final = 14 * 60
_STEP: Final = 15
"""Minutes that every offset is a multiple of."""


def read_clocked(match: Match, scene: Scene) -> Reading | None:
    """Read a time of day: "9 a.m. Tuesday", "1300 GMT", "noon", "half past three"."""
    if match.has("past") and match.words.lower(match.indices("past")[-1] + 1) != "past":
        return None  # "half last three"
    if (
        match.has("past")
        and match.lower("past").startswith(("a", "an"))
        and match.lower("past") != "a quarter"
    ):
        return None
    clock = _clock(match)
    if clock is None:
        return None
    zone = str(match.value("z")) if match.has("z") else ""
    if match.has("z"):
        zone = _zone(match, match.indices("z"))
    for group in ("alt", "alt2"):
        if match.has(group) and not zone:
            zone = _offset(match, clock, match.indices(group))
    day, anchor = _day_of_clock(match, scene)
    value = f"{day.isoformat() if day else 'XXXX-XX-XX'}T{clock}{zone}"
    precision: Precision = "minute" if ":" in clock and not clock.endswith(":00") else "hour"
    return Reading("TIME", value, precision, anchor, "a time of day, on the day named beside it or before")


def _zone(match: Match, indices: range) -> str:
    """Return the offset of the zone that is named, or nothing where its letters stand for several."""
    letters = (load_table().letters["ZONE"], load_table().letters["CITY"])
    zones = [i for i in indices if match.words.letters[i] in letters]
    return str(match.words.values[zones[0]]) if zones else ""


def _offset(match: Match, clock: str, other: range) -> str:
    """Return the offset of a clock beside which the same moment stands in another zone ("2:30 p.m. (1130 GMT)")."""
    zone = _zone(match, other)
    if not zone:
        return ""
    letters = load_table().letters
    named = {match.words.letters[i]: match.words.lower(i) for i in other}
    half = str(named.get(letters["AMPM"], ""))[:1]
    raw = next(named[letters[name]] for name in ("MIL", "TIME", "DNUM") if letters[name] in named)
    digits = raw.replace(":", "").replace(".", "").replace("h", "")
    hour, minute = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    ahead = _minutes(zone[1:]) * (-1 if zone[0] == "-" else 1) if zone != "Z" else 0
    gap = (_minutes(clock) - (hour * 60 + minute - ahead)) % _DAY
    gap -= _DAY if gap > _FARTHEST_EAST else 0
    if gap % _STEP:
        return ""
    return f"{'-' if gap < 0 else '+'}{abs(gap) // 60:02d}:{abs(gap) % 60:02d}" if gap else "Z"


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _day_of_clock(match: Match, scene: Scene) -> tuple[date | None, str]:
    for group in ("day", "day2"):
        if match.has(group) and scene.published:
            weekday = match.number(group)
            direction: Direction = "past" if "last" in match.lower(group) else scene.direction()
            return weekday_from(scene.published, weekday, direction), "published"
    if match.has("today") and scene.published:
        return scene.published + timedelta(days=match.number("today")), "published"
    if scene.last is not None and scene.last.precision in ("day", "part", "minute", "hour"):
        days = days_of(scene.last.value)
        if days:
            return days[0], "text"
    return scene.published, "published" if scene.published else ""


def _clock(match: Match) -> str | None:
    """Return the time of day as `HH:MM`."""
    if match.has("c"):
        return str(match.value("c"))
    if match.has("mil"):
        text = str(match.value("mil"))
        return f"{text[:2]}:{text[2:]}"
    if match.has("t"):
        parts = str(match.value("t")).replace(".", ":").replace("h", ":").split(":")
        hour, minute = int(parts[0]), int(parts[1])
    else:
        raw = str(match.value("h") or match.value("h2") or match.value("h3") or match.value("h4"))
        parts = raw.replace(".", ":").replace("h", ":").split(":")
        hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if match.has("past"):
        minute = 30 if match.lower("past").startswith("half") else 15
    half = match.lower("ap")[:1] if match.has("ap") else ""
    if (half and hour > _HOURS_BELOW_NOON) or hour > 24 or minute > 59:
        return None
    part = str(match.value("part") or match.value("part3") or match.value("ofday"))
    if part == "NI" and hour == _HOURS_BELOW_NOON:
        hour = 24
    if part == "NI" and _EVENING <= hour < _HOURS_BELOW_NOON:
        hour += 12
    if (half == "p" or part in ("AF", "EV")) and hour < _HOURS_BELOW_NOON:
        hour += 12
    elif half == "a" and hour == _HOURS_BELOW_NOON:
        hour = 0
    return f"{hour:02d}:{minute:02d}"
