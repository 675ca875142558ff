"""Measure speed: the whole pipeline against a bare spaCy pass, start-up against a bare click program.

    python benchmarks/speed.py [--json] [--rounds N]

ratio_spacy    seconds of dateline over seconds of the same spaCy pipeline alone, on the same example reports,
               interleaved in one process, both warm: median over rounds
ratio_startup  `dateline --help` over a bare click program, whole processes in turn: median over rounds
words_per_s    words of running text a second through dateline
peak_mb        largest resident size of this process
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from dateline.config import Settings
from dateline.pipeline import Reader

EXAMPLES = Path(__file__).parent.parent / "examples"
BARE = """
import click

@click.command()
def main():
    pass

main()
"""


def spacy_ratio(rounds: int) -> tuple[float, float]:
    """Return the ratio to a bare pass, and dateline's words a second."""
    reader = Reader(Settings())
    sources = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt"))]
    documents = [reader.document(data) for data in sources]
    prose = [[passage.doc.text for passage in reader.passages(document)] for document in documents]
    words = sum(len(text.split()) for texts in prose for text in texts)
    for data in sources:
        reader.read(data)
    ratios, speeds = [], []
    for _ in range(rounds):
        bare = whole = 0.0
        for data, texts in zip(sources, prose, strict=True):
            start = time.perf_counter()
            list(reader.nlp.pipe(texts))
            middle = time.perf_counter()
            reader.read(data)
            bare += middle - start
            whole += time.perf_counter() - middle
        ratios.append(whole / bare)
        speeds.append(words / whole)
    return statistics.median(ratios), statistics.median(speeds)


def startup_ratio(rounds: int) -> float:
    """Return the ratio of `dateline --help` to a bare click program."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        ours = [str(Path(sys.executable).with_name("dateline")), "--help"]
        theirs = [sys.executable, str(bare), "--help"]
        _timed(theirs), _timed(ours)
        return statistics.median(_timed(ours) / _timed(theirs) for _ in range(rounds))


def _timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (our own program)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each measurement (9)")
    arguments = parser.parse_args()
    ratio, speed = spacy_ratio(arguments.rounds)
    figures = {
        "ratio_spacy": round(ratio, 2),
        "ratio_startup": round(startup_ratio(arguments.rounds), 2),
        "words_per_s": round(speed),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:14} {value}")


if __name__ == "__main__":
    main()
