"""The elements of a page by which its metadata are found where nothing else tells: headings, bylines, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from dateline.reading.html.roles import roles
from dateline.reading.html.words import plain, words
from dateline.structure.tables import fold, people

_TAGS: Final = (
    "h1",
    "h2",
    "p",
    "time",
    "div",
    "span",
    "a",
    "address",
    "section",
    "header",
    "ul",
    "li",
    "strong",
    "small",
    "em",
    "b",
)
_MOST: Final = 50_000
"""Elements of one page that are looked at."""
_SILENT: Final = frozenset({"script", "style", "svg", "noscript", "template", "button", "select", "textarea"})
_BLOCK: Final = frozenset(
    {"br", "div", "p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "section", "header", "td", "tr", "hr"}
)
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_BELOW: Final = 30
"""Paragraphs below a heading after which nothing tells of the headline any more."""
_SIBLINGS: Final = 12
_WALKED: Final = 500
"""Elements that are looked at inside one landmark."""
_AROUND: Final = 6
"""Elements around one that are asked what they are for."""
_LONG: Final = 120
"""Characters from which on a paragraph counts as one of the article's own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that may tell something of the article.

    Attributes:
        element: the element.
        heading: it is an `h1`.
        byline: its tag, relation, class or microdata say that it names an author.
        date: its tag, class or microdata say that it holds a date.
        prose: number of characters of a paragraph (at most 400); 0 for all other elements.
    """

    element: Any
    heading: bool = False
    byline: bool = False
    date: bool = False
    prose: int = 0


def read(tree: Any) -> tuple[Mark, ...]:
    """Collect the landmarks of a page, in its order.

    Args:
        tree: root of the parsed page.
    """
    return tuple(_marks(tree))


def _marks(tree: Any) -> Iterator[Mark]:
    folders = frozenset(words().classes["author_folders"])
    headed, paragraphs = False, 0
    for number, element in enumerate(tree.iter(*_TAGS)):
        if number >= _MOST:
            return
        tag = element.tag
        if tag == "h1":
            headed = True
            yield Mark(element, heading=True)
            continue
        if tag == "p" and (size := sum(map(len, element.itertext()))) >= _LONG:
            if is_quoted(element):
                continue
            paragraphs += headed
            if paragraphs > _BELOW:
                return
            yield Mark(element, prose=size)
            continue
        named = element.get("class") or element.get("id") or element.get("data-testid")
        signed, dated = _told(named[:200]) if named else (False, False)
        kind = element.get("itemprop")
        signed = signed or kind == "author" or "author" in (element.get("rel") or "")
        if tag == "a" and not signed:
            signed = not folders.isdisjoint((element.get("href") or "").split("/")[1:-1])
        dated = dated or tag == "time" or kind in ("datePublished", "dateModified")
        text = element.text
        if text and len(text) < _LONG:
            signed = signed or _opens(text)
            dated = dated or ("20" in text and bool(_YEAR.search(text)))
        if (signed or dated) and not _is_pictured(element) and not is_quoted(element):
            yield Mark(element, byline=signed, date=dated)


def _is_pictured(element: Any) -> bool:
    """Say whether an element belongs to a picture or a menu."""
    for _ in range(_AROUND):
        element = element.getparent()
        if element is None:
            return False
        if element.tag in ("figure", "figcaption", "nav"):
            return True
    return False


def is_quoted(element: Any) -> bool:
    """Say whether an element is in a quotation or a message of another network, whose dates are not the report's."""
    for _ in range(_AROUND):
        if element is None or element.tag in ("article", "body"):
            return False
        if element.tag == "blockquote" or "embed" in roles().of(element):
            # Old pages set a whole report in as a quotation.
            return next(element.iter("h1"), None) is None
        element = element.getparent()
    return False


