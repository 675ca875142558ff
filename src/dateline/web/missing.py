"""What the page says where an id is no longer that of a record across reports: what it is now part of."""

from __future__ import annotations

from dateline.errors import DatelineError
from dateline.web.desk import Reading


def missing(questions: Reading, key: str, kind: str, path: str, remedy: str) -> DatelineError:
    """Return the error for an id that is not there.

    Args:
        questions: the store.
        key: the id.
        kind: what it should be the id of.
        path: where pages of that kind are, with `{id}` for the id.
        remedy: what to do where the id went into no other.
    """
    now = questions.now_part_of(key)
    if now is None:
        return DatelineError("E050", f"there is no {kind} with the id {key!r}", remedy)
    return DatelineError("E050", f"the {kind} {key} is now part of {now}", f"see {path.format(id=now)}")
