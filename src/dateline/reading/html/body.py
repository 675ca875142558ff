"""The article's blocks, each with its kind: headline, deck, byline, date, caption, subhead, body or furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import ZoneKind
from dateline.reading.html import captions, deck
from dateline.reading.html.article import KEPT, Region, is_prose
from dateline.reading.html.blocks import Block, Outline
from dateline.reading.html.votes import tokens
from dateline.structure import byline, dateline, dates, furniture

_FURNITURE: Final = frozenset({"furniture", "foreign"})
_SHOWN: Final = frozenset({"embed", "quote"})
_LISTED: Final = frozenset({"li", "dd", "dt"})
_RUNNING: Final = frozenset({"p", "li", "dd", "blockquote"})
_CELLS: Final = frozenset({"td", "th"})
_LINKED: Final = 0.6
"""Share of links above which words lead elsewhere instead of telling something."""
_BOLD: Final = 0.95
_LONGEST_LINE: Final = 120
"""Characters of the longest line that names authors, or heads a paragraph."""
_LONGEST_LABEL: Final = 40
_BESIDE: Final = 12
"""Blocks above the headline or below the text among which author and date are looked for."""
_MOST_HEAD: Final = 150
"""Blocks below the headline and above the first paragraph that are looked at."""
_BEHIND: Final = 40
"""Blocks behind the running text that are still looked at: its credits, its teasers."""
_MOST_QUOTES: Final = 100
"""Quotations beside the text that are compared with it."""
_REPEATED: Final = 100
"""Characters from which the same words twice are one paragraph set twice, and no refrain."""

Kind = tuple[ZoneKind, str]
"""What a block is, and the rule that says so."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A block with its kind.

    Attributes:
        words: its words.
        kind: what it is.
        rule: the rule that says so.
        number: number of the block in the page's outline.
    """

    words: str
    kind: ZoneKind
    rule: str
    number: int


def typed(
    outline: Outline, region: Region, descriptions: Sequence[str], most: int, start: int | None = None
) -> list[Typed]:
    """Type the blocks of an article.

    Args:
        outline: the page.
        region: where on it the article is.
        descriptions: descriptions that metadata give.
        most: characters beyond which no further block is read.
        start: number of the block with which the first entry of a live blog begins, if it is one.

    Returns:
        Headline to last block in the order of the page; what stands outside the article is left out, and so
        is what the page does not show.
    """
    reader = _Reader(outline, region, descriptions, start)
    found: list[Typed] = []
    size = 0
    for number in reader.numbers:
        kind = reader.kind(number) if size <= most else None
        if kind is not None:
            found.append(Typed(outline.blocks[number].words, *kind, number))
            size += len(found[-1].words) + 2
    return _once(outline, region, found)


def _once(outline: Outline, region: Region, found: Sequence[Typed]) -> list[Typed]:
    """Leave a paragraph where it stands first; a quotation pulled out of the text gives way to the text."""
    said: set[str] = set()
    running = "\n".join(part.words for part in found if part.kind == "body")
    left = _MOST_QUOTES
    once: list[Typed] = []
    for part in found:
        again = len(part.words) >= _REPEATED and part.words in said
        if part.kind == "body" and left and "aside" in region.roles(outline.blocks[part.number]):
            left -= 1
            again = again or running.count(part.words.strip('“”"«»„ ')) > 1
        if part.kind in ("body", "deck") and again:
            part = Typed(part.words, "furniture", "repeated", part.number)  # noqa: PLW2901
        elif part.kind == "body":
            said.add(part.words)
        once.append(part)
    return once


def _is_address(words: str) -> bool:
    """Say whether a line is a short label and an address: where it was printed from, where to read more."""
    at = words.find("http")
    return 0 <= at <= _LONGEST_LABEL and " " not in words[at:] and not any(c in words[:at] for c in ".!?")


def _is_of_message(words: str, roles: frozenset[str]) -> bool:
    """Say whether a line signs or dates a message or quotation that the article shows, and not the article."""
    if "embed" in roles and len(words) <= _LONGEST_LINE and dates.stamps(words):
        return True
    verdict = furniture.verdict(words) if roles & _SHOWN else None
    return verdict is not None and verdict[0] == "date"


class _Reader:
    """What is known of a page while its blocks are typed."""

    def __init__(
        self, outline: Outline, region: Region, descriptions: Sequence[str], start: int | None
    ) -> None:
        self._outline = outline
        self._region = region
        self._told = [tokens(words) for words in descriptions if words]
        self._running = {
            outline.parents[block.index]
            for block in outline.blocks[region.first : region.last + 1]
            if is_prose(block.words)
        }
        self._sizes, self._pictures = outline.sizes(), outline.pictures()
        self.numbers = [n for n in range(len(outline.blocks)) if self._belongs(n)]
        opening = self._opening()
        self._first = opening if start is None else min(opening, start)
        above = [n for n in self.numbers if n < self._first]
        signed = [n for n in above if self._signs(outline.blocks[n])]
        self._signed = signed[-1] if signed else -1

    def kind(self, number: int) -> Kind | None:
        """Type a block; `None` if the page does not show it."""
        block = self._outline.blocks[number]
        roles, kept = self._region.roles(block), self._region.votes[number]
        if number == self._region.headline:
            return "headline", "title"
        if number < self._region.headline or not self._outline.holds(self._region.frame, block):
            return self._beside(block)
        if "hidden" in roles and kept < KEPT:
            return None
        if number < self._first:
            return self._head(block, number, roles, kept)
        return self._inside(block, number, roles, kept)

    def _belongs(self, number: int) -> bool:
        outline, region = self._outline, self._region
        block = outline.blocks[number]
        if number == region.headline:
            return True
        if outline.holds(region.container, block) and number > region.headline:
            if number < region.first - _MOST_HEAD:
                return False
            return number <= region.last + _BEHIND
        if region.headline < 0 or not outline.holds(region.frame, block):
            return False
        if region.headline + _MOST_HEAD < number < region.first - _MOST_HEAD:
            return False
        above = region.headline - _BESIDE <= number < region.headline
        below = region.last < number <= region.last + _BESIDE
        return region.headline < number < region.first or (
            (above or below) and self._beside(block) is not None
        )

    def _beside(self, block: Block) -> Kind | None:
        """Type a line above the headline or below the text, if it names author or date; `None` if not."""
        roles = self._region.roles(block)
        if not _FURNITURE.isdisjoint(roles) or block.level or len(block.words) > _LONGEST_LINE:
            return None
        verdict = furniture.verdict(block.words)
        if verdict is not None:
            return verdict if verdict[0] in ("byline", "date") and verdict[1] != "clock" else None
        if {"byline", "date"} & (roles | block.inner) and dates.stamps(block.words):
            return "date", "named"
        return ("byline", "named") if "byline" in roles and "caption" not in roles else None

    def _opening(self) -> int:
        """Return the first paragraph: past a deck, the first that a voter keeps, or one above it that is its like."""
        outline, region = self._outline, self._region
        first, kept = region.first, outline.blocks[region.first]
        following = self._following(first)
        if following is not None and self._leads(kept, following[1]):
            return following[0]
        for number in self.numbers:
            block = outline.blocks[number]
            if region.headline < number < first:
                alike = outline.parents[block.index] == outline.parents[kept.index] and block.tag == kept.tag
                plain = block.linked < _LINKED and not region.roles(block) - {"body", "article"}
                if alike and plain and is_prose(block.words) and furniture.verdict(block.words) is None:
                    return number
        return first

    def _following(self, first: int) -> tuple[int, Block] | None:
        """Return the next paragraph of running text."""
        for number in self.numbers:
            block = self._outline.blocks[number]
            if (
                number > first
                and self._region.votes[number] >= KEPT
                and is_prose(block.words)
                and not block.level
            ):
                return number, block
        return None

    def _leads(self, block: Block, following: Block) -> bool:
        """Say whether the first paragraph that voters keep is a deck: by its name, or as the page's description."""
        outline = self._outline
        roles = self._region.roles(block)
        if dateline.opening(block.words) is not None or not deck.is_deck(block, roles, self._told):
            return False
        # A name around the text as well, or a description cut from the first paragraph, says nothing.
        named = any(
            role == "deck" and index > self._region.container and not outline.holds(index, following)
            for role, index in block.marks
        )
        return named or outline.parents[block.index] != outline.parents[following.index]

    def _signs(self, block: Block) -> bool:
        """Say whether a block above the first paragraph names author or date."""
        roles = self._region.roles(block)
        if _is_of_message(block.words, roles):
            return False
        if {"byline", "date"} & (roles | block.inner) and not {"caption", "furniture"} & roles:
            return True
        verdict = furniture.verdict(block.words)
        return verdict is not None and verdict[0] in ("byline", "date")

    def _head(self, block: Block, number: int, roles: frozenset[str], kept: float) -> Kind | None:
        """Type a block above the first paragraph."""
        words = block.words
        verdict = furniture.verdict(words)
        if _is_of_message(words, roles) or ("embed" in roles and not is_prose(words)):
            return "furniture", "embed"
        if deck.is_deck(block, roles, self._told) and (verdict is None or verdict[0] != "furniture"):
            return "deck", "named"
        if captions.is_caption(block, roles, kept):
            return "caption", "figure"
        if verdict is not None:
            return verdict
        if not _FURNITURE.isdisjoint(roles):
            return "furniture", "named"
        if block.tag in _LISTED and block.linked < _LINKED and len(words.split()) >= 4:
            return "deck", "bullet"
        if "date" in roles and dates.stamps(words):
            return "date", "named"
        if len(words) <= _LONGEST_LINE and ("byline" in roles or "byline" in block.inner):
            return "byline", "named"
        if byline.is_names(words) or byline.is_desk(words):
            return "byline", "name-line"
        if captions.is_pictured(self._outline, block, self._sizes, self._pictures, self._region.frame):
            return ("byline", "job-title") if byline.is_job(words) else ("caption", "pictured")
        if len(words) <= _LONGEST_LINE and "credit" in roles:
            return "byline", "named"
        if deck.may_be_deck(
            block, roles, signed=number < self._signed, near=number - self._region.headline <= 2
        ):
            return "deck", "standfirst"
        if is_prose(words) and block.linked < _LINKED and "aside" not in roles:
            return "body", "paragraph"
        return "furniture", "label"

    def _inside(self, block: Block, number: int, roles: frozenset[str], kept: float) -> Kind | None:
        """Type a block from the first paragraph on."""
        words = block.words
        running = is_prose(words)
        if _is_of_message(words, roles):
            return "furniture", "embed"
        if captions.is_caption(block, roles, kept):
            return "caption", "figure"
        if not _FURNITURE.isdisjoint(roles):
            return "furniture", "named"
        if block.linked > _LINKED and not (
            kept >= KEPT and (block.level or (running and block.linked < 0.9))
        ):
            return "furniture", "links"
        verdict = furniture.verdict(words)
        if verdict is not None and not (kept >= KEPT and running and verdict[0] == "byline"):
            return verdict
        if _is_address(words):
            return "furniture", "address"
        if number > self._region.last:
            return self._behind(block, kept)
        if "aside" in roles and kept < KEPT:
            return "furniture", "aside"
        if "table" in roles and block.tag in _CELLS and kept < KEPT:
            return "furniture", "table"
        if self._pictured(block, kept):
            return "caption", "pictured"
        if block.level:
            return "subhead", "heading"
        if self._is_bold_head(block, number):
            return "subhead", "bold"
        if kept >= KEPT or running:
            return "body", "paragraph"
        if block.tag in _LISTED and len(words.split()) >= 2:
            return "body", "list-item"
        return "furniture", "label"

    def _behind(self, block: Block, kept: float) -> Kind:
        """Type a block behind the last sentence: a list or a table of results may go on there."""
        if byline.is_names(block.words):
            return "byline", "name-line"
        goes_on = self._outline.parents[block.index] in self._running and not block.level
        return ("body", "paragraph") if goes_on and kept >= KEPT else ("furniture", "after-body")

    def _is_bold_head(self, block: Block, number: int) -> bool:
        """Say whether a bold line of its own heads the paragraph below it."""
        if block.strong < _BOLD or len(block.words) > _LONGEST_LINE or is_prose(block.words):
            return False
        below = self._outline.blocks[number + 1 : number + 2]
        return (
            block.words[-1] not in ".:,;"
            and bool(below)
            and is_prose(below[0].words)
            and below[0].strong < 0.5
        )

    def _pictured(self, block: Block, kept: float) -> bool:
        # What a voter keeps as a paragraph or as an item of a list is running text beside its picture.
        if kept >= KEPT and block.tag in _RUNNING:
            return False
        return captions.is_pictured(self._outline, block, self._sizes, self._pictures, self._region.container)
