"""Times, places and actors by themselves: each finder with no more of the pipeline than it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from dateline.errors import DatelineError
from dateline.find.syntax import PROSE
from dateline.languages import reach_of
from dateline.model import Appearance, Document, Mention, Place, When

if TYPE_CHECKING:
    from dateline.config import Settings
    from dateline.find.syntax import Passage
    from dateline.pipeline import Reader


def times(reader: Reader, text: str | Document, published: str | None = None) -> tuple[When, ...]:
    """Find the time expressions of a text (see `dateline.times`)."""
    document, passages = _parsed(reader, text, published)
    if not passages:
        return ()
    from dateline.find.times.tagger import find_times

    return find_times(passages, document.published)


def places(reader: Reader, text: str | Document, publisher: str = "") -> tuple[Place, ...]:
    """Find and locate the places of a text (see `dateline.places`)."""
    document, passages = _parsed(reader, text)
    if not passages:
        return ()
    from dateline.find.places.finder import find_places

    if publisher:
        document = published_by(document, publisher)
    return find_places(passages, document, reader.gazetteer)


def published_by(document: Document, publisher: str) -> Document:
    """Return a document with another publisher: a name or a web address."""
    address = publisher.strip() if "." in publisher and " " not in publisher.strip() else ""
    return structs.replace(document, url=address, publisher="" if address else publisher)


def actors(reader: Reader, text: str | Document, published: str | None = None) -> tuple[Appearance, ...]:
    """Find the actors of a text with all their mentions (see `dateline.actors`)."""
    document, passages = _parsed(reader, text, published)
    if not passages:
        return ()
    from dateline.find.actors import actor_spans, outermost
    from dateline.find.places.finder import find_places
    from dateline.resolve.actors.resolver import resolve_actors

    where = find_places(passages, document, reader.gazetteer)
    spans = actor_spans(passages, reader.knowledge, where)
    found = outermost(resolve_actors(document, passages, spans, reader.knowledge, where))
    known = {actor.id: actor for actor in found.actors}
    mentions: dict[str, list[Mention]] = {}
    for mention in found.mentions:
        mentions.setdefault(mention.actor, []).append(mention)
    return tuple(Appearance(actor=known[key], mentions=tuple(own)) for key, own in mentions.items())


def _parsed(
    reader: Reader, text: str | Document, published: str | None = None
) -> tuple[Document, tuple[Passage, ...]]:
    """Parse a text, or as much of it as is read; nothing is loaded where there is nothing to parse.

    Raises:
        TypeError: it is neither a text nor a document.
        DatelineError: E003, E010, E020, E030.
    """
    if isinstance(text, Document):
        document = text
    elif isinstance(text, str):
        document = _document(text, reader.settings, published)
    else:
        raise TypeError(f"a str or a Document is read, not {type(text).__name__}: decode bytes first")
    document = _readable(document)
    if not any(zone.kind in PROSE for zone in document.zones):
        return document, ()
    reach = reach_of(document.language)
    if not reach.parsed:
        raise DatelineError(
            "E010",
            f"the text is in {reach.name}, and times, places and actors are found in English",
            "set the language if that is wrong",
        )
    return document, reader.passages(document)


def _document(text: str, settings: Settings, published: str | None) -> Document:
    """Make the document of a text, character by character: neither mark-up nor front matter is looked for.

    Raises:
        DatelineError: E003, E010, E030.
    """
    from dateline.reading.source import Source
    from dateline.structure.document import build

    if len(text) > settings.max_chars:
        raise DatelineError(
            "E003",
            f"the text has {len(text):,} characters, more than {settings.max_chars:,}",
            "split it, or raise max_chars in Settings",
        )
    # A lone surrogate is no character, and one character takes its place, so offsets stay what they are.
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return build(Source(text=sound), settings, published)


def _readable(document: Document) -> Document:
    """Let all of a text without a body be read: the cell of a table is no furniture of a page."""
    if document.zones_of("body"):
        return document
    zones = tuple(
        zone if zone.kind in PROSE else structs.replace(zone, kind="body") for zone in document.zones
    )
    return structs.replace(document, zones=zones)
