"""Measure speed on saved pages: this reader against trafilatura alone, interleaved in one process.

    python benchmarks/pages_speed.py [FOLDER] [--json] [--rounds N]

FOLDER holds pages (`*.html`, `*.html.gz`); without it the pages of the tests are read.

ratio_trafilatura  seconds of `read_html` over seconds of `trafilatura.bare_extraction(page, with_metadata=True)`:
                   median over rounds
pages_per_s        pages a second through `read_html`: median over rounds
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import statistics
import time
from pathlib import Path
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.html.page import read_html
from dateline.reading.text import decode

PAGES: Final = Path(__file__).parent.parent / "tests" / "reading" / "html" / "pages"


def ratio(pages: list[str], rounds: int) -> tuple[float, float]:
    """Return the ratio to trafilatura's time, and our pages a second."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    settings = Settings()
    ratios, speeds = [], []
    for page in pages[:10]:
        _read(page, settings)
        bare_extraction(page, with_metadata=True)
    for _ in range(rounds):
        bare = own = 0.0
        for page in pages:
            start = time.perf_counter()
            bare_extraction(page, with_metadata=True)
            middle = time.perf_counter()
            _read(page, settings)
            bare += middle - start
            own += time.perf_counter() - middle
        ratios.append(own / bare)
        speeds.append(len(pages) / own)
    return statistics.median(ratios), statistics.median(speeds)


def _read(page: str, settings: Settings) -> None:
    try:
        read_html(page, "", settings)
    except DatelineError:
        return


def _text(path: Path) -> str:
    data = path.read_bytes()
    return decode(gzip.decompress(data) if path.suffix == ".gz" else data, Settings())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES, help="folder of pages")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the measurement (5)")
    arguments = parser.parse_args()
    found = sorted([*arguments.folder.rglob("*.html"), *arguments.folder.rglob("*.html.gz")])
    slower, speed = ratio([_text(path) for path in found], arguments.rounds)
    figures = {
        "pages": len(found),
        "ratio_trafilatura": round(slower, 2),
        "pages_per_s": round(speed, 1),
    }
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {value}")


if __name__ == "__main__":
    main()
