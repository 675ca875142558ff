"""A series as a picture in PNG: the one in SVG, drawn with a font of the machine."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from dateline.errors import DatelineError
from dateline.render.plots import svg
from dateline.render.plots.series import Series

SCALE: Final = 2
"""Pixels a unit of the SVG, so that the words are sharp on any screen: 1600 by 840."""


def picture(shown: Series, title: str, *, fonts: bool = True) -> bytes:
    """Draw a series, on white paper.

    Args:
        shown: the series.
        title: what it is about.
        fonts: write with the fonts of the machine; without them there is nothing to write with.

    Returns:
        The file; the same for the same series and title on the same machine.

    Raises:
        DatelineError: E022, resvg-py is not installed; E044, no font is.
    """
    try:
        resvg = import_module("resvg_py")
    except ImportError as error:
        raise DatelineError(
            "E022", "resvg_py is not installed", "pip install resvg-py, or use --svg"
        ) from error
    text = svg.picture(shown, title)
    drawn, bare = (
        bytes(resvg.svg_to_bytes(svg_string=text, zoom=SCALE, skip_system_fonts=not own))
        for own in (fonts, False)
    )
    # without a font words are left out silently: a plot without numbers would be worse than none
    if drawn == bare:
        raise DatelineError(
            "E044",
            "no font is installed to write the words of a picture with",
            "install one, as fonts-dejavu-core, or use --svg",
        )
    return drawn
