"""Persons of whom only the age is told: "the 34-year-old"."""

from __future__ import annotations

import re
from typing import Final

from dateline.resolve.actors.line import Line
from dateline.resolve.actors.reading import AGED, Reading

_AGE: Final = re.compile(r"(?:(?:the|this|that|an?) )?[\w]+[- ]year[- ]old", re.IGNORECASE)


def by_age(line: Line, first: int, last: int) -> Reading | None:
    """Read the tokens `first` to `last` (exclusive) as somebody's age; `None` where they are anything else."""
    if line.lower[last - 1] not in ("old", AGED) or _AGE.fullmatch(line.words(first, last)) is None:
        return None
    return Reading(
        kind="person",
        head=AGED,
        sector="CVL",
        definite=line.lower[first] in line.knowledge.wording.definite,
        indefinite=line.lower[first] in line.knowledge.wording.indefinite,
        token=last - 1,
        first=first,
        last=last,
    )
