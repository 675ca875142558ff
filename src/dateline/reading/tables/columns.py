"""Which column of a table holds what."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from dateline.errors import DatelineError

_NO_NAME: Final = re.compile(r"[\W_]+")
_MOST_NAMED: Final = 30


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The columns that the user names; a dot leads into nested values (`content.body`).

    Each is `None` to take the likeliest by its name, or empty to take none.

    Attributes:
        text: text of the report.
        html: its page, or the part of one; read where there is no text.
        title: title.
        published: date of publication.
        url: address.
        authors: names of the authors.
        publisher: name of the publisher.
        language: language.
        id: what the table calls the report.
    """

    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    authors: str | None = None
    publisher: str | None = None
    language: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The words of `columns.toml`, folded.

    Attributes:
        names: names of columns by field, the likeliest first.
        records: paths at which an object may hold rows.
        empty: what stands for nothing.
        languages: ISO 639-1 codes by other codes and names.
    """

    names: Mapping[str, tuple[str, ...]]
    records: tuple[str, ...]
    empty: frozenset[str]
    languages: Mapping[str, str]


@cache
def table() -> Table:
    """Read the words that tables use."""
    read = tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))
    return Table(
        names={field: tuple(fold(name) for name in names) for field, names in read["names"].items()},
        records=tuple(read["records"]["paths"]),
        empty=frozenset(read["empty"]["words"]),
        languages={word: code for code, words in read["languages"].items() for word in words},
    )


def fold(name: str) -> str:
    """Fold a column's name for comparison: small letters and figures, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _NO_NAME.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def columns_of(given: Iterable[str]) -> Columns:
    """Read what the user names on the command line.

    Args:
        given: `field=column`, such as `text=Körper`; `title=` takes no title.

    Raises:
        DatelineError: E031, there is no such field.
    """
    chosen: dict[str, str] = {}
    for each in given:
        field, equals, column = each.partition("=")
        field = field.strip().casefold()
        if not equals or field not in Columns.__struct_fields__:
            raise DatelineError(
                "E031",
                f"{each!r} names no column",
                f"write FIELD=COLUMN, FIELD one of {', '.join(Columns.__struct_fields__)}",
            )
        chosen[field] = column.strip()
    return Columns(**chosen)


def choose(columns: Columns, present: Sequence[str], name: str) -> Mapping[str, str]:
    """Choose the column of each field.

    Args:
        columns: what the user names.
        present: the columns there are, nested ones with dots. One that holds others may be named as well.
        name: name of the file, for messages.

    Returns:
        Column by field; a field without a column is left out.

    Raises:
        DatelineError: E009, a column that is named is not there, or none of text or HTML is.
    """
    chosen = {}
    taken = set()
    for field in Columns.__struct_fields__:
        wanted = getattr(columns, field)
        if wanted == "":
            continue
        column = _named(wanted, present) if wanted is not None else _likeliest(field, present)
        if column is None and wanted is not None:
            raise _lacks(f"{name} has no column {wanted!r}", present)
        if column is not None and (wanted is not None or column not in taken):
            chosen[field] = column
            taken.add(column)
    if columns.html and columns.text is None:
        chosen.pop("text", None)
    if "text" not in chosen and "html" not in chosen:
        raise _lacks(f"{name} has no column of text that its name would tell", present)
    return chosen


def _lacks(what: str, present: Sequence[str]) -> DatelineError:
    listed = ", ".join(repr(column[:60]) for column in present[:_MOST_NAMED])
    more = f" and {len(present) - _MOST_NAMED} more" if len(present) > _MOST_NAMED else ""
    return DatelineError("E009", f"{what}; there are {listed}{more}", "name it with --column text=NAME")


def _named(wanted: str, present: Sequence[str]) -> str | None:
    if wanted in present or any(column.startswith(f"{wanted}.") for column in present):
        return wanted
    key = fold(wanted)
    return next((column for column in present if fold(column) == key), None)


def _likeliest(field: str, present: Sequence[str]) -> str | None:
    whole = {fold(column): column for column in reversed(present)}
    last = {fold(column.rpartition(".")[2]): column for column in reversed(present) if "." in column}
    for known in (whole, last):
        for name in table().names[field]:
            if name in known:
                return known[name]
    return None
