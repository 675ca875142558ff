"""Measure whether events know who affirms and who denies them, on the corpus: `python training/claims.py [--errors]`.

An event marked inside the content of a statement is affirmed or denied by it: a statement that denies, and one that
asserts an event marked as negated, deny; one that asserts, accuses or concedes affirms. The record is asked for the
same event and statement, by shared words; mentions and statements that the reader does not find are measured elsewhere
and left out. Half of the texts (those whose place has an even CRC-32) may be read for errors; the figures to report
are those of the other half.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final, Literal
from zlib import crc32

import check
import merging

from dateline.markup import Mark, Marked
from dateline.model import Report, Statement
from dateline.pipeline import Reader

Side = Literal["affirms", "denies", "neither"]

_AFFIRMS: Final = frozenset({"asserts", "accuses", "concedes"})
_SHARE: Final = 0.5


def marked_sides(marked: Marked) -> Iterator[tuple[str, Mark, Side]]:
    """Yield each event that stands in a marked statement, with the statement and its side."""
    seen: set[tuple[str, str]] = set()
    for mark in marked.of("event"):
        around = [one for one in marked.of("statement") if one.span.covers(mark.span) and one.values]
        inner = min(around, key=lambda one: len(one.span), default=None)
        own = merging.root(marked, mark.id)
        first = marked.first(own)
        if inner is None or first is None or (own, inner.id) in seen:
            continue
        seen.add((own, inner.id))
        negated = "negated" in first.values
        if inner.values[0] == "denies" or (negated and inner.values[0] in _AFFIRMS):
            yield own, inner, "denies"
        elif inner.values[0] in _AFFIRMS:
            yield own, inner, "affirms"


def found_statement(report: Report, mark: Mark) -> Statement | None:
    """Return the statement on record that shares most with a marked one, if that is half of the shorter."""
    best: tuple[int, Statement] | None = None
    for statement in report.statements:
        shared = sum(
            max(0, min(span.end, mark.span.end) - max(span.start, mark.span.start))
            for span in statement.spans
        )
        size = sum(len(span) for span in statement.spans)
        close = shared >= _SHARE * max(size, len(mark.span))
        if close and (best is None or shared >= best[0]):
            best = (shared, statement)
    return None if best is None else best[1]


def compare(marked: Marked, report: Report) -> Iterator[tuple[Side, Side, Mark]]:
    """Yield the side by the marks and the side on record, for what was found."""
    mentions = merging.align(marked, report)
    events = {event.id: event for event in report.events}
    for own, mark, side in marked_sides(marked):
        statement = found_statement(report, mark)
        inside = [one for one in mentions if one.marked == own and mark.span.covers(one.span)]
        if not inside or statement is None:
            continue
        event = events[inside[0].found]
        told: Side = "denies" if statement.id in event.denied_by else "neither"
        if told == "neither" and statement.id in event.affirmed_by:
            told = "affirms"
        yield side, told, mark


def lines(name: str, counts: Counter[tuple[Side, Side]]) -> Iterator[str]:
    """Yield the figures of one half, a line each."""
    right = sum(number for (side, told), number in counts.items() if side == told)
    yield f"{name}: {right} of {sum(counts.values())} right"
    sides: tuple[Side, ...] = ("affirms", "denies")
    for side in sides:
        of = {told: number for (one, told), number in counts.items() if one == side}
        yield f"  {side}: " + ", ".join(f"{told} {number}" for told, number in sorted(of.items()))


def main() -> int:
    """Read the texts in which events stand in statements and print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print the errors of the half to be read")
    told = parser.parse_args().errors
    reader = Reader()
    counts: dict[bool, Counter[tuple[Side, Side]]] = defaultdict(Counter)
    for item in check.read().items:
        sides = {side for _, _, side in marked_sides(item.marked)}
        if not (item.report and sides) and "denies" not in sides:
            continue
        report = reader.read(item.marked.text, published=item.published)
        if report.document.text != item.marked.text:
            print(f"{item.where}: left out, its text was changed in reading", file=sys.stderr)
            continue
        open_ = crc32(item.where.encode()) % 2 == 0
        for side, found, mark in compare(item.marked, report):
            counts[open_][side, found] += 1
            if told and open_ and side != found:
                print(f"{item.where}: {side}, on record {found}: {' '.join(mark.span.words.split())}")
    print(*lines("half read for errors", counts[True]), sep="\n")
    print(*lines("half to report", counts[False]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
