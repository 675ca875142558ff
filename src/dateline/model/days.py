"""Days, months and years as people write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def bound(words: str, *, last: bool) -> date:
    """Return a day, or the first or last day of a month or year: `2025-06-14`, `2025-06`, `2025`.

    Args:
        words: what was written.
        last: return the last day of a month or year, not the first.

    Raises:
        ValueError: it is no day, month or year.
    """
    year, _, month = words.partition("-")
    if len(year) == 4 and words.isdigit():
        return date(int(year), 12, 31) if last else date(int(year), 1, 1)
    if len(words) == len("2025-06") and month.isdigit():
        first = date(int(year), int(month), 1)
        return first.replace(day=monthrange(first.year, first.month)[1]) if last else first
    return date.fromisoformat(words)
