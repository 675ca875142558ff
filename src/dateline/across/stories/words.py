"""What a report is about, as weighted words: names and the lead count more, common words less."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

_LEAD: Final = 3
"""Paragraphs or sentences at the head that count more: headline, deck, lead."""
_LEAD_WEIGHT: Final = 2.0
_NAME_WEIGHT: Final = 2.0
_MOST: Final = 100
"""Words kept of a report, the heaviest ones."""
_UNSEEN: Final = 0.5
"""Reports of the background that a word which none of them has counts as standing in."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?:;\"”])\s+|\n+")
_SUFFIXES: Final = ("ing", "ies", "ed", "es", "s", "ly")
_SHORTEST_STEM: Final = 4


def words_of(passages: Sequence[str]) -> dict[str, float]:
    """Weigh the words of a report.

    A word counts by the root of its frequency, twice in the lead, twice if it is written as a name, and by its
    rarity in a fixed background of reports: the weights of a report do not depend on what else is on record.

    Args:
        passages: the report's prose in its order, headline first: paragraphs or sentences.

    Returns:
        Weights by stem, of length 1 together (the sum of their squares); empty where there are no words.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    cased = _cased(passages)
    for number, passage in enumerate(passages):
        weight = _LEAD_WEIGHT if number < _LEAD else 1.0
        for word, _ in _words(passage):
            key = stem(word)
            counts[key] += weight * (_NAME_WEIGHT if word[0].isupper() and cased[key] > 0 else 1.0)
    rarity = background()
    weighed = {key: math.sqrt(count) * rarity(key) for key, count in counts.items()}
    heaviest = sorted(
        ((key, value) for key, value in weighed.items() if value > 0), key=lambda pair: (-pair[1], pair[0])
    )[:_MOST]
    length = math.sqrt(sum(value * value for _, value in heaviest))
    return {key: value / length for key, value in heaviest}


def stem(word: str) -> str:
    """Return a word without case and without the commonest English endings."""
    word = word.lower()
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


def tokens(passage: str) -> Iterator[str]:
    """Yield the stems of a passage's words and numbers, in their order."""
    return (stem(word) for word, _ in _words(passage))


def _words(passage: str) -> Iterator[tuple[str, bool]]:
    """Yield words and numbers, and whether each begins a sentence."""
    for sentence in _SENTENCE.split(passage):
        for number, match in enumerate(_WORD.finditer(sentence)):
            if len(match.group()) > 1:
                yield match.group(), number == 0


def _cased(passages: Sequence[str]) -> Mapping[str, int]:
    """Count for each stem how much oftener it is written with a capital than without, inside sentences."""
    counts: Counter[str] = Counter()
    for passage in passages:
        for word, first in _words(passage):
            if not first:
                counts[stem(word)] += 1 if word[0].isupper() else -1
    return counts


class Background:
    """How rare words are in a fixed set of reports.

    Args:
        reports: number of reports.
        holding: for each stem, in how many of them it stands.
    """

    def __init__(self, reports: int, holding: Mapping[str, int]) -> None:
        self._reports = reports
        self._holding = holding

    def __call__(self, key: str) -> float:
        """Return the rarity of a stem (inverse document frequency): 0 where every report has it."""
        return max(0.0, math.log((self._reports + 1) / (self._holding.get(key, 0) + _UNSEEN)))


@cache
def background() -> Background:
    """Return the packaged background: the reports of dateline's own corpus."""
    table = files(__package__).joinpath("background.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in table.splitlines() if row and not row.startswith("#")]
    (_, reports), *words = rows
    return Background(int(reports), {key: int(count) for key, count in words})
