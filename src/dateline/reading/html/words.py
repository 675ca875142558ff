"""The word lists by which metadata are read, and how their strings are tidied."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from dateline.structure.tables import Phrases

_LONGEST: Final = 2_000
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_BREAK: Final = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def plain(value: str) -> str:
    """Tidy a short string of a page's metadata.

    Entities are read (twice: templates often escape what is escaped already), tags and characters without a shape
    are dropped, blanks are made single, surrogates are joined or replaced.

    Returns:
        At most 2,000 characters.
    """
    value = value[:_LONGEST]
    for _ in range(2):
        if "&" in value:
            value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub("", value)
    if not value.isascii():
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(_HIDDEN.sub("", value).split())


def prose(value: str) -> str:
    """Tidy a longer text of a page's metadata: tags become line breaks or nothing, entities are read.

    Returns:
        The paragraphs, each without blanks at its ends, divided by line breaks.
    """
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub("", _BREAK.sub("\n", value))
    if not value.isascii():
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = (" ".join(line.split()) for line in _HIDDEN.sub("", value).splitlines())
    return "\n".join(filter(None, lines))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of metadata; see `words.toml`."""

    article_types: Mapping[str, int]
    page_types: frozenset[str]
    organisation_types: frozenset[str]
    beside: frozenset[str]
    meta: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]]
    bylines: Mapping[str, frozenset[str]]
    helpers: Phrases
    ends: Phrases


@cache
def words() -> Words:
    """Read the lists."""
    raw = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    types = raw["types"]
    return Words(
        article_types=types["article"],
        page_types=frozenset(types["other"]["page"]),
        organisation_types=frozenset(types["other"]["organisation"]),
        beside=frozenset(types["other"]["beside"]),
        meta={field: tuple(names) for field, names in raw["meta"].items()},
        classes={kind: tuple(parts) for kind, parts in raw["classes"].items()},
        bylines={kind: frozenset(entries) for kind, entries in raw["bylines"].items()},
        helpers=Phrases(tuple(raw["bylines"]["helpers"])),
        ends=Phrases(tuple(raw["bylines"]["ends"])),
    )
