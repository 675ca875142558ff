"""What the meta elements of a page say: OpenGraph, article, Twitter, Dublin Core, Parse.ly, Sailthru, microdata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dateline.reading.html.words import plain, words
from dateline.structure import byline

_MOST: Final = 2_000
"""Meta elements of one page that are looked at."""
_LONGEST: Final = 5_000
_NAMES: Final = ("property", "name", "itemprop", "http-equiv")


@dataclass(frozen=True, slots=True)
class Metas:
    """The meta elements of a page.

    Attributes:
        by_name: name in small letters, to the values that were given under it, in their order.
    """

    by_name: Mapping[str, tuple[str, ...]]

    def values(self, field: str) -> Iterator[tuple[str, str]]:
        """Yield the values for a field, and the names they were given under, the surest name first.

        Args:
            field: a key of `[meta]` in `words.toml`: `title`, `author`, `published` and so on.
        """
        for name in words().meta[field]:
            for value in self.by_name.get(name, ()):
                yield value, name

    def labelled(self) -> Iterator[tuple[str, str]]:
        """Yield the names of authors that stand beside a label ("Written by") in Twitter's cards."""
        for number in "123":
            for label, value in zip(
                self.by_name.get(f"twitter:label{number}", ()),
                self.by_name.get(f"twitter:data{number}", ()),
                strict=False,
            ):
                if byline.opener(label) == len(label):
                    yield value, f"twitter:data{number}"

    def first(self, field: str) -> tuple[str, str]:
        """Return the surest value for a field and the name it was given under; both empty if there is none."""
        return next(self.values(field), ("", ""))


def read(tree: Any) -> Metas:
    """Read the meta elements of a page.

    Args:
        tree: root of the parsed page.

    Returns:
        Their values, tidied; empty ones are left out.
    """
    found: dict[str, list[str]] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number >= _MOST:
            break
        value = element.get("content")
        if not value or len(value) > _LONGEST:
            continue
        value = plain(value)
        for attribute in _NAMES:
            # One element may bear several names, and one attribute several (`name="author byl"`).
            for name in (element.get(attribute) or "").casefold().split()[:4]:
                if value:
                    found.setdefault(name, []).append(value)
    return Metas({name: tuple(dict.fromkeys(values)) for name, values in found.items()})
