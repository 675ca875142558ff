"""Lines and paragraphs: the pieces of the text that zones are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LINE: Final = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET: Final = re.compile(r"[•‣▪▫◦●○■□–—*·»▶►✔➤-]\s+(?=\S)|\d{1,2}[.)]\s+(?=[^\W\d_])")
# A line that begins so goes on with nothing: a byline, a date, a dateline after a headline.
_ANEW: Final = re.compile(
    r"(?:By|BY)\s+[A-Z]|\(?(?:Reporting|Editing|Writing|Published|Updated|Posted)\b|\(?\d{4}-\d\d|\(\("
    r"|[A-ZÀ-Þ]{3,}[\w ,./()’'-]{0,60}(?:—|–|--|\s-\s|:\s)"
)
_LONGEST_WRAP: Final = 130


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph that the source has wrapped over several lines.

    Attributes:
        start: first character that is not blank, in the text.
        end: past the last character that is not blank.
        words: `text[start:end]`.
        gap: number of blank lines before it.
        indent: number of blanks at its beginning.
    """

    start: int
    end: int
    words: str
    gap: int
    indent: int = 0


def is_bullet(words: str) -> bool:
    """Say whether a line opens with the sign or number of a list's item."""
    return bool(_BULLET.match(words))


def lines(text: str) -> list[Line]:
    """Split a text into its lines that are not blank."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        between = text[last:start]
        breaks = between.count("\n") or between.count("\r") + between.count("\u2029")
        found.append(Line(start, start + len(words), words, max(0, breaks - 1), indent))
        last = start + len(words)
    return found


def paragraphs(text: str) -> list[Line]:
    """Split a text into lines, with the lines of hard-wrapped paragraphs put together.

    Agency feeds and e-mails break lines at a fixed width. A text counts as wrapped where at least a third
    of the line ends inside its blocks are followed by a small letter; then a line goes on in the next one
    if the next one begins with a small letter, or if its first word would not have fitted the width.
    """
    found = lines(text)
    pairs = [(a, b) for a, b in pairwise(found) if b.gap == 0]
    running = [a for a, b in pairs if _goes_on(a, b)]
    if len(running) < max(2, len(pairs) / 4):
        return found
    width = max(len(line.words) for line in running)
    joined: list[Line] = []
    previous: Line | None = None
    for line in found:
        if joined and previous and line.gap == 0 and _joins(previous, line, width):
            first = joined[-1]
            joined[-1] = Line(first.start, line.end, text[first.start : line.end], first.gap, first.indent)
        else:
            joined.append(line)
        previous = line
    return joined


def _goes_on(a: Line, b: Line) -> bool:
    return (
        40 <= len(a.words) <= _LONGEST_WRAP
        and b.words.lstrip("\"'“‘(")[:1].islower()
        and a.words[-1] not in ".!?:"
    )


def _joins(a: Line, b: Line, width: int) -> bool:
    if (
        is_bullet(b.words)
        or _ANEW.match(b.words)
        or (b.indent > a.indent + 1 and b.gap == 0 and a.words[-1] in ".!?”\"'’")
    ):
        return False
    if len(a.words) > width + 4 or 2 * len(a.words) < width:
        return False
    if _goes_on(a, b):
        return True
    first = len(b.words.split(maxsplit=1)[0])
    return len(a.words) + 1 + first > width
