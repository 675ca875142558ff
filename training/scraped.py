"""Scraped pages made of the corpus: its pages and reports among the furniture of `corpus/scraped`, lines with labels.

What a scraper leaves around a report differs from site to site, so a page's style is drawn first (bare, light,
heavy), then its lines. The same numbers give the same page.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from check import CORPUS, Item
from check import read as read_corpus

FOLDER: Final = CORPUS / "scraped"
KEPT: Final = frozenset({"body", "deck", "subhead"})
LABELS: Final = KEPT | {"title", "byline", "date", "caption", "furniture"}
_OPENS: Final = re.compile(r"=== (\S+) ([a-z]{2})")
_SENTENCE: Final = re.compile(
    r"(?<=[.!?][\"”’»])\s(?=[^\W\d_a-z]|[\"“„«])|(?<=[a-zà-ÿа-я)][.!?])\s(?=[^\W\d_a-z]|[\"“„«])"
)
_LABELLED: Final = re.compile(r"([a-z]+)\| (.+)")

Line = tuple[str, str]
"""Label and words."""


@dataclass(frozen=True, slots=True)
class Story:
    """A page of the corpus with what its own site left on it, or a report of the corpus as a page.

    Attributes:
        name: the page's name, or the report's file.
        language: code of its language.
        lines: its lines in order.
        page: it is a page, with its site's furniture.
    """

    name: str
    language: str
    lines: tuple[Line, ...]
    page: bool = True

    @property
    def title(self) -> str:
        """The words of the title."""
        return next((words for label, words in self.lines if label == "title"), "")

    @property
    def running(self) -> tuple[str, ...]:
        """The lines that belong to the report."""
        return tuple(words for label, words in self.lines if label in KEPT)


@dataclass(frozen=True, slots=True)
class Page:
    """A scraped page.

    Attributes:
        lines: its lines, none of them blank.
        keep: for each line whether it belongs to the report's running text.
        source: the name of the story that it is made of.
    """

    lines: tuple[str, ...]
    keep: tuple[bool, ...]
    source: str


def furniture(path: Path = FOLDER / "furniture.txt") -> dict[str, tuple[str, ...]]:
    """Read the lines of furniture by kind."""
    found: dict[str, list[str]] = {}
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("# "):
            found.setdefault(kind, []).append(line)
    return {kind: tuple(lines) for kind, lines in found.items()}


def stories() -> list[Story]:
    """Return the pages of `corpus/scraped/pages` and the corpus' reports."""
    pages = [
        story
        for path in sorted((FOLDER / "pages").glob("*.txt"))
        for story in read_pages(path.read_text(encoding="utf-8"))
    ]
    return pages + [_report(item) for item in read_corpus().items if item.report]


def read_pages(text: str) -> list[Story]:
    """Read pages: `=== name language`, then `label| words`; a line that begins with a blank has the label above it.

    Raises:
        ValueError: a line has no label, or one that is not known.
    """
    found: list[Story] = []
    lines: list[Line] = []
    name = language = label = ""
    for row in [*text.splitlines(), "=== end en"]:
        opened, labelled = _OPENS.fullmatch(row), _LABELLED.fullmatch(row)
        if opened:
            if lines:
                found.append(Story(name, language, tuple(lines)))
            name, language = opened[1], opened[2]
            lines, label = [], ""
        elif labelled and labelled[1] in LABELS:
            label = labelled[1]
            lines.append((label, labelled[2]))
        elif row.startswith(" ") and label:
            lines.append((label, row.strip()))
        elif row:
            raise ValueError(f"a line without a label: {row!r}")
    return found


def _report(item: Item) -> Story:
    words = [line.strip().lstrip("# ") for line in item.marked.text.split("\n") if line.strip()]
    lines = (("title", words[0]), *(("body", one) for one in words[1:]))
    return Story(item.where.split(":")[0], "en", lines, page=False)


