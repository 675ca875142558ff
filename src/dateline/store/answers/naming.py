"""Whom words of a user mean: actors by id, country code or words of the name."""

from __future__ import annotations


def folded(expression: str) -> str:
    """Fold a name for comparing: no case, accents or punctuation, a blank before and after each word."""
    bare = f"regexp_replace(lower(strip_accents({expression})), '[^\\pL\\pN]+', ' ', 'g')"
    return f"(' ' || trim({bare}) || ' ')"


def meant(parameter: str) -> str:
    """Return the ids of the actors meant by a parameter, as a question: by id, country code or words of the name.

    Names are compared once each, not once for every report that has them.
    """
    # a list and back, or DuckDB would compare before it makes them distinct
    names = "(SELECT unnest(list(DISTINCT name)) AS name FROM actors)"
    alike = f"SELECT name FROM {names} WHERE contains({folded('name')}, {folded('$' + parameter)})"  # noqa: S608 - our own names
    return (
        f"(SELECT id FROM actors WHERE id = ${parameter} OR list_contains(country, ${parameter})"  # noqa: S608 - our own names
        f" UNION SELECT id FROM actors WHERE name IN ({alike}))"
    )


def is_actor(parameter: str) -> str:
    """Return the condition that actor `a` is meant by a parameter."""
    return f"a.id IN {meant(parameter)}"
