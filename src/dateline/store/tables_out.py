"""Records as tables for analysis: columns of plain values, Arrow, pandas, Polars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Name = Literal["events", "statements", "claims", "changes", "corrections", "copies"]
_SHOWN: Final = 50


_KINDS: Final = {
    "events": "query:EventRow",
    "statements": "query:StatementRow",
    "claims": "query:ClaimRow",
    "changes": "history:ChangeRow",
    "corrections": "correcting:CorrectionRow",
    "copies": "copy_rows:CopyRow",
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Records of one kind, as a table.

    Attributes:
        kind: type of the rows; its fields are the columns.
        rows: the rows.
    """

    kind: type[DataclassInstance]
    rows: Sequence[Any]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows as typed values."""
        return iter(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(field.name for field in fields(self.kind))

    def columns(self) -> dict[str, list[Any]]:
        """Return each column as a list: text, numbers, `date`, `None`, and lists or dicts of those."""
        return {name: [_plain(getattr(row, name)) for row in self.rows] for name in self.names}

    def to_arrow(self) -> Any:
        """Return a `pyarrow.Table`.

        Raises:
            DatelineError: E022, pyarrow is not installed.
        """
        arrow = _package("pyarrow", "dateline[arrow]")
        schema = arrow.schema(
            [(field.name, _arrow_type(arrow, str(field.type))) for field in fields(self.kind)]
        )
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

        shown = ([_plain(getattr(row, name)) for name in self.names] for row in islice(self.rows, _SHOWN))
        return table(self.names, shown, more=max(0, len(self) - _SHOWN))


def kind_of(name: str) -> type[DataclassInstance]:
    """Return the type of the rows of a table.

    Raises:
        DatelineError: E031, there is no such table.
    """
    if name not in _KINDS:
        raise DatelineError("E031", f"there is no table {name!r}", f"there are {', '.join(_KINDS)}")
    module, _, kind = _KINDS[name].partition(":")
    found: type[DataclassInstance] = getattr(import_module(f"dateline.store.{module}"), kind)
    return found


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


def _arrow_type(arrow: Any, written: str) -> Any:
    """Return Arrow's type for a field's: an empty column has the same type as a full one."""
    simple = {
        "str": arrow.string(),
        "int": arrow.int64(),
        "float": arrow.float64(),
        "bool": arrow.bool_(),
        "date": arrow.date32(),
        "datetime": arrow.timestamp("us", tz="UTC"),
        "tuple[str, ...]": arrow.list_(arrow.string()),
    }
    parts = ("actor", "actor_id", "stance", "words", "reported_by")
    simple["tuple[PartyRow, ...]"] = arrow.list_(arrow.struct([(name, arrow.string()) for name in parts]))
    return simple[written.removesuffix(" | None")]
