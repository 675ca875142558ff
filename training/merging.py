"""Measure how mentions are merged into events, on the corpus reports: `python training/merging.py [--errors]`.

Each report is read as a plain text; the mentions found are aligned one to one with the marked mentions whose words
they share, and only aligned mentions are scored: what the finder misses or makes up is measured elsewhere. Half of
the reports (those whose name has an even CRC-32) may be read for errors; the figures to report are those of the other
half.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final
from zlib import crc32

import check

from dateline.markup import Marked
from dateline.model import Report, Span
from dateline.pipeline import Reader

_AROUND: Final = 70


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention that the report marks and the reader found.

    Attributes:
        marked: id of the marked event, the first mention's for later ones.
        found: id of the event on record.
        kinds: type by the marks and type on record.
        span: the trigger on record.
    """

    marked: str
    found: str
    kinds: tuple[str, str]
    span: Span


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted; tallies of several reports add up.

    Attributes:
        mentions: aligned mentions.
        both: pairs of mentions that marks and record both hold for one event.
        record: pairs that the record holds for one event.
        marks: pairs that the marks hold for one event.
        pure: sum over mentions of the share of its recorded event that is its marked event (B-cubed precision).
        whole: sum over mentions of the share of its marked event that is in its recorded event (B-cubed recall).
        doubled: recorded events beyond the first for one marked event.
        mixed: marked events beyond the first in one recorded event.
        repeated: marked events with two or more aligned mentions.
    """

    mentions: int = 0
    both: int = 0
    record: int = 0
    marks: int = 0
    pure: float = 0.0
    whole: float = 0.0
    doubled: int = 0
    mixed: int = 0
    repeated: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the sum of two tallies."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def root(marked: Marked, own: str) -> str:
    """Return the id of the event that a marked mention tells, by its `same=` where it has one."""
    seen: set[str] = set()
    while own not in seen:
        seen.add(own)
        same = next((m.keys["same"][0] for m in marked.marks if m.id == own and "same" in m.keys), None)
        if same is None:
            break
        own = same
    return own


def align(marked: Marked, report: Report) -> tuple[Mention, ...]:
    """Pair marked and found mentions whose triggers share words, one to one: same type first, then closest."""
    pairs: list[tuple[bool, float, int, int]] = []
    marks = marked.of("event")
    told = [(span, event) for event in report.events for span in event.mentions]
    kinds = [_kind(marked, mark.id) for mark in marks]
    for i, mark in enumerate(marks):
        for j, (span, event) in enumerate(told):
            if span.overlaps(mark.span):
                union = max(span.end, mark.span.end) - min(span.start, mark.span.start)
                shared = min(span.end, mark.span.end) - max(span.start, mark.span.start)
                pairs.append((event.type == kinds[i], shared / union, -i, -j))
    found: list[Mention] = []
    used: set[tuple[str, int]] = set()
    for _, _, i, j in sorted(pairs, reverse=True):
        if used & {("mark", -i), ("told", -j)}:
            continue
        used |= {("mark", -i), ("told", -j)}
        span, event = told[-j]
        found.append(Mention(root(marked, marks[-i].id), event.id, (kinds[-i], event.type), span))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _kind(marked: Marked, own: str) -> str:
    first = marked.first(root(marked, own))
    return first.values[0] if first is not None and first.values else ""


def tally(mentions: Sequence[Mention]) -> Tally:
    """Count how the mentions of one report were merged."""
    both = record = marks = 0
    for one, other in combinations(mentions, 2):
        told, coded = one.marked == other.marked, one.found == other.found
        both, record, marks = both + (told and coded), record + coded, marks + told
    of_mark, of_record = Counter(m.marked for m in mentions), Counter(m.found for m in mentions)
    joint = Counter((m.marked, m.found) for m in mentions)
    return Tally(
        mentions=len(mentions),
        both=both,
        record=record,
        marks=marks,
        pure=sum(joint[m.marked, m.found] / of_record[m.found] for m in mentions),
        whole=sum(joint[m.marked, m.found] / of_mark[m.marked] for m in mentions),
        doubled=len(joint) - len(of_mark),
        mixed=len(joint) - len(of_record),
        repeated=sum(count > 1 for count in of_mark.values()),
    )


def lines(name: str, total: Tally, reports: int) -> Iterator[str]:
    """Yield the figures of one half, a line each."""
    yield f"{name}: {reports} reports, {total.mentions} aligned mentions, {total.repeated} events told again"
    wrong, apart = total.record - total.both, total.marks - total.both
    yield f"  pairs    {_prf(total.both / (total.record or 1), total.both / (total.marks or 1))}"
    yield f"           {total.both} right, {wrong} wrong, {apart} left apart"
    yield f"  B-cubed  {_prf(total.pure / (total.mentions or 1), total.whole / (total.mentions or 1))}"
    yield f"  doublings {total.doubled} ({total.doubled / (reports or 1):.2f} a report), wrong joins {total.mixed}"


def _prf(precision: float, recall: float) -> str:
    both = precision + recall
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / both if both else 0:.3f}"


def errors(name: str, report: Report, mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield each pair that was joined wrongly or left apart, in its words."""
    text = report.document.text
    for one, other in combinations(mentions, 2):
        if (one.marked == other.marked) == (one.found == other.found):
            continue
        kind = "APART" if one.marked == other.marked else "JOINED"
        if kind == "APART" and one.kinds[1] != other.kinds[1]:
            kind = "TYPES"
        yield f"{kind} {name} {'/'.join(one.kinds)} {'/'.join(other.kinds)}"
        for mention in (one, other):
            start, end = max(0, mention.span.start - _AROUND), mention.span.end + _AROUND
            words = f"{text[start : mention.span.start]}[{mention.span.words}]{text[mention.span.end : end]}"
            yield f"    {mention.marked:4} {' '.join(words.split())}"


def may_be_read(where: str) -> bool:
    """Say whether a report belongs to the half whose errors may be read."""
    return crc32(Path(where).name.encode()) % 2 == 0


def main() -> int:
    """Read the reports and print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print the errors of the half to be read")
    told = parser.parse_args().errors
    reader = Reader()
    totals: dict[bool, Tally] = defaultdict(Tally)
    counts: Counter[bool] = Counter()
    for item in check.read().items:
        if not item.report:
            continue
        report = reader.read(item.marked.text, published=item.published)
        if report.document.text != item.marked.text:
            print(f"{item.where}: left out, its text was changed in reading", file=sys.stderr)
            continue
        open_ = may_be_read(item.where)
        mentions = align(item.marked, report)
        totals[open_] += tally(mentions)
        counts[open_] += 1
        for line in errors(item.where, report, mentions) if told and open_ else ():
            print(line)
    print(*lines("half read for errors", totals[True], counts[True]), sep="\n")
    print(*lines("half to report", totals[False], counts[False]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
