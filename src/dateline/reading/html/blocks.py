"""A page as the row of its blocks: what stands in one paragraph, heading, caption or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.reading.html.roles import roles

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SKIPPED: Final = frozenset({
    "applet", "audio", "button", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "input",
    "map", "math", "nav", "noscript", "object", "option", "optgroup", "progress", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
})  # fmt: skip
_PICTURES: Final = frozenset({"amp-img", "img", "picture", "video"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD: Final = frozenset({"b", "strong"})
_SPLITTERS: Final = frozenset({"span", "small", "label", "cite", "font"})
"""Inline elements that templates lay out as blocks of their own."""
_APART: Final = frozenset({"caption", "deck", "furniture"})
# Characters without a shape: soft hyphens, zero-width blanks, marks of byte order.
_HIDDEN: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_ENDED: Final = re.compile(r"[.!?:;…。！？।][\"”’»)\]]*\s*$")
_MOST_MARKS: Final = 100
"""Roles around a block that are counted; no template has as many."""
_SHORT: Final = 80
_LONGEST_HEAD: Final = 110
# Where bold words begin and end while a block is gathered; characters that no text has use for.
_BOLD_FROM: Final = "\x02"
_BOLD_TO: Final = "\x03"
_UNMARKED: Final = dict.fromkeys([*range(9), *range(14, 28)])
_JOINED: Final = frozenset({"a", "span"})

Mark = tuple[str, int]
"""A role and the number of the element that bears it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand together.

    Attributes:
        words: the words, blanks made single.
        index: number of the element that holds them, in the order of the page.
        tag: name of that element.
        marks: the roles of that element and of all around it, outermost first.
        linked: share of the characters that are links.
        strong: share of the characters that are bold.
        inner: the roles of elements within the words.
    """

    words: str
    index: int
    tag: str
    marks: tuple[Mark, ...]
    linked: float = 0.0
    strong: float = 0.0
    inner: frozenset[str] = frozenset()

    @property
    def level(self) -> int:
        """Level of a heading, 1 to 6, else 0."""
        return int(self.tag[1]) if len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit() else 0

    def roles(self, inside: int = -1) -> frozenset[str]:
        """Return the roles of the elements around the words that lie inside an element.

        Args:
            inside: number of the element; marks on it and around it do not count.
        """
        return frozenset(role for role, index in self.marks if index > inside)


@dataclass(slots=True)
class Outline:
    """A page's blocks and the tree of elements that holds them.

    Attributes:
        blocks: the blocks in the order of the page.
        elements: the elements that were walked through.
        parents: number of the element around each one, -1 for the outermost.
        ends: number of the last element inside each one.
    """

    blocks: list[Block] = field(default_factory=list)
    elements: list[Any] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def sizes(self) -> list[int]:
        """Count the characters of the words in each element."""
        return self.summed([len(block.words) for block in self.blocks])

    def summed(self, weights: Sequence[int]) -> list[int]:
        """Add up what the blocks in each element weigh."""
        sums = [0] * len(self.elements)
        for block, weight in zip(self.blocks, weights, strict=True):
            sums[block.index] += weight
        for index in range(len(sums) - 1, 0, -1):
            sums[self.parents[index]] += sums[index]
        return sums

    def pictures(self) -> list[int]:
        """Return the numbers of the elements that are pictures, in order."""
        return [index for index, element in enumerate(self.elements) if element.tag in _PICTURES]

    def holds(self, index: int, block: Block) -> bool:
        """Say whether a block stands in an element."""
        return index <= block.index <= self.ends[index]

    def around(self, index: int) -> Iterator[int]:
        """Yield an element and those around it, innermost first."""
        while index >= 0:
            yield index
            index = self.parents[index]


def outline(tree: Any) -> Outline:
    """Walk through a page once.

    Args:
        tree: root of the parsed page; it is not changed.

    Returns:
        Its blocks. Scripts, forms' fields, players and frames are left out.
    """
    from lxml import etree

    body = tree.find("body")
    walker = _Walker()
    steps = etree.iterwalk(tree if body is None else body, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walker.close(element)
        elif not isinstance(element.tag, str) or element.tag in _SKIPPED:
            walker.skip(element)
            steps.skip_subtree()
        else:
            walker.open(element)
    return walker.outline


class _Walker:
    """The state of the walk."""

    def __init__(self) -> None:
        self.outline = Outline()
        self._stack: list[int] = []
        self._holders: list[int] = []
        self._marks: list[tuple[Mark, ...]] = [()]
        self._split: set[int] = set()
        self._buffer: list[str] = []
        self._inner: set[str] = set()
        self._joint = False
        self._links = self._bolds = self._heading = self._linked = self._strong = 0
        self._roles = roles()

    def skip(self, element: Any) -> None:
        """Leave an element out; its end will still be met."""
        self._number(element)
        self._marks.append(self._marks[-1])

    def open(self, element: Any) -> None:
        """Enter an element."""
        tag = element.tag
        found = self._roles.of(element)
        index = len(self.outline.elements)
        block = tag in _BLOCKS
        if block or (tag in _SPLITTERS and not _APART.isdisjoint(found) and not self._heading):
            self._flush()
            self._split.add(index)
            self._holders.append(index)
        elif found:
            self._inner |= found
            self._buffer.append("" if tag == "a" else " ")
        elif tag == "br":
            self._buffer.append("\n")
        elif tag == "q":
            self._buffer.append("“")
        if tag in _BOLD:
            self._buffer.append(_BOLD_FROM)
        self._links += tag == "a"
        self._bolds += tag in _BOLD
        self._heading += tag in _HEADINGS
        self._number(element)
        around = self._marks[-1]
        own = tuple((role, index) for role in sorted(found)) if len(around) < _MOST_MARKS else ()
        self._marks.append(around + own if own else around)
        self._text(element.text, literal=tag == "pre")

    def close(self, element: Any) -> None:
        """Leave an element."""
        index = self._stack.pop()
        self.outline.ends[index] = len(self.outline.elements) - 1
        tag = element.tag
        if isinstance(tag, str) and tag not in _SKIPPED:
            if index in self._split:
                self._flush()
                self._holders.pop()
            elif tag == "q":
                self._buffer.append("”")
            elif tag in _BOLD:
                self._buffer.append(_BOLD_TO)
            elif tag != "a" and len(self._marks[-1]) > len(self._marks[-2]):
                self._buffer.append(" ")
            self._links -= tag == "a"
            self._bolds -= tag in _BOLD
            self._heading -= tag in _HEADINGS
            self._joint = tag in _JOINED and not element.tail
        self._marks.pop()
        if self._stack:
            self._text(element.tail)

    def _number(self, element: Any) -> None:
        self.outline.parents.append(self._stack[-1] if self._stack else -1)
        self._stack.append(len(self.outline.elements))
        self.outline.elements.append(element)
        self.outline.ends.append(-1)

    def _text(self, text: str | None, *, literal: bool = False) -> None:
        if not text:
            return
        if self._joint and (text[0].isupper() or text[0].isdigit()):
            # Two elements without a blank between them, which a style sheet sets apart.
            self._buffer.append(" ")
        self._joint = False
        self._buffer.append(text if literal else text.replace("\n", " "))
        if self._links or self._bolds:
            size = len(text.strip())
            self._linked += size if self._links else 0
            self._strong += size if self._bolds else 0

    def _flush(self) -> None:
        """Make blocks of what was gathered since the last border."""
        if not self._buffer:
            return
        text = "".join(self._buffer)
        linked, strong, inner = self._linked, self._strong, frozenset(self._inner)
        self._buffer.clear()
        self._inner.clear()
        self._linked = self._strong = 0
        if not text or text.isspace() or not self._holders:
            return
        holder = self._holders[-1]
        pieces = _paragraphs(text if text.isascii() else text.translate(_HIDDEN))
        size = sum(len(words) for words, _ in pieces) or 1
        for words, bold in pieces:
            self.outline.blocks.append(
                Block(
                    words,
                    holder,
                    self.outline.elements[holder].tag,
                    self._marks[-1],
                    min(1.0, linked / size),
                    1.0 if bold else min(1.0, strong / size),
                    inner,
                )
            )


def _paragraphs(text: str) -> list[tuple[str, bool]]:
    """Cut at line breaks: at two in a row, behind a sentence or a bold line, and between lines that are all short.

    Returns:
        The paragraphs, each with whether it is one bold line among others.
    """
    if "\n" not in text:
        words = " ".join(text.translate(_UNMARKED).split())
        return [(words, False)] if words else []
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    bold = [_is_bold(line) for line in lines]
    plain = [line.translate(_UNMARKED).strip() for line in lines]
    found: list[tuple[str, bool]] = []
    joined = ""
    short = all(len(line) <= _SHORT for line in plain)
    for line, heads in zip(plain, bold, strict=True):
        # Among short lines, as in an address or a poem, only a small letter goes on with the line above.
        apart = not line or heads or (short and not line[0].islower())
        if joined and (apart or _ENDED.search(joined[-8:])):
            found.append((joined, False))
            joined = ""
        if heads:
            found.append((line, True))
        else:
            joined = f"{joined} {line}".strip()
    return [*found, (joined, False)] if joined else found


def _is_bold(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEAD
        and line.startswith(_BOLD_FROM)
        and line.endswith(_BOLD_TO)
        and line.count(_BOLD_FROM) == 1
    )
