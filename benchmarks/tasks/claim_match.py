"""Which fact-checked claim does a sentence repeat: the ranking of `dateline search` over title and claim."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dateline.across.search import meaning
from dateline.across.search.ranking import question, rarity_among, score, together, whole
from dateline.across.search.words import terms

_LINK = re.compile(r"(?:pic\.twitter\.com|https?://)\S+")
# When a post was posted tells nothing of what it claims; who posted it does.
_POSTED = re.compile(r"(?<=\))\s+[A-Z][a-z]+ \d{1,2}, \d{4}(?=\s|$)")
_CANDIDATES = 150
_NEAREST = 100
_AT_ONCE = 512


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rank the pool's claims for each row; the best 20."""
    pools: dict[str, _Pool] = {}
    for row in rows:
        pool = pools.get(row["pool"])
        if pool is None:
            with Path(row["pool"]).open(encoding="utf-8") as lines:
                pool = pools[row["pool"]] = _Pool(json.loads(line) for line in lines if line.strip())
        yield {"id": row["id"], "ranked": pool.rank(_POSTED.sub(" ", _LINK.sub(" ", row["text"])))[:20]}


class _Pool:
    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        self.ids: list[int] = []
        self.passages: list[str] = []
        self.holding: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            self.ids.append(entry["cid"])
            self.passages.append(f"{entry['title'] or ''}\n{entry['text'] or ''}")
            for key in {term.stem for term in terms(self.passages[-1])}:
                self.holding[key].append(number)
        self.rarity = rarity_among(self.passages)
        self.model = meaning.load()
        if self.model is not None:
            batches = range(0, len(self.passages), _AT_ONCE)
            self.vectors = np.concatenate(
                [self.model.vectors(self.passages[start : start + _AT_ONCE]) for start in batches]
            )

    def rank(self, text: str) -> list[int]:
        asked = question(text, quotes=False)
        weights: dict[int, float] = defaultdict(float)
        for key in asked.words:
            for number in self.holding.get(key, ()):
                weights[number] += self.rarity.of(key)
        near = sorted(weights, key=lambda number: (-weights[number], number))[:_CANDIDATES]
        likeness: dict[int, float] = {}
        if self.model is not None:
            # rounded, so that two entries of the same words stay as they stand
            like = np.round(meaning.likeness(self.vectors, self.model.vectors([text])[0]), 3)
            near += np.argsort(-like, kind="stable")[:_NEAREST].tolist()
            likeness = {number: float(like[number]) for number in near}
        most = whole(asked, self.rarity) or 1.0
        scores = {
            number: together(
                score(asked, self.passages[number], self.rarity) / most, likeness.get(number, 0.0)
            )
            for number in near
        }
        return [self.ids[number] for number in sorted(scores, key=lambda number: (-scores[number], number))]
