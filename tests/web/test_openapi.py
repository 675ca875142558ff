"""The description for programs against what is served."""

from __future__ import annotations

from typing import Any

import jsonschema
import msgspec
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from dateline.web.view import View
from dateline.web.views import VIEWS
from web.asking import get
from web.crawling import Found, crawl


@pytest.fixture(scope="session")
def crawled(app: Starlette) -> Found:
    return crawl(app)


@pytest.fixture(scope="session")
def described(app: Starlette) -> dict[str, Any]:
    answer = get(app, "/openapi.json")
    assert answer.status == 200
    document: dict[str, Any] = answer.json
    return document


def test_it_has_every_route_for_programs_and_no_other(app: Starlette, described: dict[str, Any]) -> None:
    served = {
        (route.path, method.lower())
        for route in app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD" and ("." in route.path or route.path.startswith(("/api/", "/export/")))
    }
    told = {(path, method) for path, methods in described["paths"].items() for method in methods}
    assert told == served - {("/openapi.json", "get")}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_its_parameters_are_the_fields_of_the_query(view: View, described: dict[str, Any]) -> None:
    path = f"{view.path.rstrip('/') or '/index'}.json"
    told = {one["name"]: one["in"] for one in described["paths"][path]["get"]["parameters"]}
    fields = msgspec.structs.fields(view.query)
    assert told == {field.name: "path" if f"{{{field.name}}}" in view.path else "query" for field in fields}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_answers_are_as_it_says(
    view: View, app: Starlette, described: dict[str, Any], crawled: Found
) -> None:
    path = f"{view.path.rstrip('/') or '/index'}.json"
    operation = described["paths"][path]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert crawled.pages[view.name], "the pages lead to it"
    for address in crawled.pages[view.name]:
        stem, _, query = address.partition("?")
        answer = get(app, f"{stem.rstrip('/') or '/index'}.json" + (f"?{query}" if query else ""))
        assert answer.status == 200
        jsonschema.validate(
            answer.json,
            {**schema, "components": described["components"]},
            format_checker=jsonschema.FormatChecker(),
        )


def test_errors_are_as_it_says(app: Starlette, described: dict[str, Any]) -> None:
    answer = get(app, "/events.json?limit=0")
    assert answer.status == 400
    jsonschema.validate(answer.json, described["components"]["schemas"]["Error"])
