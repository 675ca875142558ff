"""Measure the speed of finding copies against MinHash: `python benchmarks/copies.py [--json] [--rounds N]`.

The texts are the reports of the corpus, each in four forms: whole, cut down, among other texts, in capitals. MinHash
with locality-sensitive hashing is datasketch's (128 permutations, threshold .5, updates in one batch, its quickest
way), from the group `peers`; without it only the own speed is given.

speed_minhash      seconds of datasketch over seconds of dateline on the same texts, interleaved in one process, both
                   warm: median over rounds
texts_per_s        texts a second through dateline
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.across.copies import copies
from dateline.across.shingles import sample

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))


def texts() -> list[str]:
    """Return the texts that are compared."""
    from check import read

    reports = [item.marked.text for item in read().items if item.report]
    found = []
    for number, text in enumerate(reports):
        other = reports[(number + 1) % len(reports)]
        found += [text, text[: len(text) // 2], f"{other}\n\n{text}\n\n{other}", text.upper()]
    return found


def own(found: Sequence[str]) -> int:
    """Find the copies by sampled shingles; returns how many pairs there are."""
    return sum(1 for _ in copies((str(number), sample(text)) for number, text in enumerate(found)))


def peer() -> Callable[[Sequence[str]], int] | None:
    """Return the same by MinHash, `None` where datasketch is not installed."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None

    def pairs(found: Sequence[str]) -> int:
        index = MinHashLSH(threshold=0.5, num_perm=128)
        count = 0
        for number, text in enumerate(found):
            words = text.lower().split()
            hashed = MinHash(num_perm=128)
            runs = range(max(1, len(words) - 4))
            hashed.update_batch([" ".join(words[start : start + 5]).encode() for start in runs])
            count += len(index.query(hashed))
            index.insert(number, hashed)
        return count

    return pairs


def seconds(step: Callable[[Sequence[str]], int], found: Sequence[str]) -> float:
    """Return the processor's seconds that a step takes."""
    start = time.process_time()
    step(found)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--json", action="store_true")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    found, other = texts(), peer()
    own(found)
    if other is not None:
        other(found)
    times, ratios = [], []
    for _ in range(given.rounds):
        times.append(seconds(own, found))
        if other is not None:
            ratios.append(seconds(other, found) / times[-1])
    figures: dict[str, float] = {"texts_per_s": round(len(found) / statistics.median(times))}
    if ratios:
        figures["speed_minhash"] = round(statistics.median(ratios), 2)
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:18} {value}")


if __name__ == "__main__":
    main()
