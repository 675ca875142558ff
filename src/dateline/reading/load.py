"""The door for every file: bytes in, a `Source` out."""

from __future__ import annotations

from dataclasses import replace

from dateline.config import Settings
from dateline.reading.items import Carrier
from dateline.reading.source import Source
from dateline.reading.text import decode, read_text


def load(data: bytes, *, name: str = "", settings: Settings, carrier: Carrier | None = None) -> Source:
    """Read the bytes of a report: plain text, text as a scraper saved it, front matter and text, or HTML.

    Args:
        data: the bytes, as they are.
        name: name of the file or address; its ending helps to tell HTML from text.
        settings: limits on bytes and characters.
        carrier: what is known of the bytes from beside them; what they say themselves wins.

    Returns:
        The source. Plain text is kept character by character, line ends included.

    Raises:
        DatelineError: E001 nothing there, E002 not text, E003 too large, E005 a page without an article,
            E007 a page nested too deeply.
    """
    from dateline.reading.html import page

    text = characters(data, settings, carrier.charset if carrier else "")
    if page.looks_like_html(text, name):
        source = page.read_html(text, name, settings, url=carrier.url if carrier else "")
    else:
        source = read_text(text, name, settings)
    return source if carrier is None else completed(source, carrier)


def characters(data: bytes, settings: Settings, charset: str = "") -> str:
    """Decode the bytes of a page or a text.

    Args:
        data: the bytes, as they are.
        settings: the limit on bytes.
        charset: character set that the carrier names, or empty.

    Raises:
        DatelineError: E001 nothing there, E002 not text, E003 too large.
    """
    from dateline.reading.html.charset import to_utf8

    return decode(to_utf8(data, charset) if len(data) <= settings.max_bytes else data, settings)


def completed(source: Source, carrier: Carrier) -> Source:
    """Fill what a source leaves open with what its carrier says of it."""
    return replace(
        source,
        title=source.title or carrier.title,
        authors=source.authors or carrier.authors,
        published=source.published or carrier.published,
        publisher=source.publisher or carrier.publisher,
        url=source.url or carrier.url,
        language=source.language or carrier.language,
    )
