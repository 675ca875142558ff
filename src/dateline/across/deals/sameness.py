"""Which agreements of single reports are one deal.

A deal that the tables know is one wherever it is named. Any other is known by its block: what its name holds beside
its parties, its parties, and the year it is called by; only where all of these agree, and reports are no more than a
year apart, are two one deal.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from dateline.ontology.agreements import load

GAP: Final = timedelta(days=366)
"""Reports of one unknown deal are never further apart than this from the next one."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TRUCES: Final = frozenset({"armistice", "ceasefire", "truce"})
_EMPTY: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "between",
        "for",
        "from",
        "in",
        "new",
        "of",
        "on",
        "that",
        "the",
        "this",
        "to",
        "two",
        "with",
        "draft",
        "final",
        "proposed",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
T = TypeVar("T")


def block_of(
    name: str, known: str, parties: Collection[str], called: Collection[str], *, made: bool = True
) -> str:
    """Return what an agreement is known by.

    Args:
        name: its fullest words.
        known: its usual name where the tables know it, else empty.
        parties: countries and ids of those whom it is said to bind.
        called: folded words that name these in its words.
        made: there is the deal; else it may come, and whatever is said of it, its parties tell it.

    Returns:
        A key that agreements of one deal share; empty where too little is said for it to be found again.
    """
    if known:
        return f"known {known}"
    year = _YEAR.search(name)
    nouns = load().nouns
    words = [word.casefold() for word in _WORD.findall(name)]
    sort = "truce" if any(word.rstrip("s") in _TRUCES for word in words) else "deal"
    if not made and len(parties) > 1 and _coming(words):
        return " ".join(("deal coming", sort, "+".join(sorted(parties))))
    told = sorted({w for w in words if w not in _EMPTY and w not in called and w.rstrip("s") not in nouns})
    named = any(word[:1].isupper() and word.casefold() in told for word in _WORD.findall(name)[:-1])
    if len(parties) < 2 and not named:
        return ""
    return " ".join(("deal", sort, year.group() if year else "-", "+".join(sorted(parties)), *told))


def _coming(words: Collection[str]) -> bool:
    """Say whether a deal is called by the talks on it, or as one that is still to be made."""
    table = load()
    talks = table.talks.nouns | table.talks.rounds | table.not_made
    return any(word in talks or word.rstrip("s") in talks for word in words)


def runs(members: Iterable[tuple[date | None, T]]) -> Iterator[Sequence[T]]:
    """Yield the members of a block that are near in time, as runs; those without a day go with the first.

    Args:
        members: days of reports with what they are of, in any order that is the same each time.
    """
    ordered = sorted(members, key=lambda member: member[0] or date.min)
    run: list[T] = []
    last: date | None = None
    for day, what in ordered:
        if run and day is not None and last is not None and day - last > GAP:
            yield run
            run = []
        run.append(what)
        last = day or last
    if run:
        yield run
