"""Intensity over time as pages show it: the series in an answer, and its pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from dateline.render.plots.series import Series, notes, of_days
from dateline.render.plots.svg import MOST, STYLE
from dateline.store.answers.happening_rows import Found
from dateline.web.view import Further


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One bar above the line and one below it.

    Attributes:
        since: first day.
        until: last day.
        label: the stretch in words, as it is written in an address: 2025, 2025-06, 2025-06-13.
        cooperation: sum of the positive PLOVER intensities.
        conflict: sum of the negative ones.
        happenings: number of the happenings.
    """

    since: date
    until: date
    label: str
    cooperation: float
    conflict: float
    happenings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity:
    """Intensity over time.

    Attributes:
        step: length of a stretch: day, week, month, year, 10 years ...
        stretches: the stretches in order, without gaps.
        notes: what is in them and what is not, in words.
    """

    step: str
    stretches: tuple[Stretch, ...]
    notes: tuple[str, ...]


def drawn(found: Found) -> Series:
    """Return the series of what was found."""
    left_out = found.total - sum(day.happenings for day in found.days)
    return of_days(found.days, most=MOST, left_out=left_out)


def shown(series: Series) -> Intensity:
    """Return a series as answers have it."""
    step = series.step
    return Intensity(
        step=step.name,
        stretches=tuple(
            Stretch(
                since=point.start,
                until=step.end(step.number(point.start)),
                label=step.label(point.start),
                cooperation=point.cooperation,
                conflict=point.conflict,
                happenings=point.happenings,
            )
            for point in series.points
        ),
        notes=notes(series),
    )


def pictures(of: Callable[[Any], tuple[Series, str]]) -> tuple[Further, ...]:
    """Return the forms of a view that are pictures.

    Args:
        of: returns the series and the title of an answer.
    """

    def svg(query: object, answer: object) -> bytes:
        from dateline.render.plots import svg

        del query
        return svg.picture(*of(answer)).encode()

    def png(query: object, answer: object) -> bytes:
        from dateline.render.plots import png

        del query
        return png.picture(*of(answer))

    return (
        Further(name="svg", type="image/svg+xml", make=svg, styles=_STYLES),
        Further(name="png", type="image/png", make=png),
    )


_STYLES: Final = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
