"""What a report as a whole says of its actors: its country, its sentences, its quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge
from dateline.model import Document, Place
from dateline.resolve.actors.roles import Reader

_SCENE: Final = frozenset({"in", "inside", "across", "near", "from", "around", "at", "outside", "throughout"})
_PLACES: Final = frozenset({"state", "region", "seat", "city"})
_OPENING: Final = frozenset({"“", "«", "„"})
_CLOSING: Final = frozenset({"”", "»"})

LOCATED: Final = 0.8
"""What a place weighs for its country, beside the name of a state."""


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the whole report.

    Attributes:
        country: the country that the report is about, or an empty string.
        source: what it was taken from.
        starts: for each passage, the first tokens of its sentences.
        offsets: for each passage, the number of its first sentence in the report.
        quotes: for each passage, one flag a token: inside quotation marks.
        local: countries named in each sentence, by sentence number.
        scenes: countries that a sentence names as the place where something is, likewise.
        weights: how much the report names each country, or persons of it.
        named: countries that it names by more than a person.
    """

    country: str
    source: str
    starts: tuple[tuple[int, ...], ...]
    offsets: tuple[int, ...]
    quotes: tuple[bytes, ...]
    local: dict[int, tuple[str, ...]]
    scenes: dict[int, tuple[str, ...]]
    weights: dict[str, float]
    named: frozenset[str]

    def sentence(self, passage: int, token: int) -> int:
        """Return the number, in the report, of the sentence that holds a token."""
        return self.offsets[passage] + max(0, bisect_right(self.starts[passage], token) - 1)

    def quoted(self, passage: int, token: int) -> bool:
        """Say whether a token stands inside quotation marks."""
        return bool(self.quotes[passage][token])


def context_of(
    document: Document, readers: Sequence[Reader], knowledge: Knowledge, places: Sequence[Place] = ()
) -> Context:
    """Gather the facts about a report.

    Args:
        document: the report.
        readers: the readers of its passages, in their order.
        knowledge: the tables.
        places: the places that it names, resolved.
    """
    starts: list[tuple[int, ...]] = []
    offsets: list[int] = []
    quotes: list[bytes] = []
    local: dict[int, dict[str, None]] = {}
    scenes: dict[int, dict[str, None]] = {}
    weights: dict[str, float] = {}
    named: set[str] = set()
    number = 0
    by_passage = _by_passage(readers, places)
    for order, reader in enumerate(readers):
        doc = reader.passage.doc
        begins = tuple(sentence.start for sentence in doc.sents)
        starts.append(begins)
        offsets.append(number)
        quotes.append(_quoted(reader))
        headline = reader.passage.zone.kind in ("headline", "deck")
        for first, code in by_passage.get(order, ()):
            weights[code] = weights.get(code, 0.0) + LOCATED
            place = number + max(0, bisect_right(begins, first) - 1)
            local.setdefault(place, {})[code] = None
            if not _SCENE.isdisjoint(reader.line.lower[max(0, first - 2) : first]):
                scenes.setdefault(place, {})[code] = None
        for mark in reader.marks:
            term = mark.term
            if term is None or len(term.countries) != 1 or len(term.countries[0]) != 3:
                continue
            code = term.countries[0]
            if term.name in knowledge.wording.worldwide:
                continue  # a report of Reuters is not about Britain
            if code in ("UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"):
                continue
            weights[code] = weights.get(code, 0.0) + (2.0 if headline else 1.5 if order < 2 else 1.0)
            if term.kind != "person":
                named.add(code)
            place = number + max(0, bisect_right(begins, mark.first) - 1)
            local.setdefault(place, {})[code] = None
            before = reader.line.lower[max(0, mark.first - 2) : mark.first]
            if term.kind in _PLACES and not _SCENE.isdisjoint(before):
                scenes.setdefault(place, {})[code] = None
        number += max(1, len(begins))
    country, source = "", ""
    if document.dateline is not None:
        for hit in knowledge.terms.scan(fold(document.dateline.words)):
            if hit.value.countries and hit.value.kind in ("state", "seat", "city", "region", "adjective"):
                country, source = hit.value.countries[0], "dateline"
                weights[country] = weights.get(country, 0.0) + 4.0
    if weights:
        ranked = sorted(weights, key=lambda code: -weights[code])
        if not source or weights[ranked[0]] > 2 * weights[country]:
            country, source = ranked[0], "most mentioned state"
    return Context(
        country,
        source,
        tuple(starts),
        tuple(offsets),
        tuple(quotes),
        {place: tuple(codes) for place, codes in local.items()},
        {place: tuple(codes) for place, codes in scenes.items()},
        weights,
        frozenset(named),
    )


def _by_passage(readers: Sequence[Reader], places: Sequence[Place]) -> dict[int, list[tuple[int, str]]]:
    """Give the first token and country of each place that is no name of the tables, by passage."""
    found: dict[int, list[tuple[int, str]]] = {}
    order = 0
    for place in sorted(places, key=lambda place: place.span):
        while order < len(readers) and readers[order].passage.zone.span.end <= place.span.start:
            order += 1
        if order == len(readers):
            break
        reader = readers[order]
        if not place.country or place.metonym or not reader.passage.covers(place.span):
            continue
        tokens = reader.passage.tokens(place.span)
        if len(tokens) and not any(
            mark.term is not None and mark.term.countries
            for mark in reader.line.within(tokens.start, tokens.end)
        ):
            found.setdefault(order, []).append((tokens.start, place.country))
    return found


def _quoted(reader: Reader) -> bytes:
    """Mark the tokens of a passage that stand inside double quotation marks."""
    words = reader.line.text
    flags = bytearray(len(words))
    inside = False
    for index, word in enumerate(words):
        if word in _OPENING:
            inside = True
        elif word in _CLOSING:
            inside = False
        elif word in ('"', "``", "''"):
            inside = not inside
        elif inside:
            flags[index] = 1
    return bytes(flags)
