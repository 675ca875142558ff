"""Tokens for the rows that follow. They say where to go on; what is in them is no promise."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from dateline.errors import DatelineError
from dateline.web.view import Listing

R = TypeVar("R")

_PREFIX: Final = "n"
_DEEPEST: Final = 1_000_000


def token(offset: int) -> str:
    """Return the token of the rows from an offset on."""
    return base64.urlsafe_b64encode(f"{_PREFIX}{offset}".encode()).decode().rstrip("=")


def offset_of(given: str) -> int:
    """Return the offset that a token stands for, 0 for none.

    Raises:
        DatelineError: E102, it is no token.
    """
    if not given:
        return 0
    try:
        words = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True).decode(
            "ascii"
        )
    except (binascii.Error, ValueError):
        words = ""
    if words[:1] != _PREFIX or not words[1:].isdecimal() or int(words[1:]) > _DEEPEST:
        raise DatelineError("E102", f"next: {given!r} is no token of this page", "begin without it")
    return int(words[1:])


def page(ask: Callable[..., Sequence[R]], query: Listing, **filters: Any) -> tuple[Sequence[R], str]:
    """Return the rows that a query asks for, and the token of those that follow.

    Args:
        ask: returns rows; takes `limit`, the most rows to return.
        query: how many rows, and from where on.
        filters: what else `ask` takes; empty ones are left out.

    Raises:
        DatelineError: E102, `next` is no token; or as `ask`.
    """
    start = offset_of(query.next)
    given = {key: value for key, value in filters.items() if value not in ("", (), None)}
    found = ask(**given, limit=start + query.limit + 1)
    more = len(found) > start + query.limit
    return found[start : start + query.limit], token(start + query.limit) if more else ""
