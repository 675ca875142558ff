"""HTML fragments, as entries of feeds and files of agencies carry them, to paragraphs.

A fragment is nearly all article, so nothing has to be searched for, as it has in a page: each block is a paragraph.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dateline.config import Settings
from dateline.model import ZoneKind
from dateline.reading.pieces import Piece
from dateline.reading.xml import check_depth, readable, too_deep

_TAG: Final = re.compile(r"<[A-Za-z!/][^<>]{0,2000}>")
_GAP: Final = re.compile(r"\n[^\S\n]*\n")
_LINES: Final = re.compile(r"\n\s*")
_ARROWS: Final = " \u00a0\t\n\r>»›→⟶⇒:"
_BREAK: Final = "\x00"
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_ENDS: Final = '.!?…:;"”’»)]>|–—-'
_LONGEST_LINE: Final = 90
_LONGEST_FOOTER: Final = 400


@dataclass(frozen=True, slots=True)
class _Table:
    skipped: frozenset[str]
    blocks: frozenset[str]
    subheads: frozenset[str]
    furniture: frozenset[str]
    captions: frozenset[str]
    caption_classes: frozenset[str]
    marks: tuple[str, ...]
    cut_off: tuple[str, ...]
    footers: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _table() -> _Table:
    read = tomllib.loads((files(__package__) / "fragment.toml").read_text("utf-8"))
    sets = {
        key: frozenset(value) for key, value in read.items() if key not in ("marks", "cut_off", "footers")
    }
    return _Table(
        **sets,
        marks=tuple(read["marks"]),
        cut_off=tuple(sorted(read["cut_off"], key=len, reverse=True)),
        footers=tuple((footer["begins"], tuple(footer["holds"])) for footer in read["footers"]),
    )


def paragraphs(
    markup: str, settings: Settings, name: str = "", *, laid_out: bool = False
) -> tuple[Piece, ...]:
    """Read a fragment of HTML, or a text without any.

    Args:
        markup: the fragment. Without tags it is a text, entities and all: blank lines end its paragraphs, and where
            it has none, line breaks do.
        settings: the limit on depth.
        name: name of the document, for messages.
        laid_out: tables serve to lay out the text, as they do in mail, and line breaks stay line breaks.

    Returns:
        Its paragraphs: running text as `body`, headings as `subhead`, captions, cells of tables as `furniture`.

    Raises:
        DatelineError: E007, its elements are nested too deeply.
    """
    markup = readable(markup)
    if not _TAG.search(markup):
        import html

        return tuple(piece for words in _split(html.unescape(markup)) for piece in _pieces(words, "body"))
    root = _parse(markup, name, settings)
    if root is None:
        return ()
    return walked(root, laid_out=laid_out)


def walked(root: Any, *, laid_out: bool = False) -> tuple[Piece, ...]:
    """Return the paragraphs of an element that is parsed already.

    Args:
        root: the element.
        laid_out: tables serve to lay out the text, as they do in mail, and line breaks stay line breaks.
    """
    gathered = _Gathered(laid_out)
    _walk(root, gathered)
    gathered.end()
    return tuple(gathered.found)


def plain(markup: str, settings: Settings) -> str:
    """Return the running text of a fragment in one line."""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    return " ".join(piece.words for piece in paragraphs(markup, settings))


def breaks_off(words: str) -> bool:
    """Say whether a text ends as teasers end: with an ellipsis, or a line that leads to the rest."""
    tail = words[-_LONGEST_LINE:].rstrip(_ARROWS)
    return tail.endswith(_table().marks) or bool(_led_on(words)[1])


def _led_on(words: str) -> tuple[str, str]:
    """Cut off the words by which a teaser leads to the rest ("Read more »")."""
    stripped = words.rstrip(_ARROWS)
    folded = stripped[-_LONGEST_LINE:].casefold()
    for end in _table().cut_off:
        if folded.endswith(end):
            before = stripped[: -len(end)]
            head = before.rstrip(_ARROWS)
            # a sentence may end in "more"; a line that leads on follows a sentence, or stands alone
            follows = not head or head[-1] in _ENDS
            return (head, words[len(before) :].strip()) if follows else (words, "")
    return words, ""


def _pieces(words: str, kind: ZoneKind) -> Iterator[Piece]:
    """Give a paragraph, without what a content system or a feed has added to it."""
    if _is_footer(words):
        yield Piece(words, "furniture", "footer")
        return
    words, lead = _led_on(words) if kind == "body" else (words, "")
    if words:
        yield Piece(words, kind, "fragment")
    if lead:
        yield Piece(lead, "furniture", "cut-off")


def _is_footer(words: str) -> bool:
    """Say whether a paragraph is what content systems put under each entry."""
    if len(words) > _LONGEST_FOOTER:
        return False
    folded = words.casefold().replace("'", "’")
    return any(
        folded.startswith(start) and any(sign in folded for sign in signs)
        for start, signs in _table().footers
    )


def _split(text: str) -> Iterator[str]:
    text = text.strip()
    parts = _GAP.split(text) if _GAP.search(text) else _LINES.split(text)
    return (words for part in parts if (words := " ".join(part.split())))


def _parse(markup: str, name: str, settings: Settings) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, recover=True)
    try:
        root = etree.fromstring(f"<div>{markup}</div>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any(problem.type_name == "ERR_RESOURCE_LIMIT" for problem in parser.error_log):
        # libxml2 would go on and leave out whatever lies deeper
        raise too_deep(name, settings.max_depth)
    check_depth(root, name, settings)
    return root


@dataclass(slots=True)
class _Gathered:
    """The paragraph that is being put together, and those that are done."""

    laid_out: bool
    found: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kinds: list[ZoneKind] = field(default_factory=list)
    breaks: int = 0

    def add(self, words: str | None) -> None:
        """Add text to the paragraph."""
        if words:
            if self.breaks and not words.isspace():
                self.breaks = 0
            self.words.append(words)

    def line_break(self) -> None:
        """Break the line; twice in a row ends the paragraph."""
        self.breaks += 1
        if self.breaks > 1:
            self.end()
        else:
            self.words.append(_BREAK)

    def end(self) -> None:
        """End the paragraph."""
        lines = (" ".join(line.split()) for line in "".join(self.words).split(_BREAK))
        words = ("\n" if self.laid_out else " ").join(line for line in lines if line)
        self.words.clear()
        if words:
            self.found += _pieces(words, self.kinds[-1] if self.kinds else "body")


def _walk(root: Any, gathered: _Gathered) -> None:
    """Go through a tree in the order of the text. Not recursive: markup may be deeper than Python's stack."""
    table = _table()
    # each step: an element to enter, or one to leave, with the kind it gave
    steps: list[tuple[Any, bool, bool]] = [(root, False, False)]
    while steps:
        element, leaving, typed = steps.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.rpartition("}")[2].casefold()
        if leaving:
            if tag in table.blocks:
                gathered.end()
            if typed:
                gathered.kinds.pop()
            gathered.add(element.tail if element is not root else None)
            continue
        if not tag or tag in table.skipped or _is_hidden(element):
            gathered.add(element.tail if element is not root else None)
            continue
        if tag == "br":
            gathered.line_break()
            gathered.add(element.tail)
            continue
        if tag in table.blocks:
            gathered.end()
        kind = _kind(element, tag, table, laid_out=gathered.laid_out)
        if kind is not None:
            gathered.kinds.append(kind)
        gathered.add(element.text)
        steps.append((element, True, kind is not None))
        steps.extend((child, False, False) for child in reversed(element))


def _is_hidden(element: Any) -> bool:
    """Say whether an element is not shown: mail carries its preview text so."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and bool(_HIDDEN.search(style)))


def _kind(element: Any, tag: str, table: _Table, *, laid_out: bool) -> ZoneKind | None:
    if tag in table.subheads:
        return "subhead"
    if tag in table.furniture and not laid_out:
        return "furniture"
    if tag in table.captions:
        return "caption"
    given = element.get("class")
    if given and tag in table.blocks and not table.caption_classes.isdisjoint(given.casefold().split()):
        return "caption"
    return None
