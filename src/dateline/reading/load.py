"""The door for every file: bytes in, a `Source` out."""

from __future__ import annotations

from dateline.config import Settings
from dateline.reading.source import Source
from dateline.reading.text import decode, read_text


def load(data: bytes, *, name: str = "", settings: Settings) -> Source:
    """Read the bytes of a report: plain text, text as a scraper saved it, front matter and text, or HTML.

    Args:
        data: the bytes, as they are.
        name: name of the file or address; its ending helps to tell HTML from text.
        settings: limits on bytes and characters.

    Returns:
        The source. Plain text is kept character by character, line ends included.

    Raises:
        DatelineError: E001 nothing there, E002 not text, E003 too large, E005 a page without an article.
    """
    text = decode(data, settings)
    from dateline.reading import html

    if html.looks_like_html(text, name):
        return html.read_html(text, name, settings)
    return read_text(text, name, settings)