class _Writer:
    """Draws one page's lines."""

    def __init__(
        self, story: Story, others: Sequence[Story], lines: Mapping[str, Sequence[str]], seed: int
    ) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - it draws pages, no secrets
        self.story, self.lines = story, lines
        same = [one for one in others if one.language == story.language]
        self.others = same if len(same) > 3 else others
        self.load = self.chance.choice((0.0, 0.0, 0.15, 0.4, 1.0))
        self.found: list[tuple[str, bool]] = []

    def put(self, kind: str, least: int = 1, most: int = 1, *, keep: bool = False) -> None:
        """Add some lines of a kind."""
        known = self.lines.get(kind, ())
        number = min(self.chance.randint(least, most), len(known))
        self.found += [(line, keep) for line in self.chance.sample(known, number)]

    def often(self, share: float) -> bool:
        """Draw whether something is on the page that heavy pages have so often."""
        return self.chance.random() < share

    def some(self, blocks: Sequence[tuple[str, float, int]]) -> None:
        """Add blocks: kind, how often heavy pages have it, the most lines of it."""
        for kind, share, most in blocks:
            if self.often(share * self.load):
                self.put(kind, 1, most)

    def teaser(self) -> None:
        """Add the title of another report, perhaps with its first line or a day."""
        other = self.chance.choice(self.others)
        own = self.lines.get("inline_head", ())
        head = self.chance.choice(own) if own and self.often(0.6) else other.title
        if head:
            self.found.append((f"• {head}" if self.often(0.1) else head, False))
        if self.often(0.35):
            decks = self.lines.get("promo_deck", ())
            deck = (
                self.chance.choice(decks) if decks and self.often(0.6) else self.chance.choice(other.running)
            )
            cut = deck[: self.chance.randint(90, 220)].rsplit(" ", 1)[0] + "…"
            self.found.append((cut if self.often(0.3) else deck, False))
        if self.often(0.15):
            self.put("stamp")

    def decks(self) -> None:
        """Add the first lines of other reports, one below the other."""
        self.put("promo_deck", 2, 9)

    def another(self) -> None:
        """Add the beginning or all of another report, as pages that scroll on without an end have it."""
        other = self.chance.choice(self.others)
        length = self.chance.randint(2, len(other.lines)) if len(other.lines) > 2 else len(other.lines)
        self.found += [(words, False) for _, words in other.lines[:length]]

    def page(self) -> list[tuple[str, bool]]:
        """Write the whole page."""
        self._top()
        self._middle()
        self._below()
        return self.found

    def _top(self) -> None:
        self.some(
            (
                *(("machine", 0.2, 2), ("cookies", 0.15, 3), ("menu", 0.4, 6), ("figures", 0.06, 8)),
                *(("advert", 0.15, 1), ("paywall", 0.05, 2), ("inline_head", 0.06, 2)),
                ("labels", 0.3, 5),
            )
        )

    def _middle(self) -> None:
        own = self.often(0.75)
        untitled = self.often(0.08)
        teasers, pictures = self.often(0.2 + 0.25 * self.load), self.often(0.15 + 0.2 * self.load)
        short = self.often(0.4)
        shown = [
            (label, piece)
            for label, words in self.story.lines
            if (own or label != "furniture" or self.often(0.2)) and not (untitled and label == "title")
            for piece in (_sentences(words) if short and label == "body" else (words,))
        ]
        begun = 0
        for number, (label, words) in enumerate(shown):
            if label == "body" and not begun:
                self.some(
                    (
                        *(("credit", 0.2, 1), ("stamp", 0.4, 2), ("share", 0.3, 4), ("player", 0.1, 2)),
                        *(
                            ("caption", 0.25, 1),
                            ("bio", 0.1, 2),
                            ("affiliate", 0.06, 2),
                            ("newsletter", 0.06, 2),
                        ),
                    )
                )
            if begun > 1 and label in ("body", "subhead") and number + 1 < len(shown):
                self._between(teasers=teasers, pictures=pictures)
            begun += label == "body"
            self.found.append((words, label in KEPT))

    def _between(self, *, teasers: bool, pictures: bool) -> None:
        if teasers and self.often(0.09):
            if self.often(0.3):
                self.put("related_label")
            for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
                self.teaser()
        if pictures and self.often(0.12):
            self.put("caption")
        self.some(
            (
                *(("advert", 0.04, 1), ("newsletter", 0.04, 3), ("player", 0.02, 1), ("machine", 0.01, 1)),
                *(("affiliate", 0.015, 2), ("paywall", 0.01, 1), ("labels", 0.04, 2)),
            )
        )

    def _below(self) -> None:
        if self.often(0.2):
            self.put("bio")
        blocks = [
            *(
                ("credit", 0.2, 1),
                ("bio", 0.2, 2),
                ("tags", 0.15, 4),
                ("share", 0.1, 5),
                ("newsletter", 0.25, 5),
            ),
            *(("appeal", 0.08, 2), ("copyright", 0.12, 3), ("cookies", 0.06, 9), ("paywall", 0.06, 3)),
            *(("correction", 0.06, 1), ("machine", 0.1, 6), ("boilerplate", 0.12, 2), ("affiliate", 0.06, 3)),
            ("labels", 0.2, 8),
        ]
        if self.often(0.5):
            self.chance.shuffle(blocks)
        self.some(blocks)
        if self.often(0.08 + 0.25 * self.load):
            if self.often(0.6):
                self.put("related_label")
            for _ in range(self.chance.randint(1, 8)):
                self.teaser()
        if self.often(0.1 * self.load):
            self.decks()
        if self.often(0.08 * self.load):
            if self.often(0.6):
                self.put("comment_ui", 1, 4)
            for _ in range(self.chance.randint(1, 9)):
                if self.often(0.5):
                    self.put("comment_ui")
                self.put("comment")
        if self.often(0.04 * self.load):
            self.another()
        self.some((("boilerplate", 0.1, 2), ("copyright", 0.15, 5), ("cookies", 0.08, 16)))


def _sentences(words: str) -> tuple[str, ...]:
    """Cut a paragraph into its sentences: many papers set each in a line of its own."""
    return tuple(_SENTENCE.split(words))


def pages(
    story: Story, others: Sequence[Story], lines: Mapping[str, Sequence[str]], number: int
) -> Iterator[Page]:
    """Yield so many pages made of one story.

    Args:
        story: what the pages tell.
        others: stories that may stand around it.
        lines: lines of furniture by kind.
        number: how many pages.
    """
    for seed in range(number):
        drawn = _Writer(story, others, lines, hash_of(story.name) * 1000 + seed).page()
        yield Page(tuple(words for words, _ in drawn), tuple(keep for _, keep in drawn), story.name)


def hash_of(name: str) -> int:
    """Return a number for a name, the same in every run."""
    return zlib.crc32(name.encode())
