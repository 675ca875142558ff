from __future__ import annotations

import io
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from dateline.render.plots import svg, terminal
from dateline.render.plots.series import Series, series
from plotted import Row, row

SVG = "{http://www.w3.org/2000/svg}"
ROWS = st.lists(
    st.builds(
        row,
        st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str),
        st.floats(-10, 10),
        status=st.just("occurred"),
    ),
    max_size=8,
)
TWO = [row("2025-06-13", 8), row("2025-06-14", -4)]


def drawn(rows: list[Row], *, width: int = 60, title: str = "Title", ascii_only: bool = False) -> list[str]:
    """Draw rows and return the lines without blanks at their ends."""
    shown = series(rows, most=terminal.columns(width))
    text = terminal.plot(shown, title, width=width, ascii_only=ascii_only).plain
    return [line.rstrip() for line in text.splitlines()]


def parsed(shown: Series, title: str = "Title") -> ET.Element:
    """Draw a picture and parse it."""
    # our own text, which has no entities
    return ET.fromstring(svg.picture(shown, title))  # noqa: S314


def test_a_plot_of_characters() -> None:
    assert drawn(TWO) == [
        "Title",
        "sum of PLOVER intensities by day, cooperation above the line, conflict below",
        "     +8 ┤█████",
        *["        │█████"] * 7,
        "      0 ┤────────────",
        *["        │      █████"] * 3,
        "     -4 ┤      █████",
        "         2025-06-13",
        "2 happenings",
    ]


@pytest.mark.parametrize(
    ("rows", "above", "below"),
    [
        ([row("2025-06-13", 8)], 12, 0),
        ([row("2025-06-13", -1)], 0, 12),
        ([row("2025-06-13", 0)], 0, 0),
        ([row("2025-06-13", 5), row("2025-06-14", -5)], 6, 6),
        ([row("2025-06-13", 8), *[row("2025-06-14", -8)] * 3, row("2025-06-14", -0.5)], 3, 9),
        # what is small is still seen
        ([row("2025-06-13", 10), row("2025-06-14", -0.1)], 12, 1),
    ],
)
def test_both_sides_have_one_scale(rows: list[Row], above: int, below: int) -> None:
    lines = drawn(rows)[2:-2]
    line = next(at for at, text in enumerate(lines) if "─" in text)
    assert (line, len(lines) - line - 1) == (above, below)
    assert all(set(text) & set("▁▂▃▄▅▆▇█▔▀") for at, text in enumerate(lines) if at != line)


def test_a_terminal_of_ascii() -> None:
    assert "\n".join(drawn(TWO, ascii_only=True)).isascii()


@settings(deadline=None, max_examples=50)
@given(ROWS, st.integers(20, 200), st.text())
def test_a_plot_fits_its_terminal(rows: list[Row], width: int, title: str) -> None:
    lines = drawn(rows, width=width, title=title)
    assert all(len(text) <= max(width, 20) for text in lines[2:-1])
    assert "\x1b" not in "".join(lines)


def test_the_sides_have_colours_of_their_own() -> None:
    out = io.StringIO()
    plot = terminal.plot(series(TWO, most=50), "Title", width=60)
    Console(file=out, force_terminal=True, color_system="truecolor", width=100).print(plot)
    assert "\x1b[38;2;0;114;178m" in out.getvalue()
    assert "\x1b[38;2;213;94;0m" in out.getvalue()


def test_bars_stand_on_the_line_and_hang_from_it() -> None:
    root = parsed(series(TWO, most=50))
    axis = next(path for path in root.iter(f"{SVG}path") if path.get("class") == "axis")
    zero = float((axis.get("d") or "").split()[1].split("H")[0])
    boxes = {
        kind: [
            r for r in root.iter(f"{SVG}rect") if r.get("class") == kind and r.find(f"{SVG}title") is not None
        ]
        for kind in ("cooperation", "conflict")
    }
    (up,), (down,) = boxes["cooperation"], boxes["conflict"]
    tall, deep = (float(box.get("height") or 0) for box in (up, down))
    assert float(up.get("y") or 0) + tall == pytest.approx(zero, abs=0.02)
    assert float(down.get("y") or 0) == pytest.approx(zero, abs=0.02)
    assert tall == pytest.approx(2 * deep, abs=0.02)
    assert up.findtext(f"{SVG}title") == "2025-06-13: cooperation +8, happenings 1"


def test_a_picture_says_what_it_shows() -> None:
    shown = series([*TWO, row(None, 1, reported="2025-06-15")], most=50)
    root = parsed(shown, "Iran, United States")
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Iran, United States"
    described = root.findtext(f"{SVG}desc") or ""
    assert "Most cooperation: +8 in 2025-06-13. Most conflict: -4 in 2025-06-14." in described
    words = " | ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for part in ("sum of PLOVER intensities", "| day |", "2025-06-13", "cooperation", "conflict", "Source:"):
        assert part in words
    assert f"data version {shown.version}" in words
    assert "1 of them undated" in words


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "]]> & \"'", "\x00\x1b[31m\x0b", "\ufffe\uffff\ud800", "\u202eabc"]
)
def test_titles_are_escaped(title: str) -> None:
    text = svg.picture(series(TWO, most=50), title)
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314
    assert "<script" not in text
    assert len(root) == len(parsed(series(TWO, most=50), "Title"))


@pytest.mark.parametrize("value", [0.0, 5e-324, -5e-324, 1e-12])
def test_what_is_next_to_nothing_breaks_no_scale(value: float) -> None:
    rows = [row("2025-06-13", value)]
    assert drawn(rows)[-1] == "1 happening"
    assert parsed(series(rows, most=50)).findtext(f"{SVG}title") == "Title"


@settings(deadline=None, max_examples=50)
@given(ROWS, st.text())
def test_pictures_are_whole(rows: list[Row], title: str) -> None:
    text = svg.picture(series(rows, most=svg.MOST), title)
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "text", "path"),
    }
    for box in root.iter(f"{SVG}rect"):
        left, top = (float(box.get(name, "0")) for name in "xy")
        assert 0 <= left <= left + float(box.get("width", "0")) <= 800.01
        assert 0 <= top <= top + float(box.get("height", "0")) <= 420.01
