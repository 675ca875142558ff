"""An answer as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from dateline.errors import DatelineError
from dateline.render.cells import cell
from dateline.render.safe import json_text
from dateline.web.view import Answer, Query


def as_json(query: Query, answer: Answer, version: str, following: str) -> bytes:
    """Return an answer as JSON: the query as it was understood, version of the data, rows, what else there is.

    Args:
        query: what was asked.
        answer: what was answered.
        version: version of the data.
        following: address of the rows that follow, empty if there are none.
    """
    whole: dict[str, Any] = {"query": query, "version": version}
    if answer.about is not None:
        whole["about"] = answer.about
    whole |= {"rows": answer.rows, "next": answer.next or None, "next_url": following or None}
    return json_text(msgspec.json.encode(whole, enc_hook=str)).encode()


def error_json(error: DatelineError) -> bytes:
    """Return an error as JSON: the one shape that every error has."""
    return json_text(
        msgspec.json.encode({"error": {"code": error.code, "detail": error.detail, "remedy": error.remedy}})
    ).encode()


def as_csv(kind: type, rows: Sequence[Any]) -> str:
    """Return rows as CSV with a header; lists are joined by semicolons, and no text can begin a formula.

    Args:
        kind: type of the rows: a dataclass, or `dict` for rows whose columns are known only with them.
        rows: the rows.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = columns(kind, rows)
    writer.writerow([cell(name) for name in names])
    for row in rows:
        writer.writerow([cell(_field(row, name)) for name in names])
    return out.getvalue()


def columns(kind: type, rows: Sequence[Any]) -> tuple[str, ...]:
    """Return the names of the columns of rows."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(rows[0]) if rows and isinstance(rows[0], Mapping) else ()


def _field(row: Any, name: str) -> object:
    value = row[name] if isinstance(row, Mapping) else getattr(row, name)
    return tuple(value) if isinstance(value, list) else value
