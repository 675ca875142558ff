"""The places that a report names, each with its coordinates."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

import msgspec

from dateline.find.places.cues import Cues, load_cues
from dateline.find.places.given import candidate_of
from dateline.find.places.metonyms import acts
from dateline.find.places.toponyms import Candidate, candidates
from dateline.find.syntax import Passage
from dateline.model import Document, Place, PlacePrecision, Reason, Span
from dateline.resolve.places.gazetteer import REGIONAL, Entry, Gazetteer
from dateline.resolve.places.placenames import key
from dateline.resolve.places.publisher import home_of
from dateline.resolve.places.ranker import Home, Toponym, distance, lies_in
from dateline.resolve.places.toponyms import Resolution, resolve

_PRECISION: Final[dict[str, PlacePrecision]] = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin1",
    "city": "city",
    "capital": "city",
}
_TOWNS: Final = frozenset({"city", "capital", "admin2"})
_FOCUS: Final = 0.3
"""Share of a report's towns that must be one town before the report is about that town."""
_REACH_KM: Final = 60.0
_GREAT: Final = 100_000
"""Inhabitants from which on a town's name tells where its school or museum is."""
_BESIDE: Final = 400
"""Characters within which the nearest town is the one in which a street lies."""


def find_places(passages: Sequence[Passage], document: Document, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Find and resolve the places that a report names.

    Args:
        passages: the report's prose.
        document: the report; its dateline, address and publisher count.
        gazetteer: as `dateline.resolve.places.gazetteer.load` gives it.

    Returns:
        The places in the order of the text, the dateline's among them. `metonym` is set where the words
        stand for a government or a people, are an adjective ("Iranian") or part of an organisation's name.
    """
    cues = load_cues(gazetteer)
    home = home_of(document.url, document.publisher, gazetteer)
    found = _dateline(document, passages) + candidates(passages, cues)
    found.sort(key=lambda candidate: (candidate.span.start, candidate.span.end))
    found, senses = _settled(found, gazetteer, home)
    anchors = _anchors(found, senses, home)
    return tuple(
        _place(candidate, sense, passages, cues, anchors)
        for candidate, sense in zip(found, senses, strict=True)
    )


def _settled(
    found: list[Candidate], gazetteer: Gazetteer, home: Home
) -> tuple[list[Candidate], list[Resolution | None]]:
    """Resolve what is a place, and admit the open names that lie where the report plays."""
    certain = [candidate for candidate in found if candidate.rule != "open"]
    senses = _resolve(certain, gazetteer, home)
    focus = _focus(certain, senses) or next((e for e in home.entries if e.kind == "city"), None)
    if focus is None or len(certain) == len(found):
        return certain, senses
    admitted = [
        replace(candidate, confidence=0.5, rule="near_focus")
        if candidate.rule == "open" and any(near(focus, entry) for entry in gazetteer.named(candidate.name))
        else candidate
        for candidate in found
    ]
    certain = [candidate for candidate in admitted if candidate.rule != "open"]
    return certain, _resolve(certain, gazetteer, home)


def near(focus: Entry, entry: Entry) -> bool:
    """Say whether a place lies within a local paper's reach of another."""
    return entry.country == focus.country and distance(focus, entry) < _REACH_KM


def place_spans(
    spans: Sequence[Span], passages: Sequence[Passage], document: Document, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Resolve given words, in the light of all that the report names.

    Args:
        spans: the words, each one place's name or adjective.
        passages: the report's prose.
        document: the report.
        gazetteer: as `dateline.resolve.places.gazetteer.load` gives it.

    Returns:
        One place for each span, unresolved (`lat` is `None`) where nothing is known of the name.
    """
    cues = load_cues(gazetteer)
    found = _dateline(document, passages) + candidates(passages, cues)
    own = [candidate_of(span, found, gazetteer, cues) for span in spans]
    others = [c for c in found if c.rule != "open" and not any(c.span.overlaps(span) for span in spans)]
    home = home_of(document.url, document.publisher, gazetteer)
    senses = _resolve([*own, *others], gazetteer, home)
    anchors = _anchors([*own, *others], senses, home)
    return tuple(
        _place(candidate, _moored(candidate, sense, anchors), passages, cues, anchors)
        for candidate, sense in zip(own, senses, strict=False)
    )


def _moored(candidate: Candidate, sense: Resolution | None, anchors: _Anchors) -> Resolution | None:
    """Leave what is named for a place to the town beside it, unless it may well lie where its name says."""
    if candidate.how != "part" or sense is None:
        return sense
    town, _ = anchors.beside(candidate.span.start)
    if town is None:
        return sense
    named = sense.entry
    if named.kind in _TOWNS:
        return sense if named.population > _GREAT or near(town, named) else None
    return None if lies_in(town, named) else sense


def place_of(
    span: Span,
    resolution: Resolution | None,
    gazetteer: Gazetteer,
    *,
    metonym: str = "",
    rule: str = "",
) -> Place:
    """Make the record of a resolved name.

    Args:
        span: the words.
        resolution: the place chosen, or `None`.
        gazetteer: where the place comes from.
        metonym: why the words stand for a government, or empty.
        rule: why they are a place's name, or empty.
    """
    why = [Reason("span", rule, span)] if rule else []
    if metonym:
        why.append(Reason("metonym", metonym, span))
    if resolution is None:
        return Place(span=span, name=span.words, confidence=0.3, metonym=bool(metonym), why=tuple(why))
    entry = resolution.entry
    note = f"{resolution.rivals} other places of that name" if resolution.rivals else ""
    why += [Reason("place", rule, span, note) for rule in resolution.rules]
    return Place(
        span=span,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        country=entry.country,
        admin1=_division(entry, gazetteer),
        precision=_precision(entry),
        metonym=bool(metonym),
        confidence=resolution.confidence,
        why=tuple(why),
    )


def _division(entry: Entry, gazetteer: Gazetteer) -> str:
    if entry.kind == "admin1":
        return entry.name
    division = gazetteer.division(entry.country, entry.admin1) if entry.admin1 else None
    return division.name if division is not None else ""


def _precision(entry: Entry) -> PlacePrecision:
    if entry.kind in REGIONAL:
        return "region"
    return _PRECISION.get(entry.kind, "point")


def _dateline(document: Document, passages: Sequence[Passage]) -> list[Candidate]:
    """Take the dateline's places where it stands in a zone of its own."""
    line = document.dateline
    if line is None or any(passage.covers(line) for passage in passages):
        return []
    names: list[Candidate] = []
    position = line.start
    for part in line.words.split("/"):
        name, _, within = part.partition(",")
        bare = name.strip()
        if bare:
            start = position + part.index(bare)
            span = Span(start, start + len(bare), bare)
            names.append(Candidate(-1, -1, -1, span, bare, "name", (), within.strip(), 0.95, "dateline"))
        position += len(part) + 1
    return names


def _resolve(found: Sequence[Candidate], gazetteer: Gazetteer, home: Home) -> list[Resolution | None]:
    """Resolve all names together, each name once for each thing it is said to lie in."""
    stated: dict[str, str] = {}
    for candidate in found:
        if candidate.within:
            stated.setdefault(key(candidate.name), candidate.within)
    counts: Counter[tuple[str, str, tuple[Entry, ...]]] = Counter()
    names: dict[tuple[str, str, tuple[Entry, ...]], str] = {}
    sought = []
    for candidate in found:
        name = key(candidate.name)
        sense = (name, candidate.within or stated.get(name, ""), candidate.entries)
        counts[sense] += 1
        names.setdefault(sense, candidate.name)
        sought.append(sense)
    toponyms = [Toponym(names[sense], sense[1], sense[2], count) for sense, count in counts.items()]
    chosen = dict(zip(counts, resolve(toponyms, gazetteer, home), strict=True))
    return [chosen[sense] for sense in sought]


def _focus(found: Sequence[Candidate], senses: Iterable[Resolution | None]) -> Entry | None:
    """Return the town or county that a local report is about, if it is clearly about one."""
    mass: Counter[Entry] = Counter()
    for candidate, sense in zip(found, senses, strict=True):
        if sense is not None and sense.entry.kind in _TOWNS:
            mass[sense.entry] += 1 if candidate.how == "name" else 0
    if not mass:
        return None
    entry, most = mass.most_common(1)[0]
    return entry if most >= _FOCUS * sum(mass.values()) else None


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Towns of the report, by offset, and the one it is about."""

    towns: tuple[tuple[int, Entry], ...]
    focus: Entry | None

    def beside(self, offset: int) -> tuple[Entry | None, str]:
        """Return the nearest town, or the report's own, and the rule."""
        at = bisect_left(self.towns, offset, key=itemgetter(0))
        nearest = min(self.towns[max(0, at - 1) : at + 1], key=lambda t: abs(t[0] - offset), default=None)
        if nearest is not None and abs(nearest[0] - offset) < _BESIDE:
            return nearest[1], "town_beside"
        return self.focus, "focus_of_report"


def _anchors(found: Sequence[Candidate], senses: Sequence[Resolution | None], home: Home) -> _Anchors:
    towns = [
        (candidate.span.start, sense.entry)
        for candidate, sense in zip(found, senses, strict=True)
        if sense is not None and sense.entry.kind in _TOWNS and candidate.how != "part"
    ]
    towns.sort(key=itemgetter(0))
    focus = _focus(found, senses) or next((e for e in home.entries if e.kind in _TOWNS), None)
    return _Anchors(tuple(towns), focus)


def _place(
    candidate: Candidate,
    sense: Resolution | None,
    passages: Sequence[Passage],
    cues: Cues,
    anchors: _Anchors,
) -> Place:
    metonym = ""
    if candidate.how in ("adjective", "embedded", "people"):
        metonym = candidate.how
    elif candidate.passage >= 0:
        doc = passages[candidate.passage].doc
        head = doc[candidate.first : candidate.last + 1].root
        metonym = acts(head, candidate.name, sense.entry if sense else None, cues)
    place = place_of(candidate.span, sense, cues.gazetteer, metonym=metonym, rule=candidate.rule)
    if sense is not None:
        return msgspec.structs.replace(place, confidence=round(place.confidence * candidate.confidence, 3))
    town, rule = anchors.beside(candidate.span.start)
    if town is None or candidate.how not in ("feature", "unknown", "part"):
        return place
    reason = Reason("place", rule, candidate.span, f"not in the gazetteer; put at {town.name}")
    return msgspec.structs.replace(
        place,
        lat=town.lat,
        lon=town.lon,
        country=town.country,
        admin1=_division(town, cues.gazetteer),
        precision="admin1" if candidate.how == "unknown" else "city",
        confidence=0.3,
        why=(*place.why, reason),
    )
