"""The report as it was read: its text, its typed zones, when it was published."""

from __future__ import annotations

from typing import Literal

from dateline.model.spans import Span, Value

ZoneKind = Literal[
    "headline", "deck", "byline", "dateline", "date", "caption", "subhead", "body", "furniture"
]


class Zone(Value, frozen=True):
    """A typed part of the text. Zones do not overlap; what no zone covers is white space.

    Attributes:
        kind: what the part is.
        span: where it is; one line or paragraph.
        rule: the rule that typed it.
    """

    kind: ZoneKind
    span: Span
    rule: str = ""


class Published(Value, frozen=True):
    """When the report was published, as far as it is known.

    Attributes:
        date: calendar day at the publisher's place, ISO 8601 (`2025-10-21`).
        time: time of day as given (`13:05` or `13:05:00`), or an empty string.
        offset: UTC offset as given (`+05:00`, `Z`), or an empty string.
        words: the words that say so, if the text holds them.
        source: `given` (by the user), `header`, `metadata`, `front_matter`, `byline`, `dateline` or `url`.
    """

    date: str
    time: str = ""
    offset: str = ""
    words: Span | None = None
    source: str = "given"


class Document(Value, frozen=True, kw_only=True):
    """One report as it was read. The text never changes after reading.

    Attributes:
        id: hash of the text.
        text: the text, with its furniture.
        zones: typed parts, in the order of the text.
        format: `text` or `html`.
        url: where it came from, if known.
        publisher: name of the publisher, if the source says so.
        headline: first headline, if any.
        bylines: the names of the authors.
        agency: the agency credited, if any.
        wire: a news agency other than the publisher is credited with the text, or a part of it; `False` also
            where the publisher is not known.
        dateline: the place words of the dateline, if any.
        published: when it was published, or `None` if nothing says so.
        language: ISO 639-1 code found or given.
    """

    id: str
    text: str
    zones: tuple[Zone, ...] = ()
    format: str = "text"
    url: str = ""
    publisher: str = ""
    headline: Span | None = None
    bylines: tuple[Span, ...] = ()
    agency: Span | None = None
    wire: bool = False
    dateline: Span | None = None
    published: Published | None = None
    language: str = "en"

    def zones_of(self, *kinds: ZoneKind) -> tuple[Zone, ...]:
        """Return the zones of the given kinds, in the order of the text."""
        return tuple(zone for zone in self.zones if zone.kind in kinds)
