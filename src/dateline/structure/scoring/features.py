"""What the line score sees of a line: its shape, its place on the page, its neighbours, the words it shares with it.

No feature names a word, so that the score is the same in every language, but for those by which a reader is addressed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from dateline.structure.parts import Part

KEPT: Final = frozenset({"body", "deck", "subhead", "dateline"})
"""Kinds of zones that belong to the report's running text."""
# What the rules know least of: a paragraph by its form alone, and a short line that fits nothing else.
_GROUPS: Final = {"paragraph": "paragraph", "label": "label", "capitals": "label"}

_WORD: Final = re.compile(r"[^\W\d_]+")
_QUOTE: Final = re.compile('["“”„«]')
_DIGIT: Final = re.compile(r"\d")
_ADDRESS: Final = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net|co|example)\b")
_SENTENCES: Final = re.compile(r"[.!?][\"”’»)]?\s")
_LONGEST: Final = 300
"""Characters of a line that are looked at."""
_LONG_WORD: Final = 4
_PROSE_BLANKS: Final = 11
_AROUND: Final = 4
"""Lines above and below whose share of prose is looked at."""
_SIZES: Final = (20, 40, 70, 110, 180)
_SORTS: Final = {"subhead": "s", "caption": "c", "byline": "y", "date": "y", "headline": "h"}


@dataclass(frozen=True, slots=True)
class _Page:
    """What is counted once for a page.

    Attributes:
        parts: its lines.
        kept: for each whether the rules keep it.
        prose: for each whether it is kept and long enough to be running text.
        passed: how many lines of prose stand above each, and last how many there are.
        words: the words of those that are prose or are asked about.
        vocabulary: in how many lines of prose a word stands.
        above: how many lines of the same shape stand right above each.
        below: right below.
    """

    parts: Sequence[Part]
    kept: Sequence[bool]
    prose: Sequence[bool]
    passed: Sequence[int]
    words: Sequence[frozenset[str]]
    vocabulary: Counter[str]
    above: Sequence[int]
    below: Sequence[int]


def asked(part: Part) -> bool:
    """Say whether the score is asked about a part: the rules went by its form and neighbours, not by its words."""
    return part.rule in _GROUPS


def features(parts: Sequence[Part]) -> list[tuple[str, ...]]:
    """Describe the parts of a text whose kinds the rules have settled.

    Args:
        parts: all parts of the text, in order.

    Returns:
        For each part the names of its features, all of them yes or no; the first is the group by which the others are
        weighed. None for a part that is not `asked` about.
    """
    page = _page(parts)
    return [tuple(_named(page, number)) if asked(part) else () for number, part in enumerate(parts)]


def _page(parts: Sequence[Part]) -> _Page:
    kept = [part.kind in KEPT for part in parts]
    prose = [keep and part.words.count(" ") >= _PROSE_BLANKS for keep, part in zip(kept, parts, strict=True)]
    words = [
        frozenset(_WORD.findall(part.words[:_LONGEST].casefold()))
        if is_prose or asked(part)
        else frozenset[str]()
        for part, is_prose in zip(parts, prose, strict=True)
    ]
    vocabulary: Counter[str] = Counter()
    for own, is_prose in zip(words, prose, strict=True):
        if is_prose:
            vocabulary.update(own)
    shapes = [_shape(part) for part in parts]
    above, below = _runs(shapes), _runs(shapes[::-1])[::-1]
    return _Page(parts, kept, prose, [0, *accumulate(prose)], words, vocabulary, above, below)


def _runs(shapes: Sequence[str]) -> list[int]:
    """Count for each line how many of its shape stand right above it."""
    found: list[int] = []
    for number, shape in enumerate(shapes):
        found.append(found[-1] + 1 if number and shapes[number - 1] == shape else 0)
    return found


def _shape(part: Part) -> str:
    """Return a coarse shape: opening sign or digit, length, end."""
    first = part.words[0]
    opening = "d" if first.isdigit() else "a" if first.isalpha() else "q" if first in "\"'“„«‘" else first
    size = len(part.words)
    length = "s" if size < 40 else "m" if size < 110 else "l" if size < 220 else "x"
    return f"{opening}{length}{_end(part.words)}"


def _end(words: str) -> str:
    """Return how words end: with a full stop, with another sign, or with a word."""
    end = words.rstrip("\"”’')»]“")[-1:]
    return "." if end in ".!…。" else end if end in "?:" else "," if end in ",;" else "w"


