"""Follows the links of a site, so that tests see every view with records that are there, whatever views there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final, get_origin, get_type_hints
from urllib.parse import urldefrag, urljoin, urlsplit

from starlette.types import ASGIApp

from dateline.web.view import View
from dateline.web.views import VIEWS
from web.asking import get

_LINKS: Final = frozenset({"href", "src", "action", "formaction", "poster", "data", "xlink:href"})


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of a page, as it was opened."""

    name: str
    attributes: tuple[tuple[str, str], ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, tuple((name, value or "") for name, value in attrs)))


def tags(html: str) -> list[Tag]:
    """Return the elements of a page in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tags


def links(html: str) -> Iterator[str]:
    """Yield every address that stands in a page."""
    for tag in tags(html):
        for name, value in tag.attributes:
            if name in _LINKS:
                yield value


@dataclass(slots=True)
class Found:
    """What was found by following links.

    Attributes:
        pages: addresses of each view, by its name, with what they answered.
        others: addresses of pages that are no view, with what they answered.
        broken: addresses that do not answer with 200, with the page that leads there.
    """

    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    broken: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """The addresses of all views."""
        return [address for pages in self.pages.values() for address in pages]


def crawl(app: ASGIApp, start: str = "/", *, each: int = 3) -> Found:
    """Follow the links of a site.

    Args:
        app: the application.
        start: where to begin.
        each: how many pages of a view to look at.
    """
    found = Found({view.name: {} for view in VIEWS})
    waiting, seen, asked = [(start, "")], {start}, Counter[str]()
    patterns = [(view, _pattern(view)) for view in VIEWS]
    while waiting:
        address, source = waiting.pop(0)
        view = _view_of(address, patterns)
        kind = view.name if view else _kind(address)
        if asked[kind] >= each:
            continue
        asked[kind] += 1
        answer = get(app, address)
        if answer.status != 200:
            found.broken.append((answer.status, address, source))
            continue
        if not answer.header("content-type").startswith("text/html"):
            continue
        (found.pages[view.name] if view else found.others)[address] = answer.text
        for link in links(answer.text):
            to = urldefrag(urljoin(address, link)).url
            if to not in seen and to.startswith("/") and not urlsplit(to).netloc:
                seen.add(to)
                waiting.append((to, address))
    return found


def _kind(address: str) -> str:
    """Return what addresses that are no view's have in common: static files each stand alone."""
    path = urlsplit(address).path
    form = path.rpartition(".")[2] if path.endswith((".json", ".csv")) else ""
    return path if path.startswith("/static/") else f"{path.split('/')[1]}.{form}"


def _pattern(view: View) -> re.Pattern[str]:
    return re.compile("".join("[^/]+" if part[:1] == "{" else re.escape(part) for part in _parts(view.path)))


def _parts(path: str) -> list[str]:
    return re.split(r"(\{[^}]*\})", path)


def _view_of(address: str, patterns: list[tuple[View, re.Pattern[str]]]) -> View | None:
    path = urlsplit(address).path
    if path.endswith((".json", ".csv", ".cite", ".bib", ".ris", ".csl")):
        return None
    return next((view for view, pattern in patterns if pattern.fullmatch(path)), None)


def filled(view: View, value: Callable[[str], str]) -> str:
    """Return the path of a view with its fields filled.

    Args:
        view: the view.
        value: returns what to write for a field, percent-encoded.
    """
    return "".join(value(part[1:-1]) if part[:1] == "{" else part for part in _parts(view.path))


def parameters(view: View) -> list[str]:
    """Return the fields of a view's query that hold words."""
    hints = get_type_hints(view.query)
    return [name for name in view.query.__struct_fields__ if _words(hints[name])]


def _words(hint: Any) -> bool:
    return hint is str or any(
        _words(one) for one in getattr(hint, "__args__", ()) if get_origin(hint) is not None
    )
