from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.render.safe import json_text, line, plain

STEERING = (
    "\x1b]0;title\x07",
    "\x9b2J",
    "\x1b[31m",
    "\u202etxt.exe",
    "\u2066a\u2069",
    "\U000e0041",
    "\ufeff",
    "\x7f",
    "\x00",
)


@pytest.mark.parametrize("text", STEERING)
def test_nothing_steers_the_terminal(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)
    assert len(shown) == len(text)


@given(st.text(st.characters(codec=None)))
def test_offsets_stay(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown if c != "\n")
    shown.encode()


def test_joiners_and_scripts_stay() -> None:
    text = "می‌خواهم 👩‍👩‍👧 שלום 漢字 é"
    assert plain(text) == text


def test_a_line_is_one_line() -> None:
    assert line(" a\n\tb\r\nc\u2028d\u00a0e ") == "a b c d e"


@given(st.text())
def test_json_keeps_its_value_and_holds_no_controls(text: str) -> None:
    shown = json_text(json.dumps([text], ensure_ascii=False).encode())
    assert json.loads(shown) == [text]
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u200f" for c in shown)
