"""A series as a plot of characters, for a terminal."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from dateline.render.plots.series import UNIT, Series, notes
from dateline.render.safe import line

if TYPE_CHECKING:
    from rich.text import Text

ROWS: Final = 12
"""Rows of the plot, the line not counted; there is one more where the sides share a row."""

MARGIN: Final = 9
"""Columns left of the bars: a number, a blank and the axis."""

COOPERATION: Final = "#0072b2"
CONFLICT: Final = "#d55e00"
# Colours of Okabe and Ito (2008), told apart by all kinds of colour vision; both stand out from white and from black.

_UP: Final = " ▁▂▃▄▅▆▇█"
# Unicode has few blocks that hang: an eighth, a half, a whole.
_DOWN: Final = " ▔▔▀▀▀▀██"
_ASCII: Final = " .......#"


def plot(shown: Series, title: str, *, width: int, ascii_only: bool = False) -> Text:
    """Draw a series.

    Args:
        shown: the series; it fits if it has at most `columns(width)` points.
        title: what it is about.
        width: columns of the terminal.
        ascii_only: the terminal shows no block characters.

    Returns:
        Lines: title, rows above the line, the line, rows below it, days, notes.
    """
    from rich.text import Text

    bar = max(1, min(6, columns(width) // max(1, len(shown.points))))
    unit = (shown.highest - shown.lowest) / ROWS
    above, below = (_rows(amount, unit) for amount in (shown.highest, -shown.lowest))
    up, down = (_ASCII, _ASCII) if ascii_only else (_UP, _DOWN)
    text = Text(f"{line(title)}\n{UNIT} by {shown.step.name}, cooperation above the line, conflict below\n")
    for row in reversed(range(above)):
        text.append(_margin(shown.highest if row == above - 1 else None, ascii_only=ascii_only))
        text.append(_row([point.cooperation for point in shown.points], row, unit, up, bar), COOPERATION)
        text.append("\n")
    text.append(
        _margin(0.0, ascii_only=ascii_only) + ("-" if ascii_only else "─") * bar * len(shown.points) + "\n"
    )
    for row in range(below):
        text.append(_margin(shown.lowest if row == below - 1 else None, ascii_only=ascii_only))
        text.append(_row([-point.conflict for point in shown.points], row, unit, down, bar), CONFLICT)
        text.append("\n")
    text.append(_days(shown, bar, width) + "\n" + "; ".join(notes(shown)))
    return text


def columns(width: int) -> int:
    """Return how many points fit into a terminal of so many columns."""
    return max(10, width - MARGIN)


def _rows(amount: float, unit: float) -> int:
    """Return the rows that a side needs; less than half an eighth of a row needs none of its own."""
    return max(1, ceil(amount / unit - 1 / 16)) if unit and amount > 0 else 0


def _row(amounts: list[float], row: int, unit: float, blocks: str, bar: int) -> str:
    """Draw one row, counted from the line; of bars three columns wide or more the last column parts them."""
    gap = 1 if bar > 2 else 0
    last = len(blocks) - 1
    cells: list[str] = []
    for amount in amounts:
        eighths = round((amount / unit - row) * last)
        # what is not nothing is seen
        least = 1 if amount > 0 and row == 0 else 0
        cells.append(blocks[max(least, min(last, eighths))] * (bar - gap) + " " * gap)
    return "".join(cells)


def _margin(value: float | None, *, ascii_only: bool) -> str:
    axis = "|" if ascii_only else "│" if value is None else "┤"
    return f"{'' if value is None else number(value):>{MARGIN - 2}} {axis}"


def number(value: float) -> str:
    """Write a sum with its sign, with one decimal where it has any."""
    text = f"{value:+.1f}".removesuffix(".0")
    return "0" if text in {"+0", "-0"} else text


def _days(shown: Series, bar: int, width: int) -> str:
    """Write the first days of as many stretches as have room."""
    written = ""
    for place, point in enumerate(shown.points):
        at, label = MARGIN + place * bar, shown.step.label(point.start)
        if not written or (at >= len(written) + 3 and at + len(label) <= width):
            written = written.ljust(at) + label
    return written
