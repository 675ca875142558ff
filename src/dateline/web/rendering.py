"""Templates: every value is escaped, no control character reaches a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from dateline import __version__
from dateline.render.cells import day_range
from dateline.render.safe import plain
from dateline.render.sheet import Sheet
from dateline.render.view import days
from dateline.web import correcting
from dateline.web.asking import address, changed, toggled
from dateline.web.assets import Assets
from dateline.web.exporting import EXPORT, Export, offers
from dateline.web.shortening import window
from dateline.web.view import MOST, Answer, Query, View


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the menu."""

    name: str
    path: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page shows of the site.

    Attributes:
        name: name of the store's file.
        views: the views by name.
        edit: corrections may be made from the page.
    """

    name: str
    views: Mapping[str, View] = field(repr=False)
    edit: bool = False

    def menu(self, view: View | None) -> list[Link]:
        """Return the menu, with the page that is shown marked."""
        return [Link(one.menu, one.path, one is view) for one in self.views.values() if one.menu]

    def link(self, name: str, /, **fields: Any) -> str:
        """Return the address of a view for the fields of its query; `between.svg` is that of another form of it."""
        name, _, form = name.partition(".")
        view = self.views[name]
        return address(f"{view.path}.{form}" if form else view.path, view.query(**fields))


def correction(key: str) -> str:
    """Return the address at which a record is corrected."""
    return f"/correct/{quote(key, safe='')}"


def templates() -> jinja2.Environment:
    """Return the templates: they escape every value, and refuse to be filled from what is not there."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_FILTERS)
    return made


class Pages:
    """The templates, for one site.

    Args:
        site: the site.
        assets: the files that its pages are made of.
    """

    def __init__(self, site: Site, assets: Assets) -> None:
        self.site = site
        self._templates = templates()
        self._templates.globals.update(
            site=site,
            link=site.link,
            asset=assets.address,
            correct=correction,
            changed=changed,
            toggled=toggled,
            program=__version__,
            today=today,
        )

    def page(self, view: View, query: Query, answer: Answer, version: str) -> str:
        """Return the page of an answer.

        Args:
            view: the view.
            query: what was asked.
            answer: what was answered.
            version: version of the data.
        """
        here = address(view.path, query)
        names = ("json", *(("csv",) if view.row else ()), *(further.name for further in view.further))
        forms = {form: address(f"{view.path.rstrip('/') or '/index'}.{form}", query) for form in names}
        stem = view.path.rstrip("/") or "/index"
        following = address(view.path, changed(query, next=answer.next)) if answer.next else ""
        return self._templates.get_template(f"{view.name}.html").render(
            view=view,
            query=query,
            answer=answer,
            rows=answer.rows,
            about=answer.about,
            here=here,
            again=lambda **changes: address(view.path, changed(query, **changes)),
            toggle=lambda name, value: address(view.path, toggled(query, name, value)),
            forms=forms,
            following=following,
            cite=address(f"{stem}.cite", query),
            whole=_whole(view, stem, query, answer),
            offers=[
                (one.name, one.about, address(EXPORT, Export(**one.fields)))
                for one in (offers(query) if view.name == "events" else ())
            ],
            most=MOST,
            version=version,
            menu=self.site.menu(view),
        )

    def other(self, template: str, **values: Any) -> str:
        """Return a page that is no view's: what a form leads to.

        Args:
            template: name of its template.
            values: what it shows.
        """
        return self._templates.get_template(template).render(menu=self.site.menu(None), **values)

    def failure(self, status: int, code: str, detail: str, remedy: str) -> str:
        """Return the page of an error."""
        return self._templates.get_template("error.html").render(
            status=status, code=code, detail=detail, remedy=remedy, menu=self.site.menu(None)
        )


def _whole(view: View, stem: str, query: Query, answer: Answer) -> dict[str, str]:
    """Return where all rows of a list are, not only those of a page; nothing where the page has all."""
    if view.row is None or "limit" not in query.__struct_fields__:
        return {}
    if not answer.next and not getattr(query, "next", ""):
        return {}
    return {form: address(f"{stem}.{form}", changed(query, limit=MOST)) for form in ("csv", "json")}


def _shown(value: object) -> object:
    """Make text harmless, and nothing of `None`; what is markup already stays."""
    if value is None:
        return ""
    return plain(value) if type(value) is str else value


def _web(address_of: str | None) -> str:
    """Return an address of the web as it is, an empty string for any other."""
    return address_of if address_of and address_of.lower().startswith(("https://", "http://")) else ""


def _matched(words: str, matched: Iterable[str]) -> Markup:
    """Mark words where they stand in a text."""
    several = sorted({one for one in matched if one}, key=len, reverse=True)
    if not several:
        return escape(plain(words))
    pieces = re.split(f"({'|'.join(map(re.escape, several))})", words)
    marked = (
        Markup("<mark>{}</mark>").format(plain(piece)) if number % 2 else escape(plain(piece))
        for number, piece in enumerate(pieces)
    )
    return Markup("").join(marked)


def today() -> str:
    """Return the day, by UTC: when a page was asked for."""
    return datetime.now(UTC).date().isoformat()


def _cell(value: object) -> object:
    """Write a value of an answer in SQL; lists with semicolons."""
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _number(value: float) -> str:
    """Write a number with its thousands apart."""
    return f"{value:,}"


_FILTERS: Final = {
    "days": days,
    "day_range": day_range,
    "web": _web,
    "number": _number,
    "sheet": Sheet.of,
    "matched": _matched,
    "window": window,
    "cell": _cell,
    "said": correcting.said,
    "fields": correcting.fields,
}
