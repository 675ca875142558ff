"""How many of the actors that `dateline.actors` finds are actors, and how many it misses, by kind.

    python benchmarks/actor_mentions.py [--half even|odd|all] [--errors]

The passages stand in `tests/quality/actors_marked.txt`, all their actors marked by hand; they were written for it.
Pronouns are left out on both sides. A mention is found if some words are given that begin or end with it, or share half
of the longer one's characters; each marked mention meets one of those given. Errors were read in the even half only.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import dateline
from dateline.markup import Marked, parse
from dateline.model import Span

PASSAGES: Final = Path(__file__).parents[1] / "tests" / "quality" / "actors_marked.txt"
_TITLE: Final = re.compile(r"^=== (\d+)\n", re.MULTILINE)
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Expected:
    """A marked mention: its words, the kinds that are right for it, and whether it may be missed."""

    span: Span
    kinds: tuple[str, ...]
    optional: bool


@dataclass(slots=True)
class Tally:
    """Mentions counted over passages.

    Attributes:
        found: mentions that are actors, by the kind they were given.
        false: mentions that are none, by the kind they were given.
        missed: marked mentions that were not found, by their kind.
        right: marked mentions that were found, by their kind.
        kinds: found mentions that were given a right kind.
        errors: a line for each error.
    """

    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    kinds: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the mentions that are actors, in percent."""
        return 100 * self.found.total() / max(1, self.found.total() + self.false.total())

    @property
    def recall(self) -> float:
        """Share of the marked mentions that were found, in percent."""
        return 100 * self.right.total() / max(1, self.right.total() + self.missed.total())

    @property
    def kind(self) -> float:
        """Share of the found mentions that were given a right kind, in percent."""
        return 100 * self.kinds / max(1, self.found.total())

    def lines(self) -> Iterator[str]:
        """Yield the figures, all and by kind."""
        yield f"precision {self.precision:.1f}  recall {self.recall:.1f}  kind {self.kind:.1f}"
        for kind in sorted({*self.found, *self.false, *self.right, *self.missed}):
            given, marked = self.found[kind] + self.false[kind], self.right[kind] + self.missed[kind]
            actors = f"{self.found[kind]:3} of {given:3} given are actors"
            yield f"  {kind:13} {actors}; {self.right[kind]:3} of {marked:3} found"


def passages(half: str = "all") -> Iterator[tuple[str, Marked]]:
    """Yield number and marked text of each passage of a half.

    Args:
        half: "even", "odd" or "all".
    """
    parts = _TITLE.split(PASSAGES.read_text(encoding="utf-8"))[1:]
    for number, text in zip(parts[::2], parts[1::2], strict=True):
        if half == "all" or (half == "even") == (int(number) % 2 == 0):
            yield number, parse(text.strip())


def expected(marked: Marked) -> Iterator[Expected]:
    """Yield what is marked in a text; a later mention is of the kinds of the first."""
    kinds: dict[str, tuple[str, ...]] = {}
    for mark in sorted(marked.marks, key=lambda one: not one.values):
        own = tuple(value.rstrip("?") for value in mark.values)
        kinds.setdefault(mark.id, own)
        yield Expected(mark.span, kinds[mark.id], any(value.endswith("?") for value in mark.values))


def same(one: Span, other: Span) -> bool:
    """Say whether two stretches of words have one head, as far as the letters tell."""
    if not one.overlaps(other):
        return False
    both = min(one.end, other.end) - max(one.start, other.start)
    longer = max(one.end - one.start, other.end - other.start)
    return one.end == other.end or one.start == other.start or both / longer >= _ALIKE


def add(tally: Tally, number: str, marked: Marked) -> None:
    """Read one passage and count."""
    given = [
        (mention.span, one.actor.kind)
        for one in dateline.actors(marked.text)
        for mention in one.mentions
        if mention.how != "pronoun"
    ]
    marks = list(expected(marked))
    taken: set[Span] = set()
    for mark in sorted(marks, key=lambda one: (one.optional, one.span)):
        fits = [one for one in given if same(one[0], mark.span) and one[0] not in taken]
        best = max(fits, key=lambda one: _shared(one[0], mark.span), default=None)
        if best is None:
            if not mark.optional:
                tally.missed[mark.kinds[0]] += 1
                tally.errors.append(f"{number} missed {mark.kinds[0]}: {mark.span.words!r}")
            continue
        taken.add(best[0])
        if mark.optional:
            continue
        tally.right[mark.kinds[0]] += 1
        tally.found[best[1]] += 1
        if not mark.kinds or best[1] in mark.kinds:
            tally.kinds += 1
        else:
            tally.errors.append(f"{number} kind {best[1]}, not {mark.kinds[0]}: {best[0].words!r}")
    for span, kind in given:
        if span not in taken and not any(same(span, mark.span) for mark in marks if mark.optional):
            tally.false[kind] += 1
            tally.errors.append(f"{number} false {kind}: {span.words!r}")


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / max(one.end - one.start, other.end - other.start)


def measure(half: str) -> Tally:
    """Read the passages of a half and count."""
    tally = Tally()
    for number, marked in passages(half):
        add(tally, number, marked)
    return tally


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure the finder of actors on marked passages.")
    parser.add_argument("--half", choices=["even", "odd", "all"], default="all")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    tally = measure(options.half)
    print(*(tally.errors if options.errors else ()), *tally.lines(), sep="\n")


if __name__ == "__main__":
    main()
