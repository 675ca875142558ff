"""Text from outside made safe to show: no control character reaches a terminal or a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_BREAKS: Final = "\r\x0b\x0c\x85\u2028\u2029"
# Marks that reorder what is shown (Unicode UAX 9), and invisible ones that can hide words: soft-hyphen-like
# fillers and tags. Joiners (U+200C, U+200D) stay, Persian and emoji need them.
_HIDDEN: Final = (
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x061C,
    0x200E,
    0x200F,
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
_IN_JSON: Final = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# A spreadsheet runs a cell that begins so; the full-width forms count in some (OWASP, "CSV injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@cache
def _table() -> Mapping[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys((*range(0x7F, 0xA0), *_HIDDEN, *range(0xD800, 0xE000)), "\ufffd")
    table[0x7F] = "\u2421"
    table |= {ord(c): " " for c in _BREAKS} | {ord("\t"): " ", ord("\n"): "\n"}
    return table


def plain(text: str) -> str:
    """Replace what could steer a terminal: escapes, controls, bidi marks, tags, lone surrogates.

    Every character is replaced by one character, so offsets stay what they were. Line ends stay.
    """
    return text.translate(_table())


def line(text: str) -> str:
    """Return the text on one line, safe to show, with runs of white space as one space."""
    return " ".join(plain(text).split())


def json_text(data: bytes) -> str:
    r"""Return JSON with the characters that could steer a terminal written as `\u` escapes: the same value."""
    return _IN_JSON.sub(_escape, data.decode("utf-8", "replace"))


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before what would be one."""
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text
