"""Which publishers are meant by words of a name."""

from __future__ import annotations

from dateline.store.answers.naming import folded


def published_by(parameter: str) -> str:
    """Return the publishers whose name has the words of a parameter, as a question: each name is compared once."""
    # a list and back, or DuckDB would compare before it makes them distinct
    names = "(SELECT unnest(list(DISTINCT publisher)) AS publisher FROM documents)"
    return f"(SELECT publisher FROM {names} WHERE contains({folded('publisher')}, {folded('$' + parameter)}))"  # noqa: S608 - our own names
