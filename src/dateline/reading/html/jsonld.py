"""Linked data of a page (schema.org as JSON-LD): the article, who wrote and who published it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.reading.html import loose_json
from dateline.reading.html.words import plain, words

_MOST: Final = 20_000
"""Nodes of one page that are looked at."""
_MOST_SCRIPTS: Final = 200
_PARTS: Final = 200
"""Members of one list of authors or entries that are looked at."""

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody who is named as author, editor or publisher.

    Attributes:
        name: the name as it is printed.
        kind: `person`, `organisation`, or empty where nothing tells.
    """

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """An entry of a live blog.

    Attributes:
        headline: its headline, or empty.
        body: its text, or empty.
        published: when it was published, as printed, or empty.
    """

    headline: str = ""
    body: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What linked data say of one article; what they do not say is empty.

    Attributes:
        types: its schema.org types, in small letters.
        headline: headline, else name.
        description: description or deck.
        authors: authors, else creators, in the order given.
        agency: the news agency that supplied it (`sourceOrganization` and the like).
        published: publication date and time as printed.
        modified: date and time of the last change as printed.
        publisher: name of the publisher.
        url: its address.
        language: its language as printed.
        section: section of the paper.
        body: its text.
        free: `False` where it says that it is not free to read, `True` where it says that it is.
        updates: entries of a live blog.
    """

    types: tuple[str, ...] = ()
    headline: str = ""
    description: str = ""
    authors: tuple[Credit, ...] = ()
    agency: str = ""
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    section: str = ""
    body: str = ""
    free: bool | None = None
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """What linked data say of a page.

    Attributes:
        articles: its articles, those that it is about first, teasers of others left out.
        page: what is said of the page itself (`WebPage`), if anything.
        site: name of the site or of the organisation behind it, or empty.
    """

    articles: tuple[Article, ...] = ()
    page: Article | None = None
    site: str = ""


def read(scripts: Iterable[str]) -> Linked:
    """Read the linked data of a page.

    Args:
        scripts: texts of its scripts of type `application/ld+json`, in their order.

    Returns:
        What they say. Damaged scripts are repaired as far as `loose_json` can; nothing here raises.
    """
    graph = _Graph.of(
        value
        for number, text in enumerate(scripts)
        if number < _MOST_SCRIPTS
        for value in loose_json.values(text)
    )
    table = words()
    ranked: list[tuple[int, int, Article]] = []
    page: Article | None = None
    site = organisation = ""
    for order, (node, aside) in enumerate(graph.nodes):
        types = _types(node)
        rank = max((table.article_types.get(name, 0) for name in types), default=0)
        if rank and not aside:
            ranked.append((-rank, order, _article(node, types, graph)))
        elif page is None and not aside and not table.page_types.isdisjoint(types):
            page = _article(node, types, graph)
        elif not site and "website" in types:
            site = plain(_first(node.get("name")))
        elif not organisation and not aside and not table.organisation_types.isdisjoint(types):
            organisation = plain(_first(node.get("name")))
    ranked.sort(key=lambda entry: entry[:2])
    return Linked(tuple(article for _, _, article in ranked), page, site or organisation)


@dataclass(slots=True)
class _Graph:
    """All nodes of a page's linked data, and those that others point to by their id."""

    nodes: list[tuple[Node, bool]] = field(default_factory=list)
    by_id: dict[str, Node] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Iterable[object]) -> _Graph:
        """Walk through values breadth first, so that what a page is about comes before what hangs on it."""
        graph = cls()
        beside = words().beside
        waiting: deque[tuple[object, bool]] = deque((value, False) for value in values)
        seen = 0
        while waiting and seen < _MOST:
            value, aside = waiting.popleft()
            seen += 1
            if isinstance(value, list):
                waiting.extend((member, aside) for member in value[:_MOST])
            elif isinstance(value, dict):
                graph.nodes.append((value, aside))
                key = value.get("@id")
                # A node that holds nothing but its id points to another one.
                if isinstance(key, str) and len(value) > len(graph.by_id.get(key, {"@id": key})):
                    graph.by_id[key] = value
                waiting.extend(
                    (member, aside or name.casefold() in beside)
                    for name, member in value.items()
                    if isinstance(member, (dict, list))
                )
        return graph

    def resolved(self, node: Node) -> Node:
        """Return the node that an id points to, with what stands beside the id."""
        key = node.get("@id")
        full = self.by_id.get(key) if isinstance(key, str) else None
        return node if full is None or full is node else {**full, **node}


