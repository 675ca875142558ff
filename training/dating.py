"""Measure when events are said to have been, on the corpus: `python training/dating.py [--errors | --inferred]`.

Each report is read as a plain text and its recorded events are paired with the marked ones by the words of their
mentions. An event's marked time may stand in another sentence or paragraph than the event. What carries no
marked time may have one all the same, so of the days that were inferred for such events only reading tells
(`--inferred`). Half of the reports
(those whose name has an even CRC-32) may be read for errors; the figures to report are those of the other half.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import check
import merging

from dateline.markup import Marked
from dateline.model import Event, Report, When
from dateline.pipeline import Reader

_AROUND: Final = 160


@dataclass(frozen=True, slots=True)
class Dated:
    """An event that the report marks and the reader found.

    Attributes:
        event: the event on record.
        value: the marked TIMEX3 value, empty where no words date it.
    """

    event: Event
    value: str

    @property
    def how(self) -> str:
        """Return how the recorded time was found, `none` where there is none."""
        if self.event.when is None:
            return "none"
        reasons = (*self.event.when.why, *self.event.why)
        return next((reason.rule for reason in reasons if reason.field == "when"), "date.words")

    @property
    def right(self) -> bool:
        """Say whether recorded and marked time are the same; a part of the day is a day, "late May" is May."""
        when = self.event.when
        return when is not None and self.value != "" and _day(when.value) == _day(self.value)


def _day(value: str) -> str:
    return value.split("T", maxsplit=1)[0]


def pair(marked: Marked, report: Report) -> tuple[Dated, ...]:
    """Pair each recorded event with the marked event whose first aligned mention it holds."""
    events = {event.id: event for event in report.events}
    found: dict[str, Dated] = {}
    for mention in merging.align(marked, report):
        if mention.found not in found:
            found[mention.found] = Dated(events[mention.found], _value(marked, mention.marked))
    return tuple(found.values())


def _value(marked: Marked, root: str) -> str:
    """Return the marked time of an event, from whichever of its mentions has one."""
    for mark in marked.of("event"):
        if merging.root(marked, mark.id) == root and "when" in mark.keys:
            time = marked.first(mark.keys["when"][0])
            if time is not None:
                return time.values[0] if time.values else time.span.words
    return ""


def lines(name: str, found: list[Dated]) -> Iterator[str]:
    """Yield the figures of one half, a line each."""
    told = [one for one in found if one.value]
    right = sum(one.right for one in told)
    given = [one for one in found if one.event.when is not None]
    by_words = [one for one in given if one.event.when is not None and one.event.when.span is not None]
    share = sum(one.right for one in by_words) / (len(by_words) or 1)
    yield f"{name}: {len(found)} events found, {len(told)} of them dated by words"
    yield f"  dated by words: right {right}, R {right / (len(told) or 1):.3f}"
    yield f"  given by words: {len(by_words)}, P {share:.3f}"
    yield f"  given at all: {len(given)}, {len(given) / (len(found) or 1):.3f} of the events found"
    for how, count in Counter(one.how for one in found).most_common():
        of = [one for one in found if one.how == how]
        marks = Counter("right" if one.right else "clash" if one.value else "unmarked" for one in of)
        yield f"    {how}: {count} ({', '.join(f'{number} {kind}' for kind, number in marks.items())})"


def told(name: str, report: Report, one: Dated) -> str:
    """Return an event with its words and both times, for reading."""
    trigger, when = one.event.trigger, one.event.when
    text = report.document.text
    start, end = max(0, trigger.start - _AROUND), trigger.end + _AROUND
    words = f"{text[start : trigger.start]}[{trigger.words}]{text[trigger.end : end]}"
    recorded = _said(when)
    head = f"{one.how} {name} {one.event.status} marked {one.value or '-'} recorded {recorded}"
    return f"{head}\n    {' '.join(words.split())}"


def _said(when: When | None) -> str:
    return "-" if when is None else f"{when.value} ({when.span.words if when.span else 'inferred'})"


def main() -> int:
    """Read the reports and print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print the errors of the half to be read")
    parser.add_argument("--inferred", action="store_true", help="print the inferred days of both halves")
    options = parser.parse_args()
    reader = Reader()
    halves: dict[bool, list[Dated]] = defaultdict(list)
    for item in check.read().items:
        if not item.report:
            continue
        report = reader.read(item.marked.text, published=item.published)
        if report.document.text != item.marked.text:
            print(f"{item.where}: left out, its text was changed in reading", file=sys.stderr)
            continue
        open_ = merging.may_be_read(item.where)
        found = pair(item.marked, report)
        halves[open_] += found
        for one in found:
            inferred = one.event.when is not None and one.event.when.span is None
            wrong = not one.right and (one.value or one.event.when is not None) and not inferred
            if (options.errors and open_ and wrong) or (options.inferred and inferred):
                print(told(item.where, report, one))
    print(*lines("half read for errors", halves[True]), sep="\n")
    print(*lines("half to report", halves[False]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
