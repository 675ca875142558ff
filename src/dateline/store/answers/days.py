"""Days that users give."""

from __future__ import annotations

from datetime import date

from dateline.errors import DatelineError


def as_day(words: str) -> date:
    """Return the day that a user wrote.

    Raises:
        DatelineError: E030, it is not a date.
    """
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise DatelineError("E030", f"{words!r} is not a date", "write it as 2025-10-21") from error
