"""Measure statement finding on the corpus: `python training/statements.py [--half even|odd] [--show KIND]`.

Every sentence and report of the corpus is read from its plain text, and what is found is set beside the marks. Contents
are compared by their letters and digits, so that quotation marks, spaces and a leading "that" decide nothing; a
content counts as found if it shares half of the letters of both. A cue counts if it shares a letter with the
marked one, a speaker if it shares half of the letters of the shorter.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from dateline import markup
from dateline.find.syntax import parse
from dateline.model import Document, Span, Statement, Zone, document_id
from dateline.pipeline import Reader

sys.path.insert(0, str(Path(__file__).parent))

from check import Item, read

Kind = Literal["missed", "false", "border", "cue", "speaker", "stance"]
KINDS: Final[tuple[Kind, ...]] = ("missed", "false", "border", "cue", "speaker", "stance")
SHARE: Final = 0.5
"""Share of letters from which a content or a speaker counts as the marked one."""
_THAT: Final = re.compile(r"\W*that\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\W*(?:the|a|an)\b", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"\S(?:.*?\S)?(?=\n\n|\Z)", re.DOTALL)

Letters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, marked or found, as sets of letters.

    Attributes:
        content: the letters of what is said.
        cue: those of its cue.
        speaker: for each mention that would do as the speaker its letters; none if nobody is named.
        stance: its stance.
        words: the content's words, to print.
        around: the speaker's words and the cue's, to print.
    """

    content: Letters
    cue: Letters
    speaker: tuple[Letters, ...]
    stance: str
    words: str
    around: str


@dataclass(slots=True)
class Score:
    """Counts over texts."""

    marked: int = 0
    found: int = 0
    matched: int = 0
    exact: int = 0
    joint: int = 0
    cues: Counter[bool] = field(default_factory=Counter)
    speakers: Counter[bool] = field(default_factory=Counter)
    stances: Counter[bool] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)


def letters(text: str, start: int, end: int, without: re.Pattern[str] | None = None) -> Letters:
    """Return the places of the letters and digits of a run of characters.

    Args:
        text: the text.
        start: first character.
        end: past the last.
        without: words that do not count at its beginning.
    """
    lead = without.match(text, start, end) if without is not None else None
    if lead is not None and lead.end() < end:
        start = lead.end()
    return frozenset(i for i in range(start, end) if text[i].isalnum())


def marked_in(marked: markup.Marked) -> Iterator[Told]:
    """Yield the statements that a text's marks give."""
    text = marked.text
    by_id: dict[str, list[markup.Mark]] = {}
    for mark in marked.marks:
        by_id.setdefault(mark.id, []).append(mark)
    for own in dict.fromkeys(mark.id for mark in marked.of("statement")):
        first = marked.first(own)
        if first is None or not first.values:
            continue
        spans = [mark.span for mark in by_id[own]]
        cues = [mark.span for one in first.keys.get("cue", ()) for mark in by_id.get(one, ())]
        people = [mark.span for one in first.keys.get("by", ()) for mark in by_id.get(one, ())]
        yield Told(
            _content(text, spans),
            _union(text, cues),
            tuple(letters(text, span.start, span.end, _ARTICLE) for span in people),
            first.values[0],
            " … ".join(span.words for span in spans),
            f"{[span.words for span in people][:3]} {[span.words for span in cues]}",
        )


def found_in(
    text: str, statements: Iterable[Statement], mentions: Mapping[str, Sequence[Span]]
) -> Iterator[Told]:
    """Yield the statements that were found.

    Args:
        text: the text.
        statements: the record's.
        mentions: the words for each actor, which may stand for a speaker whom the clause leaves out.
    """
    for one in statements:
        people = [one.speaker] if one.speaker is not None else []
        if not people:
            people = [span for actor in one.speaker_actors for span in mentions.get(actor, ())]
        cues = [one.cue] if one.cue is not None else []
        yield Told(
            _content(text, one.spans),
            _union(text, cues),
            tuple(letters(text, span.start, span.end, _ARTICLE) for span in people),
            one.stance,
            " … ".join(span.words for span in one.spans),
            f"{[span.words for span in people][:3]} {[span.words for span in cues]}",
        )


def _content(text: str, spans: Sequence[Span]) -> Letters:
    first, *rest = sorted(spans, key=lambda span: span.start)
    return letters(text, first.start, first.end, _THAT) | _union(text, rest)


def _union(text: str, spans: Iterable[Span]) -> Letters:
    return frozenset().union(*(letters(text, span.start, span.end) for span in spans))


