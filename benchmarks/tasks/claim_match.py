"""Which fact-checked claim does a sentence repeat: lexical ranking (BM25) over claim and title.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with k1 = 1.2 and b = 0.75.
The product finds claims again by words and by meaning in its store; until then this is the lexical half.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"(?:pic\.twitter\.com|https?://)\S+|\(@\w+\)|— .*$", re.DOTALL)
_K1, _B = 1.2, 0.75


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rank the pool's claims for each row; the best 20."""
    pools: dict[str, _Index] = {}
    for row in rows:
        index = pools.get(row["pool"])
        if index is None:
            with Path(row["pool"]).open(encoding="utf-8") as lines:
                index = pools[row["pool"]] = _Index(json.loads(line) for line in lines if line.strip())
        yield {"id": row["id"], "ranked": index.rank(_TAIL.sub(" ", row["text"]) or row["text"])[:20]}


def _terms(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    """Cut plain inflections: enough to bring "claims" and "claim" together."""
    for ending in ("ings", "ing", "edly", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


class _Index:
    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        self.ids: list[int] = []
        self.lengths: list[int] = []
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, entry in enumerate(entries):
            terms = _terms(f"{entry['title']} {entry['text']}")
            self.ids.append(entry["cid"])
            self.lengths.append(len(terms))
            for term, count in Counter(terms).items():
                self.postings[term].append((number, count))
        self.mean = sum(self.lengths) / max(1, len(self.lengths))

    def rank(self, text: str) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for term in set(_terms(text)):
            found = self.postings.get(term, [])
            if not found:
                continue
            rarity = math.log(1 + (len(self.ids) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                norm = _K1 * (1 - _B + _B * self.lengths[number] / self.mean)
                scores[number] += rarity * count * (_K1 + 1) / (count + norm)
        return [self.ids[number] for number in sorted(scores, key=lambda number: (-scores[number], number))]
