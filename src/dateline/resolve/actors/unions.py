"""Unions of states: what "the bloc", "the alliance" and "the 55-member body" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from dateline.find.events.numbers import exact_number
from dateline.knowledge.rows import Term
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.stage import Place, Stage

UNIONS: Final = {"bloc": (("EUR",), ("IGO",)), "alliance": (("IGO",),)}
"""Words for unions of states, and the country slots of those that they may mean."""
_MEMBERS: Final = re.compile(r"\b([\w,]+)[ -](nation|country|state|member|strong)\b", re.IGNORECASE)
_OF_STATES: Final = frozenset({"nation", "country", "state"})
"""Words that can only count states; "member" and "strong" count anything."""
_OF_UNIONS: Final = frozenset({"bloc", "alliance", "union", "grouping", "pact"})
_LARGE: Final = 40
"""Members above which a body without a name is hardly a town's council."""


def union(stage: Stage, reading: Reading, place: Place) -> Reading | None:
    """Read words for a union of states as its name; `None` where they mean none.

    "The 27-nation bloc" tells by itself which one is meant. "The bloc" is the one that the report named last, and
    "the 15-member council" is only read as one that the report names. The union need not have been a mention of its
    own: "EU leaders" and "a NATO summit" name it too.

    Args:
        stage: the report.
        reading: the words.
        place: where they stand.
    """
    if reading.kind not in ("body", "organisation") or reading.name or reading.owner is not None:
        return None
    counted = _counted(stage, reading, place)
    if counted is not None:
        return _named(reading, counted)
    if reading.head not in UNIONS or not reading.definite or reading.countries:
        return None
    if any(reading.head in seen.entity.heads for seen in stage.recent()):
        return None  # an alliance of parties, say, that was called so before
    slots = UNIONS[reading.head]
    nearest: Term | None = None
    for passage, last, term in _terms(stage):
        before = passage < place.passage or (passage == place.passage and last <= reading.first)
        if before and term.countries[:1] in slots:
            nearest = term
    if nearest is None:
        return None
    if nearest.countries == ("EUR",):
        nearest = stage.knowledge.terms.get("European Union") or nearest
    return _named(reading, nearest)


def _counted(stage: Stage, reading: Reading, place: Place) -> Term | None:
    """Return the union with as many members on the day of the report, if there is one."""
    found = _MEMBERS.search(stage.label(reading, place))
    if found is None:
        return None
    number = exact_number(found[1].lower())
    noun = reading.head.rsplit(" ", 1)[-1]
    fit = {
        row.name: term
        for row in stage.knowledge.unions
        if row.members == number
        and noun in row.heads
        and (not stage.date or row.start <= stage.date[: len(row.start)])
        and (not stage.date or not row.end or stage.date[: len(row.end)] <= row.end)
        and (term := stage.knowledge.terms.get(row.name)) is not None
    }
    named = [term for _, _, term in _terms(stage) if term.name in fit]
    if named:
        return named[-1]
    alone = (
        found[2].lower() in _OF_STATES or noun in _OF_UNIONS or (noun == "body" and (number or 0) >= _LARGE)
    )
    return next(iter(fit.values())) if len(fit) == 1 and alone else None


def _terms(stage: Stage) -> Iterator[tuple[int, int, Term]]:
    """Yield passage, last token and row of each body that the report names."""
    for reader in stage.readers:
        for mark in reader.marks:
            if mark.term is not None and mark.term.kind in ("organisation", "seat", "body"):
                yield reader.passage.index, mark.last, mark.term


def _named(reading: Reading, term: Term) -> Reading:
    sector = term.sectors[0] if term.sectors else ""
    return replace(
        reading,
        kind="organisation",
        name=term.name,
        term=term,
        countries=term.countries,
        sector=sector,
    )
