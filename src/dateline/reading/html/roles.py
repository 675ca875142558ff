"""What an element of a page is for, by its own name and by the names that its template gives it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

_NAMED: Final = frozenset({
    "class", "itemprop", "role", "rel", "property", "data-testid", "data-component", "data-type",
})  # fmt: skip
# Elsewhere an id is the target of a link: it says what the words are about.
_WITH_ID: Final = frozenset({
    "article", "aside", "div", "footer", "form", "header", "main", "nav", "ol", "section", "table", "ul",
})  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART: Final = re.compile(r"[^a-zà-ÿ]+")
_UNSEEN: Final = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_LONGEST: Final = 400
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Roles:
    """Patterns over the names of elements, from `roles.toml`."""

    by_name: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]
    by_words: Mapping[str, frozenset[str]]

    def of(self, element: Any) -> frozenset[str]:
        """Return the roles of an element of a parsed page."""
        tag = element.tag
        own = self.by_name.get(tag, _NONE)
        names = ""
        for name, value in element.items():
            if name in _NAMED or (name == "id" and tag in _WITH_ID):
                names = f"{names} {value}" if names else value
            elif name == "hidden" or (name == "style" and _UNSEEN.search(value[:_LONGEST])):
                own |= {"hidden"}
        if not names:
            return own
        found = _named(names[:_LONGEST])
        return own | found if found else own


@lru_cache(maxsize=20_000)
def _named(names: str) -> frozenset[str]:
    """Return the roles that names tell; the pages of one site share their names."""
    table = roles()
    found: set[str] = set()
    words = _APART.sub(" ", _CAMEL.sub(" ", names).casefold())
    for match in table.pattern.finditer(words):
        found |= table.by_words[match[0]]
    return frozenset(found)


@cache
def roles() -> Roles:
    """Read the table."""
    raw = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))
    words, names = _inverted(raw["roles"]), _inverted(raw["elements"])
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
    return Roles(names, pattern, words)


def _inverted(lists: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for role, entries in lists.items():
        for entry in entries:
            found.setdefault(entry, set()).add(role)
    return {entry: frozenset(held) for entry, held in found.items()}
