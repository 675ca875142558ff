"""A passage as columns: the words, tags and marks that reading mentions needs, taken from the parse once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.find.syntax import Passage
from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge
from dateline.model import Span
from dateline.resolve.actors.marks import Mark, find_marks

_BLANK: Final = frozenset({"PUNCT", "SPACE"})


@dataclass(frozen=True, slots=True)
class Line:
    """The columns of one passage; every list has one item a token.

    Attributes:
        passage: the passage.
        knowledge: the tables.
        marks: its marks, in order, without overlaps.
        text: the tokens as written.
        lower: the tokens in lower case.
        tag: Penn Treebank tags.
        pos: universal part-of-speech tags.
        dep: dependency labels.
        at: index of the mark that covers a token, -1 if none.
        following: index of the first mark that ends after a token begins.
    """

    passage: Passage
    knowledge: Knowledge
    marks: tuple[Mark, ...]
    text: list[str]
    lower: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    at: list[int]
    following: list[int]

    def within(self, first: int, last: int) -> tuple[Mark, ...]:
        """Return the marks that lie in the tokens `first` to `last` (exclusive); names and roles are cut to them."""
        found = []
        size = len(self.marks)
        index = self.following[max(0, first)]
        while index < size:
            mark = self.marks[index]
            if mark.first >= last:
                break
            if mark.first >= first and mark.last <= last:
                found.append(mark)
            elif mark.kind in ("name", "organisation"):
                low, high = max(first, mark.first), min(last, mark.last)
                found.append(Mark(mark.kind, low, high, None, mark.role, mark.label))
            elif mark.kind == "role":
                # the "army" of an "army spokesman"
                low, high = max(first, mark.first), min(last, mark.last)
                role = self.knowledge.roles.get(fold(" ".join(self.lower[low:high])))
                if role is not None:
                    found.append(Mark("role", low, high, None, role))
            index += 1
        return tuple(found)

    def words(self, first: int, last: int) -> str:
        """Return the words of tokens, blanks tidied and quotes taken off."""
        if first >= last:
            return ""
        start, end = self._characters(first, last)
        return " ".join(self.passage.columns.text[start:end].strip("'’\"“” ").split())

    def span(self, first: int, last: int) -> Span:
        """Return the span of the tokens `first` to `last` (exclusive) in the report's text."""
        return self.passage.span(*self._characters(first, last))

    def _characters(self, first: int, last: int) -> tuple[int, int]:
        """Return the first character of some tokens in the parse, and that past their last."""
        start = self.passage.columns.start
        return start[first], start[last - 1] + len(self.text[last - 1])


def line_of(passage: Passage, knowledge: Knowledge) -> Line:
    """Take the columns of a passage.

    Args:
        passage: the passage.
        knowledge: the tables.
    """
    columns = passage.columns
    marks = find_marks(passage, knowledge)
    size = len(columns.words)
    at = [-1] * size
    for number, mark in enumerate(marks):
        at[mark.first : mark.last] = [number] * (mark.last - mark.first)
    following = [len(marks)] * (size + 1)
    current = len(marks)
    for index in range(size - 1, -1, -1):
        if at[index] >= 0:
            current = at[index]
        following[index] = current
    return Line(
        passage,
        knowledge,
        marks,
        columns.words,
        columns.lower,
        columns.tag,
        columns.pos,
        columns.dep,
        at,
        following,
    )


def trimmed(line: Line, first: int, last: int) -> tuple[int, int]:
    """Cut punctuation and conjunctions off both ends."""
    while first < last and (
        line.pos[first] in _BLANK or line.lower[first] in ("and", "but", "nor", "neither", "either")
    ):
        first += 1
    while last > first and (
        (
            line.pos[last - 1] in _BLANK
            and not line.text[last - 1].endswith(".")
            and line.tag[last - 1] != "POS"
        )
        or line.lower[last - 1] == "and"
    ):
        last -= 1
    return first, last
