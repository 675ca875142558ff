"""Quotation marks: pairing them by kind, and telling apostrophes, inches and elisions from them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.syntax import Passage

_MARK: Final = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛'`´]")
_ELIDED: Final = re.compile(r"[‘’'`](?:em|n|til|cause|twas|tis|round|bout|\d\ds?)\b", re.IGNORECASE)
_AND: Final = re.compile(r"['‘’`]n['’](?=\s)", re.IGNORECASE)
"""The "and" of "rock 'n' roll"."""
_INCHES: Final = re.compile(r"[,.!?]?\"(?=[\s,.;:)]|$)")
"""What follows the mark of inches when the quotation ends right after it: "he is 6'2",\"."""
_NEXT_CLOSES: Final = re.compile(r"[.,!?]['’](?!\w)")
"""What follows an apostrophe that ends a quotation's last word: 'the bosses'.'"""
_DOUBLE_OPEN: Final = frozenset("“„‟")
LONGEST: Final = 100
"""Marks after a single opening mark among which its closing mark is looked for."""
_PARTNER: Final = {"“": "”", "«": "»"}
_SINGLE: Final = frozenset("‘’‚‛'`´")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between a pair of quotation marks. Offsets are the parse's own (`Passage.doc.text`).

    Attributes:
        passage: index of the passage.
        start: first character between the marks.
        end: past the last character between the marks.
        outer_start: first character of the opening mark.
        outer_end: past the closing mark.
        depth: 0 for an outer quotation, 1 for one inside it.
        closed: it has a closing mark; if not, it runs on in the next paragraph or the mark was lost.
        resumed: it goes on from the paragraph before, which did not close its mark.
    """

    passage: int
    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int = 0
    closed: bool = True
    resumed: bool = False


def find_quotations(passages: Sequence[Passage], texts: Sequence[str]) -> tuple[tuple[Quotation, ...], ...]:
    """Pair the quotation marks of every passage.

    Straight and curly, single and double marks, guillemets and the typewriter's ``...'' are paired by kind; a
    single mark counts only where it cannot be an apostrophe. A double mark that a paragraph leaves open runs
    to its end if the next paragraph opens with a mark (the usual way to print long quotations).

    Args:
        passages: the report's passages in the order of the text.
        texts: the text of each passage's parse.

    Returns:
        The quotations of each passage, outer ones before those inside them.
    """
    found: list[tuple[Quotation, ...]] = []
    running = False
    for number, passage in enumerate(passages):
        following = texts[number + 1] if number + 1 < len(passages) else ""
        opens_next = following[:1] in ("“", '"', "«", "„", "‘") or following.startswith("``")
        quotations = pair_marks(texts[number], passage.index, runs_on=opens_next)
        if running and quotations and quotations[0].outer_start == 0:
            first = quotations[0]
            quotations = (_resumed(first), *quotations[1:])
        found.append(quotations)
        running = any(not q.closed and q.depth == 0 for q in quotations)
    return tuple(found)


def _resumed(q: Quotation) -> Quotation:
    return Quotation(q.passage, q.start, q.end, q.outer_start, q.outer_end, q.depth, q.closed, resumed=True)


def pair_marks(text: str, passage: int = 0, *, runs_on: bool = False) -> tuple[Quotation, ...]:
    """Pair the quotation marks of one paragraph.

    Args:
        text: the paragraph.
        passage: index to write into the quotations.
        runs_on: the next paragraph begins with a mark, so an open one may run on.
    """
    if not _MARK.search(text):
        return ()
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text)]
    doubles, lost = _pair_doubles(text, marks)
    outer: list[Quotation] = []
    for opening, closing in doubles:
        outer.append(_quotation(passage, opening, closing))
    if lost is not None:
        end = len(text.rstrip())
        if not (runs_on or _alone(text, lost[0])):
            end = _sentence_end(text, lost[1], end)
        if end > lost[1]:
            outer.append(Quotation(passage, lost[1], end, lost[0], end, closed=False))
    outer.sort(key=lambda q: q.start)
    singles = [m for m in marks if m[2] in _SINGLE]
    inner: list[Quotation] = []
    starts = [q.start for q in outer]
    for opening, closing in _pair_singles(text, singles, outer):
        at = bisect_right(starts, opening[0]) - 1
        inside = at >= 0 and closing[1] <= outer[at].end
        inner.append(_quotation(passage, opening, closing, depth=int(inside)))
    top = sorted([*outer, *(q for q in inner if q.depth == 0)], key=lambda q: q.start)
    kept: list[Quotation] = []
    for q in top:
        # A double quotation inside a single one ("she called it 'a "lucky" day'") is the inner one.
        if kept and q.outer_end <= kept[-1].end:
            inner.append(_deeper(q))
        elif not kept or q.outer_start >= kept[-1].outer_end:
            kept.append(q)
    return (*kept, *(q for q in inner if q.depth == 1))


def _deeper(q: Quotation) -> Quotation:
    return Quotation(q.passage, q.start, q.end, q.outer_start, q.outer_end, 1, q.closed, q.resumed)


def _quotation(
    passage: int, opening: tuple[int, int, str], closing: tuple[int, int, str], depth: int = 0
) -> Quotation:
    return Quotation(passage, opening[1], closing[0], opening[0], closing[1], depth)


def _alone(text: str, start: int) -> bool:
    """Say whether an unclosed mark opens the paragraph, or the words after a colon."""
    before = text[:start].rstrip()
    return not before or before[-1] in ":,"


_END: Final = re.compile(r"[.!?…](?=\s+[A-Z“\"‘]|\s*$)")


def _sentence_end(text: str, start: int, stop: int) -> int:
    """Return where the sentence at `start` ends, at `stop` at the latest."""
    match = _END.search(text, start, stop)
    return match.end() if match else stop


_Mark = tuple[int, int, str]


def _pair_doubles(text: str, marks: Sequence[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Pair double marks; also return the last one left open."""
    pairs: list[tuple[_Mark, _Mark]] = []
    opened: _Mark | None = None
    skipped = -1
    """The closing mark of a quotation inside another, which is paired already."""
    for number, mark in enumerate(marks):
        start, end, sign = mark
        if sign in _SINGLE or start == skipped:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if sign == '"' and opened is None and before.isdigit() and not after.isalnum():
            continue  # inches: a 6'2" guard
        if sign == '"' and before.isdigit() and _INCHES.match(text, end):
            continue
        if opened is None:
            if _may_open(sign, before, after):
                opened = mark
            continue
        if sign in "“«" and sign == opened[2] and _closed_twice(marks, number, sign):
            # “what he calls “hell” is home”: marks of one kind inside each other
            past = next(m for m in marks[number + 1 :] if m[2] == _PARTNER[sign])
            if past[0] > end:
                pairs.append((mark, past))
            skipped = past[0]
            continue
        if sign in _DOUBLE_OPEN and not (opened[2] == "„" and sign == "“"):
            if _may_open(sign, before, after):
                opened = mark if text[opened[1] : start].strip() == "" else _reopen(pairs, text, opened, mark)
            continue
        if sign in ('"', "«", "``") and before.isspace() and after.strip():
            # An opening mark where a closing one is due: the closing one was lost.
            opened = _reopen(pairs, text, opened, mark)
            continue
        if (sign == "›") != (opened[2] == "‹"):
            continue
        if start > opened[1]:
            pairs.append((opened, mark))
        opened = None
    return pairs, opened


