"""The title of a page: its headings, its meta elements and its linked data have a vote each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.reading.html import landmarks
from dateline.structure.parts import title_key

# What stands between a title and the name of the site: a sign with blanks around it.
_JOINT: Final = re.compile(r"\s+(?:[|–—·•»«:/~-]|::|--|>)\s+|\s*\|\s*")
_LONGEST: Final = 400
_HEADINGS: Final = 8
"""Headings of one page that have a vote."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title, and who gives it.

    Attributes:
        words: the title.
        voter: `h1`, `json-ld`, the name of a meta element, `title`.
        element: the heading, or `None`.
    """

    words: str
    voter: str
    element: Any = None


def choose(headings: Sequence[Any], given: Iterable[Candidate], site: Iterable[str]) -> Candidate:
    """Choose the title.

    A heading that another voter bears out is the title, as it is printed above the article. Where none is, the
    linked data's headline is taken if another voter bears it out, else OpenGraph's title, else what comes first.

    Args:
        headings: the `h1` elements of the page.
        given: titles of linked data, meta elements and the `title` element, the surest first.
        site: names of the site, which are cut off the end of titles.

    Returns:
        The title and its voter; an empty one where the page has none.
    """
    names = frozenset(filter(None, map(title_key, site)))
    printed = [
        Candidate(words, "h1", element)
        for element in headings[:_HEADINGS]
        if (words := landmarks.line(element)) and len(words) <= _LONGEST
    ]
    others = [Candidate(without_site(each.words, names), each.voter) for each in given if each.words]
    others = [each for each in others if each.words]
    best = max(
        (
            (_agreement(each.words, [other.words for other in others]), -number, each)
            for number, each in enumerate(printed)
        ),
        key=lambda entry: entry[:2],
        default=None,
    )
    if best is not None and best[0] >= 0.5:
        return _without_kicker(best[2], others)
    alone = [each for each in printed if title_key(each.words) not in names and len(each.words.split()) >= 3]
    if len(printed) == 1 and alone:
        return alone[0]
    borne = [
        each
        for each in others
        if _agreement(each.words, [other.words for other in others if other.voter != each.voter]) >= 0.8
    ]
    return next(iter([*borne, *others, *alone, *printed]), Candidate("", ""))


def _without_kicker(heading: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Cut a section or topic off the front of a heading where it is set apart and another voter leaves it out."""
    first = landmarks.pieces(heading.element)[:1]
    if not first or len(first[0].split()) > 5 or not heading.words.startswith(first[0]):
        return heading
    rest = heading.words[len(first[0]) :].lstrip(" :|–—-/·•")
    key = title_key(rest)
    if key and any(title_key(other.words) == key for other in others):
        return Candidate(rest, heading.voter, heading.element)
    return heading


def without_site(words: str, names: frozenset[str]) -> str:
    """Cut the name of the site off a title, before or behind it, and what stands beyond it.

    Args:
        words: the title.
        names: folded names of the site.
    """
    for _ in range(3):
        pieces = list(_JOINT.finditer(words))
        if not pieces:
            break
        head, tail = words[: pieces[-1].start()], words[pieces[-1].end() :]
        first, rest = words[: pieces[0].start()], words[pieces[0].end() :]
        if _is_site(tail, names) or (_is_label(pieces[-1].group(), tail) and len(head.split()) >= 3):
            words = head
        elif _is_site(first, names):
            words = rest
        else:
            break
    return words.strip()


def _is_site(words: str, names: frozenset[str]) -> bool:
    key = title_key(words)
    joined = key.replace(" ", "")
    return any(key == name or joined == name.replace(" ", "") for name in names)


def _is_label(joint: str, tail: str) -> bool:
    """Say whether what stands behind a bar is the name of a site or a section, which are short."""
    return joint.strip() == "|" and len(tail.split()) <= 4


def _agreement(words: str, others: Sequence[str]) -> float:
    """Say how well the best of other titles agrees with a title: the share of words they have in common."""
    own = set(title_key(words).split())
    best = 0.0
    for other in others:
        theirs = set(title_key(other).split())
        if own and theirs:
            best = max(best, 2 * len(own & theirs) / (len(own) + len(theirs)))
    return best
