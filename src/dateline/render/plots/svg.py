"""A series as a picture in SVG 1.1: no script, nothing from outside, every word escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import ceil, floor, log10
from typing import Final

from dateline import __version__
from dateline.render.plots.series import UNIT, Point, Series, notes
from dateline.render.plots.terminal import CONFLICT, COOPERATION, number
from dateline.render.safe import line

MOST: Final = 120
"""Bars that are still told apart."""

_WIDTH, _HEIGHT = 800, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 785, 62, 330
_LABELS: Final = 8

_OPEN: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
    f'viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="title desc">'
)
# Named, since not every program that draws an SVG knows which font of the machine `sans-serif` is.
_FONTS: Final = (
    "Arial,Helvetica,'Liberation Sans','DejaVu Sans','Noto Sans','Nimbus Sans',FreeSans,'Segoe UI',Roboto,Ubuntu,"
    "Cantarell,'Open Sans','Droid Sans',Verdana,Tahoma,sans-serif"
)
# A picture is shown on pages of either colour, and printed: it has paper of its own, dark where the reader's is.
STYLE: Final = (
    f"text{{font:12px {_FONTS};fill:#222}}"
    ".title{font-size:16px;font-weight:bold}.small{font-size:11px}"
    ".paper{fill:#fff}.grid{stroke:#ccc}.axis{stroke:#222}"
    f".cooperation{{fill:{COOPERATION}}}.conflict{{fill:{CONFLICT}}}"
    "@media (prefers-color-scheme:dark){text{fill:#eee}.paper{fill:#181818}.grid{stroke:#444}.axis{stroke:#eee}"
    ".cooperation{fill:#56b4e9}.conflict{fill:#e69f00}}"
)
"""The one style sheet of a picture: what serves it may allow this one alone."""


def picture(shown: Series, title: str) -> str:
    """Draw a series.

    Args:
        shown: the series.
        title: what it is about.

    Returns:
        The file: UTF-8 text that ends in a line end, the same for the same series, title and version of dateline.
    """
    top, bottom = _span(shown)
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        _OPEN,
        f'<title id="title">{_e(title)}</title>',
        f'<desc id="desc">{_e(describe(shown))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>',
        _text(20, 26, _cut(title, 84), "title"),
        *_legend(),
        *_grid(top, bottom),
        *_bars(shown, top, bottom),
        f'<path class="axis" d="M{_LEFT} {_y(0, top, bottom):.2f}H{_RIGHT}"/>',
        *_days(shown),
        *_foot(shown),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def describe(shown: Series) -> str:
    """Say in words what the picture shows, for those who do not see it."""
    if not shown.points:
        return "Nothing to show."
    first, last = shown.points[0].start, shown.points[-1].start
    best = max(shown.points, key=lambda point: point.cooperation)
    worst = min(shown.points, key=lambda point: point.conflict)
    text = f"Bars by {shown.step.name} from {shown.step.label(first)} to {shown.step.label(last)}: {UNIT}."
    if best.cooperation:
        text += f" Most cooperation: {number(best.cooperation)} in {shown.step.label(best.start)}."
    if worst.conflict:
        text += f" Most conflict: {number(worst.conflict)} in {shown.step.label(worst.start)}."
    return text


def _span(shown: Series) -> tuple[float, float]:
    """Return the values at the upper and lower end of the axis."""
    top, bottom = shown.highest, shown.lowest
    return (top, bottom) if top - bottom > 1e-6 else (1.0, -1.0)


def _y(value: float, top: float, bottom: float) -> float:
    return _TOP + (top - value) / (top - bottom) * (_BOTTOM - _TOP)


def _ticks(top: float, bottom: float) -> list[float]:
    """Return round values between the ends, about six: multiples of 1, 2 or 5 times a power of ten."""
    rough = (top - bottom) / 6
    power = 10.0 ** floor(log10(rough))
    size = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [place * size for place in range(ceil(bottom / size), floor(top / size) + 1)]


def _grid(top: float, bottom: float) -> Iterator[str]:
    for value in _ticks(top, bottom):
        at = _y(value, top, bottom)
        yield f'<path class="grid" d="M{_LEFT} {at:.2f}H{_RIGHT}"/>'
        yield _text(_LEFT - 8, at + 4, f"{value:+g}" if value else "0", "small", anchor="end")
    middle = (_TOP + _BOTTOM) / 2
    yield (
        f'<text class="small" text-anchor="middle" transform="translate(18 {middle:.0f}) rotate(-90)">'
        f"{_e(UNIT)}</text>"
    )


def _bars(shown: Series, top: float, bottom: float) -> Iterator[str]:
    room = (_RIGHT - _LEFT) / max(1, len(shown.points))
    wide = min(40.0, room * 0.8)
    zero = _y(0, top, bottom)
    for place, point in enumerate(shown.points):
        left = _LEFT + room * place + (room - wide) / 2
        for kind, value in (("cooperation", point.cooperation), ("conflict", point.conflict)):
            if value:
                at = _y(value, top, bottom)
                yield (
                    f'<rect class="{kind}" x="{left:.2f}" y="{min(at, zero):.2f}" width="{wide:.2f}" '
                    f'height="{abs(at - zero):.2f}"><title>{_e(_tip(shown, point, kind, value))}</title></rect>'
                )


def _tip(shown: Series, point: Point, kind: str, value: float) -> str:
    return f"{shown.step.label(point.start)}: {kind} {number(value)}, happenings {point.happenings}"


def _days(shown: Series) -> Iterator[str]:
    room = (_RIGHT - _LEFT) / max(1, len(shown.points))
    every = ceil(len(shown.points) / _LABELS)
    for place, point in enumerate(shown.points):
        if place % every == 0:
            at = _LEFT + room * (place + 0.5)
            yield _text(at, _BOTTOM + 18, shown.step.label(point.start), "small", anchor="middle")
    named = {"day": "day", "week": "week, by its Monday"}.get(shown.step.name, shown.step.name)
    yield _text((_LEFT + _RIGHT) / 2, _BOTTOM + 38, named, "small", anchor="middle")


def _legend() -> Iterator[str]:
    for left, kind in ((20, "cooperation"), (160, "conflict")):
        yield f'<rect class="{kind}" x="{left}" y="38" width="12" height="12"/>'
        yield _text(left + 18, 48, f"{kind} ({'+' if kind == 'cooperation' else '-'})")


def _foot(shown: Series) -> Iterator[str]:
    yield _text(20, _HEIGHT - 30, "; ".join(notes(shown)), "small")
    source = (
        "Source: news reports as coded by dateline "
        f"{__version__}, PLOVER intensities -10 to +10; data version {shown.version}"
    )
    yield _text(20, _HEIGHT - 12, source, "small")


def _text(x: float, y: float, text: str, kind: str = "", *, anchor: str = "") -> str:
    kinds = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text{kinds} x="{x:.2f}" y="{y:.2f}">{_e(text)}</text>'


def _cut(text: str, most: int) -> str:
    """Shorten what would run out of the picture; the title element has all of it."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _e(text: str) -> str:
    # XML has no control characters, not even escaped, and no U+FFFE and U+FFFF
    return escape(line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
