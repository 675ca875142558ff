"""Which fact-checked claim does a sentence repeat: the ranking of `dateline search` over title and claim."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.across.search.ranking import question, rarity_among, score
from dateline.across.search.words import terms

_LINK = re.compile(r"(?:pic\.twitter\.com|https?://)\S+")
# When a post was posted tells nothing of what it claims; who posted it does.
_POSTED = re.compile(r"(?<=\))\s+[A-Z][a-z]+ \d{1,2}, \d{4}(?=\s|$)")
_CANDIDATES = 150


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

    def rank(self, text: str) -> list[int]:
        asked = question(text, quotes=False)
        weights: dict[int, float] = defaultdict(float)
        for key in asked.words:
            for number in self.holding.get(key, ()):
                weights[number] += self.rarity.of(key)
        near = sorted(weights, key=lambda number: (-weights[number], number))[:_CANDIDATES]
        scores = {number: score(asked, self.passages[number], self.rarity) for number in near}
        return [self.ids[number] for number in sorted(scores, key=lambda number: (-scores[number], number))]
