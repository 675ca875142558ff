"""Answers that say how an answer is cited: a page, and files for reference managers."""

from __future__ import annotations

from typing import Final, Literal, get_args

from starlette.responses import Response

from dateline.web import citing
from dateline.web.asking import address, changed
from dateline.web.desk import Reading
from dateline.web.openapi import stem_of
from dateline.web.rendering import Pages, today
from dateline.web.view import MOST, Answer, Query, View

Form = Literal["cite", citing.Form]
FORMS: Final[tuple[Form, ...]] = ("cite", *get_args(citing.Form))
"""The endings of the addresses."""

VERSION: Final = "x-dateline-version"
"""Header that tells the version of the data."""

_NAMES: Final = (("bib", "BibTeX"), ("ris", "RIS"), ("csl", "CSL-JSON"))


def headers(view: View, query: Query, version: str, following: str = "") -> dict[str, str]:
    """Return the headers of an answer that tell the version of the data, how it is cited and what follows.

    Args:
        view: the view.
        query: what was asked.
        version: version of the data.
        following: address of the rows that follow, empty if there are none.
    """
    links = [f'<{address(f"{stem_of(view)}.cite", query)}>; rel="cite-as"']
    if following:
        links.append(f'<{following}>; rel="next"')
    return {VERSION: version, "link": ", ".join(links)}


def cited(form: Form, questions: Reading, pages: Pages, view: View, query: Query, found: Answer) -> Response:
    """Return how an answer is cited.

    Args:
        form: the page, or the file.
        questions: the store.
        pages: the templates.
        view: the view.
        query: what was asked.
        found: what was answered.
    """
    most = citing.SHOWN if form == "cite" else citing.MOST
    citation = citing.Citation(
        title=found.title,
        store=pages.site.name,
        version=questions.version,
        query=address(view.path, query),
        accessed=today(),
        sources=questions.sources(found.documents, limit=most),
        total=len(found.documents),
        record=citing.record_of(found),
        words=citing.words_of(found),
    )
    if form == "cite":
        stem = stem_of(view)
        files = [(kind, name, address(f"{stem}.{kind}", query)) for kind, name in _NAMES]
        listed = "limit" in query.__struct_fields__
        whole = address(f"{stem}.cite", changed(query, limit=MOST)) if listed and found.next else ""
        page = pages.other("cite.html", citation=citation, files=files, most=citing.MOST, whole=whole)
        return Response(page, 200, {VERSION: citation.version}, "text/html; charset=utf-8")
    name = f"{citation.key}.csl.json" if form == "csl" else f"{citation.key}.{form}"
    return Response(
        citing.written(form, citation),
        200,
        {VERSION: citation.version, "content-disposition": f'attachment; filename="{name}"'},
        citing.TYPES[form],
    )
