"""Values as cells of tables: days of a record, and what goes into CSV."""

from __future__ import annotations

from datetime import date

from dateline.render.safe import harmless, plain
from dateline.render.view import days


def day_range(start: date | None, end: date | None, published: date | None) -> str:
    """Write the days of a record; the day of publication, where it has none of its own, in brackets."""
    own = days(start.isoformat() if start else "", end.isoformat() if end else "")
    return own or (f"({published})" if published else "")


def cell(value: object) -> object:
    """Make the cell of a value for CSV: lists joined by semicolons, no text that begins a formula."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return plain(harmless("; ".join(_item(item) for item in value)))
    return plain(harmless(value)) if isinstance(value, str) else value


def _item(value: object) -> str:
    """Write one item of a list: a name, or a claim's party as "Tehran denies: words"."""
    if isinstance(value, str) or not hasattr(value, "stance"):
        return str(value)
    actor, stance, words = (getattr(value, name) for name in ("actor", "stance", "words"))
    return f"{actor} {stance}: {words}" if words else f"{actor} {stance}"