def _closed_twice(marks: Sequence[_Mark], number: int, sign: str) -> bool:
    """Say whether two closing marks of a kind follow an opening one before the next opens."""
    following = [m[2] for m in marks[number + 1 : number + 1 + LONGEST] if m[2] in (sign, _PARTNER[sign])]
    return following[:2] == [_PARTNER[sign]] * 2


def _reopen(pairs: list[tuple[_Mark, _Mark]], text: str, opened: _Mark, mark: _Mark) -> _Mark:
    """Close a quotation whose closing mark was lost at the end of its sentence, and open the next."""
    end = _sentence_end(text, opened[1], mark[0])
    if end > opened[1]:
        pairs.append((opened, (end, end, "")))
    return mark


def _may_open(sign: str, before: str, after: str) -> bool:
    if sign == "”":
        return (not before or before.isspace()) and after.isalnum()
    if sign in ("''", "»"):
        return False if sign == "''" and before.strip() else bool(after.strip())
    if sign == "›":
        return False
    if sign in _DOUBLE_OPEN:
        return True
    if sign == '"' and before and before in ",.!?…" and not after.strip():
        return False  # a closing mark whose opening one was lost
    return not before or not before.isalnum()


def _pair_singles(text: str, marks: Sequence[_Mark], outer: Sequence[Quotation]) -> list[tuple[_Mark, _Mark]]:
    pairs: list[tuple[_Mark, _Mark]] = []
    past = 0
    starts = [q.start for q in outer]
    for number, mark in enumerate(marks):
        start, end, sign = mark
        before, after = text[start - 1 : start], text[end : end + 1]
        if start < past or sign in "’´" or not (after.isalnum() or after in '“"[$£€@#…’'):
            continue
        if after == "’" and not _ELIDED.match(text, end):
            continue
        if _AND.match(text, start):
            past = start + 3
            continue
        if not after or (before and not (before.isspace() or before in '([“"—–-/«')):
            continue
        at = bisect_right(starts, start) - 1
        limit = outer[at].end if at >= 0 and start < outer[at].end else len(text)
        closing = _closing(text, sign, marks[number + 1 : number + 1 + LONGEST], limit)
        if closing is None or (_ELIDED.match(text, start) and closing[0] - start > 60):
            continue
        pairs.append((mark, closing))
        past = closing[1]
    return pairs


def _closing(text: str, opening: str, marks: Sequence[_Mark], limit: int) -> _Mark | None:
    """Find the mark that closes a single quotation.

    A mark after an s and before a word may be a plural's apostrophe ("the voters' choice"); it closes only if
    no better mark follows.
    """
    doubtful: _Mark | None = None
    for mark in marks:
        start, end, sign = mark
        if end > limit + 1 or start >= limit + 1:
            break
        if sign == "‘" and opening == "‚":
            return mark
        if sign in "‘‚‛`":
            if doubtful is not None:
                break
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if after.isalnum() or not before.strip() or _AND.match(text, start - 2):
            continue
        if before in "sS" and _NEXT_CLOSES.match(text, end):
            continue
        if before in "sS" and after == " " and text[end + 1 : end + 2].islower():
            doubtful = doubtful or mark
            continue
        return mark
    return doubtful
