"""The character set of a page, found as browsers find it."""

from __future__ import annotations

import codecs
import re
from typing import Final

_HEAD: Final = 4096
"""Bytes that are searched for a declaration; browsers look at 1,024."""
_DECLARED: Final = re.compile(
    rb"<meta\b[^<>]{0,400}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})"
    rb"|^\s{0,99}<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
# Names that browsers read as a larger set than the name says, and those that only browsers know.
_READ_AS: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
}
# The families of codecs that texts are written in; others unpack archives or run escapes.
_FAMILIES: Final = ("cp", "iso8859", "iso2022", "koi8", "gb", "euc", "shift", "big5", "mac", "johab", "hz")
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def to_utf8(data: bytes, carrier: str = "") -> bytes:
    """Write a page in UTF-8 if its carrier or its own declaration names another character set.

    A byte order mark and valid UTF-8 come first: what is valid UTF-8 and not plain ASCII is hardly ever
    anything else. Then the carrier's name counts (an HTTP header), then the page's own (`<meta charset>`,
    `<meta http-equiv>`, `<?xml encoding?>`), with the names read as browsers read them.

    Args:
        data: the page.
        carrier: name of a character set from beside the page, or empty.

    Returns:
        The page in UTF-8, or `data` where nothing names a character set that can be used. What the set cannot
        read becomes U+FFFD.
    """
    if data.startswith(_MARKS) or b"\x00" in data[:_HEAD]:
        return data
    named = [codec for name in (carrier, declared(data)) if (codec := _codec(name))]
    if not named or _is_utf8(data):
        return data
    for codec in named:
        try:
            return data.decode(codec).encode("utf-8", "replace")
        except UnicodeDecodeError:
            continue
    return data.decode(named[0], "replace").encode("utf-8", "replace")


def declared(data: bytes) -> str:
    """Return the name of the character set that a page declares, or an empty string."""
    match = _DECLARED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else ""


def _codec(name: str) -> str:
    """Return the codec for a name; empty for an unknown one, and for UTF-8, which is tried in any case."""
    name = name.strip(" \t\r\n\"'").casefold()
    try:
        codec = _READ_AS.get(name) or codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    codec = _READ_AS.get(codec, codec)
    return codec if codec.startswith(_FAMILIES) else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()
