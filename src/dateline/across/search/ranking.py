"""How well passages fit a question: BM25 over stems, with more for words that stand together.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dateline.across.search.words import Term, light, terms

_K1: Final = 1.2
_B: Final = 0.4
_PAIR: Final = 0.1
"""What two words that stand together in question and passage add, as a share of what both count."""
_HEAVIEST: Final = 8
_CHANCE: Final = 0.3
"""Likeness that says nothing: one of a hundred passages reaches it by chance."""
_WEIGHT: Final = 1.0
"""What the same meaning counts beside the heaviest words; chosen by `training/meaning.py`."""
_QUOTED: Final = re.compile(r'["“”]([^"“”]*)["“”]')


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        words: distinct stems in their order.
        pairs: stems that stand one behind the other, light words between them left out.
        phrases: runs of stems that a passage must hold as they are, from words in quotation marks.
        light: light words are looked for too, since there are no others.
    """

    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    phrases: tuple[tuple[str, ...], ...]
    light: bool


@dataclass(frozen=True, slots=True)
class Rarity:
    """How common the words of a question are where it is asked.

    Attributes:
        passages: number of passages.
        holding: for each stem, how many of them hold it.
        length: mean number of words of a passage, light ones left out.
    """

    passages: int
    holding: Mapping[str, int]
    length: float

    def of(self, key: str) -> float:
        """Return the inverse document frequency of a stem, above 0."""
        holding = self.holding.get(key, 0)
        return math.log(1 + (max(self.passages, holding) - holding + 0.5) / (holding + 0.5))


def question(text: str, *, quotes: bool = True) -> Question:
    """Read a question.

    Args:
        text: words; those in quotation marks are a phrase.
        quotes: quotation marks mean a phrase; else they mean nothing.

    Returns:
        The question; without words where the text has none.
    """
    found = _counted(text, everything=False)
    light_too = not found
    found = found or list(terms(text))
    words = tuple(dict.fromkeys(term.stem for term in found))
    phrases = tuple(
        tuple(term.stem for term in terms(quoted)) for quoted in (_QUOTED.findall(text) if quotes else ())
    )
    pairs = frozenset((one.stem, other.stem) for one, other in pairwise(found))
    return Question(words, pairs, tuple(filter(None, phrases)), light_too)


def score(asked: Question, passage: str, rarity: Rarity) -> float:
    """Return how well a passage fits a question.

    Args:
        asked: the question.
        passage: the passage.
        rarity: how common the question's words are among all passages.

    Returns:
        0 if no word fits or a phrase is missing; else the more, the better.
    """
    if any(not _runs(phrase, passage) for phrase in asked.phrases):
        return 0.0
    found = _counted(passage, everything=asked.light)
    counts = Counter(term.stem for term in found if term.stem in asked.words)
    longer = len(found) / max(rarity.length, 1.0)
    worth = {key: rarity.of(key) * share(count, longer) for key, count in counts.items()}
    together = {(one.stem, other.stem) for one, other in pairwise(found)} & asked.pairs
    return sum(worth.values()) + _PAIR * sum(worth[one] + worth[other] for one, other in sorted(together))


def whole(asked: Question, rarity: Rarity) -> float:
    """Return what the heaviest words of a question count together, once each: the measure of what words bring.

    The heaviest ones alone, since a long post holds much beside its point, and no passage would hold half of it.
    """
    return sum(sorted(map(rarity.of, asked.words), reverse=True)[:_HEAVIEST])


def together(words: float, likeness: float) -> float:
    """Return how well a passage fits by words and by meaning.

    Args:
        words: its score by words, as a share of `whole`.
        likeness: how like it is in meaning, -1 to 1.
    """
    return words + _WEIGHT * max(0.0, likeness - _CHANCE) / (1 - _CHANCE)


def share(count: int, longer: float) -> float:
    """Return how much a word counts in a passage, 0 to 2.2: more often is more, in a long passage less.

    Args:
        count: how often it stands there.
        longer: how many times as long as usual the passage is.
    """
    return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * longer))


def hits(asked: Question, passage: str) -> list[tuple[int, int]]:
    """Return where the words of a question stand in a passage, as offsets, phrases whole, in their order."""
    if asked.phrases:
        spans = sorted({span for phrase in asked.phrases for span in _runs(phrase, passage)})
        return [span for number, span in enumerate(spans) if not number or span[0] >= spans[number - 1][1]]
    return [(term.start, term.end) for term in terms(passage) if term.stem in asked.words]


def rarity_among(passages: Iterable[str]) -> Rarity:
    """Count the words of passages."""
    holding: Counter[str] = Counter()
    total = words = 0
    for passage in passages:
        stems = [term.stem for term in terms(passage)]
        holding.update(set(stems))
        total += 1
        words += sum(key not in light() for key in stems)
    return Rarity(total, holding, words / max(1, total))


def _counted(text: str, *, everything: bool) -> list[Term]:
    """Return the words of a text that tell what it is about, or all."""
    return [term for term in terms(text) if everything or term.stem not in light()]


def _runs(phrase: Sequence[str], passage: str) -> list[tuple[int, int]]:
    """Return where a run of stems stands in a passage."""
    found = list(terms(passage))
    width = len(phrase)
    return [
        (found[place].start, found[place + width - 1].end)
        for place in range(len(found) - width + 1)
        if all(found[place + step].stem == key for step, key in enumerate(phrase))
    ]
