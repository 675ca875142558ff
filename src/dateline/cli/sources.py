"""What the user names as the documents that it holds: files, folders, patterns, and what is in archives and tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.tables.columns import Columns, columns_of
from dateline.scale.tasks import Task

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Coming:
    """A document that comes from a source.

    Attributes:
        task: the document.
        done: how many sources are behind it: a whole number, and what is read of its own source by then.
    """

    task: Task
    done: float


def column_option(command: F) -> F:
    """Add the option that names the columns of tables."""
    return click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        callback=_columns,
        help="Column of CSV, TSV, JSON lines or Parquet that holds a field: text, html, title, published, url, "
        "authors, publisher, language or id (--column text=Body). Without it the names tell. May be repeated.",
    )(command)


def _columns(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> Columns:
    """Read the columns that the user names."""
    try:
        return columns_of(values)
    except DatelineError as error:
        raise click.BadParameter(str(error), ctx=ctx, param=option) from error


def coming(
    named: Iterable[tuple[str, Path | DatelineError]],
    settings: Settings,
    columns: Columns,
    published: str | None = None,
) -> Iterator[Coming]:
    """Open one source after the other, and give the documents that it holds.

    Args:
        named: names and files, as `common.paths` gives them; `-` is standard input.
        settings: limits.
        columns: the columns that the user names.
        published: publication date that the user gives for all.

    Yields:
        The documents in their order. A source that cannot be opened, or breaks off, gives a task with the error.
    """
    for number, (name, path) in enumerate(named):
        if isinstance(path, DatelineError):
            yield Coming(Task(name=name, content=path), number)
            continue
        size = _size(path) if ".warc" in name else 0
        try:
            for item in _items(name, path, settings, columns):
                task = _task(name, item, published)
                part = min(item.position / size, 1) if size and isinstance(item, Item) else 0
                yield Coming(task, number + part)
        except DatelineError as error:
            yield Coming(Task(name=name, content=error), number)


def _items(name: str, path: Path, settings: Settings, columns: Columns) -> Iterator[Item | DatelineError]:
    from dateline.reading.open import opened, opened_stream

    if name == "-":
        return opened_stream(sys.stdin.buffer, "", settings, columns)
    return opened(path, name, settings, columns)


def _task(name: str, item: Item | DatelineError, published: str | None) -> Task:
    if isinstance(item, DatelineError):
        return Task(name=name, content=item)
    return Task(name=item.name or name, content=item.content, carrier=item.carrier, published=published)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