@lru_cache(maxsize=4096)
def _told(named: str) -> tuple[bool, bool]:
    """Say whether the name of a class tells of a byline, and of a date."""
    classes, holds = words().classes, named.casefold().__contains__
    byline, date = any(map(holds, classes["byline"])), any(map(holds, classes["date"]))
    if (byline or date) and any(map(holds, classes["beside"])):
        return False, False
    return byline, date


def _opens(text: str) -> bool:
    """Say whether a text begins as a byline does, with a capital ("By Ann Lo")."""
    first = text.split(None, 1)[:1]
    if (
        not first
        or not first[0][0].isupper()
        or first[0].rstrip(":").casefold() not in people().openers.by_first
    ):
        return False
    return bool(people().openers.match(fold(text)))


def around(marks: Sequence[Mark], heading: Any) -> tuple[Mark, ...]:
    """Return the landmarks around a headline: those between it and the third paragraph, then some before it.

    Args:
        marks: all landmarks of the page.
        heading: the element of the headline, or `None` to begin at the first landmark.
    """
    at = next((number for number, mark in enumerate(marks) if mark.element is heading), 0)
    start = at
    while start > 0 and at - start < 20 and not marks[start - 1].heading and not marks[start - 1].prose:
        start -= 1
    end, paragraphs = at, 0
    while end < len(marks) and paragraphs < 3 and end - at < 80:
        paragraphs += marks[end].prose > 0
        end += 1
    ordered = (*marks[at:end], *marks[start:at])
    return tuple(mark for mark in ordered if not mark.prose and not mark.heading)


def paragraphs(marks: Sequence[Mark], heading: Any, most: int) -> list[str]:
    """Return the first paragraphs below a headline.

    Args:
        marks: all landmarks of the page.
        heading: the element of the headline, or `None` to begin at the first landmark.
        most: how many.
    """
    at = next((number for number, mark in enumerate(marks) if mark.element is heading), 0)
    return [line(mark.element) for mark in islice((mark for mark in marks[at:] if mark.prose), most)]


def loose(heading: Any) -> list[str]:
    """Return the texts that stand behind a headline and its siblings without an element of their own."""
    if heading is None:
        return []
    siblings = islice(heading.itersiblings(), _SIBLINGS)
    return [
        words for element in (heading, *siblings) if (words := " ".join((element.tail or "")[:_LONG].split()))
    ]


def pieces(element: Any, most: int = 400) -> list[str]:
    """Return the pieces of text in an element, as its tags cut it, without scripts and buttons.

    Args:
        element: the element.
        most: characters after which reading stops.
    """
    found: list[str] = []
    size = 0
    for words_, _ in _texts(element):
        piece = " ".join(words_.split())
        if piece:
            found.append(piece)
            size += len(piece)
        if size >= most:
            break
    return found


def line(element: Any, most: int = 600) -> str:
    """Return the text of an element as one line: blanks where its tags break the line, none where they do not."""
    found: list[str] = []
    size = 0
    for piece, breaks in _texts(element):
        if found and (breaks or _runs_on(found[-1], piece)):
            found.append(" ")
        found.append(piece)
        size += len(piece)
        if size >= most:
            break
    return plain("".join(found))


def _runs_on(before: str, piece: str) -> bool:
    """Say whether two pieces would run into each other: a kicker and a title in spans without a blank between."""
    left, right = before[-1:], piece[:1]
    return (left in ":!?." or left.islower()) and right.isupper()


def _texts(element: Any) -> Iterator[tuple[str, bool]]:
    """Yield the texts in an element, each with whether a block or line break lies before it."""
    from lxml.etree import iterwalk

    breaks, silent = False, 0
    for event, inner in islice(iterwalk(element, events=("start", "end")), 2 * _WALKED):
        start = event == "start"
        if inner is not element:
            breaks = breaks or inner.tag in _BLOCK
            if inner.tag in _SILENT:
                silent += 1 if start else -1
        elif not start:
            return
        text = inner.text if start else inner.tail
        if text and not silent:
            yield text, breaks
            breaks = False
