"""What a reader of files hands to `dateline.structure`."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report's text, and what its carrier says of it.

    Attributes:
        text: the text that becomes `Document.text`, unchanged from here on.
        format: `text` or `html`.
        zones: zones that the carrier's markup already gives (HTML), or `None` to find them from the lines.
        title: title from metadata.
        authors: authors from metadata.
        published: publication date and time from metadata, ISO 8601 as given, or empty.
        published_source: `metadata` or `front_matter`, where `published` comes from.
        publisher: publisher's name from metadata.
        url: address from metadata.
        language: language from metadata, ISO 639-1, or empty.
        agency: news agency credited in metadata, by the name it is called by; `agencies` where none is named.
        wire: metadata show that an agency other than the publisher supplied the text, or a part of it.
    """

    text: str
    format: str = "text"
    zones: tuple[Zone, ...] | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    published_source: str = "metadata"
    publisher: str = ""
    url: str = ""
    language: str = ""
    agency: str = ""
    wire: bool = False
