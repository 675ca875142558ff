"""Compare the status of every event that is found with the corpus: `python training/status.py [--errors]`.

Only the status is measured: a marked event counts if the pipeline finds its trigger, whatever type it gives it. Texts
are halved by the checksum of their words; errors are printed of the even half only, so that the odd one stays a
test of rules made by reading errors.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args
from zlib import crc32

from check import Item, read

from dateline.config import Settings
from dateline.find.drafts import EventDraft
from dateline.find.events.finder import find_events
from dateline.find.places.finder import find_places
from dateline.find.statements.finder import find_statements
from dateline.find.times.tagger import find_times
from dateline.markup import Mark
from dateline.model import EventStatus, Span
from dateline.pipeline import Reader

_AROUND = 90


@dataclass(frozen=True, slots=True)
class Compared:
    """One marked event whose trigger was found.

    Attributes:
        where: file and line.
        half: 0 or 1, by the checksum of the text.
        marked: its status in the corpus.
        read: the status that the rules give it.
        why: the rule behind it.
        words: the trigger among the words around it.
    """

    where: str
    half: int
    marked: str
    read: str
    why: str
    words: str


def compare(items: Iterable[Item], reader: Reader) -> Iterator[Compared]:
    """Read each text and pair its marked events with those that are found."""
    for item in items:
        document = reader.document(item.marked.text, published=item.published or None)
        passages = reader.passages(document)
        times = find_times(passages, document.published)
        places = find_places(passages, document, reader.gazetteer)
        said = find_statements(passages)
        drafts = find_events(passages, said, times, places, document.published, reader.ontology)
        # The corpus counts characters in the text of the item; reading may have moved them.
        if document.text == item.marked.text:
            yield from _paired(item, drafts)


def _paired(item: Item, drafts: Sequence[EventDraft]) -> Iterator[Compared]:
    text = item.marked.text
    for mark in item.marked.of("event"):
        if len(mark.values) != 3:
            continue
        draft = _found(mark, drafts)
        if draft is None:
            continue
        start, end = mark.span.start, mark.span.end
        words = f"{text[max(0, start - _AROUND) : start]}[{mark.span.words}]{text[end : end + _AROUND]}"
        why = next((reason.rule for reason in draft.why if reason.field == "status"), "")
        half = crc32(text.encode()) % 2
        yield Compared(item.where, half, mark.values[2], draft.status, why, words.replace("\n", " "))


def _found(mark: Mark, drafts: Sequence[EventDraft]) -> EventDraft | None:
    """Return the draft on the words of a mark: of the same type if there is one, then the closest fit."""
    near = [draft for draft in drafts if draft.trigger.overlaps(mark.span)]
    return max(
        near,
        key=lambda draft: (draft.type == mark.values[0], _shared(draft.trigger, mark.span)),
        default=None,
    )


def _shared(one: Span, other: Span) -> float:
    return (min(one.end, other.end) - max(one.start, other.start)) / (one.end - one.start)


def figures(pairs: Sequence[Compared]) -> Iterator[str]:
    """Yield accuracy, F1 by status, and the confusion table (rows: the corpus, columns: the rules)."""
    right = sum(pair.marked == pair.read for pair in pairs)
    yield f"accuracy {right / max(1, len(pairs)):.3f} ({right} of {len(pairs)})"
    statuses: tuple[str, ...] = get_args(EventStatus)
    table = Counter((pair.marked, pair.read) for pair in pairs)
    yield " " * 13 + "".join(f"{status[:6]:>8}" for status in statuses) + "       F1"
    for row in statuses:
        marked = sum(table[row, column] for column in statuses)
        read_as = sum(table[other, row] for other in statuses)
        f1 = 2 * table[row, row] / max(1, marked + read_as)
        yield f"{row:13}" + "".join(f"{table[row, column]:8}" for column in statuses) + f"{f1:9.3f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print the errors of the even half")
    args = parser.parse_args()
    pairs = list(compare(read().items, Reader(Settings(language="en"))))
    if args.errors:
        for pair in sorted(pairs, key=lambda pair: (pair.marked, pair.read, pair.why)):
            if pair.marked != pair.read and not pair.half:
                print(f"{pair.marked} read as {pair.read} ({pair.why}) {pair.where}: {pair.words}")
    for name, halves in (("all", (0, 1)), ("even half", (0,)), ("odd half", (1,))):
        print(name)
        for line in figures([pair for pair in pairs if pair.half in halves]):
            print("  " + line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
