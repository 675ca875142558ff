"""Feeds that are no XML: tags that are not closed, or closed in the wrong order, and files that break off.

What makes this possible is that a feed's vocabulary is known: a `<pubDate>` never stands inside a `<title>`, and an
`<item>` never inside an `<item>`. So a tag that is known closes what it cannot be part of, and a tag that is not
known (`<br>`, `<p>`) belongs to the text it stands in.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.reading.feeds.names import BASE, LANGUAGE, PREFIXES, canonical

_TOKEN: Final = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|(?P<open>\Z))|<!--.*?(?:-->|\Z)|<\?[^<>]*>|<![^<>]*>"
    r"|</(?P<end>[A-Za-z_][\w.:-]*)\s*>"
    r"|<(?P<start>[A-Za-z_][\w.:-]*)(?P<attributes>(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>",
    re.DOTALL | re.ASCII,
)
_ATTRIBUTE: Final = re.compile(
    r"(?P<name>[A-Za-z_][\w.:-]*)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"']+))",
    re.ASCII,
)
_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SPACE: Final = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,20})\s*=\s*[\"']([^\"'<>]{1,200})[\"']", re.ASCII)
_ATOM_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(?:feed|entry)[\s>]", re.IGNORECASE)

_ROOTS: Final = frozenset({"rss", "rdf:rdf", "channel", "feed", "urlset", "sitemapindex"})
_SECTIONS: Final = frozenset({"item", "entry", "url", "sitemap"})
_PERSON: Final = frozenset({"name", "uri", "url", "email", "homepage"})
_INSIDE: Final[dict[str, frozenset[str]]] = {
    "author": _PERSON,
    "contributor": _PERSON,
    "source": frozenset({"id", "title", "updated", "link", "author", "rights", "icon", "logo", "subtitle"}),
    "image": frozenset({"title", "url", "link", "width", "height", "description"}),
    "textinput": frozenset({"title", "name", "link", "description"}),
    "items": frozenset({"rdf:seq"}),
    "rdf:seq": frozenset({"rdf:li"}),
    "news:news": frozenset({"news:publication", "news:publication_date", "news:title", "news:keywords"}),
    "news:publication": frozenset({"news:name", "news:language"}),
    "image:image": frozenset({"image:loc", "image:caption", "image:title"}),
    "media:group": frozenset(
        {"media:content", "media:description", "media:title", "media:thumbnail", "media:credit"}
    ),
    "media:content": frozenset({"media:description", "media:title", "media:thumbnail", "media:credit"}),
    "media:thumbnail": frozenset({"media:description", "media:title", "media:credit"}),
}
"""What holds other elements, and which."""
_TEXTS: Final = frozenset({
    "author", "category", "changefreq", "cloud", "comments", "content", "content:encoded", "copyright", "created",
    "date", "description", "docs", "enclosure", "feedburner:origlink", "generator", "guid", "icon", "id", "issued",
    "language", "lastbuilddate", "lastmod", "link", "loc", "logo", "managingeditor", "modified", "priority", "pubdate",
    "published", "rating", "rights", "source", "subtitle", "summary", "tagline", "title", "ttl", "updated", "webmaster",
})  # fmt: skip
_HTML_TOO: Final = frozenset({"source", "link", "title", "summary", "image", "content"})
"""Names that HTML has as well: inside a text that shows other HTML they are part of it."""
_NESTED: Final = 12


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    name: str
    element: Any
    parts: list[str] = field(default_factory=list)
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A broken feed, put in order.

    Attributes:
        root: a tree as lxml would give it.
        cut: number of the item that the end of the file cut off, 0 for none.
        short: the file ends between two items, before the feed does.
    """

    root: Any
    cut: int
    short: bool


def read(text: str) -> Rebuilt | None:
    """Read a broken feed.

    Args:
        text: the feed, without document type and with its entities mended.

    Returns:
        The feed in order, or `None` where the text is no feed.
    """
    reader = _Reader(
        dict(PREFIXES) | dict(_SPACE.findall(text[:4000])), atom=bool(_ATOM_ROOT.search(text[:4000]))
    )
    position = 0
    for token in _TOKEN.finditer(text):
        reader.text(text[position : token.start()])
        position = token.end()
        if token["start"]:
            reader.start(token["start"], token["attributes"], token[0])
        elif token["end"]:
            reader.end(token["end"], token[0])
        elif token["cdata"] is not None:
            reader.cdata(token["cdata"], whole=token["open"] is None)
    before, half_a_tag, tag = text[position:].partition("<")
    reader.text(before)
    if tag.startswith("/"):
        # "</rss" is as good as the whole of it
        reader.end(tag[1:].strip(), "")
    return reader.finish(half_a_tag=bool(half_a_tag))