def _types(node: Node) -> tuple[str, ...]:
    """Return the types of a node without their prefix (`schema:`, `https://schema.org/`), in small letters."""
    given = node.get("@type", node.get("type"))
    names = given if isinstance(given, list) else [given]
    return tuple(
        name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().casefold()
        for name in names
        if isinstance(name, str)
    )


def _article(node: Node, types: tuple[str, ...], graph: _Graph) -> Article:
    node = graph.resolved(node)
    about = node.get("mainEntityOfPage")
    return Article(
        types=types,
        headline=plain(_first(node.get("headline")) or _first(node.get("name"))),
        description=plain(_first(node.get("description")) or _first(node.get("alternativeHeadline"))),
        authors=_credits(node.get("author"), graph) or _credits(node.get("creator"), graph),
        agency=_name(node.get("sourceOrganization") or node.get("provider"), graph),
        published=plain(_first(node.get("datePublished"))),
        modified=plain(_first(node.get("dateModified"))),
        publisher=_name(node.get("publisher"), graph),
        url=_address(node.get("url")) or _address(about) or _address(node.get("@id")),
        language=_language(node.get("inLanguage")),
        section=plain(_first(node.get("articleSection"))),
        body=_first(node.get("articleBody") or node.get("text")),
        free=_free(node.get("isAccessibleForFree")),
        updates=tuple(_updates(node.get("liveBlogUpdate"))),
    )


def _first(value: object) -> str:
    """Return the first string of a value: itself, the first of a list, or the value of a language map."""
    for _ in range(4):
        if isinstance(value, list):
            value = next((member for member in value[:_PARTS] if member), "")
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or ""
    return value if isinstance(value, str) else ""


def _name(value: object, graph: _Graph) -> str:
    return next((credit.name for credit in _credits(value, graph)), "")


def _credits(value: object, graph: _Graph) -> tuple[Credit, ...]:
    """Read who is credited: a string, an object, a reference, or a list of these, in any nesting."""
    return tuple(credit for credit in _credited(value, graph, 0) if any(map(str.isalpha, credit.name)))


def _credited(value: object, graph: _Graph, depth: int) -> Iterator[Credit]:
    if isinstance(value, str):
        # A bare id or address names nobody, unless the graph knows it.
        known = graph.by_id.get(value)
        if known is not None and depth < 3:
            yield from _credited(known, graph, depth + 1)
        elif not _is_address(value):
            yield Credit(plain(value))
    elif isinstance(value, list):
        if depth < 4:
            for member in value[:_PARTS]:
                yield from _credited(member, graph, depth + 1)
    elif isinstance(value, dict):
        node = graph.resolved(value)
        kind = _kind(_types(node))
        name = node.get("name")
        if isinstance(name, list):
            yield from (Credit(plain(_first(part)), kind) for part in name[:_PARTS])
            return
        whole = plain(_first(name)) or plain(
            " ".join(filter(None, (_first(node.get("givenName")), _first(node.get("familyName")))))
        )
        if whole and not _is_address(whole):
            yield Credit(whole, kind)


def _kind(types: tuple[str, ...]) -> str:
    if "person" in types:
        return "person"
    return "" if words().organisation_types.isdisjoint(types) else "organisation"


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "//", "/", "#", "_:", "www."))


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    address = _first(value).strip()
    return address if address.startswith(("http://", "https://")) else ""


def _language(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return _first(value).strip()


def _free(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False, "1": True, "0": False}.get(_first(value).strip().casefold())


def _updates(value: object) -> Iterator[Update]:
    for entry in (value if isinstance(value, list) else [value])[:_MOST]:
        if isinstance(entry, dict):
            update = Update(
                plain(_first(entry.get("headline"))),
                _first(entry.get("articleBody") or entry.get("text")),
                plain(_first(entry.get("datePublished"))),
            )
            if update.headline or update.body:
                yield update