def _named(page: _Page, number: int) -> Iterator[str]:
    part = page.parts[number]
    group = _GROUPS[part.rule]
    yield group
    yield from _formed(part, page.words[number], group)
    yield from _placed(page, number)
    yield from _beside(page, number)
    yield from _shared(page, number)


def _formed(part: Part, own: frozenset[str], group: str) -> Iterator[str]:
    """Describe length, end, capitals and signs."""
    words = part.words[:_LONGEST]
    size, end = _length(part), _end(part.words)
    yield f"size={size}"
    yield f"size={size}{end}"
    tokens = [token[0] for token in words.split(maxsplit=24)[:24] if len(token) >= _LONG_WORD]
    capitals = len([first for first in tokens if first.isupper()])
    yield f"capitals={capitals * 4 // max(1, len(tokens))}{end}"
    if part.words.isupper():
        yield "upper"
    yield f"sentences={min(3, len(_SENTENCES.findall(words)))}{end}"
    if _QUOTE.search(words):
        yield "quoting"
    digits = len(_DIGIT.findall(words))
    if digits:
        yield f"digits={min(3, digits * 10 // len(words))}"
    if _ADDRESS.search(words):
        yield "address"
    if group == "paragraph" and not _addressed().isdisjoint(own):
        yield f"addressed={'long' if len(part.words) > 220 else 'short'}{end}"


@cache
def _addressed() -> frozenset[str]:
    """Read the words by which readers are addressed."""
    raw = files(__package__).joinpath("addressed.toml").read_text(encoding="utf-8")
    return frozenset().union(*tomllib.loads(raw)["words"].values())


def _placed(page: _Page, number: int) -> Iterator[str]:
    """Describe how much running text stands around a line, and how much is still to come."""
    behind = _few(page.passed[-1] - page.passed[number + 1])
    low, high = max(0, number - _AROUND), min(len(page.parts), number + 1 + _AROUND)
    above, below = page.passed[number] - page.passed[low], page.passed[high] - page.passed[number + 1]
    yield f"behind={behind}"
    yield f"around={above}{below}"
    yield f"above={above} behind={behind}"


def _beside(page: _Page, number: int) -> Iterator[str]:
    """Describe the lines next to a line, and the run of lines of its shape in which it stands."""
    sorts = "".join(_sort(page, number + step) for step in (-2, -1, 1, 2))
    yield f"beside={sorts}"
    yield f"beside={sorts[1:3]}"
    for step, sort in ((-1, sorts[1]), (1, sorts[2])):
        if sort != "e":
            yield f"{step}={sort}{_length(page.parts[number + step])}"
    if number:
        yield f"below end={_end(page.parts[number - 1].words)}"
    above, below = page.above[number], page.below[number]
    edges = (number - above - 1, number + below + 1)
    between = "".join(
        "e" if not 0 <= edge < len(page.parts) else "p" if page.kept[edge] else "f" for edge in edges
    )
    run = min(4, above + below)
    yield f"run={run}"
    yield f"run={run}{between}"


def _sort(page: _Page, place: int) -> str:
    """Return what a neighbour is, in one letter; "e" beyond the page's ends."""
    if not 0 <= place < len(page.parts):
        return "e"
    if page.prose[place]:
        return "p"
    other = page.parts[place]
    return _SORTS.get(other.kind or "") or ("k" if page.kept[place] else "l" if asked(other) else "f")


def _shared(page: _Page, number: int) -> Iterator[str]:
    """Describe how many of a line's words the rest of the running text has, too."""
    own = [word for word in page.words[number] if len(word) >= _LONG_WORD]
    if not own:
        yield "known=none"
        return
    least = 1 if page.prose[number] else 0
    seen = page.vocabulary.get
    known = len([word for word in own if seen(word, 0) > least])
    behind = min(3, page.passed[-1] - page.passed[number + 1])
    few = "few" if len(own) < 6 else "some" if len(own) < 15 else "many"
    yield f"known={min(3, known * 4 // len(own))}{few}"
    yield f"known={min(2, known)}{few} behind={behind}"


def _length(part: Part) -> int:
    return bisect_right(_SIZES, len(part.words))


def _few(number: int) -> int:
    return number if number < 3 else 3 if number < 6 else 4 if number < 12 else 5
