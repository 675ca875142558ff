"""From the words of an address to a typed query, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import quote, urlencode

import msgspec

from dateline.errors import DatelineError
from dateline.web.view import Query

Q = TypeVar("Q", bound=Query)


def asked(kind: type[Q], pairs: Iterable[tuple[str, str]], path: Mapping[str, str]) -> Q:
    """Return the query of an address.

    Args:
        kind: type of the query.
        pairs: the parameters as they stand in the address; empty ones count as not given, as forms send them.
        path: the fields that stand in the path.

    Raises:
        DatelineError: E102, a parameter is unknown or has a value it cannot have.
    """
    several = {name for name, hint in get_type_hints(kind).items() if get_origin(hint) is tuple}
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in several:
            found.setdefault(name, []).extend([value] if value else [])
        elif value:
            found[name] = value
    try:
        return msgspec.convert({**found, **path}, kind, strict=False)
    except msgspec.ValidationError as error:
        raise DatelineError("E102", _told(str(error)), "see /openapi.json for what it takes") from error


def address(path: str, query: Query) -> str:
    """Return the address of a query: fields of the path in their places, others as parameters unless they are as given.

    Args:
        path: the path of the view, with its fields in braces.
        query: the query.
    """
    rest = []
    defaults = {field.name: field.default for field in msgspec.structs.fields(type(query))}
    for name, value in msgspec.structs.asdict(query).items():
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        elif value != defaults[name] and value not in ((), "", None):
            rest += [(name, _text(one)) for one in (value if isinstance(value, tuple) else (value,))]
    return f"{path}?{urlencode(rest)}" if rest else path


def changed(query: Q, **changes: Any) -> Q:
    """Return the query with other values, from its first row on."""
    start = {"next": ""} if "next" in query.__struct_fields__ and "next" not in changes else {}
    return msgspec.structs.replace(query, **start, **changes)


def toggled(query: Q, name: str, value: str) -> Q:
    """Return the query with a value added to a field that holds several, or taken from it."""
    values: tuple[str, ...] = getattr(query, name)
    kept = tuple(one for one in values if one != value)
    return changed(query, **{name: kept if value in values else (*values, value)})


def several(kind: type[Query], name: str) -> bool:
    """Say whether a field holds several values."""
    return bool(get_args(get_type_hints(kind)[name])) and get_origin(get_type_hints(kind)[name]) is tuple


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _told(message: str) -> str:
    """Write msgspec's message with the parameter first: "limit: Expected `int` >= 1"."""
    words, _, where = message.partition(" - at `$.")
    return f"{where.rstrip('`')}: {words}" if where else words
