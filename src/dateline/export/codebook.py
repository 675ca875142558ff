"""The codebook of the formats: the generated tables of `docs/exports.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.export.columns import Column


def tables() -> dict[str, str]:
    """Return the tables by name: what each format is, then each column or field and what it holds."""
    from dateline.export import gdelt, geojson, icews, jsonld, package, plover, polecat
    from dateline.export.formats import FORMATS

    return {
        "formats": _table("format", FORMATS),
        "polecat": _numbered(polecat.COLUMNS),
        "icews": _numbered(icews.COLUMNS),
        "gdelt": _numbered(gdelt.COLUMNS),
        "plover": _table("field", plover.FIELDS),
        "plover_entity": _table("field", plover.ENTITY),
        "plover_location": _table("field", plover.LOCATION),
        "geojson": _table("property", geojson.PROPERTIES),
        "jsonld": _table("node", jsonld.NODES),
        "zip": _table("file", package.FILES),
    }


def _table(title: str, rows: Mapping[Any, str]) -> str:
    lines = (f"| `{name}` | {about} |\n" for name, about in rows.items())
    return f"| {title} | what it holds |\n|---|---|\n" + "".join(lines)


def _numbered(columns: Iterable[Column[Any]]) -> str:
    lines = (f"| {n} | {column.name} | {column.about} |\n" for n, column in enumerate(columns, 1))
    return "| | column | what it holds |\n|---|---|---|\n" + "".join(lines)
