"""A question in SQL: read only, in a cage, with examples to begin from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import msgspec

from dateline.errors import DatelineError
from dateline.store.across import ACROSS
from dateline.store.sandbox import Answer as Found
from dateline.store.schema import SHARED, TABLES
from dateline.store.tables import Table
from dateline.store.tables import View as Shape
from dateline.store.views import VIEWS
from dateline.web.desk import Reading
from dateline.web.view import Answer, Query, View

SECONDS = 10.0
"""How long a question may take."""


class Sql(Query, frozen=True, kw_only=True):
    """What is asked."""

    q: Annotated[
        str, msgspec.Meta(max_length=10_000, description="one SELECT; docs/store.md describes the tables")
    ] = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=10_000, description="most rows to return")] = 1_000


@dataclass(frozen=True, slots=True)
class Example:
    """A question to begin from: what it answers, and its words."""

    title: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page shows beside the rows.

    Attributes:
        columns: names of the columns, those of one name told apart by a number.
        types: their types.
        cut: there are more rows than were asked for.
        examples: questions to begin from.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    cut: bool
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        tables: every table and view that can be asked, with its columns and what they mean.
        error: why there is no answer, `None` if there is one.
    """

    tables: tuple[Table | Shape, ...] = (*TABLES, *SHARED, *ACROSS, *VIEWS)
    error: DatelineError | None = None


def answer(questions: Reading, query: Sql) -> Answer:
    """Return the rows of a question; none where nothing is asked.

    Raises:
        DatelineError: E052, it is refused or faulty; E053, it takes too long or too much memory.
    """
    found = (
        questions.ask(query.q, seconds=SECONDS, rows=query.limit)
        if query.q.strip()
        else Found((), (), cut=False)
    )
    names = _apart(found.columns)
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in found.rows]
    asked = Asked(columns=names, types=found.types, cut=found.cut, examples=examples())
    return SqlAnswer(title="SQL", rows=rows, about=asked)


def failed(query: Sql, error: DatelineError) -> Answer:
    """Return the page for a question that is refused or faulty: with it, and with what is wrong."""
    del query
    return SqlAnswer(
        title="SQL", about=Asked(columns=(), types=(), cut=False, examples=examples()), error=error
    )


def _apart(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Tell columns of one name apart by a number."""
    names: list[str] = []
    for name in columns:
        same = sum(one == name or one.startswith(f"{name}:") for one in names)
        names.append(f"{name}:{same}" if same else name)
    return tuple(names)


@cache
def examples() -> tuple[Example, ...]:
    """Return the questions to begin from."""
    text = files("dateline.web").joinpath("views", "sql.toml").read_text(encoding="utf-8")
    return tuple(Example(one["title"], one["sql"].strip()) for one in tomllib.loads(text)["example"])


VIEW = View(
    name="sql",
    path="/sql",
    menu="SQL",
    about="The answer to one question in SQL, reading only.",
    query=Sql,
    answer=answer,
    row=dict,
    whole=Asked,
    own=True,
    failing=failed,
)
