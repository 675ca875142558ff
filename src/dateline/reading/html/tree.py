"""A page's source to one parsed tree, which all readers of the page share."""

from __future__ import annotations

import re
from typing import Any, Final

from dateline.config import Settings
from dateline.errors import DatelineError

# The parser stops at 256 levels by itself, and at 2,048 when told to go on; it drops what lies deeper without
# a word. So the depth is asked for before the tree is trusted.
_PARSER_DEPTH: Final = 250
_PARSER_MOST: Final = 2_000
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})\b(?![^<>]{0,400}/>)")
_DECLARED: Final = re.compile(r"\s{0,99}<\?xml[^<>]{0,200}\?>")
# Control characters, which no markup may hold and at which the parser may stop, become blanks.
_BLANKED: Final = bytes(32 if code < 32 and code not in (9, 10, 12, 13) else code for code in range(256))
# What is no markup though it may look like it.
_RAW: Final = frozenset({"script", "style"})
# Elements that hold nothing, and those that the next of their kind closes: neither adds a level.
_FLAT: Final = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
})  # fmt: skip


def parse(text: str, settings: Settings) -> Any:
    """Parse a page.

    Args:
        text: the page's source, decoded. What it says of its own charset is ignored.
        settings: `max_depth`.

    Returns:
        The root element (`lxml.html.HtmlElement`), without comments and processing instructions. Readers must
        not change it; whoever must, copies it first.

    Raises:
        DatelineError: E007, elements nested deeper than `max_depth`; E005, not one element.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    declared = _DECLARED.match(text)
    source = text[declared.end() if declared else 0 :].encode("utf-8", "replace").translate(_BLANKED)
    if settings.max_depth < _PARSER_DEPTH:
        _refuse_depth(text, settings)
    for huge in (False, True):
        parser = HTMLParser(
            encoding="utf-8",
            huge_tree=huge,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
            default_doctype=False,
        )
        try:
            root = document_fromstring(source, parser=parser, ensure_head_body=False)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise DatelineError("E005", "the page holds no element", "save the article's own page") from error
        if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            return root
        _refuse_depth(text, settings)
    return root


def _refuse_depth(text: str, settings: Settings) -> None:
    """Count the levels in the source itself: cheap, and it sees what the parser would drop."""
    most = min(settings.max_depth, _PARSER_MOST)
    found = depth(text)
    if found > most:
        raise DatelineError(
            "E007",
            f"the page nests {found:,} elements, more than {most:,}",
            "give the article's text instead" + (", or raise max_depth in Settings" if most < found else ""),
        )


def depth(text: str) -> int:
    """Count how deep a page's elements are nested, without parsing it.

    A closing tag closes everything opened since its own opening tag, as in a browser; time and memory grow
    with the text alone.
    """
    opened: list[str] = []
    count: dict[str, int] = {}
    deepest = end = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name in _FLAT or match.start() < end:
            continue
        if name in _RAW and not match[1]:
            end = _closing(text, name, match.end())
            continue
        if not match[1]:
            opened.append(name)
            count[name] = count.get(name, 0) + 1
            deepest = max(deepest, len(opened))
        elif count.get(name, 0):
            while True:
                closed = opened.pop()
                count[closed] -= 1
                if closed == name:
                    break
    return deepest


def _closing(text: str, name: str, start: int) -> int:
    """Find where a script or style sheet ends."""
    end = text.find(f"</{name}", start)
    return end if end >= 0 else len(text)