class _Reader:
    """Builds the tree: one element after the other, with a stack of those that are open."""

    def __init__(self, spaces: dict[str, str], *, atom: bool) -> None:
        self._spaces = spaces
        self._atom = atom
        self._stack: list[_Open] = []
        self._root: Any = None
        self._sections = 0
        self._closed: set[str] = set()
        self._broken = False

    def start(self, tag: str, attributes: str, source: str) -> None:
        """Open an element, or take a tag that is not a feed's for text."""
        name, empty = self._name(tag), attributes.rstrip().endswith("/")
        if name in _ROOTS or (name in _SECTIONS and not self._part("image", name)):
            self._close_to_root()
            if name in _SECTIONS:
                self._sections += 1
        elif self._root is None:
            return
        elif self._is_text_of_top(name):
            top = self._stack[-1]
            top.parts.append(source)
            top.raw = True
            return
        else:
            while self._stack and not self._holds(self._stack[-1].name, name):
                self._pop()
        if len(self._stack) >= _NESTED:
            return
        self._push(name, attributes)
        if empty:
            self._pop()

    def end(self, tag: str, source: str) -> None:
        """Close an element and all inside it; an end without a beginning is text, or nothing."""
        name = self._name(tag)
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].name == name:
                self._closed.add(name)
                while len(self._stack) > depth:
                    self._pop()
                return
        if self._stack and self._stack[-1].raw:
            self._stack[-1].parts.append(source)

    def text(self, words: str) -> None:
        """Add text, whose entities are still as they were written."""
        if self._stack and words:
            self._stack[-1].parts.append(words)

    def cdata(self, words: str, *, whole: bool) -> None:
        """Add the text of a CDATA section, which may break off."""
        if self._stack:
            # as text it would have been written with entities, unless it stands among HTML
            self._stack[-1].parts.append(words if self._stack[-1].raw else html.escape(words, quote=False))
        self._broken = self._broken or not whole

    def finish(self, *, half_a_tag: bool) -> Rebuilt | None:
        """Close what is open, and say whether an item was cut off."""
        opened = [open_.name for open_ in self._stack]
        inside = not _SECTIONS.isdisjoint(opened)
        # a feed that never closes its items ends like this too, but not one that closes them elsewhere
        expected = _SECTIONS if inside and opened[-1] in _SECTIONS else _SECTIONS | _TEXTS
        broken = self._broken or half_a_tag or not expected.isdisjoint(self._closed)
        cut = self._sections if inside and broken else 0
        while self._stack:
            self._pop()
        short = bool(opened) and not inside and not _SECTIONS.isdisjoint(self._closed)
        return None if self._root is None else Rebuilt(self._root, cut, short)

    def _name(self, tag: str) -> str:
        prefix, colon, local = tag.strip(":").rpartition(":")
        if not colon:
            return local.casefold()
        space = self._spaces.get(prefix)
        name = canonical(f"{{{space}}}{local}" if space else f"{prefix}:{local}")
        return name.removeprefix("atom:") if self._atom else name

    def _part(self, parent: str, name: str) -> bool:
        """Say whether the innermost open element is the parent, and holds such elements."""
        return any(open_.name == parent for open_ in self._stack[-2:]) and name in _INSIDE[parent]

    def _is_text_of_top(self, name: str) -> bool:
        if not self._stack:
            return False
        top = self._stack[-1]
        if top.name in _ROOTS or top.name in _SECTIONS or name in _INSIDE.get(top.name, ()):
            return False
        if name in _TEXTS or name in _INSIDE or ":" in name:
            return top.raw and name in _HTML_TOO
        return top.name in _TEXTS or ":" in top.name

    def _holds(self, parent: str, name: str) -> bool:
        return parent in _ROOTS or parent in _SECTIONS or name in _INSIDE.get(parent, ())

    def _close_to_root(self) -> None:
        while self._stack and self._stack[-1].name not in _ROOTS:
            self._pop()

    def _push(self, name: str, attributes: str) -> None:
        from lxml import etree

        given: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(attributes):
            value = html.unescape(found["double"] or found["single"] or found["bare"] or "")
            if not found["name"].startswith("xmlns"):
                given.setdefault(_attribute(found["name"]), value.rstrip("/") if found["bare"] else value)
        tag = _tag(name)
        if self._root is None:
            self._root = etree.Element(tag, given)
            element = self._root
            if name in _SECTIONS:
                # items without anything around them
                self._root = etree.Element("feed" if name == "entry" else "rss")
                self._stack.append(_Open("feed" if name == "entry" else "rss", self._root))
                self._root.append(element)
        else:
            parent = self._stack[-1].element if self._stack else self._root
            element = etree.SubElement(parent, tag, given)
        self._stack.append(_Open(name, element))

    def _pop(self) -> None:
        closed = self._stack.pop()
        if len(closed.element) == 0 and closed.parts:
            words = "".join(closed.parts)
            closed.element.text = words if closed.raw else html.unescape(words)


def _tag(name: str) -> str:
    prefix, colon, local = name.rpartition(":")
    if not _NAME.fullmatch(local):
        return "x"
    if not colon:
        return local
    return f"{{{PREFIXES.get(prefix, 'urn:unknown:' + (prefix if prefix.isalnum() else 'x'))}}}{local}"


def _attribute(name: str) -> str:
    if name == "xml:lang":
        return LANGUAGE
    if name == "xml:base":
        return BASE
    prefix, _, local = name.rpartition(":")
    if not _NAME.fullmatch(local):
        return "x"
    return f"{{{PREFIXES['rdf']}}}{local}" if prefix == "rdf" else local
