"""The names of feed elements, whatever namespace or prefix a feed writes them with."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

_ATOM: Final = "http://www.w3.org/2005/Atom"
PREFIXES: Final[dict[str, str]] = {
    "atom": _ATOM,
    "a10": _ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
"""Usual prefixes, for feeds that use them without saying what they stand for."""
# In small letters and without the stroke at the end, since feeds differ in both.
_SPACES: Final[dict[str, str]] = {
    **{uri.casefold().rstrip("/#"): prefix for prefix, uri in PREFIXES.items() if prefix != "a10"},
    "http://purl.org/atom/ns": "atom",
    "http://search.yahoo.com/mrss": "media",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/net/rss1.1": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss/rss.html": "",
}
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


@lru_cache(maxsize=2048)
def canonical(tag: str) -> str:
    """Return the usual name of an element: `title`, `dc:creator`, `content:encoded`, in small letters.

    Args:
        tag: as lxml gives it, `{namespace}name`, or `prefix:name` where a feed forgot to declare the prefix.

    Returns:
        The name without prefix for what RSS and sitemaps define, with the usual prefix for other known namespaces,
        `?:name` for unknown ones.
    """
    if not tag.startswith("{"):
        prefix, colon, name = tag.rpartition(":")
        return f"{'atom' if prefix == 'a10' else prefix}{colon}{name}".casefold()
    space, _, name = tag[1:].rpartition("}")
    known = _SPACES.get(space.casefold().rstrip("/#"))
    name = name.casefold()
    if known is None:
        return f"?:{name}"
    return f"{known}:{name}" if known else name


def name_of(element: Any) -> str:
    """Return the usual name of an element; empty for what is no element (comments, entities)."""
    return canonical(element.tag) if isinstance(element.tag, str) else ""
