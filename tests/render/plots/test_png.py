from __future__ import annotations

import struct
import sys

import pytest

from dateline.errors import DatelineError
from dateline.render.plots import png
from dateline.render.plots.series import series
from plotted import row

SHOWN = series([row("2025-06-13", 8), row("2025-06-14", -4)], most=120)


def test_a_picture_of_1600_by_840_pixels() -> None:
    data = png.picture(SHOWN, "IRN, USA")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1600, 840)
    assert png.picture(SHOWN, "IRN, USA") == data


@pytest.mark.parametrize("other", ["IRN, ISR", "Türkiye → Ελλάδα", "<IRN> & \u0000"])
def test_the_title_is_drawn(other: str) -> None:
    assert png.picture(SHOWN, other) != png.picture(SHOWN, "IRN, USA")


def test_nothing_to_draw_is_still_a_picture() -> None:
    assert png.picture(series([], most=120), "IRN, USA").startswith(b"\x89PNG")


def test_no_picture_without_words() -> None:
    with pytest.raises(DatelineError) as raised:
        png.picture(SHOWN, "IRN, USA", fonts=False)
    assert raised.value.code == "E044"


def test_what_draws_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(DatelineError) as raised:
        png.picture(SHOWN, "IRN, USA")
    assert raised.value.code == "E022"
    assert "resvg-py" in raised.value.remedy
