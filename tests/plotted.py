"""Happenings as plots read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """A happening."""

    id: str
    date_start: date | None
    first_reported: date | None
    status: str
    intensity: float | None


def row(
    day: str | None, intensity: float | None, *, reported: str | None = None, status: str = "occurred"
) -> Row:
    """Make a happening of a day, or of a day of report alone."""
    return Row(
        "hpn:1",
        date.fromisoformat(day) if day else None,
        date.fromisoformat(reported) if reported else None,
        status,
        intensity,
    )
