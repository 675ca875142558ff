"""The application: routes from the table of views, errors in one shape, the guard around all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Literal

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.pipeline import reader
from dateline.render.safe import plain
from dateline.web import assets, cite_pages, correct_posts, export_route, openapi, posts
from dateline.web.asking import address, asked, changed
from dateline.web.desk import Desk
from dateline.web.exporting import Exports
from dateline.web.forms import as_csv, as_json, error_json
from dateline.web.reading import Room
from dateline.web.rendering import Pages, Site
from dateline.web.security import HEADERS, Guard, Rules, foreign
from dateline.web.view import Further, View
from dateline.web.views import VIEWS

Form = Literal["html", "json", "csv", cite_pages.Form]

STATUS: Final = {
    "E042": 503,
    "E050": 404,
    "E055": 404,
    "E074": 404,
    "E100": 404,
    "E101": 403,
    "E030": 400,
    "E031": 400,
    "E051": 400,
    "E052": 400,
    "E053": 422,
    "E102": 400,
    "E001": 422,
    "E002": 422,
    "E003": 413,
    "E005": 422,
    "E007": 422,
    "E010": 422,
    "E012": 422,
    "E014": 422,
    "E105": 503,
}
"""Status of the answer for each code; 500 for all others."""

LARGEST: Final = 8_000_000
"""Bytes that a request may send."""

_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
}


def application(desk: Desk, rules: Rules, *, edit: bool = False, room: Room | None = None) -> Starlette:
    """Return the application for a store.

    Args:
        desk: access to the store.
        rules: who may ask.
        edit: corrections may be made from the page.
        room: reads the texts that are sent; one of its own if none is given.
    """
    room = room or Room(partial(reader, Settings()))
    site = Site(name=desk.path.name, views={view.name: view for view in VIEWS}, edit=edit)
    files = assets.Assets()
    pages = Pages(site, files)
    return Starlette(
        routes=[
            *(route for view in VIEWS for route in routes(view, desk, pages)),
            *export_route.routes(Exports(desk.path), site.name),
            *correct_posts.routes(desk, site, pages, lambda error: STATUS.get(error.code, 500)),
            *posts.routes(room, pages, lambda error: STATUS.get(error.code, 500)),
            Route("/openapi.json", _described),
            Mount(assets.ROOT, files.served()),
        ],
        middleware=[
            Middleware(Guard, rules=rules),
            Middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
        ],
        exception_handlers={
            DatelineError: lambda request, error: failed(request, error, pages),
            HTTPException: lambda request, error: _not_routed(request, error, pages),
            Exception: lambda request, error: _broken(request, error, pages),
        },
    )


def routes(view: View, desk: Desk, pages: Pages) -> Sequence[BaseRoute]:
    """Return the routes of a view: its page last, since an id in the path would take the endings of the others."""
    stem = openapi.stem_of(view)
    forms: list[Form] = ["json", "csv"] if view.row else ["json"]
    forms += cite_pages.FORMS
    return [
        *(Route(f"{stem}.{form}", _endpoint(view, form, desk, pages)) for form in forms),
        *(Route(f"{stem}.{further.name}", _further(view, further, desk)) for further in view.further),
        Route(view.path, _endpoint(view, "html", desk, pages)),
    ]


def _described(request: Request) -> Response:
    """Return the description of the interface for programs."""
    del request
    return Response(msgspec.json.encode(openapi.document(VIEWS)), media_type=_TYPES["json"])


def failed(request: Request, error: Exception, pages: Pages) -> Response:
    """Return the answer for a coded error, in the form that was asked for."""
    if not isinstance(error, DatelineError):
        raise error
    status = STATUS.get(error.code, 500)
    headers = {"retry-after": "5"} if status == 503 else None
    form = _form_of(request)
    if form == "json":
        return Response(error_json(error), status, headers, _TYPES["json"])
    if form == "csv":
        return Response(f"{plain(str(error))}\n", status, headers, "text/plain; charset=utf-8")
    page = pages.failure(status, error.code, error.detail, error.remedy)
    return Response(page, status, headers, _TYPES["html"])


def _not_routed(request: Request, error: Exception, pages: Pages) -> Response:
    """Answer what has no route, or not by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        told = DatelineError(
            "E100", f"there is no page {request.url.path}", "the menu leads to all there are"
        )
        return failed(request, told, pages)
    further = (error.headers or {}) if isinstance(error, HTTPException) else {}
    methods = next((value for name, value in further.items() if name.lower() == "allow"), "GET")
    told = DatelineError("E101", f"{request.method} is not answered here", f"ask with {methods}")
    response = failed(request, told, pages)
    response.status_code = status
    response.headers.update(further)
    return response


def _broken(request: Request, error: Exception, pages: Pages) -> Response:
    """Answer where dateline itself has a fault: nothing of it is shown here, the terminal has it."""
    del error
    told = DatelineError(
        "E104", "dateline failed to make this page", "the terminal says more; please report it"
    )
    response = failed(request, told, pages)
    # made outside of the guard
    response.headers.update(HEADERS)
    return response


def _endpoint(view: View, form: Form, desk: Desk, pages: Pages) -> Callable[[Request], Response]:
    """Return what answers requests for a view in a form. It is no coroutine: Starlette runs it in a thread."""

    def answer(request: Request) -> Response:
        _welcome(view, request)
        query = asked(view.query, request.query_params.multi_items(), request.path_params)
        with desk.questions() as questions:
            try:
                found, status = view.answer(questions, query), 200
            except DatelineError as error:
                if form != "html" or view.failing is None:
                    raise
                found, status = view.failing(query, error), STATUS.get(error.code, 500)
            version = questions.version
            stem = openapi.stem_of(view)
            following = address(f"{stem}.{form}", changed(query, next=found.next)) if found.next else ""
            headers = cite_pages.headers(view, query, version, following)
            if form == "html":
                # in here, for a template may iterate over what is still to be fetched
                page = pages.page(view, query, found, version)
                return Response(page, status, headers, _TYPES["html"])
            if form != "json" and form != "csv":  # noqa: PLR1714 - one by one they tell the type
                return cite_pages.cited(form, questions, pages, view, query, found)
        if form == "csv" and view.row:
            return Response(as_csv(view.row, found.rows), 200, headers, _TYPES["csv"])
        return Response(as_json(query, found, version, following), 200, headers, _TYPES["json"])

    return answer


def _welcome(view: View, request: Request) -> None:
    """Refuse a question that another page asks, where a view answers only its own.

    Raises:
        DatelineError: E101.
    """
    if view.own and foreign(request.headers):
        raise DatelineError(
            "E101", "another page led here, with a question of its own", "read it in the address first"
        )


def _further(view: View, further: Further, desk: Desk) -> Callable[[Request], Response]:
    """Return what answers requests for a further form of a view."""
    styles = further.styles or "'none'"
    headers = {"content-security-policy": f"default-src 'none'; style-src {styles}"}

    def answer(request: Request) -> Response:
        _welcome(view, request)
        query = asked(view.query, request.query_params.multi_items(), request.path_params)
        with desk.questions() as questions:
            found = view.answer(questions, query)
        return Response(further.make(query, found), 200, headers, further.type)

    return answer


def _form_of(request: Request) -> Form:
    """Return the form that an address asks for by its ending."""
    path = request.url.path
    if path.endswith(".json") or path.startswith("/api/"):
        return "json"
    return "csv" if path.endswith(".csv") else "html"
