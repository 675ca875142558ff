"""Records as tables for analysis: columns of plain values, Arrow, pandas, Polars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from itertools import islice
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Name = Literal["events", "statements", "claims", "changes", "corrections", "copies"]
R = TypeVar("R")
_SHOWN: Final = 50


class Rows(list[R]):
    """Typed records of one kind: a list, and a table.

    Args:
        kind: type of the rows; its fields are the columns.
        rows: the rows.
    """

    def __init__(self, kind: type[R], rows: Iterable[R] = ()) -> None:
        super().__init__(rows)
        self.kind: type[DataclassInstance] = kind  # type: ignore[assignment]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(field.name for field in fields(self.kind))

    def columns(self) -> dict[str, list[Any]]:
        """Return each column as a list: text, numbers, `date`, `None`, and lists or dicts of those."""
        return {name: [_plain(getattr(row, name)) for row in self] for name in self.names}

    def to_arrow(self) -> Any:
        """Return a `pyarrow.Table`.

        Raises:
            DatelineError: E022, pyarrow is not installed.
        """
        arrow = _package("pyarrow", "dateline[arrow]")
        schema = arrow.schema(_arrow_fields(arrow, self.kind))
        return arrow.table(self.columns(), schema=schema)

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`.

        Raises:
            DatelineError: E022, pandas is not installed.
        """
        frames = _package("pandas", "pandas")
        return frames.DataFrame(self.columns(), columns=list(self.names))

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`.

        Raises:
            DatelineError: E022, polars or pyarrow is not installed.
        """
        frames = _package("polars", "polars")
        return frames.from_arrow(self.to_arrow())

    def __repr__(self) -> str:
        """Return one line: what it holds, and how much."""
        return f"<{self.kind.__name__} table: {len(self)} rows, {len(self.names)} columns>"

    def _repr_html_(self) -> str:
        """Return the first rows as HTML, for notebooks."""
        from dateline.render.rows import table

        shown = ([_plain(getattr(row, name)) for name in self.names] for row in islice(self, _SHOWN))
        return table(self.names, shown, more=max(0, len(self) - _SHOWN))


def _plain(value: object) -> object:
    """Return a value without types of our own."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        names = (field.name for field in fields(value))  # type: ignore[arg-type]
        return dict(zip(names, map(_plain, astuple(value)), strict=True))  # type: ignore[call-overload]
    return value


def _package(name: str, what: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise DatelineError("E022", f"{name} is not installed", f"pip install '{what}'") from error


def _arrow_fields(arrow: Any, kind: type) -> list[tuple[str, Any]]:
    """Return the columns of a type: an empty table has the same types as a full one."""
    hints = get_type_hints(kind)
    return [(field.name, _arrow_type(arrow, hints[field.name])) for field in fields(kind)]


def _arrow_type(arrow: Any, hint: Any) -> Any:
    """Return Arrow's type for that of a field."""
    simple = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        date: arrow.date32(),
        datetime: arrow.timestamp("us", tz="UTC"),
    }
    if hint in simple:
        return simple[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return arrow.struct(_arrow_fields(arrow, hint))
    first = get_args(hint)[0]
    if get_origin(hint) is tuple:
        return arrow.list_(_arrow_type(arrow, first))
    if get_origin(hint) in (Union, UnionType):
        # the other one is None
        return _arrow_type(arrow, first)
    return simple[type(first)]
