"""What of a report can be searched for, and by which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dateline.across.search.ranking import share
from dateline.across.search.words import light, terms
from dateline.model import Participant, Report

Kind = Literal["statement", "claim", "event", "document"]

_USUAL: Final[Mapping[Kind, int]] = {"statement": 12, "claim": 12, "event": 6, "document": 200}
"""Usual number of words that tell what a passage is about: to choose candidates; the ranking counts anew."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that can be searched for.

    Attributes:
        kind: what it is.
        id: id of the record; of a document, its own.
        day: day it is dated, else day of publication.
        words: what is searched and shown.
        beside: words for the speaker, searched and not shown.
    """

    kind: Kind
    id: str
    day: date | None
    words: str
    beside: str = ""


def passages_of(report: Report) -> list[Passage]:
    """Return the passages of a report: statements, claims and events in their order, then its text."""
    published = _day(report.document.published.date) if report.document.published else None
    names = {actor.id: actor.name for actor in report.actors}
    found = [
        Passage(
            "statement",
            one.id,
            (_day(one.when.start) if one.when else None) or published,
            " … ".join(span.words for span in one.spans),
            one.speaker.words if one.speaker else "",
        )
        for one in report.statements
    ]
    found += [Passage("claim", one.id, published, one.proposition) for one in report.claims]
    for event in report.events:
        parts = (
            _named(event.actors, names),
            event.trigger.words,
            _named(event.recipients, names),
            event.place.name if event.place else "",
        )
        day = _day(event.when.start) if event.when else None
        found.append(Passage("event", event.id, day or published, " · ".join(filter(None, parts))))
    return [*found, Passage("document", report.document.id, published, report.document.text)]


def counts_of(passage: Passage) -> Mapping[str, int]:
    """Return how often each stem that tells what a passage is about stands in it, or beside it."""
    stems = (term.stem for text in (passage.words, passage.beside) for term in terms(text))
    return Counter(stem for stem in stems if stem not in light())


def postings(
    counted: Iterable[tuple[int, Kind, Mapping[str, int]]],
) -> Iterator[tuple[str, Kind, list[int], list[int]]]:
    """Yield for each stem and kind the numbers of the passages that hold it, and how much it counts in each.

    Args:
        counted: of each passage its number, which rises, its kind and its counts.
    """
    found: dict[tuple[str, Kind], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, kind, counts in counted:
        longer = sum(counts.values()) / _USUAL[kind]
        for stem, count in counts.items():
            numbers, weights = found[stem, kind]
            numbers.append(number)
            weights.append(max(1, round(100 * share(count, longer))))
    for (stem, kind), (numbers, weights) in sorted(found.items()):
        yield stem, kind, numbers, weights


def _named(parts: Iterable[Participant], names: Mapping[str, str]) -> str:
    told = {names.get(part.actor) or (part.span.words if part.span else "") for part in parts}
    return ", ".join(sorted(filter(None, told)))


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
