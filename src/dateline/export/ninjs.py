"""A report as ninjs 2.0, the IPTC's news in JSON, for the systems of newsrooms and agencies.

What the record knows of people, organisations and places goes along; what it knows of statements, claims and
events has no place in ninjs. `reading.agency.ninjs` reads the result back to a document with the same words in the
same zones, less furniture.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from dateline.model import Actor, Document, Place, Published, Report, Zone
from dateline.reading.agency.model import Rights

_STANDARD: Final = {
    "name": "ninjs",
    "version": "2.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.0.json",
}
_ORGANISATIONS: Final = ("organisation", "armed_group", "party")
_HEAD: Final = ("headline", "deck", "byline", "date")
_MENTIONS: Final = "mentions"
_CLOCK: Final = re.compile(r"\d\d:\d\d")


def to_ninjs(report: Report, *, rights: Rights | None = None, indent: int = 0) -> bytes:
    """Write a report as UTF-8 JSON in ninjs 2.0.

    Args:
        report: the report.
        rights: whose it is, and on what terms; dateline does not know.
        indent: blanks a level, 0 for one line.
    """
    data = msgspec.json.encode(ninjs(report, rights=rights))
    return msgspec.json.format(data, indent=indent) if indent else data


def ninjs(report: Report, *, rights: Rights | None = None) -> dict[str, Any]:
    """Return a report as a ninjs 2.0 object.

    Headline and decks become `headlines`, bylines `by`, the place of the dateline `located`; a teaser, which is no
    body, becomes a description of role `summary`. ninjs has dates with time and offset only: a day without them
    becomes a description of role `published`. Furniture is left out.
    """
    document = report.document
    body = "".join(_paragraphs(document))
    given: dict[str, Any] = {
        "uri": document.url or f"urn:x-dateline:{document.id}",
        "type": "text",
        "standard": _STANDARD,
        "language": document.language,
        "headlines": [*_headlines(document)],
        "by": _by(document),
        "located": document.dateline.words if document.dateline else "",
        "descriptions": [*_descriptions(document)],
        "infosources": [{"name": name} for name in _sources(document)],
        "bodies": [_body(document, body)] if body else [],
        "representationtype": "" if body else "partial",
        "people": [*_named(report, ("person",))],
        "organisations": [*_named(report, _ORGANISATIONS)],
        "places": [*_places(report.places)],
        **_date(document.published),
        **_rights(rights or Rights()),
    }
    return {key: value for key, value in given.items() if value}


def _headlines(document: Document) -> Iterator[dict[str, str]]:
    for zone in document.zones_of("headline", "deck"):
        if zone.rule != "teaser":
            yield {"role": "main" if zone.kind == "headline" else "deck", "value": zone.span.words}


def _descriptions(document: Document) -> Iterator[dict[str, str]]:
    teaser = " ".join(zone.span.words for zone in document.zones_of("deck") if zone.rule == "teaser")
    if teaser:
        yield {"role": "summary", "contenttype": "text/plain", "value": teaser}
    if document.published is not None and not _date(document.published):
        yield {"role": "published", "contenttype": "text/plain", "value": document.published.date}


def _by(document: Document) -> str:
    """Return the bylines above the body; a credit to an agency goes to `infosources`."""
    return ", ".join(
        zone.span.words for zone in _above(document) if zone.kind == "byline" and zone.rule != "credit"
    )


def _sources(document: Document) -> tuple[str, ...]:
    agency = document.agency.words if document.agency else ""
    return tuple(dict.fromkeys(name for name in (document.publisher, agency) if name))


def _above(document: Document) -> Iterator[Zone]:
    for zone in document.zones:
        if zone.kind == "body":
            return
        yield zone


def _paragraphs(document: Document) -> Iterator[str]:
    """Give the body as HTML, from the first zone that is no part of the head."""
    head = {zone.span.start for zone in _above(document) if zone.kind in _HEAD}
    opening: Zone | None = None
    for zone in document.zones:
        words = zone.span.words
        if zone.span.start in head or zone.kind in ("furniture", "headline", "deck"):
            continue
        if zone.kind == "dateline":
            opening = zone if zone.rule == "dateline" else None
            continue
        if opening is not None and zone.kind == "body":
            between = document.text[opening.span.end : zone.span.start]
            if "\n" not in between:
                words = document.text[opening.span.start : zone.span.end]
        opening = None
        yield _element(zone.kind, html.escape(words, quote=False))


def _element(kind: str, words: str) -> str:
    if kind == "subhead":
        return f"<h2>{words}</h2>"
    return f"<figure><figcaption>{words}</figcaption></figure>" if kind == "caption" else f"<p>{words}</p>"


def _body(document: Document, markup: str) -> dict[str, Any]:
    running = [zone.span.words for zone in document.zones_of("body", "subhead")]
    return {
        "role": "main",
        "contenttype": "text/html",
        "charcount": sum(map(len, running)),
        "wordcount": sum(len(words.split()) for words in running),
        "value": markup,
    }


def _date(published: Published | None) -> dict[str, str]:
    """Return when it was published, if time and offset are known; nothing is made up."""
    if published is None or not published.time or not published.offset:
        return {}
    seconds = ":00" if _CLOCK.fullmatch(published.time) else ""
    return {"versioncreated": f"{published.date}T{published.time}{seconds}{published.offset}"}


def _rights(rights: Rights) -> dict[str, str]:
    return {"copyrightholder": rights.holder, "copyrightnotice": rights.notice, "usageterms": rights.terms}


def _named(report: Report, kinds: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Give the actors of some kinds that the report names."""
    named = {mention.actor for mention in report.mentions if mention.how == "name"}
    for actor in report.actors:
        if actor.kind in kinds and actor.id in named:
            yield {"name": actor.name, "rel": _MENTIONS, **_uri(actor)}


def _uri(actor: Actor) -> dict[str, str]:
    return {"uri": f"http://www.wikidata.org/entity/{actor.wikidata}"} if actor.wikidata else {}


def _places(places: tuple[Place, ...]) -> Iterator[dict[str, Any]]:
    """Give each place once, with its point."""
    seen = set()
    for place in places:
        key = (place.name, place.geonameid, place.lat, place.lon)
        if key in seen:
            continue
        seen.add(key)
        given: dict[str, Any] = {"name": place.name, "rel": _MENTIONS}
        if place.geonameid:
            given["uri"] = f"https://sws.geonames.org/{place.geonameid}/"
        if place.lat is not None and place.lon is not None:
            given["geojson"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
        yield given
