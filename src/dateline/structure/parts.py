"""The parts of a text while their kinds are being found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.model import ZoneKind
from dateline.structure import furniture
from dateline.structure.lines import Line, paragraphs
from dateline.structure.tables import bare, fold

_ENDS: Final = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$|,[\"”’»]$|।$")
_FEED_MARK: Final = re.compile(
    r"(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|EXCLUSIVE|FACTBOX|NEWSMAKER|ANALYSIS|INSIGHT|FOCUS|BREAKING|URGENT"
    r"|LEAD|FLASH|ALERT|1ST LEAD|2ND LEAD)(?:\s?\d{1,2})?\s?(?:-|:|/|\|)\s?(?=\S)"
    r"|(?:Title|Headline|TITLE|HEADLINE)\s?:\s+(?=\S)"
    r"|\((?:\w{2,5}\s)?(?:LEAD|URGENT|UPDATE|RECAST|CORRECTED|WRAPUP|News Focus)(?:\s?\d)?\)\s+(?=\S)"
)
# Rules whose verdict on a whole line is final, although the line holds separators.
_WHOLE: Final = frozenset({"date-line", "clock", "mark", "phrase", "credit-line", "credit", "stamped-link"})
_KEY_LIMIT: Final = 300


def ends_sentence(words: str) -> bool:
    """Say whether words close like a sentence, quotation marks and brackets apart."""
    return bool(_ENDS.search(words[-6:]))


def is_signature(words: str) -> bool:
    """Say whether a short line below a caption signs the picture: a slash, or a picture agency's name."""
    tokens = words.split()
    if not tokens or len(tokens) > 5 or ends_sentence(words):
        return False
    return "/" in words or tokens[-1].casefold() in (
        "images",
        "pictures",
        "photos",
        "press",
        "photo",
        "media",
    )


@dataclass(slots=True)
class Part:
    """A line, a wrapped paragraph or a piece of a line, while its kind is being found.

    Attributes:
        start: first character in the text.
        end: past the last character.
        words: `text[start:end]`.
        gap: number of blank lines before it.
        kind: what it is, once that is known.
        rule: the rule that settled the kind.
        prose: closed like a sentence or long: running text, no title and no label.
        solid: a paragraph that no title, deck or caption is likely to be.
    """

    start: int
    end: int
    words: str
    gap: int
    kind: ZoneKind | None = None
    rule: str = ""
    prose: bool = field(init=False)
    solid: bool = field(init=False)
    _key: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Look at length and end of the words, once."""
        size, closed = len(self.words), ends_sentence(self.words)
        blanks = self.words.count(" ")
        self.prose = (
            (size >= 140 and (blanks >= 14 or closed))
            or (closed and blanks >= (7 if self.words[-1] == ":" else 4))
            or (
                closed
                and size > 14
                and (blanks >= 2 or not self.words.isascii())
                and self.words[-1] not in ":;"
            )
        )
        self.solid = self.prose and size >= 80 and self.words[0] not in "•*▪"

    def give(self, kind: ZoneKind, rule: str) -> None:
        """Settle the kind."""
        self.kind = kind
        self.rule = rule

    @property
    def count(self) -> int:
        """Number of words."""
        return len(self.words.split())

    @property
    def key(self) -> str:
        """The words without case, punctuation and symbols; empty for a long paragraph."""
        if self._key is None:
            self._key = title_key(self.words) if len(self.words) <= _KEY_LIMIT else ""
        return self._key

    @property
    def core(self) -> str:
        """The words as the tables of furniture hold them; empty for a long paragraph."""
        return bare(fold(self.words)) if len(self.words) <= _KEY_LIMIT else ""


def title_key(words: str) -> str:
    """Fold a title for comparison: letters and digits only, in small letters."""
    return re.sub(r"\W+", " ", fold(words)).strip()


def split_text(text: str) -> list[Part]:
    """Split a text into parts, with the kinds that their own words tell."""
    parts: list[Part] = []
    for line in paragraphs(text):
        found = furniture.verdict(line.words)
        whole = found is not None and (found[1] in _WHOLE or found[0] == "caption")
        pieces = [] if whole else furniture.split(line.words)
        if pieces:
            parts.extend(_pieces(line, pieces))
        elif found:
            parts.append(Part(line.start, line.end, line.words, line.gap, *found))
        else:
            parts.append(Part(line.start, line.end, line.words, line.gap))
    _cut_feed_mark(parts)
    return parts


def _pieces(line: Line, pieces: Sequence[furniture.Piece]) -> Iterator[Part]:
    for number, piece in enumerate(pieces):
        words = line.words[piece.start : piece.end]
        gap = line.gap if number == 0 else 0
        yield Part(line.start + piece.start, line.start + piece.end, words, gap, *piece.verdict)


def _cut_feed_mark(parts: list[Part]) -> None:
    """Cut an agency's mark ("UPDATE 4-") off the headline."""
    for number, part in enumerate(parts[:12]):
        match = _FEED_MARK.match(part.words)
        if match and part.kind is None and len(part.words) < 250:
            mark = match.group().rstrip()
            end = part.start + match.end()
            parts[number] = Part(part.start, part.start + len(mark), mark, part.gap, "furniture", "feed-mark")
            parts.insert(number + 1, Part(end, part.end, part.words[match.end() :], 0))
            return
