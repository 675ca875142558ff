"""Offices of a person as the tables of offices date them, and where their spans lie on a line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.knowledge.packaged import rows
from dateline.model.days import bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of office.

    Attributes:
        title: what the holder is called.
        country: country or body, by code.
        since: first day, month or year.
        until: last day, month or year; empty where the table knows no end.
    """

    title: str
    country: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where a term lies on the line: its left end and its width, 0 to 100."""

    left: float
    width: float


def terms(wikidata: str) -> tuple[Term, ...]:
    """Return the terms of office of a person, the latest first.

    Args:
        wikidata: its Wikidata id, empty if not known.
    """
    return _by_person().get(wikidata, ()) if wikidata else ()


def spans(found: Sequence[Term], today: date) -> tuple[Span, ...]:
    """Return where terms lie on the line that holds them all.

    Args:
        found: the terms.
        today: until when a term without an end is drawn.
    """
    ends = [
        (bound(term.since, last=False), bound(term.until, last=True) if term.until else today)
        for term in found
    ]
    if not ends:
        return ()
    first = min(start for start, _ in ends).toordinal()
    whole = max(max(start, end) for start, end in ends).toordinal() - first or 1
    return tuple(
        Span(
            round((start.toordinal() - first) / whole * 100, 2),
            # no term is too short to be seen
            round(max(0.5, (end.toordinal() - start.toordinal()) / whole * 100), 2),
        )
        for start, end in ends
    )


@cache
def _by_person() -> dict[str, tuple[Term, ...]]:
    """Return the terms of everybody with a Wikidata id, which stands on the first row of a person alone."""
    ids: dict[str, str] = {}
    held: dict[str, list[Term]] = {}
    for row in rows("offices.tsv"):
        person = row["person"]
        if row["wikidata"]:
            ids[person] = row["wikidata"]
        if row["start"]:
            term = Term(title=row["title"], country=row["country"], since=row["start"], until=row["end"])
            held.setdefault(person, []).append(term)
    return {
        key: tuple(sorted(held[person], key=lambda term: (term.since, term.until), reverse=True))
        for person, key in ids.items()
        if person in held
    }
