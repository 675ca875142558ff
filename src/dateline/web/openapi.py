"""The description of the interface for programs, made from the table of views: OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from typing import Any, Final

import msgspec

from dateline import __version__
from dateline.errors import CODES
from dateline.model import Report
from dateline.web import citing, correcting
from dateline.web.exporting import ENDINGS, EXPORT, Export
from dateline.web.reading import Sent
from dateline.web.view import Query, View

REFERENCE: Final = "#/components/schemas/{name}"

_ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "detail", "remedy"],
            "properties": {
                "code": {"enum": sorted(CODES), "description": "what kind of error; docs/errors.md"},
                "detail": {"type": "string", "description": "what happened"},
                "remedy": {"type": "string", "description": "what to do about it, or empty"},
            },
        }
    },
}
_FAILED: Final = {
    "description": "an error",
    "content": {"application/json": {"schema": {"$ref": REFERENCE.format(name="Error")}}},
}


def document(views: Sequence[View]) -> dict[str, Any]:
    """Return the OpenAPI document of a site.

    Args:
        views: its views.
    """
    schemas, components = _schemas(views)
    paths: dict[str, Any] = {}
    for view in views:
        stem = stem_of(view)
        paths[f"{stem}.json"] = {"get": _get(view, "json", _json_answer(view, schemas))}
        if view.row:
            csv = {"text/csv": {"schema": {"type": "string"}}}
            paths[f"{stem}.csv"] = {"get": _get(view, "csv", csv)}
        for further in view.further:
            paths[f"{stem}.{further.name}"] = {"get": _get(view, further.name, {further.type: {}})}
        for form, kind in citing.PAGE_TYPES.items():
            paths[f"{stem}.{form}"] = {"get": _get(view, form, {kind: {}})}
    paths[EXPORT] = {"get": _export()}
    paths["/api/read"] = {"post": _read(schemas)}
    paths["/api/correct"] = {"post": _correct(schemas)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": __version__,
            "summary": "Who did what to whom, who said what and who disputes it, with the words that say so.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {**components, "Error": _ERROR}},
    }


def stem_of(view: View) -> str:
    """Return the address of a view without the ending of its form."""
    return view.path.rstrip("/") or "/index"


def _schemas(views: Iterable[View]) -> tuple[dict[type, dict[str, Any]], dict[str, Any]]:
    """Return the schema of each type that views use, and the components that these refer to."""
    kinds: list[type] = [Report, Sent, correcting.Sending, correcting.Kept]
    for view in views:
        kinds += [kind for kind in (view.query, view.row, view.whole) if kind and kind is not dict]
    several = list(dict.fromkeys(kinds))
    found, components = msgspec.json.schema_components(several, ref_template=REFERENCE)
    return dict(zip(several, found, strict=True)), components


def _get(view: View, form: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": f"{view.name}_{form}",
        "summary": view.about,
        "parameters": _parameters(view.query, view.path),
        "responses": {"200": {"description": view.about, "content": content}, "default": _FAILED},
    }


def _parameters(query: type[Query], path: str) -> list[dict[str, Any]]:
    """Return the fields of a query as parameters of the address."""
    whole = msgspec.json.schema(query)
    fields = next(iter(whole["$defs"].values())) if "$defs" in whole else whole
    several = []
    for name, schema in fields.get("properties", {}).items():
        inside = f"{{{name}}}" in path
        one = {
            "name": name,
            "in": "path" if inside else "query",
            "required": inside,
            "schema": {key: value for key, value in schema.items() if key != "description"},
        }
        if told := schema.get("description"):
            one["description"] = told
        several.append(one)
    return several


def _json_answer(view: View, schemas: dict[type, dict[str, Any]]) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "query": {"description": "the question as it was understood", "type": "object"},
        "version": {"type": "string", "description": "version of the data"},
        "rows": {"type": "array", "items": _row(view, schemas)},
        "next": {"type": ["string", "null"], "description": "token of the rows that follow"},
        "next_url": {"type": ["string", "null"], "description": "address of the rows that follow"},
    }
    if view.whole:
        properties["about"] = schemas[view.whole]
    schema = {"type": "object", "required": ["query", "version", "rows"], "properties": properties}
    return {"application/json": {"schema": schema}}


def _row(view: View, schemas: dict[type, dict[str, Any]]) -> dict[str, Any]:
    if view.row is None:
        return {}
    return schemas[view.row] if is_dataclass(view.row) or view.row in schemas else {"type": "object"}


def _read(schemas: dict[type, dict[str, Any]]) -> dict[str, Any]:
    plain = {"schema": {"type": "string"}}
    return {
        "operationId": "read",
        "summary": "The record of a text that is sent; it is not kept.",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": schemas[Sent]},
                "text/plain": plain,
                "text/html": plain,
            },
        },
        "responses": {
            "200": {
                "description": "the report",
                "content": {"application/json": {"schema": schemas[Report]}},
            },
            "default": _FAILED,
        },
    }


def _correct(schemas: dict[type, dict[str, Any]]) -> dict[str, Any]:
    return {
        "operationId": "correct",
        "summary": "Say that a record is wrong or right, or what its fields should be; only with --edit.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schemas[correcting.Sending]}},
        },
        "responses": {
            "200": {
                "description": "all corrections of the record",
                "content": {"application/json": {"schema": schemas[correcting.Kept]}},
            },
            "default": _FAILED,
        },
    }


def _export() -> dict[str, Any]:
    about = "What is on record in a format of the field, as a file."
    kinds = dict.fromkeys(kind.partition(";")[0] for _, kind in ENDINGS.values())
    return {
        "operationId": "export",
        "summary": about,
        "parameters": _parameters(Export, EXPORT),
        "responses": {
            "200": {"description": about, "content": {kind: {} for kind in kinds}},
            "default": _FAILED,
        },
    }
