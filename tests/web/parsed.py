"""Pages as trees."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import html

from web.asking import Response


def tree(page: Response | str) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(page if isinstance(page, str) else page.text)


def of_class(root: html.HtmlElement, name: str, element: str = "*") -> list[html.HtmlElement]:
    """Return the elements of a class inside an element, in their order."""
    own = f'contains(concat(" ", normalize-space(@class), " "), " {name} ")'
    found: list[html.HtmlElement] = root.xpath(f".//{element}[{own}]")
    return found


def texts(found: Iterable[html.HtmlElement]) -> list[str]:
    """Return the text of each element on one line."""
    return [" ".join(one.text_content().split()) for one in found]
