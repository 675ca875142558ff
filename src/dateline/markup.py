"""Marked-up text: the format of the corpus (`docs/corpus.md`), read into a text and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, get_args

from dateline.model import EventStatus, EventType, Span, Stance

KINDS: Final = {"a": "actor", "e": "event", "s": "statement", "c": "cue", "t": "time", "p": "place"}
_TAG: Final = re.compile(r"\]\{([aesctp])(\d+)((?: [^{}\[\]]*)?)\}")
_COUNTRY: Final = re.compile(r"(?:[A-Z]{3})(?:/[A-Z]{3})*|-")
_SECTOR: Final = re.compile(r"(?:[A-Z]{3})(?:\+[A-Z]{3})*|-")
_KEYS: Final = {
    "e": frozenset({"by", "to", "when", "where", "said", "same", "killed", "injured", "ctx"}),
    "s": frozenset({"by", "to", "cue", "via"}),
}
_REFERS: Final = {
    "by": "a",
    "to": "a",
    "via": "a",
    "when": "t",
    "where": "p",
    "said": "s",
    "same": "e",
    "cue": "ce",
}
_TYPES: Final = frozenset(get_args(EventType))
_STATUSES: Final = frozenset(get_args(EventStatus))
_STANCES: Final = frozenset(get_args(Stance))


class MarkupError(ValueError):
    """The markup cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words with what they are.

    Attributes:
        id: letter and number, unique in its text.
        span: the words; offsets into the plain text.
        values: what follows the id, without keys.
        keys: what follows the id as `key=value`, values split at commas.
    """

    id: str
    span: Span
    values: tuple[str, ...] = ()
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return `actor`, `event`, `statement`, `cue`, `time` or `place`."""
        return KINDS[self.id[0]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain text and its marks, in the order in which they begin."""

    text: str
    marks: tuple[Mark, ...]

    def of(self, kind: str) -> tuple[Mark, ...]:
        """Return the marks of one kind, later mentions included."""
        return tuple(mark for mark in self.marks if mark.kind == kind)

    def first(self, own: str) -> Mark | None:
        """Return the mark that says what an id is: its first mention with values or keys, else its first."""
        mentions = [mark for mark in self.marks if mark.id == own]
        return next(
            (mark for mark in mentions if mark.values or mark.keys), mentions[0] if mentions else None
        )


def parse(source: str) -> Marked:
    """Read marked-up text.

    Args:
        source: text with `[words]{id ...}` marks, which may nest.

    Returns:
        The text without its markup, and the marks.

    Raises:
        MarkupError: a bracket without its partner, or braces that are no tag.
    """
    plain: list[str] = []
    length = 0
    opened: list[int] = []
    found: list[tuple[int, int, str, str]] = []
    position = 0
    while position < len(source):
        character = source[position]
        if character == "[":
            opened.append(length)
            position += 1
        elif character == "]":
            tag = _TAG.match(source, position)
            if tag is None or not opened:
                raise MarkupError(f"no tag after ] near {source[max(0, position - 30) : position + 20]!r}")
            found.append((opened.pop(), length, tag.group(1) + tag.group(2), tag.group(3)))
            position = tag.end()
        elif character in "{}":
            raise MarkupError(f"stray brace near {source[max(0, position - 30) : position + 20]!r}")
        else:
            plain.append(character)
            length += 1
            position += 1
    if opened:
        raise MarkupError(f"[ without ] before {''.join(plain)[opened[-1] : opened[-1] + 30]!r}")
    text = "".join(plain)
    marks = [_mark(text, *one) for one in sorted(found, key=lambda one: (one[0], -one[1]))]
    return Marked(text, tuple(marks))


def _mark(text: str, start: int, end: int, own: str, rest: str) -> Mark:
    values, keys = [], {}
    for part in rest.split():
        key, equals, value = part.partition("=")
        if equals:
            keys[key] = tuple(value.split(","))
        else:
            values.append(part)
    if start == end:
        raise MarkupError(f"{own} marks no words")
    return Mark(own, Span(start, end, text[start:end]), tuple(values), keys)


def faults(marked: Marked, modes: dict[str, frozenset[str]], contexts: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the marks of a text.

    Args:
        marked: the text with its marks.
        modes: the modes of each event type.
        contexts: the contexts there are.
    """
    known = {mark.id for mark in marked.marks}
    for own in dict.fromkeys(mark.id for mark in marked.marks):
        mark = marked.first(own)
        if mark is not None:
            yield from _wrong_values(mark, modes, contexts)
            yield from _wrong_keys(mark, known)
    for mark in marked.marks:
        if mark.span.words != mark.span.words.strip():
            yield f"{mark.id}: blanks at the edge of {mark.span.words!r}"


def _wrong_values(mark: Mark, modes: dict[str, frozenset[str]], contexts: frozenset[str]) -> Iterator[str]:
    values = mark.values
    if mark.kind == "actor" and not (
        len(values) == 2 and _COUNTRY.fullmatch(values[0]) and _SECTOR.fullmatch(values[1])
    ):
        yield f"{mark.id}: an actor's first mention needs COUNTRY SECTOR, not {' '.join(values)!r}"
    if mark.kind == "event" and "same" not in mark.keys:
        if len(values) != 3 or values[0] not in _TYPES or values[2] not in _STATUSES:
            yield f"{mark.id}: an event needs TYPE MODES STATUS, not {' '.join(values)!r}"
        else:
            strange = {mode for mode in values[1].split("+") if mode != "-"} - modes[values[0]]
            if strange:
                yield f"{mark.id}: {values[0]} has no mode {', '.join(sorted(strange))}"
        strange = {name for value in mark.keys.get("ctx", ()) for name in value.split("+")} - contexts
        if strange:
            yield f"{mark.id}: no context {', '.join(sorted(strange))}"
    if mark.kind == "statement" and (len(values) != 1 or values[0] not in _STANCES):
        yield f"{mark.id}: a statement needs its stance, not {' '.join(values)!r}"
    if mark.kind == "place" and not (len(values) == 1 and _COUNTRY.fullmatch(values[0])):
        yield f"{mark.id}: a place needs its country, not {' '.join(values)!r}"


def _wrong_keys(mark: Mark, known: Iterable[str]) -> Iterator[str]:
    allowed = _KEYS.get(mark.id[0], frozenset())
    for key, values in mark.keys.items():
        if key not in allowed:
            yield f"{mark.id}: a {mark.kind} has no {key}="
            continue
        for value in values if key in _REFERS else ():
            if value != "-" and (value[:1] not in _REFERS[key] or value not in known):
                yield f"{mark.id}: {key}={value} leads nowhere"
    if mark.kind == "statement" and "by" not in mark.keys:
        yield f"{mark.id}: a statement needs by= (by=- if nobody is named)"
