"""What an element of a page is for, by its own name and by the names that its template gives it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_NAMED: Final = ("class", "itemprop", "role", "rel", "property", "data-testid", "data-component", "data-type")
# Elsewhere an id is the target of a link: it says what the words are about.
_WITH_ID: Final = frozenset({
    "article", "aside", "div", "footer", "form", "header", "main", "nav", "ol", "section", "table", "ul",
})  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART: Final = re.compile(r"[^a-zà-ÿ]+")
_LONGEST: Final = 400
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Roles:
    """Patterns over the names of elements, from `roles.toml`."""

    by_name: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]
    by_words: Mapping[str, frozenset[str]]

    def of(self, element: Any, seen: dict[str, frozenset[str]]) -> frozenset[str]:
        """Return the roles of an element.

        Args:
            element: an element of the parsed page.
            seen: roles of the names seen before on this page; new ones are added.
        """
        attributes = element.attrib
        own = self.by_name.get(element.tag, _NONE)
        if not attributes:
            return own
        if (
            "hidden" in attributes
            or "none" in attributes.get("style", "")[:_LONGEST].replace(" ", "").partition("display:")[2][:4]
        ):
            own |= {"hidden"}
        names = " ".join(value for name in _NAMED if (value := attributes.get(name)))
        if element.tag in _WITH_ID and (value := attributes.get("id")):
            names = f"{names} {value}"
        if not names:
            return own
        if names not in seen:
            seen[names] = self._named(names[:_LONGEST])
        return own | seen[names] if seen[names] else own

    def _named(self, names: str) -> frozenset[str]:
        found: set[str] = set()
        words = _APART.sub(" ", _CAMEL.sub(" ", names).casefold())
        for match in self.pattern.finditer(words):
            found |= self.by_words[match[0]]
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
