"""One coded event as every event format needs it: of one report, or one happening of many reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.model import Actor, Count, Event, EventStatus, EventType, Participant, Place, Report

_ORGANISATIONS: Final = ("organisation", "armed_group", "party")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An actor or recipient.

    Attributes:
        id: our id.
        name: canonical name.
        words: the words for it in this event, empty where it is understood or the event is a happening.
        country: ISO 3166 alpha-3 or PLOVER codes; several for a compound.
        sector: primary PLOVER sector, empty if none.
        sectors: secondary PLOVER sectors.
        role: office or title.
        wikidata: Wikidata id, empty if not known.
    """

    id: str
    name: str
    words: str = ""
    country: tuple[str, ...] = ()
    sector: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where it happened; fields as those of `model.Place`. `precision` is empty where it is not known."""

    name: str
    words: str = ""
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str = ""
    admin1: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The report that tells the event; of a happening, the first report that does.

    Attributes:
        document: id of the document.
        version: version of dateline that read it.
        published: day of publication, ISO 8601, empty if not known.
        publisher: name of the publisher.
        url: address.
        headline: words of the headline.
        language: ISO 639-1 code.
        people: names of the persons whom the report names, in the order of the text.
        organisations: names of the organisations, parties and armed groups that it names.
        places: names of the places that it names.
    """

    document: str
    version: str
    published: str = ""
    publisher: str = ""
    url: str = ""
    headline: str = ""
    language: str = ""
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One coded event; fields without a word of their own are those of `model.Event`.

    Attributes:
        id: id of the event or happening.
        start: first day, ISO 8601, empty if not known.
        end: last day, empty if not known or still open.
        words: the words that name it.
        mentions: the words of every mention in the report, none for a happening.
        span: first and last character of `words` in the report, `None` for a happening.
        lead: it is told in the headline or the first paragraph; `None` for a happening.
        killed: killed, at least and at most.
        injured: injured, at least and at most.
        reports: reports that tell it.
        witnesses: independent ones among them.
        wrong: a user found it wrong.
    """

    id: str
    told: Told
    type: EventType
    status: EventStatus
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    place: Spot | None = None
    killed: tuple[int | None, int | None] | None = None
    injured: tuple[int | None, int | None] | None = None
    words: str = ""
    mentions: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    lead: bool | None = None
    intensity: float | None = None
    cameo: str = ""
    factuality: float | None = None
    confidence: float = 1.0
    reports: int = 1
    witnesses: int = 1
    wrong: bool = False


def of_report(report: Report, wanted: Collection[str] | None = None) -> Iterator[Entry]:
    """Yield the events of a report, in its order.

    Args:
        report: the report.
        wanted: ids of the events wanted, `None` for all.
    """
    actors = {actor.id: actor for actor in report.actors}
    told = _told(report)
    lead = _lead(report)
    for event in report.events:
        if wanted is None or event.id in wanted:
            yield _entry(event, told, actors, lead)


def _entry(event: Event, told: Told, actors: dict[str, Actor], lead: int) -> Entry:
    when = event.when
    return Entry(
        id=event.id,
        told=told,
        type=event.type,
        status=event.status,
        modes=event.modes,
        contexts=event.contexts,
        start=when.start if when else "",
        end=when.end if when else "",
        actors=tuple(_side(part, actors) for part in event.actors),
        recipients=tuple(_side(part, actors) for part in event.recipients),
        place=_spot(event.place) if event.place else None,
        killed=_range(event.killed),
        injured=_range(event.injured),
        words=event.trigger.words,
        mentions=tuple(span.words for span in event.mentions),
        span=(event.trigger.start, event.trigger.end),
        lead=any(span.end <= lead for span in (event.trigger, *event.mentions)),
        intensity=event.intensity,
        cameo=event.cameo,
        factuality=event.factuality,
        confidence=event.confidence,
    )


def _told(report: Report) -> Told:
    document = report.document
    named = {mention.actor for mention in report.mentions if mention.how == "name"}
    known = [actor for actor in report.actors if actor.id in named]
    return Told(
        document=document.id,
        version=report.version,
        published=document.published.date if document.published else "",
        publisher=document.publisher,
        url=document.url,
        headline=document.headline.words if document.headline else "",
        language=document.language,
        people=_once(actor.name for actor in known if actor.kind == "person"),
        organisations=_once(actor.name for actor in known if actor.kind in _ORGANISATIONS),
        places=_once(place.name for place in report.places if not place.metonym),
    )


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _lead(report: Report) -> int:
    """Return where the first paragraph of the body ends."""
    body = report.document.zones_of("body")
    return body[0].span.end if body else 0


def _side(part: Participant, actors: dict[str, Actor]) -> Side:
    words = part.span.words if part.span else ""
    actor = actors.get(part.actor)
    if actor is None:
        return Side(id=part.actor, name=words or part.actor, words=words)
    return Side(
        id=actor.id,
        name=actor.name,
        words=words,
        country=actor.country,
        sector=actor.sector,
        sectors=actor.sectors,
        role=actor.role,
        wikidata=actor.wikidata,
    )


def _spot(place: Place) -> Spot:
    return Spot(
        name=place.name,
        words=place.span.words,
        lat=place.lat,
        lon=place.lon,
        geonameid=place.geonameid,
        country=place.country,
        admin1=place.admin1,
        precision=place.precision if place.lat is not None else "",
    )


def _range(count: Count | None) -> tuple[int | None, int | None] | None:
    return (count.low, count.high) if count else None
