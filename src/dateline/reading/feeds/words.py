"""The words of feed elements: plain titles, names of authors, absolute addresses."""

from __future__ import annotations

import html
import re
from typing import Any, Final
from urllib.parse import urljoin

from dateline.reading.xml import readable

_TAG: Final = re.compile(
    r"</?(?:a|abbr|applet|b|big|bdi|bdo|body|br|center|cite|code|del|dfn|div|em|embed|font|frame|frameset|h[1-6]|head|html"
    r"|i|iframe|img|ins|kbd|li|link|mark|meta|object|ol|p|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table"
    r"|td|time|tr|tt|u|ul|var|wbr)(?:\s[^<>]{0,500})?/?>|<!(?:doctype|--)[^<>]{0,500}>",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"<(script|style)(?:\s[^<>]{0,500})?>[^<]{0,5000}</\1\s*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<(?:br|/?p|/?div|/?h[1-6]|wbr)\b[^<>]{0,500}>", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"<?\S+@\S+>?")
_NAMED_ADDRESS: Final = re.compile(
    r"(?:mailto:)?\S+@\S+\s*\((?P<name>[^()]+)\)\s*|\"?(?P<first>[^\"<>@]+)\"?\s*<\S+@\S+>"
)
_LONGEST_NAME: Final = 500
_LINE_BREAK: Final = re.compile(r"\s*[\r\n\t]\s*")
_NOT_IN_ADDRESS: Final = re.compile(r"[\s\[]")
_WEB: Final = ("http://", "https://")
_PREFIX: Final = re.compile(r"<(/?)[A-Za-z][\w.-]{0,20}:")
_SPACE: Final = re.compile(r"\s*xmlns(?::\w+)?=(?:\"[^\"]*\"|'[^']*')")


def text_of(element: Any) -> str:
    """Return the text of an element and all below it, as it stands."""
    if len(element) == 0:
        return element.text or ""
    return "".join(part for part in element.itertext() if isinstance(part, str))


def markup_of(element: Any) -> str:
    """Return the markup inside an element: its text where that is escaped HTML, else its elements written out."""
    if len(element) == 0:
        return (element.text or "").strip()
    from lxml import etree

    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", with_tail=True) for child in element]
    return _SPACE.sub("", _PREFIX.sub(r"<\1", "".join(parts))).strip()


def plain(words: str) -> str:
    """Return a title without HTML: tags off, entities as characters, blanks made one.

    Only tags that HTML has are taken off, so "x < y" and "List<Item>" stay.
    """
    if "&" not in words and "<" not in words:
        return " ".join(readable(words).split())
    # twice, for titles that were escaped once more than they should
    for _ in range(2):
        if "<" in words:
            words = _TAG.sub("", _BREAK.sub(" ", _CODE.sub("", words)))
        if "&" not in words:
            break
        words = html.unescape(words)
    return " ".join(readable(words).split())


def person(words: str) -> str:
    """Return the name in what a feed gives for an author: no mail address, no "By"."""
    words = plain(words[:_LONGEST_NAME])
    if "@" in words:
        named = _NAMED_ADDRESS.fullmatch(words)
        words = (named["name"] or named["first"]) if named else _ADDRESS.sub("", words)
    words = words.strip(' ,;()"')
    return words[3:].lstrip() if words[:3].casefold() == "by " else words


def people(*given: str) -> tuple[str, ...]:
    """Return the names of authors, each once, in their order."""
    return tuple(dict.fromkeys(name for words in given if words and (name := person(words))))


def address(words: str, base: str) -> str:
    """Return an absolute http address, or an empty string for anything else."""
    words = words.strip()
    if not words or (words.startswith(_WEB) and not _NOT_IN_ADDRESS.search(words)):
        return words
    words = _LINE_BREAK.sub("", words).replace(" ", "%20")
    try:
        words = urljoin(base, words)
    except ValueError:
        return ""
    return words if words[:8].casefold().startswith(_WEB) else ""


def language(code: str | None) -> str:
    """Return the ISO 639-1 code of a language tag (`en` of `en-GB`), or an empty string."""
    first = (code or "").strip().replace("_", "-").partition("-")[0].casefold()
    return first if len(first) == 2 and first.isalpha() else ""