def pairs(marked: Sequence[Told], found: Sequence[Told]) -> list[tuple[int, int]]:
    """Pair marked and found statements one to one, the likest first."""
    likely = []
    for i, one in enumerate(marked):
        for j, other in enumerate(found):
            if one.content & other.content:
                share = len(one.content & other.content) / len(one.content | other.content)
                if share >= SHARE:
                    # of two statements with one content the one with the same cue is meant
                    likely.append((-share, not one.cue & other.cue, i, j))
    likely.sort()
    chosen: list[tuple[int, int]] = []
    for _, _, i, j in likely:
        if all(i != a and j != b for a, b in chosen):
            chosen.append((i, j))
    return chosen


def same_speaker(marked: Told, found: Told) -> bool:
    """Say whether two statements name the same speaker, or both nobody."""
    if not marked.speaker or not found.speaker:
        return not marked.speaker and not found.speaker
    return any(
        one and other and len(one & other) >= SHARE * min(len(one), len(other))
        for one in marked.speaker
        for other in found.speaker
    )


def compare(
    marked: Sequence[Told], found: Sequence[Told], score: Score
) -> Iterator[tuple[Kind, Told | None, Told | None]]:
    """Add a text to the counts, and yield what is wrong in it."""
    chosen = pairs(marked, found)
    score.marked += len(marked)
    score.found += len(found)
    score.matched += len(chosen)
    for i, j in chosen:
        one, other = marked[i], found[j]
        exact, speaker = one.content == other.content, same_speaker(one, other)
        cue, stance = bool(one.cue & other.cue) or one.cue == other.cue, one.stance == other.stance
        score.exact += exact
        score.joint += speaker
        score.cues[cue] += 1
        score.speakers[speaker] += 1
        score.stances[stance] += 1
        if not stance:
            score.confused[one.stance, other.stance] += 1
        right: dict[Kind, bool] = {"border": exact, "cue": cue, "speaker": speaker, "stance": stance}
        yield from ((kind, one, other) for kind, good in right.items() if not good)
    yield from (("missed", one, None) for i, one in enumerate(marked) if all(i != a for a, _ in chosen))
    yield from (("false", None, one) for j, one in enumerate(found) if all(j != b for _, b in chosen))


def document_of(item: Item) -> Document:
    """Make a document of a text of the corpus: its paragraphs, the first of a report its headline."""
    text = item.marked.text
    spans = [Span(match.start(), match.end(), match.group()) for match in _PARAGRAPH.finditer(text)]
    zones = tuple(
        Zone("headline" if item.report and number == 0 else "body", span, "corpus")
        for number, span in enumerate(spans)
    )
    return Document(id=document_id(text), text=text, zones=zones)


def told_by(reader: Reader, item: Item) -> list[Told]:
    """Read a text of the corpus and return the statements found."""
    document = document_of(item)
    report = reader.code_passages(document, parse(document, reader.nlp, reader.knowledge.capitalised))
    mentions: dict[str, list[Span]] = {}
    for mention in report.mentions:
        mentions.setdefault(mention.actor, []).append(mention.span)
    return list(found_in(document.text, report.statements, mentions))


def rates(right: int, found: int, marked: int) -> str:
    """Print precision, recall and F1."""
    precision, recall = right / max(1, found), right / max(1, marked)
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}   {right}/{found}/{marked}"


def summary(name: str, score: Score) -> Iterator[str]:
    """Yield the figures of a part of the corpus, a line each."""
    yield f"{name}: statements right/found/marked"
    yield "  content           " + rates(score.matched, score.found, score.marked)
    yield "  content, exact    " + rates(score.exact, score.found, score.marked)
    yield "  content + speaker " + rates(score.joint, score.found, score.marked)
    for what, counts in (("cue", score.cues), ("speaker", score.speakers), ("stance", score.stances)):
        right, all_ = counts[True], counts.total()
        yield f"  {what:<8} of the matched  {right / max(1, all_):.3f}   {right}/{all_}"
    confused = ", ".join(f"{a} as {b} {n}" for (a, b), n in score.confused.most_common(8))
    yield f"  stance taken for another: {confused}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("even", "odd"), help="only the texts with an even or odd checksum")
    parser.add_argument("--part", choices=("reports", "sentences"), help="only this part of the corpus")
    parser.add_argument("--show", choices=KINDS, help="print the errors of this kind")
    options = parser.parse_args()
    reader = Reader()
    scores = {"reports": Score(), "sentences": Score()}
    for item in read().items:
        half = "odd" if zlib.crc32(item.marked.text.encode()) % 2 else "even"
        part = "reports" if item.report else "sentences"
        if options.half not in (None, half) or options.part not in (None, part):
            continue
        marked = list(marked_in(item.marked))
        for kind, one, other in compare(marked, told_by(reader, item), scores[part]):
            if kind == options.show:
                print(f"{item.where} {kind}")
                for name, told in (("marked", one), ("found", other)):
                    if told is not None:
                        print(f"  {name:<6} {told.stance:<8} {told.words!r} {told.around}")
    for part, score in scores.items():
        if options.part in (None, part):
            print("\n".join(summary(part, score)))


if __name__ == "__main__":
    main()
