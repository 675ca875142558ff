"""JSON as pages carry it: read strictly where it is sound, else repaired while it is read, in linear time.

What pages get wrong, and what is read nevertheless: comments and CDATA marks around the value, several values one
behind the other, trailing and missing commas, raw line breaks and tabs in strings, quotation marks that nobody
escaped, escapes that JSON does not know, strings in single quotation marks, keys without any, values that break off.
"""

from __future__ import annotations

import html
import json
import re
from typing import Final

LONGEST: Final = 5_000_000
"""Characters of one script that are looked at."""
LONGEST_REPAIRED: Final = 500_000
"""Characters of a damaged script that are looked at: repair is a hundred times slower than the strict reader."""
_WRAPPERS: Final = 4
DEEPEST: Final = 64
"""Values inside each other; what lies deeper is left out of a damaged script."""

# Numbers stay the words that stand there: a postal code or a time stamp loses nothing, and no number is too long.
_STRICT: Final = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_OPENING: Final = re.compile(r"<!--|(?://|/\*)?[ \t\n]{0,9}<!\[CDATA\[(?:[ \t]{0,9}\*/)?|\ufeff")
_BLANK: Final = re.compile(r"[\s,;\ufeff]+")
_BARE: Final = re.compile(r"[^\s,:;{}\[\]\"'/][^\s,:;{}\[\]\"']*")
_COLON: Final = re.compile(r"\s*:")
_STOP: Final = re.compile(r"[\"'\\]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_KEY: Final = r"(?:\"[^\"\\\n]{1,60}\"\s*:|'[^'\\\n]{1,60}'\s*:|[A-Za-z_$][\w$]{0,40}\s*:\s*[\"'{\[\d])"
# What follows the quotation mark that ends a key, a value of an object, a value of a list.
_AFTER: Final = {
    "key": re.compile(r"\s*:"),
    "value": re.compile(rf"\s*(?:[}}\]]|/[*/]|,[\s,]*(?:}}|{_KEY})|\Z)|[^\S\n]*\n\s*{_KEY}"),
    "item": re.compile(r"\s*(?:[\]}]|/[*/]|,[\s,]*(?:[\"'{\[\]\d-]|true|false|null)|\Z)|[^\S\n]*\n\s*[\"'{]"),
}
_SHORT: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "\n"}


def values(text: str) -> list[object]:
    """Read the values of a script.

    Args:
        text: the script's text; what stands beyond `LONGEST` characters is not looked at.

    Returns:
        The objects and lists in it, in their order; nothing where there are none. Numbers are strings.
    """
    text = _unwrapped(text[:LONGEST])
    if not text:
        return []
    try:
        return [_STRICT.decode(text)]
    except (ValueError, RecursionError):
        return _Reader(text[:LONGEST_REPAIRED]).read()


def _unwrapped(text: str) -> str:
    """Take comments and CDATA marks off both ends, and undo entities where they hide every quotation mark."""
    text = text.strip()
    for _ in range(_WRAPPERS):
        opening = _OPENING.match(text)
        if opening is None:
            break
        text = text[opening.end() :].lstrip()
    for mark in ("-->", "*/", "]]>", "//", "/*", ";"):
        text = text.removesuffix(mark).rstrip()
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    return text


class _Reader:
    """Reads one damaged script from left to right; every character is passed once, but for short looks ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: list[object] = []
        self._open: list[dict[str, object] | list[object]] = []
        self._keys: list[str | None] = []

    def read(self) -> list[object]:
        """Read to the end, closing what is still open there."""
        while self._at < len(self._text):
            self._step()
        return self._found

    def _step(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        if blank:
            self._at = blank.end()
            if self._keys and "," in blank.group():
                # A key whose value is missing.
                self._keys[-1] = None
            return
        sign = self._text[self._at]
        if sign in "{[":
            self._at += 1
            self._push({} if sign == "{" else [])
        elif sign in "}]":
            self._at += 1
            self._pop(dict if sign == "}" else list)
        elif sign in "\"'":
            self._give(self._string(sign))
        elif sign == "/":
            self._comment()
        elif bare := _BARE.match(self._text, self._at):
            self._at = bare.end()
            self._give({"null": None, "true": True, "false": False}.get(bare.group(), bare.group()))
        else:
            self._at += 1

    def _push(self, value: dict[str, object] | list[object]) -> None:
        if len(self._open) < DEEPEST:
            self._give(value)
        self._open.append(value)
        self._keys.append(None)

    def _pop(self, kind: type[dict[str, object] | list[object]]) -> None:
        """Close the innermost value; a bracket of the wrong kind closes it only if one of its kind lies around it."""
        if self._open and (isinstance(self._open[-1], kind) or len(self._open) == 1):
            self._open.pop()
            self._keys.pop()
        elif len(self._open) > 1 and isinstance(self._open[-2], kind):
            del self._open[-2:], self._keys[-2:]

    def _give(self, value: object) -> None:
        """Put a value where it belongs: a key, a value of an object, a member of a list, or a whole."""
        if not self._open:
            if isinstance(value, (dict, list)):
                self._found.append(value)
            return
        inner = self._open[-1]
        if isinstance(inner, list):
            inner.append(value)
            return
        key = self._keys[-1]
        colon = _COLON.match(self._text, self._at) if isinstance(value, str) else None
        if key is None:
            if colon and isinstance(value, str):
                self._at = colon.end()
                self._keys[-1] = value
            return
        inner[key] = value
        self._keys[-1] = None

    def _string(self, quote: str) -> str:
        """Read a string; a quotation mark ends it only if what follows can follow a string here."""
        after = _AFTER[self._place()]
        start = position = self._at + 1
        while match := _STOP.search(self._text, position):
            position = match.end()
            if match.group() == "\\":
                position += 1
            elif match.group() == quote and after.match(self._text, position):
                self._at = position
                return _unescaped(self._text[start : position - 1])
        self._at = len(self._text)
        return _unescaped(self._text[start:])

    def _place(self) -> str:
        if self._open and isinstance(self._open[-1], list):
            return "item"
        return "value" if self._keys and self._keys[-1] is not None else "key"

    def _comment(self) -> None:
        """Pass a comment; one that is not closed hides the rest."""
        mark = self._text[self._at : self._at + 2]
        if mark not in ("//", "/*"):
            self._at += 1
            return
        closing = "\n" if mark == "//" else "*/"
        end = self._text.find(closing, self._at + 2)
        self._at = len(self._text) if end < 0 else end + len(closing)


def _unescaped(words: str) -> str:
    """Undo the escapes of a string; of one that JSON does not know the sign itself stays."""
    if "\\" not in words:
        return words
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _SHORT.get(found[2], found[2]), words
    )
